import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { type TestContext, test } from 'node:test'
import { withoutPeer } from '@trunkline/testkit'
import { uuidFromSid } from '@trunkline/wire'
import { basic, openBench } from './support/api-bench.ts'
import { documentedMembers, membersOfAnswer } from './support/documented-members.ts'
import { putRecording } from './support/put-recording.ts'
import { ownCaller } from './support/twilio-caller.ts'

const withoutLame = withoutPeer('lame', spawnSync('lame', ['--version']).status === 0)

async function openRecordings(t: TestContext, publicRecordings = false) {
  const bench = await openBench(t, { voice: 'still', dispatch: false, publicRecordings })
  const { port } = await bench.api.start()
  const caller = ownCaller(bench)
  const clientId = uuidFromSid(bench.clientId)
  const base = `/2010-04-01/Accounts/${caller.sid}`
  const authorization = basic(bench.clientId, bench.authToken)
  const media = (path: string, headers: Record<string, string> = { authorization }, method = 'GET') =>
    fetch(`http://127.0.0.1:${port}${base}/Recordings/${path}`, { headers, method })
  const put = (given: Omit<Parameters<typeof putRecording>[1], 'clientId'> = {}) =>
    putRecording(bench.db, { clientId, ...given })
  const bytes = async (...given: Parameters<typeof media>) => Buffer.from(await (await media(...given)).arrayBuffer())
  return { bench, caller, base, media, put, bytes, authorization }
}

/** Two channels: the left says 1000, the right 50. */
const stereo = Int16Array.from({ length: 16_000 }, (_, at) => (at % 2 === 0 ? 1000 : 50))

test('a recording is fetched as a resource, with the documented members', async (t) => {
  const { caller, base, put } = await openRecordings(t)
  const callSid = `CA${'1'.repeat(32)}`
  const sid = await put({ callSid, channels: 2, samples: stereo })
  const { status, json } = await caller.get(`${base}/Recordings/${sid}.json`)
  assert.deepEqual(
    [status, json.sid, json.status, json.duration, json.channels, json.source, json.call_sid, json.conference_sid],
    [200, sid, 'completed', '1', 2, 'StartCallRecordingAPI', callSid, null],
  )
  assert.equal(json.uri, `${base}/Recordings/${sid}.json`)
  assert.match(json.media_url, new RegExp(`^http://.*${base}/Recordings/${sid}$`))
  const top = documentedMembers('api-v2010', 'RecordingInstance').filter((name) => !name.includes('.'))
  assert.deepEqual(membersOfAnswer(json), top.sort())
})

test('its sound is a WAV file, with and without the ending, whole and in parts', async (t) => {
  const { media, put, bytes, authorization } = await openRecordings(t)
  const sid = await put({ samples: Int16Array.from({ length: 8_000 }, (_, at) => at) })
  const answer = await media(`${sid}.wav`)
  assert.deepEqual(
    ['content-type', 'content-length', 'accept-ranges'].map((name) => answer.headers.get(name)),
    ['audio/x-wav', '16044', 'bytes'],
  )
  const whole = Buffer.from(await answer.arrayBuffer())
  assert.equal(whole.length, 16_044)
  assert.equal(whole.toString('latin1', 0, 4), 'RIFF')
  assert.deepEqual([whole.readUInt32LE(24), whole.readUInt16LE(22), whole.readUInt16LE(34)], [8_000, 1, 16])
  assert.equal(whole.readInt16LE(44 + 2 * 1_234), 1_234)
  assert.deepEqual(await bytes(sid), whole)
  const part = await media(sid, { authorization, range: 'bytes=40-59' })
  assert.deepEqual([part.status, part.headers.get('content-range')], [206, 'bytes 40-59/16044'])
  assert.deepEqual(Buffer.from(await part.arrayBuffer()), whole.subarray(40, 60))
  assert.deepEqual(await bytes(sid, { authorization, range: 'bytes=-10' }), whole.subarray(-10))
  const other = await media(sid, { authorization, range: 'bytes=0-9', 'if-range': '"another"' })
  assert.equal(other.status, 200)
  assert.equal((await other.arrayBuffer()).byteLength, whole.length)
  const beyond = await media(sid, { authorization, range: 'bytes=20000-' })
  assert.deepEqual([beyond.status, beyond.headers.get('content-range')], [416, 'bytes */16044'])
  const head = await media(`${sid}.wav`, { authorization }, 'HEAD')
  assert.deepEqual([head.status, head.headers.get('content-length')], [200, '16044'])
})

test('two channels are given beside each other, or mixed into one', async (t) => {
  const { put, bytes, media } = await openRecordings(t)
  const sid = await put({ channels: 2, samples: stereo })
  const both = await bytes(sid)
  assert.deepEqual([both.readUInt16LE(22), both.readInt16LE(44), both.readInt16LE(46)], [2, 1000, 50])
  assert.deepEqual(await bytes(`${sid}.wav?RequestedChannels=2`), both)
  const mono = await bytes(`${sid}.wav?RequestedChannels=1`)
  assert.deepEqual([mono.length, mono.readUInt16LE(22), mono.readInt16LE(44)], [16_044, 1, 1050])
  const single = await put()
  const refused = await media(`${single}?RequestedChannels=2`)
  assert.deepEqual([refused.status, (await refused.json()).code], [400, 16113])
  const wrong = await media(`${single}?RequestedChannels=3`)
  assert.deepEqual([wrong.status, (await wrong.json()).code], [400, 20001])
})

test('its sound is MP3 where that is asked for', { skip: withoutLame }, async (t) => {
  const { put, media } = await openRecordings(t)
  const sid = await put({ samples: new Int16Array(40_000) })
  const answer = await media(`${sid}.mp3`)
  assert.deepEqual([answer.status, answer.headers.get('content-type')], [200, 'audio/mpeg'])
  const bytes = Buffer.from(await answer.arrayBuffer())
  // Frames begin with eleven bits that are set (ISO 11172-3), behind a tag where there is one.
  const tag = bytes.toString('latin1', 0, 3) === 'ID3'
  assert.ok(tag || (bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe0) === 0xe0), bytes.subarray(0, 4).toString('hex'))
  assert.ok(bytes.length > 5_000, `${bytes.length} bytes`)
})

test('sound needs credentials, unless the configuration makes it public', async (t) => {
  const { put, media, bench } = await openRecordings(t)
  const sid = await put()
  const refused = await media(sid, {})
  assert.deepEqual([refused.status, (await refused.json()).code], [401, 20003])
  assert.match(String(refused.headers.get('www-authenticate')), /^Basic /)
  await bench.api.stop()
  const open = await openRecordings(t, true)
  const own = await open.put()
  for (const path of [own, `${own}.wav`]) assert.equal((await open.media(path, {})).status, 200, path)
  assert.equal((await open.media(`${own}.json`, {})).status, 401, 'what is known of it is not public')
  assert.equal((await open.media(own, { authorization: basic(open.bench.clientId, 'wrong') })).status, 401)
  assert.equal((await open.media(own, {}, 'DELETE')).status, 401)
  assert.equal((await open.media(`RE${'0'.repeat(32)}`, {})).status, 404)
})

test('what has no sound yet, or never will, says so', async (t) => {
  const { put, media, caller, base } = await openRecordings(t)
  for (const status of ['in-progress', 'paused', 'processing']) {
    const answer = await media(await put({ status }))
    assert.deepEqual([answer.status, (await answer.json()).code, answer.headers.get('retry-after')], [400, 21501, '2'])
  }
  for (const status of ['absent', 'failed']) {
    const sid = await put({ status })
    assert.equal((await media(sid)).status, 404)
    assert.equal((await caller.get(`${base}/Recordings/${sid}.json`)).json.status, 'absent')
  }
  assert.equal((await media('RE1.wav')).status, 404)
  assert.equal((await media(`RE${'0'.repeat(32)}.ogg`)).status, 404)
})

test('lists are filtered and walked through; deleted ones are shown where they are asked for', async (t) => {
  const { put, caller, base } = await openRecordings(t)
  const [callSid, conferenceSid] = [`CA${'1'.repeat(32)}`, `CF${'2'.repeat(32)}`]
  const mine = new Set([await put({ callSid }), await put({ callSid }), await put({ conferenceSid })])
  const list = async (query = '') => {
    const { json } = await caller.get(`${base}/Recordings.json?${query}`)
    return json.recordings.map(({ sid }: { sid: string }) => sid) as string[]
  }
  assert.deepEqual(new Set(await list()), mine)
  assert.equal((await list(`CallSid=${callSid}`)).length, 2)
  assert.equal((await list(`ConferenceSid=${conferenceSid}`)).length, 1)
  assert.equal((await list('DateCreated%3C=2020-01-01')).length, 0)
  assert.equal((await list('DateCreated%3E=2020-01-01')).length, 3)
  const first = (await caller.get(`${base}/Recordings.json?PageSize=2`)).json
  const second = (await caller.get(first.next_page_uri)).json
  assert.deepEqual([first.recordings.length, second.recordings.length, second.next_page_uri], [2, 1, null])
  assert.deepEqual((await caller.get(second.previous_page_uri)).json.recordings, first.recordings)
  const sid = first.recordings[0].sid
  assert.equal((await caller.remove(`${base}/Recordings/${sid}.json`)).status, 204)
  assert.equal((await caller.get(`${base}/Recordings/${sid}.json`)).status, 404)
  assert.equal((await caller.remove(`${base}/Recordings/${sid}.json`)).status, 404)
  assert.deepEqual([(await list()).length, (await list('IncludeSoftDeleted=true')).length], [2, 3])
  const deleted = await caller.get(`${base}/Recordings/${sid}.json?IncludeSoftDeleted=true`)
  assert.equal(deleted.json.status, 'deleted')
  const running = await put({ status: 'in-progress' })
  const refused = await caller.remove(`${base}/Recordings/${running}.json`)
  assert.deepEqual([refused.status, refused.json.code], [409, 20009])
})

test('recordings stand below their call and their conference, and below no other', async (t) => {
  const { bench, put, caller, base } = await openRecordings(t)
  await bench.accounts.numbers.put(bench.clientId, '+14155550100')
  const form = { To: '+14155550123', From: '+14155550100' }
  const made = async () => (await caller.post(`${base}/Calls.json`, { ...form, Twiml: '<Response/>' })).json.sid
  const [callSid, other] = [await made(), await made()]
  const room = await caller.post(`${base}/Conferences/room/Participants.json`, form)
  assert.equal(room.status, 201, room.text)
  const conferenceSid = room.json.conference_sid
  const [ofCall, ofRoom] = [await put({ callSid }), await put({ conferenceSid })]
  const own = await caller.get(`${base}/Calls/${callSid}/Recordings/${ofCall}.json`)
  assert.equal(own.json.uri, `${base}/Calls/${callSid}/Recordings/${ofCall}.json`)
  const top = (name: string) =>
    documentedMembers('api-v2010', name)
      .filter((each) => !each.includes('.'))
      .sort()
  assert.deepEqual(membersOfAnswer(own.json), top('CallRecordingInstance'))
  const rooms = await caller.get(`${base}/Conferences/${conferenceSid}/Recordings/${ofRoom}.json`)
  assert.deepEqual(membersOfAnswer(rooms.json), top('ConferenceRecordingInstance'))
  assert.equal((await caller.get(`${base}/Calls/${other}/Recordings/${ofCall}.json`)).status, 404)
  assert.equal((await caller.get(`${base}/Calls/${callSid}/Recordings/${ofRoom}.json`)).status, 404)
  const lists = [`Calls/${callSid}`, `Calls/${other}`, `Conferences/${conferenceSid}`]
  const counts = await Promise.all(lists.map((path) => caller.get(`${base}/${path}/Recordings.json`)))
  assert.deepEqual(
    counts.map(({ json }) => json.recordings.length),
    [1, 0, 1],
  )
  const over = await caller.post(`${base}/Calls/${callSid}/Recordings/${ofCall}.json`, { Status: 'paused' })
  assert.deepEqual([over.status, over.json.code], [400, 21220])
  const wrong = await caller.post(`${base}/Calls/${callSid}/Recordings/${ofCall}.json`, { Status: 'completed' })
  assert.equal(wrong.status, 400)
  assert.equal((await caller.remove(`${base}/Calls/${callSid}/Recordings/${ofCall}.json`)).status, 204)
  assert.equal((await caller.remove(`${base}/Conferences/${conferenceSid}/Recordings/${ofRoom}.json`)).status, 204)
  const callback = await caller.post(`${base}/Calls/${callSid}/Recordings.json`, { RecordingStatusCallback: 'nowhere' })
  assert.deepEqual([callback.status, callback.json.code], [400, 21502])
})
