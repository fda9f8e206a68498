import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Scene } from '../../../test/support/interpreter/scene.ts'
import type { SpeechRecognizer } from '../../ports.ts'

type Asked = Parameters<SpeechRecognizer['recognize']>[0]

/** A scene whose party says something from one second to another; what the recognizer was asked stands in `asked`. */
function speaking(text: string, { from = 1, to = 3, fails = false } = {}) {
  const asked: Asked[] = []
  const recognizer: SpeechRecognizer = {
    async recognize(request) {
      asked.push(request)
      const began = scene.time.seconds
      await scene.time.sleep(Math.max(0, from - began) * 1000, request.signal)
      if (request.signal.aborted) throw new Error('stopped')
      if (fails) throw new Error('the engine is away')
      request.onPartial?.({ stable: '', unstable: text.slice(0, 3), stability: 0.5 })
      await scene.time.sleep((to - from) * 1000, request.signal)
      if (request.signal.aborted) throw new Error('stopped')
      request.onPartial?.({ stable: text, unstable: '', stability: 1 })
      return { text, confidence: 0.75 }
    },
  }
  const scene = new Scene({ recognizer }).page('/menu', '<Hangup/>').page('/partial', '')
  scene.call.leg.media.hear = async function* () {}
  return { scene, asked }
}

test('Gather input, language: speech is sent to the action with its confidence', async () => {
  const { scene, asked } = speaking('yes please')
  await scene.run('<Gather input="speech" action="/menu" language="en-GB"/>')
  const { params } = scene.web.one('/menu')
  assert.deepEqual([params.SpeechResult, params.Confidence, params.Language], ['yes please', '0.75', 'en-GB'])
  assert.deepEqual([asked[0]?.language, params.Digits], ['en-GB', undefined])
})

test('Gather hints, profanityFilter, speechModel, enhanced, speechTimeout, maxSpeechTime: are handed to the recognizer', async () => {
  const { scene, asked } = speaking('yes')
  await scene.run(
    '<Gather input="speech" action="/menu" hints="yes, no, maybe so" profanityFilter="false" speechModel="phone_call" enhanced="true" speechTimeout="auto" maxSpeechTime="20"/>',
  )
  const { hints, profanityFilter, model, enhanced, silenceSeconds, maxSeconds } = asked[0] as Asked
  assert.deepEqual(
    { hints, profanityFilter, model, enhanced, silenceSeconds, maxSeconds },
    {
      ...{ hints: ['yes', 'no', 'maybe so'], profanityFilter: false, model: 'phone_call', enhanced: true },
      ...{ silenceSeconds: 'auto', maxSeconds: 20 },
    },
  )
})

test('Gather speechTimeout: is as long as timeout where it is not given', async () => {
  const { scene, asked } = speaking('yes')
  await scene.run('<Gather input="speech" action="/menu" timeout="7"/>')
  assert.deepEqual([asked[0]?.silenceSeconds, asked[0]?.maxSeconds], [7, 60])
})

test('Gather input, hints, language, profanityFilter, speechModel, enhanced, speechTimeout, maxSpeechTime, bargeIn, partialResultCallbackMethod: wrong values have their codes', async () => {
  const { scene, asked } = speaking('yes')
  await scene.run(
    `<Gather input="speech smell" action="/menu" hints="${'a'.repeat(101)}" language="English!" profanityFilter="a" speechModel="best of all" enhanced="a" speechTimeout="x" maxSpeechTime="61" bargeIn="a" partialResultCallbackMethod="PUT"/>`,
  )
  assert.deepEqual(scene.codes.toSorted(), [13326, 13327, 13328, 13329, 13330, 13331, 13332, 13333, 13334, 13334])
  assert.deepEqual([asked[0]?.language, asked[0]?.model, asked[0]?.hints], ['en-US', 'default', []])
})

test('Gather partialResultCallback, partialResultCallbackMethod: tells what was understood so far, and does not wait', async () => {
  const { scene } = speaking('yes please')
  await scene.run(
    '<Gather input="speech" action="/menu" partialResultCallback="/partial" partialResultCallbackMethod="GET"/>',
  )
  const told = scene.web.of('/partial')
  assert.deepEqual(
    told.map(({ method, params }) => [method, params.SequenceNumber, params.UnstableSpeechResult, params.Stability]),
    [
      ['GET', '0', 'yes', '0.5'],
      ['GET', '1', '', '1'],
    ],
  )
  assert.equal(told[1]?.params.StableSpeechResult, 'yes please')
})

test('Gather bargeIn: speaking stops the prompts, unless it is false', async () => {
  const { scene } = speaking('yes')
  await scene.run('<Gather input="speech" action="/menu"><Say loop="9">Long</Say></Gather>')
  assert.deepEqual([scene.call.leg.media.played[0]?.end, scene.web.one('/menu').at], ['stopped', 3])
  const patient = speaking('yes', { from: 5, to: 6 })
  await patient.scene.run('<Gather input="speech" action="/menu" bargeIn="false"><Say>Short</Say></Gather>')
  assert.equal(patient.scene.call.leg.media.played[0]?.end, 'ended')
  assert.equal(patient.scene.web.one('/menu').params.SpeechResult, 'yes')
})

test('Gather input: with both kinds, the first wins', async () => {
  const spoken = speaking('yes')
  spoken.scene.press(2, '1#')
  await spoken.scene.run('<Gather input="dtmf speech" action="/menu"/>')
  assert.deepEqual([spoken.scene.web.one('/menu').params.SpeechResult, spoken.scene.web.one('/menu').at], ['yes', 3])
  const pressed = speaking('yes', { from: 3, to: 4 })
  pressed.scene.press(2, '1').press(5, '2#')
  await pressed.scene.run('<Gather input="dtmf speech" action="/menu"/>')
  assert.equal(pressed.scene.web.one('/menu').params.Digits, '12')
})

test('Gather timeout: nobody speaks, and the next verb comes', async () => {
  const { scene } = speaking('late', { from: 30 })
  await scene.run('<Gather input="speech" action="/menu" timeout="4"/><Say>Nothing came</Say>')
  assert.equal(scene.call.leg.media.played[0]?.from, 4)
})

test('Gather: a recognizer that fails has 13340, and the next verb comes', async () => {
  const { scene } = speaking('yes', { fails: true })
  await scene.run('<Gather input="speech" action="/menu"/><Say>On</Say>')
  assert.deepEqual([scene.codes, scene.heard], [[13340], ['On']])
})

test('Gather input: speech alone ends the call with 13340 where nothing recognises it; beside keys it is left out', async () => {
  const alone = new Scene()
  const end = await alone.run('<Gather input="speech" action="/menu"/>')
  assert.equal(end.kind === 'failed' && end.code, 13340)
  assert.match(end.kind === 'failed' ? end.reason : '', /no speech recognizer is configured/)
  const both = new Scene().page('/menu', '<Hangup/>').press(1, '1#')
  await both.run('<Gather input="dtmf speech" action="/menu"/>')
  assert.deepEqual([both.codes, both.web.one('/menu').params.Digits], [[13340], '1'])
})

test('Gather input: keys mean nothing where speech alone is asked for', async () => {
  const { scene } = speaking('yes', { from: 2, to: 3 })
  scene.press(1, '1#')
  await scene.run('<Gather input="speech" action="/menu"/>')
  assert.equal(scene.web.one('/menu').params.SpeechResult, 'yes')
})
