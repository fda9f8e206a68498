import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { eventually } from '@trunkline/testkit'
import type { Leg } from '@trunkline/voice'
import { type RawMessage, type RawPeer, rawPeer, requestOf, responseOf, sdpOf } from './support/raw-peer.ts'
import { clientId, type SipBench, type SipBenchOptions, sipBench } from './support/sip-bench.ts'

interface Out {
  readonly bench: SipBench
  readonly peer: RawPeer
  readonly leg: Leg
  readonly invite: RawMessage
  reply(status: string, options?: Parameters<typeof responseOf>[2]): void
}

/** Calls a party that says what the test writes. */
async function callOut(
  t: TestContext,
  login: { username?: string; password?: string } = {},
  more: SipBenchOptions = {},
): Promise<Out> {
  const bench = await sipBench(t, more)
  const peer = await rawPeer(t)
  const options = { clientId, callSid: 'CA1', from: '+14155550100', to: 'x', placement: 'p' }
  const leg = await bench.sip.dial(
    { kind: 'sip', uri: `sip:bob@127.0.0.1:${peer.port}?X-Shop=12%20A&Evil=1`, ...login },
    options,
  )
  const invite = await peer.take(/^INVITE/)
  const contact = `sip:bob@127.0.0.1:${peer.port}`
  const reply: Out['reply'] = (status, more) => peer.send(responseOf(invite, status, { contact, ...more }), invite.port)
  return { bench, peer, leg, invite, reply }
}

test('an INVITE carries who calls, what is allowed and the fields of the address that may be passed', async (t) => {
  const { invite, leg } = await callOut(t)
  assert.match(invite.first, /^INVITE sip:bob@127\.0\.0\.1:\d+ SIP\/2\.0$/)
  assert.match(invite.field('From'), /^<sip:\+14155550100@trunkline\.localhost>;tag=\w+$/)
  assert.equal(invite.field('X-Shop'), '12 A')
  assert.equal(invite.field('Evil'), '')
  assert.match(invite.field('Via'), /;rport/)
  assert.match(invite.body, /m=audio \d+ RTP\/AVP 0 8 101/)
  await leg.hangUp('canceled')
})

test('a CANCEL waits for a provisional response, and a 200 that crosses it is acknowledged and hung up', async (t) => {
  const { peer, leg, reply } = await callOut(t)
  await leg.hangUp('canceled')
  await new Promise((resolve) => setTimeout(resolve, 100))
  assert.ok(!peer.came.some(({ first }) => first.startsWith('CANCEL')))
  reply('180 Ringing')
  const cancel = await peer.take(/^CANCEL/)
  peer.send(responseOf(cancel, '200 OK'), cancel.port)
  reply('200 OK', { body: sdpOf(40_000) })
  assert.match((await peer.take(/^ACK/)).field('CSeq'), /^1 ACK$/)
  const bye = await peer.take(/^BYE/)
  peer.send(responseOf(bye, '200 OK'), bye.port)
  assert.deepEqual(await leg.ended, { cause: 'canceled', by: 'us' })
})

test('of several forks the first that answers has the call; the others are acknowledged and hung up', async (t) => {
  const { peer, leg, reply } = await callOut(t)
  reply('180 Ringing', { tag: 'one' })
  reply('183 Session Progress', { tag: 'two', body: sdpOf(40_002) })
  reply('200 OK', { tag: 'two', body: sdpOf(40_002) })
  assert.equal(await leg.answered, true)
  assert.match((await peer.take(/^ACK/)).field('To'), /tag=two/)
  reply('200 OK', { tag: 'one', body: sdpOf(40_004) })
  assert.match((await peer.take(/^ACK/)).field('To'), /tag=one/)
  assert.match((await peer.take(/^BYE/)).field('To'), /tag=one/)
  reply('200 OK', { tag: 'two', body: sdpOf(40_002) })
  assert.match((await peer.take(/^ACK/)).field('To'), /tag=two/, 'each copy is acknowledged')
  assert.equal(leg.state, 'answered')
  await leg.hangUp()
  assert.match((await peer.take(/^BYE/)).field('To'), /tag=two/)
})

test('a redirect is followed, one in a circle fails', async (t) => {
  const { peer, leg, reply } = await callOut(t)
  reply('302 Moved', { contact: `sip:carol@127.0.0.1:${peer.port}` })
  const second = await peer.take(/^INVITE sip:carol@/)
  assert.notEqual(second.field('Call-ID'), '')
  peer.send(responseOf(second, '302 Moved', { contact: `sip:carol@127.0.0.1:${peer.port}` }), second.port)
  const end = await leg.ended
  assert.equal(end.cause, 'failed')
  assert.equal(end.sipCode, 302)
})

test('a redirect that can not be looked up ends the call, and not the process', async (t) => {
  const { leg, reply } = await callOut(t, {}, { findUser: () => Promise.reject(new Error('the database is away')) })
  reply('302 Moved', { contact: 'sip:carol@trunkline.localhost' })
  assert.equal((await leg.ended).cause, 'failed')
})

test('a call whose user can not be looked up leaves no port open', async (t) => {
  const bench = await sipBench(t, { findUser: () => Promise.reject(new Error('the database is away')) })
  const opened = t.mock.method(bench.media, 'openRtp')
  const options = { clientId, callSid: 'CA1', from: '+14155550100', to: 'x', placement: 'p' }
  await assert.rejects(bench.sip.dial({ kind: 'sip', uri: 'sip:carol@trunkline.localhost' }, options), /database/)
  const endpoint = await opened.mock.calls[0]?.result
  assert.ok(endpoint)
  await endpoint.closed
})

test('a phone that names another address than its own is not called there, where that is a private one', async (t) => {
  const peer = await rawPeer(t)
  const contact = `sip:anna@127.0.0.1:${peer.port}`
  const bench = async (address: string) => {
    const source = { transport: 'tcp', address, port: 9 } as const
    const expiresAt = Date.now() + 600_000
    const binding = { key: contact, contact, callId: 'a', cseq: 1, q: 1, expiresAt, source, agent: null }
    const bindings = { replace: async () => undefined, load: async () => new Map([['anna', [binding]]]) }
    const users = [{ username: 'anna', password: 'secret-of-anna' }]
    return sipBench(t, { users, bindings, permits: () => false })
  }
  const options = { clientId, callSid: 'CA1', from: '+14155550100', to: 'x', placement: 'p' }
  const target = { kind: 'sip', uri: 'sip:anna@trunkline.localhost' } as const
  const leg = await (await bench('127.0.0.9')).sip.dial(target, options)
  assert.equal((await leg.ended).cause, 'failed')
  assert.equal(peer.came.length, 0)
  const own = await (await bench('127.0.0.1')).sip.dial(target, options)
  await peer.take(/^INVITE/)
  await own.hangUp('canceled')
})

test('a challenge is answered once, and once more where the nonce alone was over; then it has failed', async (t) => {
  const { peer, leg, reply } = await callOut(t, { username: 'ana', password: 'secret' })
  const challenge = (nonce: string, stale: boolean) =>
    `Proxy-Authenticate: Digest realm="far", nonce="${nonce}", algorithm=SHA-256, qop="auth"${stale ? ', stale=true' : ''}`
  reply('407 Proxy Authentication Required', { more: challenge('n1', false) })
  await peer.take(/^ACK/)
  const second = await peer.take(/^INVITE/)
  assert.match(second.field('Proxy-Authorization'), /username="ana".*nonce="n1".*algorithm=SHA-256.*nc=00000001/)
  assert.equal(second.field('CSeq'), '2 INVITE')
  peer.send(responseOf(second, '407 Proxy Authentication Required', { more: challenge('n2', true) }), second.port)
  const third = await peer.take(/^INVITE/)
  assert.match(third.field('Proxy-Authorization'), /nonce="n2"/)
  peer.send(responseOf(third, '407 Proxy Authentication Required', { more: challenge('n3', false) }), third.port)
  const end = await leg.ended
  assert.deepEqual([end.cause, end.sipCode, end.errorCode], ['failed', 407, 13244])
})

for (const [status, cause] of [
  ['486 Busy Here', 'busy'],
  ['600 Busy Everywhere', 'busy'],
  ['480 Temporarily Unavailable', 'no-answer'],
  ['603 Decline', 'rejected'],
  ['404 Not Found', 'failed'],
  ['503 Service Unavailable', 'failed'],
] as const) {
  test(`${status} ends the leg as ${cause}`, async (t) => {
    const { leg, reply } = await callOut(t)
    reply(status)
    const end = await leg.ended
    assert.deepEqual([end.cause, end.by, end.sipCode], [cause, 'party', Number(status.slice(0, 3))])
  })
}

test('an answer whose sound can not be used is acknowledged and hung up', async (t) => {
  const { peer, leg, reply } = await callOut(t)
  reply('200 OK', { body: sdpOf(40_000).replace('RTP/AVP 0', 'RTP/AVP 9') })
  await peer.take(/^ACK/)
  await peer.take(/^BYE/)
  const end = await leg.ended
  assert.deepEqual([end.cause, end.errorCode, await leg.answered], ['failed', 32102, false])
})

test('routes of a record-routing proxy are kept: a loose one as Route, a strict one as the Request-URI', async (t) => {
  for (const [lr, first, route] of [
    [';lr', /^BYE sip:bob@127\.0\.0\.1:\d+ /, /^<sip:127\.0\.0\.1:\d+;lr>$/],
    ['', /^BYE sip:127\.0\.0\.1:\d+ /, /^<sip:bob@127\.0\.0\.1:\d+>$/],
  ] as const) {
    const { peer, leg, reply } = await callOut(t)
    reply('200 OK', { body: sdpOf(40_000), more: `Record-Route: <sip:127.0.0.1:${peer.port}${lr}>` })
    assert.equal(await leg.answered, true)
    await leg.hangUp()
    const bye = await peer.take(/^BYE/)
    assert.match(bye.first, first)
    assert.match(bye.field('Route'), route)
  }
})

test('within a call: keys by INFO, a hold, an offer while ours is open is refused with 491, OPTIONS, the end', async (t) => {
  const { peer, leg, invite, reply } = await callOut(t)
  reply('200 OK', { body: sdpOf(40_000) })
  assert.equal(await leg.answered, true)
  await peer.take(/^ACK/)
  let cseq = 0
  const ask = async (method: string, body = '', type = 'application/sdp') => {
    const fields = {
      ...{ Via: `SIP/2.0/UDP 127.0.0.1:${peer.port};branch=z9hG4bK${++cseq}`, From: `${invite.field('To')};tag=raw` },
      ...{
        To: invite.field('From'),
        'Call-ID': invite.field('Call-ID'),
        CSeq: `${cseq} ${method}`,
        'Max-Forwards': '70',
      },
      ...{ Contact: `<sip:bob@127.0.0.1:${peer.port}>`, ...(body === '' ? {} : { 'Content-Type': type }) },
    }
    peer.send(requestOf(`${method} sip:x@127.0.0.1`, fields, body), invite.port)
    for (;;) {
      const answer = await peer.take(/^SIP\/2\.0 (?!100)/)
      // One to an INVITE comes again where its ACK is late.
      if (answer.field('CSeq') !== fields.CSeq) continue
      if (method === 'INVITE')
        peer.send(
          requestOf('ACK sip:x@127.0.0.1', { ...fields, CSeq: `${fields.CSeq.split(' ')[0]} ACK` }),
          invite.port,
        )
      return answer
    }
  }
  const digits: string[] = []
  leg.media.onDigit((digit) => digits.push(digit))
  assert.match((await ask('INFO', 'Signal=5\nDuration=160\n', 'application/dtmf-relay')).first, /200/)
  assert.match((await ask('INFO', '11', 'application/dtmf')).first, /200/)
  assert.match((await ask('INFO', 'x', 'text/plain')).first, /415/)
  await eventually(() => assert.deepEqual(digits, ['5', '#']))
  const held = await ask('INVITE', sdpOf(40_000, 'a=sendonly'))
  assert.match(held.first, /200/)
  assert.match(held.body, /a=recvonly/)
  assert.match((await ask('UPDATE', sdpOf(40_000))).body, /a=sendrecv/)
  assert.match((await ask('INVITE', sdpOf(40_000).replace('RTP/AVP 0', 'RTP/AVP 9'))).first, /488/)
  assert.match((await ask('OPTIONS')).first, /200/)
  assert.match((await ask('REFER')).first, /405/)
  const hold = (leg as Leg & { hold(held: boolean): Promise<boolean> }).hold(true)
  const ours = await peer.take(/^INVITE/)
  assert.match(ours.body, /a=sendonly/)
  assert.match((await ask('INVITE', sdpOf(40_000))).first, /491/)
  peer.send(
    responseOf(ours, '200 OK', { contact: `sip:bob@127.0.0.1:${peer.port}`, body: sdpOf(40_000, 'a=recvonly') }),
    ours.port,
  )
  assert.equal(await hold, true)
  cseq = 0
  assert.match((await ask('OPTIONS')).first, /500/, 'a number that was before')
  cseq = 20
  assert.match((await ask('BYE')).first, /200/)
  assert.deepEqual(await leg.ended, { cause: 'completed', by: 'party' })
  assert.match((await ask('BYE')).first, /481/)
})
