import type { DeliveryStatus, TextMessage } from '@trunkline/channels'
import { type EventRecord, type FormCallback, type NewFormWebhookJob, targetOf } from '@trunkline/events'
import { deliveryUuidOf, isSid, messageUuidOf, uuidFromSid } from '@trunkline/wire'
import { firstStatus } from '../messages/message-status.ts'
import { readOrigin } from '../messages/origin.ts'
import { uncertain } from '../uncertain.ts'
import { isCalledBack, statusParams } from './status-params.ts'

/** A move of a text, read from the event of it. */
export interface TextMove {
  readonly deliveryId: string
  readonly messageId: string
  readonly sequence: number
  readonly status: DeliveryStatus
  readonly errorCode: string | null
  readonly reason: string | null
  readonly at: Date
}

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/** The move that an event tells of; undefined for events of something else. */
export function readMove({ type, timestamp, data }: EventRecord): TextMove | undefined {
  const { deliveryId, status, sequence, channel, errorCode, reason } = data as Readonly<Record<string, unknown>>
  if (!type.startsWith('delivery.') || channel !== 'sms' || !isSid(deliveryId) || typeof sequence !== 'number')
    return undefined
  const id = deliveryUuidOf(uuidFromSid(deliveryId))
  return {
    ...{ deliveryId: id, messageId: messageUuidOf(id), sequence, status: status as DeliveryStatus },
    ...{ errorCode: textOrNull(errorCode), reason: textOrNull(reason), at: new Date(timestamp) },
  }
}

/** The callbacks that a move of a text makes: one for each URL that is to be told of it. */
export function statusJobs(text: TextMessage, move: TextMove): NewFormWebhookJob[] {
  const origin = readOrigin(text.origin)
  if (!isCalledBack(move.status, origin, firstStatus(origin), uncertain.sendingCallback)) return []
  const params = statusParams(text, move)
  return (origin.callbacks ?? []).map(({ url, method = 'POST' }, part) => {
    const payload: FormCallback = { url, method, params }
    return {
      ...{ kind: 'message-status', clientId: text.clientId, subject: move.deliveryId, sequence: move.sequence, part },
      ...{ lane: `status:${move.deliveryId}:${part}`, target: targetOf(url), payload },
    }
  })
}
