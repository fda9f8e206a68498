import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Scene } from '../../../../test/support/interpreter/scene.ts'
import type { ConferenceEnd } from '../../../conference/conference-desk.ts'

const coached = `CA${'1'.repeat(32)}`

/** Dials into a room that is over after 20 seconds. */
async function joined(
  attributes: string,
  { dial = '', end = { reason: 'ended' } as ConferenceEnd, name = 'Room 1' } = {},
) {
  const scene = new Scene().page('/dialled', '<Hangup/>')
  scene.conferences.script = { end, after: 20 }
  const result = await scene.run(`<Dial ${dial}><Conference ${attributes}>${name}</Conference></Dial><Say>Next</Say>`)
  return { scene, result, room: scene.conferences.joined[0]?.room, codes: scene.codes }
}

test('Conference: its name is the room; without attributes it is as Twilio has it', async () => {
  const { room, scene } = await joined('')
  assert.deepEqual(room, {
    ...{ name: 'Room 1', muted: false, beep: 'true', startConferenceOnEnter: true, endConferenceOnExit: false },
    ...{ maxParticipants: 250, record: false, trimSilence: true },
  })
  assert.deepEqual([scene.heard, scene.call.leg.answeredAt], [['Next'], 0])
})

test('Conference muted, beep, startConferenceOnEnter, endConferenceOnExit, participantLabel, maxParticipants, coach: are as the document says', async () => {
  const { room } = await joined(
    `muted="true" beep="onEnter" startConferenceOnEnter="false" endConferenceOnExit="true" participantLabel="agent 7" maxParticipants="3" coach="${coached}"`,
  )
  assert.deepEqual(room, {
    ...{ name: 'Room 1', muted: true, beep: 'onEnter', startConferenceOnEnter: false, endConferenceOnExit: true },
    ...{ participantLabel: 'agent 7', maxParticipants: 3, coach: coached, record: false, trimSilence: true },
  })
})

test('Conference waitUrl, waitMethod: name what is heard before it starts; an empty address is silence', async () => {
  const { room } = await joined('waitUrl="/wait" waitMethod="GET"')
  assert.deepEqual(room?.wait, { url: 'https://app.example.com/wait', method: 'GET' })
  assert.equal((await joined('waitUrl=""')).room?.wait, 'silence')
  assert.deepEqual((await joined('waitUrl="/wait"')).room?.wait, {
    url: 'https://app.example.com/wait',
    method: 'POST',
  })
})

test('Conference record, trim, recordingStatusCallback, recordingStatusCallbackMethod, recordingStatusCallbackEvent: say what is recorded', async () => {
  const { room } = await joined(
    'record="record-from-start" trim="do-not-trim" recordingStatusCallback="/rec" recordingStatusCallbackMethod="GET" recordingStatusCallbackEvent="in-progress completed"',
  )
  assert.deepEqual([room?.record, room?.trimSilence], [true, false])
  assert.deepEqual(room?.recordingCallback, {
    ...{ url: 'https://app.example.com/rec', method: 'GET', events: ['in-progress', 'completed'] },
  })
})

test('Conference statusCallback, statusCallbackMethod, statusCallbackEvent: say where it is told of', async () => {
  const { room } = await joined(
    'statusCallback="/told" statusCallbackMethod="GET" statusCallbackEvent="start end join leave mute hold modify speaker announcement"',
  )
  assert.deepEqual(room?.statusCallback?.events.length, 9)
  assert.deepEqual([room?.statusCallback?.url, room?.statusCallback?.method], ['https://app.example.com/told', 'GET'])
  assert.deepEqual((await joined('statusCallback="/told"')).room?.statusCallback?.events, [])
})

test('Conference muted, beep, startConferenceOnEnter, endConferenceOnExit, waitUrl, waitMethod, maxParticipants, record, trim, coach, participantLabel: wrong values have their codes, and the defaults hold', async () => {
  const { room, codes } = await joined(
    'muted="x" beep="x" startConferenceOnEnter="x" endConferenceOnExit="x" waitUrl="ftp://x" waitMethod="x" maxParticipants="251" record="x" trim="x" coach="CA1" participantLabel="a/b"',
  )
  assert.deepEqual(codes.toSorted(), [12200, 13217, 13230, 13231, 13232, 13233, 13234, 13235, 13236, 13239, 16023])
  assert.deepEqual([room?.muted, room?.beep, room?.wait, room?.maxParticipants], [false, 'true', undefined, 250])
})

test('Conference: without a name it fails with 13237', async () => {
  const { scene, codes } = await joined('', { name: ' ', dial: 'action="/dialled"' })
  assert.deepEqual([codes, scene.web.one('/dialled').params.DialCallStatus], [[13237], 'failed'])
})

test('Conference: the action is told that it was answered, without a SID or a duration of a party', async () => {
  const { scene, result } = await joined('', { dial: 'action="/dialled"' })
  const { DialCallStatus, DialCallSid, DialCallDuration } = scene.web.one('/dialled').params
  assert.deepEqual([DialCallStatus, DialCallSid, DialCallDuration], ['answered', undefined, undefined])
  assert.deepEqual([result, scene.web.one('/dialled').at], [{ kind: 'hung-up' }, 20])
})

test('Conference: a room that is full, or where the label is taken, is passed over with its code', async () => {
  for (const [reason, code] of [
    ['full', 16020],
    ['duplicate-label', 16025],
    ['failed', 16099],
  ] as const) {
    const { codes, scene } = await joined('', { end: { reason } })
    assert.deepEqual([codes, scene.heard], [[code], ['Next']])
  }
  assert.deepEqual((await joined('', { end: { reason: 'failed', code: 13240 } })).codes, [13240])
})

test('Conference: the party hangs up, and the action is told', async () => {
  const scene = new Scene().page('/dialled', '<Say>never</Say>')
  scene.at(7, () => scene.call.partyHangsUp())
  const end = await scene.run('<Dial action="/dialled"><Conference>Room</Conference></Dial>')
  const { DialCallStatus, CallStatus } = scene.web.one('/dialled').params
  assert.deepEqual([end, DialCallStatus, CallStatus], [{ kind: 'party-left' }, 'answered', 'completed'])
})

test('Dial hangupOnStar, timeLimit: leave a conference, and the call goes on', async () => {
  const star = new Scene().press(5, '*')
  await star.run('<Dial hangupOnStar="true"><Conference>Room</Conference></Dial><Say>Next</Say>')
  assert.equal(star.call.leg.media.played[0]?.from, 5)
  const limit = new Scene()
  await limit.run('<Dial timeLimit="30"><Conference>Room</Conference></Dial><Say>Next</Say>')
  assert.equal(limit.call.leg.media.played[0]?.from, 30)
})

test('Conference: beside other nouns it is the one that is dialled, with 13000', async () => {
  const scene = new Scene()
  scene.conferences.script = { end: { reason: 'ended' }, after: 1 }
  await scene.run('<Dial><Number>+14155550100</Number><Conference>Room</Conference></Dial>')
  assert.deepEqual([scene.codes, scene.children.length, scene.conferences.joined.length], [[13000], 0, 1])
})
