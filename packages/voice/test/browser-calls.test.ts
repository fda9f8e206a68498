import assert from 'node:assert/strict'
import { test } from 'node:test'
import { eventually, loudestFrequency, sine, withoutChromium } from '@trunkline/testkit'
import type { Leg } from '../src/leg/leg.ts'
import { type Bench, openBrowserBench } from './support/browser-bench.ts'

const options = { skip: withoutChromium, timeout: 240_000 }

/** Waits until a page's hum is what comes from it: its sound begins a moment after the call. */
const assertHums = (bench: Bench, leg: Leg, hertz: number): Promise<void> =>
  eventually(async () => {
    const heard = loudestFrequency(await bench.hear(leg.media, 2))
    assert.ok(Math.abs(heard - hertz) <= 5, `heard ${heard} Hz`)
  }, 40_000)

test('a page calls its application: parameters arrive, sound flows both ways, and it hangs up', options, async (t) => {
  const bench = await openBrowserBench(t)
  const phone = await bench.openPhone({ params: { team: 'red' } })
  await phone.hum(620)
  await phone.connect({ To: '+15551234567', 'odd key&': 'a b=c+ü', From: 'client:mallory', team: 'blue' })
  const call = await bench.nextCall()
  assert.equal(call.from, 'client:alice')
  assert.equal(call.to, '+15551234567')
  assert.deepEqual(call.parameters, { 'odd key&': 'a b=c+ü', team: 'red' })
  assert.deepEqual(call.via, { kind: 'application', applicationSid: bench.client.applicationSid })
  assert.equal(call.clientId, bench.client.id)
  assert.match(call.callSid ?? '', /^CA[0-9a-f]{32}$/)
  assert.equal(call.leg.state, 'calling')
  await call.leg.ring()
  assert.equal((await phone.event('call.ringing')).detail, true)
  await call.leg.answer()
  assert.equal(await call.leg.answered, true)
  await phone.event('call.accept')
  assert.equal((await phone.parameters()).parameters.CallSid, call.callSid)
  void call.leg.media.play(sine(1000, 2), { loops: 0 })
  // The sound begins a moment after the call, and a browser that gets no processor time has gaps of its own.
  await eventually(async () => {
    const heard = await phone.listen(1_500)
    assert.ok(Math.abs(heard.frequency - 1000) < 10, `heard ${JSON.stringify(heard)}`)
    assert.ok(heard.share > 0.95, `without gaps: ${JSON.stringify(heard)}`)
  }, 40_000)
  await assertHums(bench, call.leg, 620)
  const figures = await call.leg.media.figures()
  assert.equal(figures.packetsLost, 0)
  // A browser that gets no processor time lets packets go that have reached it.
  const { lost = 0, received = 0 } = await phone.figures()
  assert.ok(received > 50 && lost <= received * 0.05, `${lost} of ${received} packets were lost`)
  await phone.hangUp()
  assert.deepEqual(await call.leg.ended, { cause: 'completed', by: 'party' })
})

test('a page is called: every tab rings, the first to answer has the call, we hang up', options, async (t) => {
  const bench = await openBrowserBench(t)
  const [one, two] = [await bench.openPhone(), await bench.openPhone()]
  await one.register()
  await two.register()
  await two.hum(700)
  const leg = await bench.dial('alice', { greeting: 'hello there', 'k=1': 'v&2' })
  assert.equal(leg.direction, 'outbound')
  const incoming = (await one.event('device.incoming')).detail as {
    parameters: Record<string, string>
    custom: Record<string, string>
  }
  assert.equal(incoming.parameters.From, '+15550001111')
  assert.equal(incoming.parameters.To, 'client:alice')
  assert.equal(incoming.parameters.AccountSid, bench.client.accountSid)
  assert.equal(incoming.custom.greeting, 'hello there')
  await two.event('device.incoming')
  assert.equal(leg.state, 'ringing')
  await two.accept()
  assert.equal(await leg.answered, true)
  await one.event('call.cancel')
  await two.event('call.accept')
  await assertHums(bench, leg, 700)
  await leg.hangUp()
  await two.event('call.disconnect')
  assert.deepEqual(await leg.ended, { cause: 'completed', by: 'us' })
})

test('keys go both ways, in the sound and beside it', options, async (t) => {
  const bench = await openBrowserBench(t)
  const phone = await bench.openPhone()
  await phone.connect()
  const { leg } = await bench.nextCall()
  let keys = ''
  leg.media.onDigit((digit) => {
    keys += digit
  })
  await leg.answer()
  await phone.event('call.accept')
  await phone.press('12w3#*0')
  await eventually('the keys', () => keys === '123#*0', 40_000)
  // A browser that can't put keys into the sound sends them beside it.
  keys = ''
  await phone.ask((p) => {
    Object.assign((p.call as unknown as { _mediaHandler: object })._mediaHandler, { getOrCreateDTMFSender: () => null })
  })
  await phone.press('4w56')
  await eventually('the keys beside the sound', () => keys === '456', 40_000)
  const heard = phone.listen(1_500)
  await leg.media.sendDigits('5')
  assert.ok((await heard).share >= 0)
})

test('a page that is muted sends silence, and is heard again', options, async (t) => {
  const bench = await openBrowserBench(t)
  const phone = await bench.openPhone()
  await phone.hum(500)
  await phone.connect()
  const { leg } = await bench.nextCall()
  await leg.answer()
  await phone.event('call.accept')
  await assertHums(bench, leg, 500)
  await phone.mute()
  await phone.event('call.mute')
  await eventually(
    async () => assert.ok((await bench.hear(leg.media, 1)).every((sample) => Math.abs(sample) < 200)),
    40_000,
  )
  await phone.mute(false)
  await assertHums(bench, leg, 500)
})

test(
  'refusals: rejected by all tabs, canceled by us, ignored, nobody there, busy told to a caller',
  options,
  async (t) => {
    const bench = await openBrowserBench(t)
    const absent = await bench.dial('nobody')
    assert.equal((await absent.ended).cause, 'no-answer')
    assert.equal((await absent.ended).sipCode, 480)
    const [one, two] = [await bench.openPhone(), await bench.openPhone()]
    await one.register()
    await two.register()
    const rejected = await bench.dial('alice')
    await one.event('device.incoming')
    await two.event('device.incoming')
    await one.reject()
    await two.reject()
    assert.deepEqual(await rejected.ended, { cause: 'rejected', by: 'party', sipCode: 603 })
    const canceled = await bench.dial('alice')
    await one.event('device.incoming')
    await two.event('device.incoming')
    await two.ignore()
    assert.equal(canceled.state, 'ringing')
    await canceled.hangUp('canceled')
    await one.event('call.cancel')
    assert.deepEqual(await canceled.ended, { cause: 'canceled', by: 'us' })
    assert.equal(await canceled.answered, false)
    await one.connect()
    const { leg } = await bench.nextCall()
    await leg.reject('busy')
    assert.equal((await leg.ended).cause, 'busy')
    const told = (await one.event('call.error')).detail as { code: number }
    assert.equal(told.code, 31486)
  },
)

test('a caller that hangs up before the answer has canceled', options, async (t) => {
  const bench = await openBrowserBench(t)
  const phone = await bench.openPhone()
  await phone.connect()
  const { leg } = await bench.nextCall()
  await leg.ring()
  await phone.event('call.ringing')
  await phone.hangUp()
  assert.deepEqual(await leg.ended, { cause: 'canceled', by: 'party' })
  assert.equal(await leg.answered, false)
})
