import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { eventually } from '@trunkline/testkit'
import { type RawPeer, rawPeer, requestOf, sdpOf } from './support/raw-peer.ts'
import { clientId, otherClientId, ownNumber, type SipBenchOptions, sipBench } from './support/sip-bench.ts'

const trunks = [{ name: 'carrier', uri: 'sip:127.0.0.1', hosts: ['127.0.0.1'], country: 'US' }]

/** A carrier that says what the test writes. */
async function callIn(t: TestContext, options: SipBenchOptions = {}) {
  const bench = await sipBench(t, { trunks, ...options })
  const peer = await rawPeer(t)
  let count = 0
  const fieldsOf = (to: string) => ({
    ...{ Via: `SIP/2.0/UDP 127.0.0.1:${peer.port};branch=z9hG4bK${++count}`, 'Max-Forwards': '70' },
    ...{ From: '"Ana" <sip:14155550111@carrier.example>;tag=1', To: `<sip:${to}@127.0.0.1>`, 'Call-ID': `in-${count}` },
    ...{ CSeq: '1 INVITE', Contact: `<sip:x@127.0.0.1:${peer.port}>` },
  })
  const invite = (to: string, more: Readonly<Record<string, string>> = {}, body = sdpOf(40_000)) => {
    const fields = { ...fieldsOf(to), ...(body === '' ? {} : { 'Content-Type': 'application/sdp' }), ...more }
    peer.send(requestOf(`INVITE sip:${to}@127.0.0.1`, fields, body), bench.sip.port)
    return fields
  }
  const tell = (method: string, fields: Readonly<Record<string, string>>, to?: string, body = '') => {
    const own: Record<string, string> = {
      ...fields,
      CSeq: `${method === 'BYE' ? 2 : 1} ${method}`,
      To: to ?? fields.To ?? '',
    }
    if (method === 'BYE') own.Via = `${fields.Via}bye`
    if (body === '') delete own['Content-Type']
    else own['Content-Type'] = 'application/sdp'
    peer.send(requestOf(`${method} sip:x@127.0.0.1`, own, body), bench.sip.port)
  }
  return { bench, peer, invite, tell }
}

const final = (peer: RawPeer) => peer.take(/^SIP\/2\.0 [2-6]/)

for (const called of ['+14155550123', '14155550123', '4155550123', '0014155550123']) {
  test(`a carrier's call to ${called} is for the number that is held here`, async (t) => {
    const { bench, invite, peer } = await callIn(t)
    const coming = bench.next()
    invite(called, { 'X-Route': 'blue', Diversion: '<sip:+14155550155@carrier.example>;reason=unconditional' })
    const { leg, ...call } = await coming
    const expected = { clientId, from: '+14155550111', to: ownNumber, via: { kind: 'number', number: ownNumber } }
    const { from, to, via } = call
    assert.deepEqual({ clientId: call.clientId, from, to, via }, expected)
    assert.deepEqual([call.callerName, call.forwardedFrom], ['Ana', '+14155550155'])
    assert.deepEqual([leg.parameters['SipHeader_X-Route'], leg.parameters.SipCallId], ['blue', 'in-1'])
    await leg.reject('busy')
    assert.match((await final(peer)).first, /486/)
  })
}

test('a number that nobody holds is not found; a caller who hides is anonymous', async (t) => {
  const { bench, invite, peer } = await callIn(t)
  invite('+14155550999')
  assert.match((await final(peer)).first, /404/)
  const coming = bench.next()
  invite(ownNumber, { Privacy: 'id' })
  const { from, callerName, leg } = await coming
  assert.deepEqual([from, callerName], ['anonymous', undefined])
  await leg.reject('rejected')
  assert.match((await final(peer)).first, /404/)
})

test('an offer without a codec that is spoken is refused with 488, and nobody is told', async (t) => {
  const { bench, invite, peer } = await callIn(t)
  invite(ownNumber, {}, sdpOf(40_000).replace('RTP/AVP 0', 'RTP/AVP 18'))
  assert.match((await final(peer)).first, /488/)
  assert.equal(bench.calls.length, 0)
})

test('an INVITE without an offer gets ours in the 200, and the ACK answers it', async (t) => {
  const { bench, invite, tell, peer } = await callIn(t)
  const coming = bench.next()
  const fields = invite(ownNumber, {}, '')
  const { leg } = await coming
  const answering = leg.answer()
  const ok = await peer.take(/^SIP\/2\.0 200/)
  assert.match(ok.body, /m=audio \d+ RTP\/AVP 0 8 101/)
  assert.equal(leg.state, 'calling')
  tell('ACK', fields, ok.field('To'), sdpOf(40_000))
  await answering
  assert.equal(leg.state, 'answered')
  tell('BYE', fields, ok.field('To'))
  assert.deepEqual(await leg.ended, { cause: 'completed', by: 'party' })
})

test('the 200 is repeated until the ACK comes; without one the call is hung up', async (t) => {
  const timerValues = { t1: 60, t2: 240, t4: 300, d: 3_840 }
  const { bench, invite, peer } = await callIn(t, { timerValues })
  const coming = bench.next()
  invite(ownNumber)
  const { leg } = await coming
  await leg.answer()
  for (let copies = 0; copies < 4; copies++) await peer.take(/^SIP\/2\.0 200/)
  await peer.take(/^BYE/)
  const end = await leg.ended
  assert.deepEqual([end.cause, end.by, end.errorCode], ['failed', 'us', 32022])
})

test('a caller who gives up gets 487, and what comes too late does not take an answer back', async (t) => {
  const { bench, invite, tell, peer } = await callIn(t)
  const coming = bench.next()
  const fields = invite(ownNumber)
  const { leg } = await coming
  await leg.ring()
  tell('CANCEL', fields)
  await peer.take(/^SIP\/2\.0 200/)
  assert.match((await peer.take(/^SIP\/2\.0 4/)).first, /487/)
  assert.deepEqual(await leg.ended, { cause: 'canceled', by: 'party' })
  const next = bench.next()
  const again = invite(ownNumber)
  const second = await next
  await second.leg.answer()
  const ok = await peer.take(/^SIP\/2\.0 200/)
  tell('CANCEL', again)
  await peer.take(/^SIP\/2\.0 200/)
  tell('ACK', again, ok.field('To'))
  assert.equal(second.leg.state, 'answered')
  await second.leg.hangUp()
})

test('a caller who gives up while it is still looked up whom he calls gets 487, and nobody is rung', async (t) => {
  const found = Promise.withResolvers<string>()
  const { bench, invite, tell, peer } = await callIn(t, { numbers: { ownerOf: () => found.promise } })
  const fields = invite(ownNumber)
  await peer.take(/^SIP\/2\.0 100/)
  tell('CANCEL', fields)
  assert.match((await peer.take(/^SIP\/2\.0 [24]/)).first, /200/)
  assert.match((await peer.take(/^SIP\/2\.0 [24]/)).first, /487/)
  found.resolve(clientId)
  await new Promise((resolve) => setTimeout(resolve, 100))
  assert.equal(bench.calls.length, 0)
})

test('sound that can not be closed is logged, and ends neither another call nor the process', async (t) => {
  const { bench, invite } = await callIn(t)
  const coming = bench.next()
  invite(ownNumber)
  const { leg } = await coming
  t.mock.method(leg.media, 'close', () => Promise.reject(new Error('the worker does not keep up')))
  await leg.hangUp()
  await leg.ended
  const isTold = () => bench.logged.some(({ level, message }) => level === 'error' && message.includes('not be closed'))
  await eventually('it is logged', isTold)
})

test('the same request that came by two ways is taken once (482)', async (t) => {
  const { bench, invite, peer } = await callIn(t)
  const coming = bench.next()
  invite(ownNumber, { 'Call-ID': 'twice' })
  const { leg } = await coming
  invite(ownNumber, { 'Call-ID': 'twice' })
  assert.match((await final(peer)).first, /482/)
  await leg.hangUp()
})

test('a phone reaches numbers, other users, browser phones and any address, each as what it is', async (t) => {
  const users = [
    { username: 'anna', password: 'secret-of-anna', number: ownNumber },
    { username: '1001', password: 'secret-of-1001' },
    { username: 'foreign', password: 'secret-of-foreign', clientId: otherClientId },
  ]
  const hasIdentity = async (client: string, identity: string) => client === clientId && identity === 'alice'
  const held = { [ownNumber]: clientId, '+14155550124': otherClientId }
  const server = await sipBench(t, { users, hasIdentity, held })
  const phone = await sipBench(t)
  const dial = async (user: string) => {
    const coming = server.next()
    const target = {
      kind: 'sip',
      uri: `sip:${user}@127.0.0.1:${server.sip.port}`,
      username: 'anna',
      password: 'secret-of-anna',
    } as const
    const leg = await phone.sip.dial(target, { clientId, callSid: 'CA1', from: 'anna', to: user, placement: 'p' })
    const { to, via, from, clientId: whose } = await coming
    await leg.hangUp('canceled')
    assert.equal(from, ownNumber)
    return [to, via.kind, whose]
  }
  assert.deepEqual(await dial('+14155550124'), ['+14155550124', 'number', otherClientId])
  assert.deepEqual(await dial('4155550124'), ['+14155550124', 'number', otherClientId])
  assert.deepEqual(await dial('+442079460000'), ['+442079460000', 'sip', clientId])
  assert.deepEqual(await dial('1001'), ['sip:1001@trunkline.localhost', 'sip', clientId])
  assert.deepEqual(await dial('alice'), ['client:alice', 'sip', clientId])
  assert.deepEqual(await dial('foreign'), ['sip:foreign@trunkline.localhost', 'sip', clientId])
  const options = { clientId, callSid: 'CA1', from: 'x', to: 'y', placement: 'p' }
  const foreign = await server.sip.dial({ kind: 'sip', uri: 'sip:foreign@trunkline.localhost' }, options)
  assert.equal((await foreign.ended).errorCode, 32009, 'users of another client are not called')
})
