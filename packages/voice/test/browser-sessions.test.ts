import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { type BrowserPhone, eventually, loudestFrequency, sine, withoutChromium } from '@trunkline/testkit'
import type { Leg } from '../src/leg/leg.ts'
import { accessToken, type Bench, capabilityToken, openBrowserBench } from './support/browser-bench.ts'

const options = { skip: withoutChromium, timeout: 240_000 }

/** Sound flows both ways: 1,000 Hz to the page, what it hums to us. */
async function assertHeard(bench: Bench, phone: BrowserPhone, leg: Leg, hum: number): Promise<void> {
  await eventually(async () => {
    const [there, here] = await Promise.all([phone.listen(800), bench.hear(leg.media, 1)])
    assert.ok(Math.abs(there.frequency - 1000) < 10, `the page hears ${JSON.stringify(there)}`)
    assert.ok(Math.abs(loudestFrequency(here) - hum) <= 5, `we hear ${loudestFrequency(here)}`)
  }, 40_000)
}

/** A page in a call, with a tone each way. */
async function openCall(
  bench: Awaited<ReturnType<typeof openBrowserBench>>,
  phone: BrowserPhone,
  hum: number,
): Promise<Leg> {
  await phone.hum(hum)
  await phone.connect()
  const { leg } = await bench.nextCall()
  await leg.answer()
  await phone.event('call.accept')
  void leg.media.play(sine(1000, 2), { loops: 0 })
  await assertHeard(bench, phone, leg, hum)
  return leg
}

test('a connection that is cut in mid-call is taken up again, and the sound flows on meanwhile', options, async (t) => {
  const bench = await openBrowserBench(t)
  const phone = await bench.openPhone()
  const leg = await openCall(bench, phone, 550)
  const before = await leg.media.figures()
  bench.cutSockets()
  await phone.event('call.reconnecting')
  await phone.event('call.reconnected')
  assert.equal(await phone.status(), 'open')
  await assertHeard(bench, phone, leg, 550)
  assert.ok((await leg.media.figures()).packetsReceived > before.packetsReceived)
  assert.equal((await leg.media.figures()).packetsLost, 0)
  await phone.hangUp()
  assert.equal((await leg.ended).by, 'party')
})

test('the whole network is cut for six seconds and comes back: the call lives, both ways', options, async (t) => {
  const bench = await openBrowserBench(t)
  const phone = await bench.openPhone()
  const leg = await openCall(bench, phone, 640)
  bench.cutNetwork()
  await phone.event('call.reconnecting')
  await sleep(6_000)
  assert.equal(leg.state, 'answered')
  bench.mendNetwork()
  await phone.event('call.reconnected', 25_000)
  await assertHeard(bench, phone, leg, 640)
  await leg.hangUp()
  await phone.event('call.disconnect')
})

test('ICE is restarted in mid-call with new credentials, and sound flows both ways afterwards', options, async (t) => {
  const bench = await openBrowserBench(t)
  const phone = await bench.openPhone()
  const leg = await openCall(bench, phone, 730)
  const before = await phone.ask((p) => p.iceFragment())
  await phone.restartIce()
  await eventually(async () => assert.notEqual(await phone.ask((p) => p.iceFragment()), before), 40_000)
  await assertHeard(bench, phone, leg, 730)
  assert.equal((await leg.media.figures()).packetsLost, 0)
})

test('another page resumes a call by its token, and the first is told that it is over for it', options, async (t) => {
  const bench = await openBrowserBench(t)
  const [first, second] = [await bench.openPhone(), await bench.openPhone()]
  const leg = await openCall(bench, first, 480)
  const token = await first.connectToken()
  assert.ok(token !== undefined)
  await second.hum(820)
  await second.resume(token)
  await second.event('call.accept')
  await first.event('call.disconnect')
  await assertHeard(bench, second, leg, 820)
  assert.equal(leg.state, 'answered')
  await second.hangUp()
  assert.equal((await leg.ended).cause, 'completed')
})

test('a token for resuming is worth nothing in the hands of another identity', options, async (t) => {
  const bench = await openBrowserBench(t)
  const [first, thief] = [await bench.openPhone(), await bench.openPhone({ identity: 'mallory' })]
  const leg = await openCall(bench, first, 480)
  await thief.resume((await first.connectToken()) ?? '')
  const told = (await thief.event('call.error')).detail as { code: number }
  assert.equal(told.code, 31209)
  assert.equal(leg.state, 'answered')
  await assertHeard(bench, first, leg, 480)
})

test('messages go both ways, are acknowledged, and are refused where they are wrong', options, async (t) => {
  const bench = await openBrowserBench(t)
  const phone = await bench.openPhone()
  const heard: { content: string; callSid: string; identity: string | undefined }[] = []
  bench.legs.onMessage((message) => heard.push(message))
  await phone.connect()
  const { leg, callSid = '' } = await bench.nextCall()
  await leg.answer()
  await phone.event('call.accept')
  const sid = await phone.say({ hello: 'wörld' })
  assert.equal(((await phone.event('call.messageSent')).detail as { voiceEventSid: string }).voiceEventSid, sid)
  assert.deepEqual(JSON.parse(heard[0]?.content ?? ''), { hello: 'wörld' })
  assert.equal(heard[0]?.callSid, callSid)
  assert.equal(heard[0]?.identity, 'alice')
  const message = { sid: `KX${'0'.repeat(32)}`, content: '{"to":"you"}', contentType: 'application/json' }
  assert.equal(bench.legs.sendMessage(callSid, message), true)
  const received = (await phone.event('call.messageReceived')).detail as { content: unknown; voiceEventSid: string }
  assert.deepEqual(received.content, { to: 'you' })
  await phone.say({ a: 1 }, 'another-type')
  assert.equal(((await phone.event('call.error')).detail as { code: number }).code, 31210)
  await phone.say({ a: 'x'.repeat(11_000) })
  assert.equal(((await phone.event('call.error')).detail as { code: number }).code, 31212)
  assert.equal(heard.length, 1)
})

test('tokens: what they allow is allowed, and each that is wrong has its error', options, async (t) => {
  const bench = await openBrowserBench(t)
  const error = async (phone: BrowserPhone, work: Promise<unknown>): Promise<number> => {
    void work.catch(() => {})
    return ((await phone.event('device.error')).detail as { code: number }).code
  }
  const begin = async (token: string): Promise<BrowserPhone> => {
    const phone = await bench.browser.openPhone()
    await phone.begin({ token, chunderw: bench.host, device: { enableImprovedSignalingErrorPrecision: true } })
    return phone
  }
  const legacy = await begin(capabilityToken(bench.client, 'bob'))
  await legacy.register()
  await legacy.connect({ legacy: 'yes' })
  const { leg, from, parameters } = await bench.nextCall()
  assert.equal(from, 'client:bob')
  assert.deepEqual(parameters, { legacy: 'yes' })
  await leg.hangUp('failed')
  const expired = await begin(accessToken(bench.client, { ttl: -10 }))
  assert.equal(await error(expired, expired.register()), 20104)
  const forged = await begin(accessToken({ ...bench.client, keySecret: 'guess' }))
  assert.equal(await error(forged, forged.register()), 31202)
  const foreign = await begin(accessToken({ ...bench.client, accountSid: bench.stranger.accountSid }))
  assert.equal(await error(foreign, foreign.register()), 20151)
  const mute = await begin(accessToken(bench.client, { incoming: false }))
  assert.equal(await error(mute, mute.register()), 20151)
  const elsewhere = await begin(accessToken(bench.client, { applicationSid: bench.stranger.applicationSid }))
  await elsewhere.connect()
  assert.equal(((await elsewhere.event('call.error')).detail as { code: number }).code, 31001)
})

test(
  'a page is warned before its token expires, brings another one, and is still called; unregistered, it is not',
  options,
  async (t) => {
    const bench = await openBrowserBench(t)
    const phone = await bench.openPhone({ ttl: 13 })
    await phone.register()
    await phone.event('device.tokenWillExpire')
    await phone.updateToken(accessToken(bench.client))
    await sleep(12_000)
    const leg = await bench.dial('alice')
    await phone.event('device.incoming')
    await leg.hangUp('canceled')
    await phone.event('call.cancel')
    await phone.unregister()
    await phone.event('device.unregistered')
    assert.equal((await (await bench.dial('alice')).ended).sipCode, 480)
  },
)

test('a page that opens while its identity is called rings too', options, async (t) => {
  const bench = await openBrowserBench(t)
  const early = await bench.openPhone()
  await early.register()
  const leg = await bench.dial('alice')
  await early.event('device.incoming')
  const late = await bench.openPhone()
  await late.register()
  await late.event('device.incoming')
  await late.accept()
  assert.equal(await leg.answered, true)
  await early.event('call.cancel')
})
