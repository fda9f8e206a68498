import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Scene } from '../../../test/support/interpreter/scene.ts'

const told = () => new Scene().page('/recorded', '<Hangup/>')
const paramsOf = (scene: Scene) => scene.web.one('/recorded').params

test('Record action, method: the recording is told to the action, and what follows never runs', async () => {
  const scene = told().press(4.5, '1')
  assert.deepEqual(await scene.run('<Record action="/recorded" method="GET"/><Say>never</Say>'), { kind: 'hung-up' })
  const { RecordingSid = '', RecordingUrl = '', RecordingDuration, Digits, CallStatus } = paramsOf(scene)
  assert.equal(scene.web.one('/recorded').method, 'GET')
  assert.match(RecordingUrl, new RegExp(`/2010-04-01/Accounts/AC[0-9a-f]+/Recordings/${RecordingSid}$`))
  assert.deepEqual([RecordingDuration, Digits, CallStatus], ['4', '1', 'in-progress'])
  const [{ options }] = scene.recordings.all as [(typeof scene.recordings.all)[0]]
  assert.deepEqual(options.channels, [[{ endpoint: scene.call.leg.media, track: 'inbound' }]])
  assert.equal(options.source, 'RecordVerb')
})

test('Record action: is the document itself where it is not given, and missing in a document that was given in place', async () => {
  const scene = new Scene().press(2, '#')
  await scene.run(({ params }) => (params.RecordingUrl === undefined ? '<Record/>' : '<Hangup/>'))
  assert.equal(scene.web.of('/ivr/start').length, 2)
  const inline = await new Scene().runProgram({ twiml: '<Response><Record/></Response>' })
  assert.equal(inline.kind === 'failed' && inline.code, 11100)
})

test('Record timeout: silence ends it; 0 never does', async () => {
  const scene = told()
  scene.recordings.silentAfter = 3
  await scene.run('<Record action="/recorded" timeout="8"/>')
  assert.deepEqual([paramsOf(scene).RecordingDuration, paramsOf(scene).Digits], ['11', ''])
  const endless = told()
  endless.recordings.silentAfter = 3
  await endless.run('<Record action="/recorded" timeout="0" maxLength="60"/>')
  assert.equal(paramsOf(endless).RecordingDuration, '60')
  const usual = told()
  usual.recordings.silentAfter = 1
  await usual.run('<Record action="/recorded"/>')
  assert.equal(paramsOf(usual).RecordingDuration, '6')
})

test('Record maxLength: ends it after so many seconds, an hour by default', async () => {
  const scene = told()
  await scene.run('<Record action="/recorded" maxLength="20"/>')
  assert.equal(paramsOf(scene).RecordingDuration, '20')
  const usual = told()
  await usual.run('<Record action="/recorded"/>')
  assert.equal(paramsOf(usual).RecordingDuration, '3600')
})

test('Record finishOnKey: those keys end it, and no others', async () => {
  const scene = told().press(2, '1').press(3, '#')
  await scene.run('<Record action="/recorded" finishOnKey="*#"/>')
  assert.deepEqual([paramsOf(scene).Digits, scene.web.one('/recorded').at], ['#', 3])
  const none = told().press(2, '1#')
  await none.run('<Record action="/recorded" finishOnKey="" maxLength="9"/>')
  assert.deepEqual([paramsOf(none).Digits, paramsOf(none).RecordingDuration], ['', '9'])
})

test('Record playBeep: a tone says when it begins, unless it is false', async () => {
  const scene = told().press(4, '1')
  await scene.run('<Record action="/recorded"/>')
  assert.deepEqual([scene.heard, scene.recordings.all[0]?.from], [['sound of 500 ms'], 0.5])
  const silent = told().press(4, '1')
  await silent.run('<Record action="/recorded" playBeep="false"/>')
  assert.deepEqual([silent.heard, silent.recordings.all[0]?.from], [[], 0])
})

test('Record trim: silence is taken away at both ends, unless it says do-not-trim', async () => {
  const scene = told().press(4, '1')
  await scene.run('<Record action="/recorded"/>')
  const other = told().press(4, '1')
  await other.run('<Record action="/recorded" trim="do-not-trim"/>')
  assert.deepEqual(
    [scene.recordings.all[0]?.options.trimSilence, other.recordings.all[0]?.options.trimSilence],
    [true, false],
  )
})

test('Record recordingStatusCallback, recordingStatusCallbackMethod, recordingStatusCallbackEvent: say where the recording is told of', async () => {
  const scene = told().press(4, '1')
  await scene.run(
    '<Record action="/recorded" recordingStatusCallback="/rec" recordingStatusCallbackMethod="GET" recordingStatusCallbackEvent="in-progress absent"/>',
  )
  assert.deepEqual(scene.recordings.all[0]?.options.callback, {
    ...{ url: 'https://app.example.com/rec', method: 'GET', events: ['in-progress', 'absent'] },
  })
  const usual = told().press(4, '1')
  await usual.run('<Record action="/recorded" recordingStatusCallback="/rec"/>')
  assert.deepEqual(usual.recordings.all[0]?.options.callback?.events, ['completed'])
})

test('Record method, timeout, maxLength, finishOnKey, playBeep, trim, recordingStatusCallback, recordingStatusCallbackEvent: wrong values have their codes, and the defaults hold', async () => {
  const scene = told().press(4, '1')
  await scene.run(
    '<Record action="/recorded" method="PUT" timeout="-1" maxLength="0" finishOnKey="x" playBeep="x" trim="x" recordingStatusCallback="ftp://x" recordingStatusCallbackEvent="never" transcribe="true"/>',
  )
  assert.deepEqual(scene.codes.toSorted(), [13256, 13610, 13611, 13612, 13613, 13616, 13620, 13621, 13699])
  const { silenceSeconds, maxSeconds, trimSilence, callback } = scene.recordings.all[0]?.options ?? {}
  assert.deepEqual([silenceSeconds, maxSeconds, trimSilence, callback], [5, 3600, true, undefined])
  assert.equal(scene.heard.length, 1)
})

test('Record: the party hangs up, and the action is told so; what it answers is thrown away', async () => {
  const scene = told().at(7, () => scene.call.partyHangsUp())
  assert.deepEqual(await scene.run('<Record action="/recorded" playBeep="false"/>'), { kind: 'party-left' })
  const { Digits, CallStatus, RecordingDuration } = paramsOf(scene)
  assert.deepEqual([Digits, CallStatus, RecordingDuration], ['hangup', 'completed', '7'])
})

test('Record: a redirect by REST keeps the recording and asks nobody', async () => {
  const scene = told().at(7, () => scene.stop.abort())
  assert.deepEqual(await scene.run('<Record action="/recorded" playBeep="false"/>'), { kind: 'aborted' })
  assert.deepEqual([scene.recordings.all[0]?.end?.reason, scene.web.of('/recorded')], ['stopped', []])
})

test('Record: what cannot be recorded ends the call with the code of it', async () => {
  const scene = told()
  scene.recordings.refusal = new Error('no space left on device')
  const end = await scene.run('<Record action="/recorded"/>')
  assert.equal(end.kind === 'failed' && end.code, 12400)
})
