import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  deliveryOrdinalOf,
  deliveryUuid,
  deliveryUuidOf,
  eventSequenceOf,
  eventUuid,
  isMessageUuid,
  messageUuidOf,
  uuidMilliseconds,
} from './lineage.ts'

const message = '0192f3a0-1234-7abc-9def-001122330000'

test('a delivery keeps its message in all but byte 14, an event its delivery in all but byte 15', () => {
  const delivery = deliveryUuid(message, 3)
  assert.equal(delivery, '0192f3a0-1234-7abc-9def-001122330300')
  const event = eventUuid(delivery, 255)
  assert.equal(event, '0192f3a0-1234-7abc-9def-0011223303ff')
  assert.equal(messageUuidOf(event), message)
  assert.equal(messageUuidOf(delivery), message)
  assert.equal(messageUuidOf(message), message)
  assert.equal(deliveryUuidOf(event), delivery)
  assert.deepEqual([deliveryOrdinalOf(event), eventSequenceOf(event)], [3, 255])
  assert.deepEqual([deliveryOrdinalOf(message), eventSequenceOf(delivery)], [0, 0])
})

test('message, deliveries and events sort in the order in which they came to be', () => {
  const first = deliveryUuid(message, 1)
  const second = deliveryUuid(message, 2)
  const inOrder = [message, first, eventUuid(first, 1), eventUuid(first, 16), second, eventUuid(second, 1)]
  assert.deepEqual([...inOrder].reverse().sort(), inOrder)
})

test('a sequence may be counted on from an event as well as from its delivery', () => {
  const delivery = deliveryUuid(message, 9)
  assert.equal(eventUuid(eventUuid(delivery, 4), 5), eventUuid(delivery, 5))
})

test('ordinals and sequences outside 1 to 255 are refused', () => {
  for (const wrong of [0, -1, 256, 1.5, Number.NaN]) {
    assert.throws(() => deliveryUuid(message, wrong), RangeError)
    assert.throws(() => eventUuid(message, wrong), RangeError)
  }
  assert.throws(() => deliveryUuid('NT0192', 1), RangeError)
})

test('a message is told by its two zero bytes, and its time is in it', () => {
  assert.ok(isMessageUuid(message))
  assert.ok(!isMessageUuid(deliveryUuid(message, 1)))
  assert.equal(uuidMilliseconds(message), 0x0192f3a01234)
})
