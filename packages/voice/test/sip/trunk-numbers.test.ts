import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rawPeer } from './support/raw-peer.ts'
import { clientId, sipBench } from './support/sip-bench.ts'

test('a SIP address at a trunk is no way around what numbers a client may call; an extension behind it is', async (t) => {
  const peer = await rawPeer(t)
  const trunks = [{ name: 'carrier', uri: `sip:127.0.0.1:${peer.port}` }]
  const bench = await sipBench(t, { trunks })
  const options = { clientId, callSid: 'CA1', from: '+14155550100', to: 'x', placement: 'p' }
  for (const user of ['+881612345678', '00881612345678', '%2B8816-1234-5678', '9-011-881-612345678;npdi']) {
    const leg = await bench.sip.dial({ kind: 'sip', uri: `sip:${user}@127.0.0.1:${peer.port}` }, options)
    assert.equal(leg.state, 'ended', user)
    const { cause, errorCode } = await leg.ended
    assert.deepEqual([cause, errorCode], ['failed', 13227], user)
  }
  const extension = await bench.sip.dial({ kind: 'sip', uri: `sip:1001@127.0.0.1:${peer.port}` }, options)
  await peer.take(/^INVITE sip:1001@/)
  await extension.hangUp('canceled')
})
