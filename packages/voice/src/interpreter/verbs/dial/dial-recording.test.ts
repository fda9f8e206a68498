import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Scene } from '../../../../test/support/interpreter/scene.ts'

const bob = '+819059876543'

/** Dials somebody who answers after two seconds and hangs up after ten. */
async function recorded(attributes: string) {
  const scene = new Scene().page('/dialled', '<Hangup/>')
  scene.parties.set(bob, (child) => {
    scene.at(2, () => child.pickUp()).at(10, () => child.partyHangsUp())
  })
  await scene.run(`<Dial action="/dialled" ${attributes}>${bob}</Dial>`)
  const endpoint = scene.call.leg.media
  const inbound = { endpoint, track: 'inbound' }
  const outbound = { endpoint, track: 'outbound' }
  return { scene, inbound, outbound, recording: scene.recordings.all[0] }
}

test('Dial record: from the answer on, both sides in one channel or two; the action has its address', async () => {
  for (const word of ['record-from-answer', 'true']) {
    const { scene, inbound, outbound, recording } = await recorded(`record="${word}"`)
    assert.deepEqual(recording?.options.channels, [[inbound, outbound]])
    assert.deepEqual([recording?.from, recording?.to, recording?.options.source], [2, 10, 'DialVerb'])
    assert.equal(recording?.call, scene.call)
    assert.match(scene.web.one('/dialled').params.RecordingUrl ?? '', /\/Recordings\/RE/)
  }
  const dual = await recorded('record="record-from-answer-dual"')
  assert.deepEqual(dual.recording?.options.channels, [[dual.inbound], [dual.outbound]])
})

test('Dial record: the last callback of who was joined tells of the recording, from the answer or the ringing on; of who was not, nothing', async () => {
  for (const word of ['record-from-answer', 'record-from-ringing', 'do-not-record']) {
    const { scene, recording } = await recorded(`record="${word}"`)
    const words = await scene.child().lastWords()
    const sid = `RE${'1'.padStart(32, '0')}`
    const told = {
      RecordingUrl: words.RecordingUrl?.slice(-34),
      RecordingSid: sid,
      RecordingDuration: String(recording?.end?.seconds),
    }
    assert.deepEqual(words, recording === undefined ? {} : { ...told, RecordingUrl: words.RecordingUrl })
    assert.equal(told.RecordingUrl, recording && sid)
  }
  const scene = new Scene()
  scene.parties.set(bob, (child) => void scene.at(1, () => child.leg.finish({ cause: 'busy', by: 'party' })))
  await scene.run(`<Dial record="record-from-ringing">${bob}</Dial>`)
  assert.deepEqual(await scene.child().lastWords(), {})
})

test('Dial record: from the ringing on', async () => {
  const mono = await recorded('record="record-from-ringing"')
  assert.deepEqual([mono.recording?.from, mono.recording?.options.channels.length], [0, 1])
  const dual = await recorded('record="record-from-ringing-dual"')
  assert.deepEqual([dual.recording?.from, dual.recording?.options.channels.length], [0, 2])
})

test('Dial record: do-not-record and false record nothing', async () => {
  for (const word of ['do-not-record', 'false']) {
    const { scene, recording } = await recorded(`record="${word}"`)
    assert.deepEqual([recording, scene.web.one('/dialled').params.RecordingUrl], [undefined, undefined])
  }
})

test('Dial recordingTrack: one side alone has one channel', async () => {
  const caller = await recorded('record="record-from-answer-dual" recordingTrack="inbound"')
  assert.deepEqual(caller.recording?.options.channels, [[caller.inbound]])
  const other = await recorded('record="record-from-answer" recordingTrack="outbound"')
  assert.deepEqual(
    [other.recording?.options.channels, other.recording?.options.track],
    [[[other.outbound]], 'outbound'],
  )
})

test('Dial trim: silence is kept, unless it says trim-silence', async () => {
  assert.equal((await recorded('record="true"')).recording?.options.trimSilence, false)
  assert.equal((await recorded('record="true" trim="trim-silence"')).recording?.options.trimSilence, true)
})

test('Dial recordingStatusCallback, recordingStatusCallbackMethod, recordingStatusCallbackEvent: say where the recording is told of', async () => {
  const { recording } = await recorded(
    'record="true" recordingStatusCallback="/rec" recordingStatusCallbackMethod="GET" recordingStatusCallbackEvent="in-progress completed absent"',
  )
  assert.deepEqual(recording?.options.callback, {
    ...{ url: 'https://app.example.com/rec', method: 'GET', events: ['in-progress', 'completed', 'absent'] },
  })
})

test('Dial record: a call that cannot be recorded goes on without', async () => {
  const scene = new Scene()
  scene.recordings.refusal = new Error('no space left on device')
  scene.parties.set(bob, (child) => {
    scene.at(2, () => child.pickUp()).at(10, () => child.partyHangsUp())
  })
  await scene.run(`<Dial record="true">${bob}</Dial>`)
  assert.equal(scene.call.leg.media.bridges.length, 1)
})

test('Dial record: a conference is recorded from this party’s side, too', async () => {
  const scene = new Scene().page('/dialled', '<Hangup/>')
  scene.conferences.script = { end: { reason: 'ended' }, after: 8 }
  await scene.run('<Dial record="record-from-answer-dual" action="/dialled"><Conference>Room</Conference></Dial>')
  assert.deepEqual([scene.recordings.all[0]?.options.channels.length, scene.recordings.all[0]?.to], [2, 8])
  assert.match(scene.web.one('/dialled').params.RecordingUrl ?? '', /\/Recordings\/RE/)
})
