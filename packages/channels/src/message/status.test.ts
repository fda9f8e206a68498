import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fuzzing } from '../../test/support/fuzzing.ts'
import {
  type DeliveryStatus,
  deliveryStatuses,
  isEnd,
  isUnsent,
  mayMove,
  messageFinal,
  messageStatus,
} from './status.ts'

const of = (status: DeliveryStatus, final = isEnd(status)) => ({ status, final })

test('a status only ever moves forward', () => {
  for (const from of deliveryStatuses)
    for (const to of deliveryStatuses) assert.equal(mayMove(from, to) && mayMove(to, from), false, `${from} and ${to}`)
  assert.equal(mayMove('sending', 'queued'), false)
  assert.equal(mayMove('sent', 'undelivered'), true)
  assert.equal(mayMove('delivered', 'failed'), false)
})

test('a message sent on all channels has the status of the delivery least far on until all are final', () => {
  assert.equal(messageStatus([of('delivered'), of('held')], 'all'), 'held')
  assert.equal(messageStatus([of('sending'), of('queued'), of('delivered')], 'all'), 'queued')
})

test('a message sent on all channels ends with the worst of its deliveries', () => {
  assert.equal(messageStatus([of('delivered'), of('failed'), of('expired')], 'all'), 'failed')
  assert.equal(messageStatus([of('delivered'), of('sent', true)], 'all'), 'sent')
})

test('a message sent on one channel after the other has the status of the best of its deliveries', () => {
  assert.equal(messageStatus([of('failed'), of('delivered')], 'first'), 'delivered')
  assert.equal(messageStatus([of('delivered'), of('canceled')], 'first'), 'delivered')
  assert.equal(messageStatus([of('failed'), of('undelivered')], 'first'), 'undelivered')
})

test('while a step is under way, a message of strategy first has the status of that step and not of the failed one', () => {
  assert.equal(messageStatus([of('failed'), of('sending'), of('accepted')], 'first'), 'sending')
})

test('a message is final when all of its deliveries are, whatever the order in which they come', () => {
  const delivery = fc
    .tuple(fc.constantFrom(...deliveryStatuses), fc.boolean())
    .map(([status, last]) => of(status, isEnd(status) || (status === 'sent' && last)))
  fc.assert(
    fc.property(
      fc.array(delivery, { minLength: 1 }),
      fc.constantFrom('all' as const, 'first' as const),
      (deliveries, strategy) => {
        assert.equal(
          messageFinal(deliveries),
          deliveries.every((one) => one.final),
        )
        assert.equal(messageStatus(deliveries, strategy), messageStatus([...deliveries].reverse(), strategy))
      },
    ),
    fuzzing(),
  )
})

test('nothing has been handed to a provider before sending', () => {
  assert.deepEqual(deliveryStatuses.filter(isUnsent), ['accepted', 'held', 'queued'])
})
