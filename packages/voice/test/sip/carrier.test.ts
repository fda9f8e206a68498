import assert from 'node:assert/strict'
import { test } from 'node:test'
import { eventually, loudestFrequency, sine, startCarrier, withoutBaresip, withoutKamailio } from '@trunkline/testkit'
import { rawPeer, responseOf } from './support/raw-peer.ts'
import { clientId, ownNumber, sipBench } from './support/sip-bench.ts'

const skip = withoutBaresip || withoutKamailio
const farNumber = '+14155550177'

for (const recordRoute of ['loose', 'none'] as const) {
  test(`a call over a trunk is heard at both ends, where the carrier's route is ${recordRoute}`, {
    skip,
  }, async (t) => {
    const carrier = await startCarrier(t, { number: farNumber, says: sine(440, 2), recordRoute })
    const { addresses: hosts, ...trunk } = carrier.trunk
    const bench = await sipBench(t, { trunks: [{ name: 'carrier', ...trunk, hosts }] })
    const leg = await bench.sip.dial(
      { kind: 'trunk', gateway: 'carrier', number: farNumber },
      { clientId, callSid: 'CA1', from: ownNumber, to: farNumber, placement: 'one' },
    )
    assert.equal(await leg.answered, true, carrier.kamailio.process.output())
    await carrier.phone.until('CALL_ESTABLISHED')
    void leg.media.play(sine(700, 2), { loops: 0 }).catch(() => undefined) // Ends with the call.
    await eventually(() => assert.equal(loudestFrequency(carrier.phone.heard()), 700))
    await eventually(async () => assert.ok((await leg.media.figures()).packetsReceived > 50, 'packets came'))
    assert.equal((await leg.media.figures()).packetsLost, 0)
    await leg.hangUp()
    await carrier.phone.until('CALL_CLOSED')
    assert.deepEqual(await leg.ended, { cause: 'completed', by: 'us' })
  })
}

test('a trunk that is registered at is called by the carrier, and is registered no more after the stop', {
  skip,
}, async (t) => {
  const carrier = await startCarrier(t, { number: farNumber, registeredNumber: ownNumber, says: sine(440, 2) })
  const { addresses: hosts, ...trunk } = carrier.trunk
  const bench = await sipBench(t, { trunks: [{ name: 'carrier', ...trunk, hosts, register: true }] })
  await eventually('registered', () => bench.sip.registered('carrier') === true, 30_000)
  const coming = bench.next()
  carrier.phone.dial(`sip:${ownNumber}@${carrier.kamailio.address}`)
  const { leg, to } = await coming
  assert.equal(to, ownNumber)
  await leg.answer()
  await carrier.phone.until('CALL_ESTABLISHED')
  await leg.hangUp()
  await carrier.phone.until('CALL_CLOSED')
  await bench.sip.stop()
  assert.equal(bench.sip.registered('carrier'), false)
  carrier.phone.dial(`sip:${ownNumber}@${carrier.kamailio.address}`)
  await carrier.phone.process.printed(/480 Temporarily Unavailable/, 40_000)
})

test('a carrier that registers us for years is not asked again at once', async (t) => {
  const peer = await rawPeer(t)
  const trunk = { uri: `sip:127.0.0.1:${peer.port}`, username: 'us', password: 'secret', register: true }
  const bench = await sipBench(t, { trunks: [{ name: 'carrier', ...trunk }] })
  const asked = await peer.take(/^REGISTER/)
  peer.send(responseOf(asked, '200 OK', { more: 'Expires: 4294967295' }), asked.port)
  await eventually('registered', () => bench.sip.registered('carrier') === true, 30_000)
  await new Promise((resolve) => setTimeout(resolve, 300))
  assert.equal(peer.came.length, 1)
})
