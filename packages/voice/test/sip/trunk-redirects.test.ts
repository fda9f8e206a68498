import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { type RawPeer, rawPeer, responseOf, sdpOf } from './support/raw-peer.ts'
import { clientId, type SipBenchOptions, sipBench } from './support/sip-bench.ts'

const options = { clientId, callSid: 'CA1', from: '+14155550100', to: 'x', placement: 'p' }
const challenge = 'WWW-Authenticate: Digest realm="anything", nonce="abc", algorithm=MD5, qop="auth"'

/** A call over a trunk that sends it on to another place, which asks for a password. */
async function redirected(
  t: TestContext,
  {
    hosts,
    contact,
    permits,
  }: { hosts?: readonly string[]; contact?: (carrier: RawPeer, other: RawPeer) => string } & Pick<
    SipBenchOptions,
    'permits'
  > = {},
) {
  const [carrier, other] = [await rawPeer(t), await rawPeer(t)]
  const trunk = { name: 'carrier', uri: `sip:127.0.0.1:${carrier.port}`, username: 'us', password: 'secret' }
  const bench = await sipBench(t, { trunks: [{ ...trunk, ...(hosts && { hosts }) }], ...(permits && { permits }) })
  const leg = await bench.sip.dial({ kind: 'trunk', gateway: 'carrier', number: '+14155550199' }, options)
  const invite = await carrier.take(/^INVITE/)
  const to = contact?.(carrier, other) ?? `sip:+14155550199@127.0.0.1:${other.port}`
  carrier.send(responseOf(invite, '302 Moved', { contact: to }), invite.port)
  return { bench, leg, carrier, other }
}

const challenged = async (peer: RawPeer, uri: RegExp) => {
  const invite = await peer.take(uri)
  assert.ok(!/^(?:proxy-)?authorization:/im.test(invite.text))
  peer.send(responseOf(invite, '401 Unauthorized', { more: challenge }), invite.port)
}

test('a trunk that sends a call on to another host is followed without its login, and it is said why that fails', async (t) => {
  const { leg, bench, other } = await redirected(t)
  await challenged(other, /^INVITE sip:\+14155550199@127/)
  const end = await leg.ended
  assert.deepEqual([end.cause, end.sipCode, end.errorCode], ['failed', 401, 13244])
  assert.match(end.reason ?? '', /the trunk carrier sent the call on to 127\.0\.0\.1.*`addresses`/)
  assert.ok(!other.came.some(({ text }) => /^authorization:/im.test(text)))
  assert.ok(bench.logged.some(({ level, message }) => level === 'warn' && message.includes('without its login')))
})

test('a call that was sent on to a host that asks for no password is put through', async (t) => {
  const { leg, other } = await redirected(t)
  const invite = await other.take(/^INVITE/)
  other.send(
    responseOf(invite, '200 OK', { contact: `sip:x@127.0.0.1:${other.port}`, body: sdpOf(40_000) }),
    invite.port,
  )
  assert.equal(await leg.answered, true)
  await leg.hangUp()
})

test('the trunk itself, and a host that its configuration names, are given the login', async (t) => {
  const within = await redirected(t, { contact: ({ port }) => `sip:+14155550198@127.0.0.1:${port}` })
  await challenged(within.carrier, /^INVITE sip:\+14155550198/)
  assert.match((await within.carrier.take(/^INVITE sip:\+14155550198/)).field('Authorization'), /username="us"/)
  await within.leg.hangUp('canceled')
  const named = await redirected(t, { hosts: ['127.0.0.1'] })
  await challenged(named.other, /^INVITE/)
  assert.match((await named.other.take(/^INVITE/)).field('Authorization'), /username="us"/)
  await named.leg.hangUp('canceled')
})

test('a trunk can not send a call on into our own network', async (t) => {
  const { leg, bench, other } = await redirected(t, { permits: () => false })
  const end = await leg.ended
  assert.deepEqual([end.cause, end.sipCode], ['failed', 302])
  assert.equal(other.came.length, 0)
  assert.ok(bench.logged.some(({ message }) => message.includes('not followed')))
})
