import assert from 'node:assert/strict'
import { test } from 'node:test'
import { eventually, freePort, sippCallee, sippCaller, startSipp, withoutSipp } from '@trunkline/testkit'
import { clientId, ownNumber, sipBench } from './support/sip-bench.ts'

const carrier = { name: 'carrier', uri: 'sip:127.0.0.1', hosts: ['127.0.0.1'] }

for (const transport of ['udp', 'tcp'] as const) {
  test(`sipp calls fifty times at once over ${transport}, and every call goes as it is written`, {
    skip: withoutSipp,
  }, async (t) => {
    let most = 0
    let live = 0
    const bench = await sipBench(t, {
      trunks: [carrier],
      async onCall({ leg }) {
        most = Math.max(most, ++live)
        await leg.ring()
        await leg.answer()
        await leg.ended
        live--
      },
    })
    const target = `127.0.0.1:${bench.sip.port}`
    const load = { calls: 50, concurrent: 50, rate: 50, service: ownNumber, transport }
    const { code, errors } = await (await startSipp(t, { scenario: sippCaller({ seconds: 2 }), target, ...load })).done
    assert.equal(code, 0, errors)
    assert.ok(most >= 10, `${most} at once`)
    await eventually(() => assert.equal(live, 0))
  })
}

test('fifty calls at once to a sipp are answered, and it is told of the end of each', {
  skip: withoutSipp,
}, async (t) => {
  const bench = await sipBench(t)
  const port = await freePort()
  const callee = await startSipp(t, { scenario: sippCallee(), calls: 50, concurrent: 50, port })
  const target = { kind: 'sip', uri: `sip:bob@127.0.0.1:${port}` } as const
  const dial = () => bench.sip.dial(target, { clientId, callSid: 'CA1', from: ownNumber, to: 'bob', placement: 'p' })
  const legs = await Promise.all(Array.from({ length: 50 }, dial))
  assert.deepEqual(await Promise.all(legs.map((leg) => leg.answered)), Array(50).fill(true))
  await Promise.all(legs.map((leg) => leg.hangUp()))
  const { code, errors } = await callee.done
  assert.equal(code, 0, errors)
})
