import assert from 'node:assert/strict'
import { test } from 'node:test'
import { eventually, loudestFrequency, sine, startBaresip, withoutBaresip } from '@trunkline/testkit'
import { clientId, ownNumber, sipBench } from './support/sip-bench.ts'

const anna = { username: 'anna', password: 'secret-of-anna', number: ownNumber }
const dialling = {
  clientId,
  callSid: 'CA1',
  from: '+14155550100',
  to: 'sip:anna@trunkline.localhost',
  placement: 'one',
}

for (const transport of ['udp', 'tcp'] as const) {
  test(`a phone registers over ${transport}, calls, is heard and hears, presses keys, hangs up`, {
    skip: withoutBaresip,
  }, async (t) => {
    const bench = await sipBench(t, { users: [anna] })
    const server = `127.0.0.1:${bench.sip.port}`
    const phone = await startBaresip(t, { ...anna, server, transport, says: sine(440, 2) })
    await phone.registered()
    assert.equal(bench.sip.phonesOf('anna'), 1)
    assert.equal(bench.kept.get('anna')?.[0]?.source.transport, transport)
    const coming = bench.next()
    phone.dial(`sip:+14155550199@${server}`)
    const { leg, ...call } = await coming
    assert.deepEqual(
      { from: call.from, to: call.to, via: call.via, clientId: call.clientId },
      { from: ownNumber, to: '+14155550199', via: { kind: 'sip', username: 'anna' }, clientId },
    )
    assert.equal(leg.parameters.SipUsername, 'anna')
    assert.equal(leg.parameters.SipSourceIp, '127.0.0.1')
    const digits: string[] = []
    leg.media.onDigit((digit) => digits.push(digit))
    await leg.ring()
    await phone.until('CALL_RINGING')
    await leg.answer()
    await phone.until('CALL_ESTABLISHED')
    void leg.media.play(sine(700, 2), { loops: 0 }).catch(() => undefined) // Ends with the call.
    await phone.press('12#')
    await eventually(() => assert.deepEqual(digits, ['1', '2', '#']))
    await eventually(() => assert.equal(loudestFrequency(phone.heard()), 700))
    assert.equal((await leg.media.figures()).packetsLost, 0)
    phone.hangUp()
    assert.deepEqual(await leg.ended, { cause: 'completed', by: 'party' })
  })
}

test('a registered phone is called over the connection that it registered over, and keys reach it', {
  skip: withoutBaresip,
}, async (t) => {
  const bench = await sipBench(t, { users: [anna] })
  const server = `127.0.0.1:${bench.sip.port}`
  const phone = await startBaresip(t, { ...anna, server, transport: 'tcp', answers: true, says: sine(440, 2) })
  await phone.registered()
  const leg = await bench.sip.dial({ kind: 'sip', uri: 'sip:anna@trunkline.localhost' }, dialling)
  assert.equal(await leg.answered, true)
  await phone.until('CALL_ESTABLISHED')
  assert.equal(bench.sip.phonesOf('anna'), 1)
  await leg.hangUp()
  await phone.until('CALL_CLOSED')
})

test('all phones of a user ring; the first that answers has the call, and the others stop', {
  skip: withoutBaresip,
}, async (t) => {
  const bench = await sipBench(t, { users: [anna] })
  const server = `127.0.0.1:${bench.sip.port}`
  const phones = await Promise.all([1, 2].map(() => startBaresip(t, { ...anna, server })))
  for (const phone of phones) await phone.registered()
  assert.equal(bench.sip.phonesOf('anna'), 2)
  const leg = await bench.sip.dial({ kind: 'sip', uri: 'sip:anna@trunkline.localhost' }, dialling)
  const [first, second] = phones
  await first?.until('CALL_INCOMING')
  await second?.until('CALL_INCOMING')
  await eventually(() => assert.equal(leg.state, 'ringing'))
  second?.accept()
  assert.equal(await leg.answered, true)
  await first?.until('CALL_CLOSED')
  assert.equal(leg.state, 'answered')
  second?.hangUp()
  assert.deepEqual(await leg.ended, { cause: 'completed', by: 'party' })
})

test('a phone that holds is not sent to, and hears again when it is back; keys by INFO arrive', {
  skip: withoutBaresip,
}, async (t) => {
  const bench = await sipBench(t, { users: [anna] })
  const server = `127.0.0.1:${bench.sip.port}`
  const phone = await startBaresip(t, { ...anna, server, says: sine(440, 2), codec: 'PCMA', keys: 'info' })
  await phone.registered()
  const coming = bench.next()
  phone.dial(`sip:+14155550199@${server}`)
  const { leg } = await coming
  const digits: string[] = []
  leg.media.onDigit((digit) => digits.push(digit))
  await leg.answer()
  await phone.until('CALL_ESTABLISHED')
  void leg.media.play(sine(700, 10), { loops: 0 }).catch(() => undefined) // Ends with the call.
  await phone.press('9*')
  await eventually(() => assert.deepEqual(digits, ['9', '*']))
  phone.hold()
  const before = await settled(async () => (await leg.media.figures()).packetsSent)
  phone.resume()
  await eventually(async () => assert.ok((await leg.media.figures()).packetsSent > before + 10))
  phone.hangUp()
  await leg.ended
})

test('a wrong password is refused and does not register', { skip: withoutBaresip }, async (t) => {
  const bench = await sipBench(t, { users: [anna] })
  const phone = await startBaresip(t, {
    ...anna,
    server: `127.0.0.1:${bench.sip.port}`,
    password: 'guess-of-a-stranger',
  })
  await phone.process.printed(/403 Forbidden/)
  assert.equal(bench.sip.phonesOf('anna'), 0)
  assert.ok(bench.logged.some(({ level, message }) => level === 'warn' && message === 'wrong SIP credentials'))
})

/** A figure once it stands still for 200 ms. */
async function settled(read: () => Promise<number>): Promise<number> {
  for (;;) {
    const before = await read()
    await new Promise((resolve) => setTimeout(resolve, 200))
    if ((await read()) === before) return before
  }
}
