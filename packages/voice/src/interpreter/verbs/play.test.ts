import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Scene } from '../../../test/support/interpreter/scene.ts'

test('Play: an address is relative to the document, and what is there is heard', async () => {
  const scene = new Scene()
  await scene.run('<Play>\n  ../sounds/hello.wav?x=1\n</Play>')
  assert.deepEqual(scene.heard, ['https://app.example.com/sounds/hello.wav?x=1'])
  assert.equal(scene.call.status, 'in-progress')
})

test('Play loop: repeats it so often; what is no number counts as once, with 13410', async () => {
  const scene = new Scene()
  await scene.run('<Play loop="2">a.wav</Play><Play loop="x">b.wav</Play>')
  assert.deepEqual([scene.codes, scene.time.seconds], [[13410], 9])
})

test('Play loop: 0 plays until the party hangs up', async () => {
  const scene = new Scene()
  scene.at(50, () => scene.call.partyHangsUp())
  assert.deepEqual(await scene.run('<Play loop="0">a.wav</Play>'), { kind: 'party-left' })
  assert.equal(scene.call.leg.media.played[0]?.loops, 1000)
})

test('Play digits: sends keys, as often as loop says', async () => {
  const scene = new Scene()
  await scene.run('<Play digits="1w2*#" loop="2"/>')
  assert.deepEqual(
    scene.call.leg.media.sent.map(({ digits }) => digits),
    ['1w2*#', '1w2*#'],
  )
})

test('Play digits: other characters have code 13430, and nothing is sent', async () => {
  const scene = new Scene()
  await scene.run('<Play digits="12x"/><Say>On</Say>')
  assert.deepEqual([scene.codes, scene.call.leg.media.sent, scene.heard], [[13430], [], ['On']])
})

test('Play: what is no sound or cannot be had is passed over with its code', async () => {
  const scene = new Scene()
  await scene.run('<Play>notes.txt</Play><Play>missing.wav</Play><Play>ftp://example.com/a.wav</Play><Say>On</Say>')
  assert.deepEqual([scene.codes, scene.heard], [[11100, 13420, 11200], ['On']])
})
