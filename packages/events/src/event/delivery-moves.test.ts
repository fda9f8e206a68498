import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deliveryUuid, eventUuid, sidFromUuid } from '@trunkline/wire'
import { type DeliveryMoves, expandEvents, lineageEnd, movesText, moveText } from './delivery-moves.ts'

const clientId = '0190b0a0-0000-7000-8000-000000000001'
const message = '0192f1d0-0000-7000-8000-000000000000'
const delivery = deliveryUuid(message, 17)

test('each move of a delivery is an event with the ids of its lineage', () => {
  const moves: DeliveryMoves = {
    of: sidFromUuid('EM', delivery),
    channel: 'email',
    metadata: { order: 7 },
    from: 15,
    moves: [
      ['sent', '2026-11-21T16:00:00.000Z'],
      ['bounced', '2026-11-21T16:00:01.000Z', true, 'no such mailbox', 'bounced'],
    ],
  }
  const common = {
    clientId: sidFromUuid('AC', clientId),
    messageId: sidFromUuid('NT', message),
    deliveryId: sidFromUuid('EM', delivery),
    channel: 'email',
    metadata: { order: 7 },
  }
  assert.deepEqual(expandEvents(clientId, [moves]), [
    {
      id: sidFromUuid('EV', eventUuid(delivery, 15)),
      type: 'delivery.sent',
      timestamp: '2026-11-21T16:00:00.000Z',
      data: { ...common, status: 'sent', final: false, reason: null, errorCode: null, sequence: 15 },
    },
    {
      id: sidFromUuid('EV', eventUuid(delivery, 16)),
      type: 'delivery.bounced',
      timestamp: '2026-11-21T16:00:01.000Z',
      data: {
        ...common,
        status: 'bounced',
        final: true,
        reason: 'no such mailbox',
        errorCode: 'bounced',
        sequence: 16,
      },
    },
  ])
})

test('events among moves stay as they are and in their place; metadata that was not given is empty', () => {
  const event = { id: 'EV1', type: 'call.completed', timestamp: 't', data: {} }
  const moves: DeliveryMoves = { of: sidFromUuid('SM', delivery), channel: 'sms', from: 1, moves: [['accepted', 't']] }
  const [first, second, third] = expandEvents(clientId, [event, moves, event])
  assert.equal(first, event)
  assert.deepEqual(second?.data.metadata, {})
  assert.equal(third, event)
})

test('the text of moves, put together, is the JSON of their events', () => {
  const moves: DeliveryMoves = {
    ...{ of: sidFromUuid('SM', delivery), channel: 'sms', metadata: { größe: '"1"' }, from: 9 },
    moves: [
      ['sending', 't'],
      ['delivered', 't', true, null, null],
      ['failed', 't', false, 'er sagte „nein“ \\', '30003'],
    ],
  }
  for (const stored of [moves, { of: moves.of, channel: 'x"y', from: 255, moves: moves.moves.slice(0, 1) }]) {
    const { messageId, lineage, data } = movesText(sidFromUuid('AC', clientId), stored)
    const texts = stored.moves.map((move, index) => ({
      id: lineage + lineageEnd(stored.from + index),
      messageId,
      data: data + moveText(move, stored.from + index),
    }))
    assert.deepEqual(
      texts,
      expandEvents(clientId, [stored]).map(({ id, data: { messageId: of, ...rest } }) => ({
        ...{ id, messageId: of },
        data: JSON.stringify({ clientId: rest.clientId, messageId: of, ...rest }),
      })),
    )
  }
})
