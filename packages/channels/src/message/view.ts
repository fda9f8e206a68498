import { sidFromUuid } from '@trunkline/wire'
import type { LiveRow } from '../store/message-store.ts'
import { liveDelivery } from './live.ts'
import type { DeliveryView, MessageView } from './schema.ts'
import { messageFinal, messageStatus } from './status.ts'
import { deliveryIdAt, deliverySid, groupOf, type StoredDelivery, type StoredMessage } from './stored.ts'

/** A message as the API returns it: what is stored, and what the queue knows beyond that. */
export function viewOf(message: StoredMessage, live: ReadonlyMap<string, LiveRow> = new Map()): MessageView {
  const { request } = message
  const deliveries = message.deliveries.map((stored, index) => {
    const row = live.get(deliveryIdAt(message.id, index))
    return row === undefined ? stored : withLive(stored, row)
  })
  return {
    id: sidFromUuid('NT', message.id),
    clientId: sidFromUuid('AC', message.clientId),
    to: request.to,
    channels: request.steps.filter((_, index) => groupOf(request, index) === index).map((step) => step.channel),
    strategy: request.strategy,
    category: request.category,
    ...(request.orderKey === undefined ? {} : { orderKey: request.orderKey }),
    ...(request.sendAt === undefined ? {} : { sendAt: request.sendAt }),
    ...(request.expiresAt === undefined ? {} : { expiresAt: request.expiresAt }),
    status: messageStatus(deliveries, request.strategy),
    final: messageFinal(deliveries),
    createdAt: message.createdAt.toISOString(),
    metadata: request.metadata ?? {},
    deliveries: deliveries.map((delivery, index) => deliveryView(delivery, deliveryIdAt(message.id, index))),
  }
}

const doubted = 'it is being found out whether the last attempt was sent'
const givenBack = 'it was taken to be sent and was not; it waits to be sent again'

function withLive(stored: StoredDelivery, row: LiveRow): StoredDelivery {
  const delivery = liveDelivery(stored, row.state)
  const inDoubt = row.state.unknown !== undefined
  if (row.sending && row.started_at !== null && !inDoubt) return underWay(delivery, row, row.started_at)
  if (row.why === 'disabled')
    return { ...delivery, dueAt: null, reason: 'kept: the client is disabled; it goes on once the client is enabled' }
  const dueAt = row.place === 'held' ? dueAtOf(delivery, row) : null
  if (inDoubt) return { ...delivery, dueAt, reason: doubted }
  // A status never goes back: what was begun and given back is still `sending`, and the reason says that it waits.
  const waits =
    row.place === 'queue' && delivery.status === 'sending' ? (delivery.reason ?? givenBack) : delivery.reason
  return { ...delivery, dueAt, reason: waits }
}

/** What is looked at anew is due for that look, which is no time for its recipient: what was worked out before holds until then. */
function dueAtOf(delivery: StoredDelivery, { why, due_at }: LiveRow): string | null {
  const due = due_at?.toISOString() ?? null
  return why === 'recheck' ? (delivery.dueAt ?? due) : (due ?? delivery.dueAt)
}

function underWay(delivery: StoredDelivery, { route }: LiveRow, startedAt: Date): StoredDelivery {
  const gateway = route.split('#')[0] as string
  const attempt = {
    gateway,
    outcome: null,
    providerId: null,
    startedAt: startedAt.toISOString(),
    endedAt: null,
    errorCode: null,
  }
  return { ...delivery, gateway, reason: null, dueAt: null, attempts: [...delivery.attempts, attempt] }
}

function deliveryView(delivery: StoredDelivery, id: string): DeliveryView {
  const { channel, to, from, gateway, status, final, dueAt, reason, segments, errorCode, attempts, timeline } = delivery
  return {
    id: deliverySid(channel, id),
    channel,
    to,
    from,
    gateway,
    status,
    final,
    dueAt,
    reason,
    segments,
    errorCode,
    attempts: [...attempts],
    timeline: [...timeline],
  }
}
