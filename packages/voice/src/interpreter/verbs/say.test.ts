import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Scene } from '../../../test/support/interpreter/scene.ts'

test('Say: answers, is heard, and the call is over when the document runs out', async () => {
  const scene = new Scene()
  assert.deepEqual(await scene.run('<Say>Hello  there,\n friend</Say>'), { kind: 'done' })
  assert.deepEqual(scene.heard, ['Hello there, friend'])
  assert.equal(scene.call.status, 'in-progress')
  assert.equal(scene.speech.requests[0]?.ssml, 'Hello  there,\n friend')
})

test('Say voice, language: are handed to the speech engine', async () => {
  const scene = new Scene()
  await scene.run('<Say voice="Polly.Amy" language="en-GB">Hello</Say>')
  const { voice, language } = scene.speech.requests[0] ?? {}
  assert.deepEqual([voice, language], ['Polly.Amy', 'en-GB'])
})

test('Say voice, language: what does not fit is passed over with its code', async () => {
  const scene = new Scene()
  await scene.run('<Say voice="nobody">One</Say><Say language="xx-XX">Two</Say><Say>Three</Say>')
  assert.deepEqual([scene.heard, scene.codes], [['Three'], [13511, 13512]])
})

test('Say loop: repeats it so often; 0 is a thousand times or until somebody hangs up', async () => {
  const scene = new Scene()
  scene.at(100, () => scene.call.partyHangsUp())
  const end = await scene.run('<Say loop="3">Hello</Say><Say loop="0">Again</Say>')
  assert.deepEqual(end, { kind: 'party-left' })
  const loops = scene.call.leg.media.played.map((played) => played.loops)
  assert.deepEqual(loops, [3, 1000])
  assert.equal(scene.call.leg.media.played[0]?.to, 6)
})

test('Say loop: what is no number of times counts as once, with 13510', async () => {
  const scene = new Scene()
  await scene.run('<Say loop="often">Hello</Say><Say loop="-1">Hello</Say>')
  assert.deepEqual(scene.codes, [13510, 13510])
  assert.equal(scene.time.seconds, 4)
})

test('Say: empty, it has code 13520, says nothing, and leaves the call unanswered', async () => {
  const scene = new Scene()
  await scene.run('<Say> </Say>')
  assert.deepEqual([scene.codes, scene.heard, scene.call.status], [[13520], [], 'ringing'])
})

test('Say: text that is too long is passed over with 13521', async () => {
  const scene = new Scene()
  await scene.run(`<Say>${'a'.repeat(4097)}</Say><Pause/>`)
  assert.deepEqual([scene.codes, scene.heard], [[13521], []])
})

test('break strength, time; emphasis level; lang xml:lang; phoneme alphabet, ph; prosody pitch, rate, volume; say-as format, interpret-as; sub alias; w role: go to the speech engine as they are written', async () => {
  const ssml =
    'One <break strength="weak" time="1s"/><emphasis level="strong">two</emphasis> <lang xml:lang="fr-FR">trois</lang> <p>four</p>' +
    '<s>five</s><prosody pitch="high" rate="slow" volume="loud">six</prosody> <phoneme alphabet="ipa" ph="x">seven</phoneme> ' +
    '<say-as interpret-as="date" format="dmy">8.9.10</say-as> <sub alias="and so on">etc.</sub> <w role="x">read &amp; write</w>'
  const scene = new Scene()
  await scene.run(`<Say>${ssml}</Say>`)
  assert.equal(scene.speech.requests[0]?.ssml, ssml)
  assert.deepEqual(scene.heard, ['One two trois four five six seven 8.9.10 and so on read & write'])
})
