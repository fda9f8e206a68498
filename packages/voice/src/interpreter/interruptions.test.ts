import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Scene } from '../../test/support/interpreter/scene.ts'

/** A scene whose speech and sounds take three seconds to be made, and reject where they are given up, as fetching does. */
function slow() {
  const scene = new Scene()
  const { say } = scene.speech
  const { load } = scene.sounds
  const wait = async (signal: AbortSignal | undefined) => {
    await scene.time.sleep(3000, signal ?? new AbortController().signal)
    signal?.throwIfAborted()
  }
  scene.speech.say = async (request) => {
    await wait(request.signal)
    return say(request)
  }
  Object.assign(scene.sounds, {
    async load(url: string, options: { readonly signal?: AbortSignal }) {
      await wait(options.signal)
      return load(url, options)
    },
  })
  return scene
}
const faults = (scene: Scene) => scene.log.lines.filter(({ level }) => level === 'error' || level === 'warn')

test('hanging up while speech or a sound is being made ends the run at once, and is no fault', async () => {
  for (const verb of [
    '<Say>Hello</Say>',
    '<Play>a.wav</Play>',
    '<Gather><Say>Hello</Say><Play>a.wav</Play></Gather>',
  ]) {
    const scene = slow()
    scene.at(1, () => scene.call.partyHangsUp())
    assert.deepEqual(await scene.run(`${verb}<Say>never</Say>`), { kind: 'party-left' }, verb)
    assert.deepEqual([scene.time.seconds, scene.heard, faults(scene)], [1, [], []], verb)
  }
})

test('a redirect by REST ends every verb at once', async () => {
  const verbs = [
    '<Say loop="0">Hello</Say>',
    '<Play loop="0">a.wav</Play>',
    '<Play digits="wwwwwwwwwwwwwwwwwwww" loop="9"/>',
    '<Pause length="100"/>',
    '<Gather timeout="100"/>',
    '<Record playBeep="false"/>',
    '<Dial timeout="100">+14155550199</Dial>',
    '<Dial><Conference>Room</Conference></Dial>',
  ]
  for (const verb of verbs) {
    const scene = new Scene()
    scene.at(4, () => scene.stop.abort())
    assert.deepEqual(await scene.run(`${verb}<Say>never</Say>`), { kind: 'aborted' }, verb)
    assert.deepEqual([scene.time.seconds, faults(scene), scene.heard.includes('never')], [4, [], false], verb)
    assert.equal(scene.call.leg.media.listeners, 0, verb)
    assert.notEqual(scene.call.leg.state, 'ended', verb)
  }
})

test('a call that is over before its document is had runs nothing', async () => {
  const scene = new Scene()
  scene.call.partyHangsUp()
  await scene.time.until(scene.call.leg.ended)
  assert.deepEqual(await scene.run('<Say>never</Say>'), { kind: 'party-left' })
  assert.deepEqual([scene.web.requests, scene.heard], [[], []])
})

test('a party that cannot be dialled by a fault of ours is a Dial that failed', async () => {
  const scene = new Scene().page('/dialled', '<Hangup/>')
  scene.dial = async () => {
    throw new Error('the database is away')
  }
  await scene.run('<Dial action="/dialled"><Client>bob</Client><Client>eve</Client></Dial>')
  assert.equal(scene.web.one('/dialled').params.DialCallStatus, 'failed')
  assert.equal(scene.log.lines.filter(({ level }) => level === 'error').length, 2)
})

test('two parties that cannot be joined are no talk, and the caller goes on', async () => {
  const scene = new Scene().page('/dialled', '<Hangup/>')
  scene.parties.set('client:bob', (child) => {
    scene.at(1, () => child.pickUp())
    scene.call.leg.media.bridge = () => Promise.reject(new Error('the endpoint is closed'))
  })
  await scene.run('<Dial action="/dialled"><Client>bob</Client></Dial>')
  const { DialCallStatus, DialBridged } = scene.web.one('/dialled').params
  assert.deepEqual([DialCallStatus, DialBridged, scene.child().leg.state], ['completed', 'false', 'ended'])
})

test('a call that could not be answered any more is over, and is no fault', async () => {
  const scene = new Scene()
  scene.call.answer = async () => {
    scene.call.partyHangsUp()
    await scene.call.leg.ended
    throw new Error('the leg has ended')
  }
  assert.deepEqual(await scene.run('<Say>never</Say>'), { kind: 'party-left' })
  assert.deepEqual([scene.heard, faults(scene)], [[], []])
})
