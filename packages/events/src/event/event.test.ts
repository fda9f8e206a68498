import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deliveryUuid, eventUuid, sidFromUuid } from '@trunkline/wire'
import { laneOf, renderEvent } from './event.ts'

const message = '0192f1d0-0000-7000-8000-00000000_000'.replace('_', '0')

test('an event is rendered with its members in the documented order and no others', () => {
  const stored = { data: { status: 'sent' }, type: 'delivery.sent', id: 'EV1', timestamp: 't', extra: 1 }
  assert.equal(renderEvent(stored), '{"id":"EV1","type":"delivery.sent","timestamp":"t","data":{"status":"sent"}}')
})

test('all events of one message share a lane, those of another do not', () => {
  const sid = (ordinal: number, sequence: number): string =>
    sidFromUuid('EV', eventUuid(deliveryUuid(message, ordinal), sequence))
  assert.equal(laneOf(sid(1, 1)), laneOf(sid(2, 9)))
  assert.notEqual(laneOf(sid(1, 1)), laneOf('EV0192f1d0000070008000000000010101'))
})
