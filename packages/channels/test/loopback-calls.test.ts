import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describeOnEachEngine, eventually, outboundMessage, RecordedSink } from '@trunkline/testkit'
import { uuidFromSid } from '@trunkline/wire'
import { providerIdOf } from '../src/gateways/loopback/arrival.ts'
import type { CallPlacer } from '../src/gateways/loopback/placed-calls.ts'
import type { LookUp, OutboundMessage, Outcome } from '../src/ports.ts'
import { loopbackOn, loopbackTables } from './loopback-support.ts'

const never = new AbortController().signal

/** Takes calls, and says of those that it took that it has them. */
class FakePlacer implements CallPlacer {
  readonly placed: OutboundMessage[] = []
  outcome: Outcome = { kind: 'accepted', providerId: 'CA1' }

  async send(message: OutboundMessage): Promise<Outcome> {
    this.placed.push(message)
    return this.outcome
  }

  async lookUp(message: OutboundMessage): Promise<LookUp> {
    const there = this.placed.some(({ deliveryId }) => deliveryId === message.deliveryId)
    return there ? { kind: 'found', providerId: 'CA1' } : { kind: 'absent' }
  }
}

describeOnEachEngine('loopback with calls', loopbackTables, (open) => {
  test('a call is placed, shown in the inbox, and told of by whoever placed it', async (t) => {
    const calls = new FakePlacer()
    const sink = new RecordedSink()
    const gateway = loopbackOn(t, await open(t), { calls, config: { answerAfter: 1, talkFor: 1 } })
    await gateway.start!(sink)
    const message = outboundMessage('call')
    const providerId = providerIdOf(uuidFromSid(message.deliveryId), message.attempt)
    assert.deepEqual(await gateway.send(message, never), { kind: 'accepted', providerId })
    assert.deepEqual(calls.placed, [message])
    const [shown] = (await gateway.inbox.list({})).messages
    assert.deepEqual([shown?.deliveryId, shown?.status], [message.deliveryId, null])
    assert.ok(await gateway.tell({ providerId, status: 'undelivered', errorCode: 'busy' }))
    await eventually('the end to be told', () => sink.receipts.length === 1)
    assert.deepEqual(
      sink.receipts.map(({ status, errorCode, deliveryId }) => [status, errorCode, deliveryId]),
      [['undelivered', 'busy', message.deliveryId]],
    )
    // What was told is written down after it was taken.
    await eventually(async () => {
      assert.equal((await gateway.inbox.list({})).messages[0]?.status, 'undelivered')
    }, 30_000)
  })

  test('texts are not placed, nor calls whose end a rule tells', async (t) => {
    const calls = new FakePlacer()
    const sink = new RecordedSink()
    const gateway = loopbackOn(t, await open(t), { calls, config: { answerAfter: 1 } })
    await gateway.start!(sink)
    await gateway.send(outboundMessage('sms'), never)
    await gateway.behaviour.set({ action: 'accept', receipt: 'undelivered', match: { channel: 'call' } })
    const outcome = await gateway.send(outboundMessage('call'), never)
    assert.ok(outcome.kind === 'accepted')
    assert.deepEqual(calls.placed, [])
    await eventually('the end that the rule tells', () => sink.receipts.length === 1)
    assert.equal(sink.receipts[0]?.status, 'undelivered')
  })

  test('a call that could not be placed is not in the inbox', async (t) => {
    const calls = new FakePlacer()
    calls.outcome = { kind: 'refused', errorCode: '21215', reason: 'not allowed', failover: false }
    const gateway = loopbackOn(t, await open(t), { calls })
    assert.deepEqual(await gateway.send(outboundMessage('call'), never), calls.outcome)
    assert.deepEqual((await gateway.inbox.list({})).messages, [])
  })

  test('a look-up asks for the call, and fences an attempt that placed none', async (t) => {
    const calls = new FakePlacer()
    const gateway = loopbackOn(t, await open(t), { calls })
    const message = outboundMessage('call')
    const begun = Date.now()
    assert.equal((await gateway.lookUp!(message, begun, never)).kind, 'absent')
    await gateway.send(message, never)
    const found = await gateway.lookUp!(message, begun, never)
    assert.deepEqual(found, {
      kind: 'found',
      providerId: providerIdOf(uuidFromSid(message.deliveryId), message.attempt),
    })
  })

  test('an answer that is lost leaves the call where it is', async (t) => {
    const calls = new FakePlacer()
    const gateway = loopbackOn(t, await open(t), { calls })
    await gateway.behaviour.set({ action: 'lose', times: 1 })
    const message = outboundMessage('call')
    const begun = Date.now()
    assert.equal((await gateway.send(message, never)).kind, 'unknown')
    assert.equal((await gateway.lookUp!(message, begun, never)).kind, 'found')
    assert.equal(calls.placed.length, 1)
  })

  test('calls may last longer than texts are waited for', async (t) => {
    const db = await open(t)
    const [plain, placing] = [loopbackOn(t, db), loopbackOn(t, db, { calls: new FakePlacer() })]
    assert.equal(plain.callReceiptTimeout, undefined)
    assert.ok((placing.callReceiptTimeout ?? 0) > 4 * 3_600_000)
    assert.equal(placing.receiptTimeout, plain.receiptTimeout)
  })

  test('with keep: 0 a placed call is written all the same', async (t) => {
    const calls = new FakePlacer()
    const sink = new RecordedSink()
    const gateway = loopbackOn(t, await open(t), { calls, config: { keep: 0 } })
    await gateway.start!(sink)
    const message = outboundMessage('call')
    const outcome = await gateway.send(message, never)
    assert.ok(outcome.kind === 'accepted')
    assert.equal((await gateway.inbox.list({})).messages[0]?.deliveryId, message.deliveryId)
    assert.ok(await gateway.tell({ providerId: outcome.providerId, status: 'undelivered' }))
    await eventually('the end to be told', () => sink.receipts.length === 1)
    assert.equal((await gateway.lookUp!(message, Date.now(), never)).kind, 'found')
    assert.equal((await gateway.lookUp!(outboundMessage('call'), Date.now(), never)).kind, 'unsure')
  })
})
