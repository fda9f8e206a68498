import type { DeliveryLabel } from '@trunkline/events'
import { deliveryUuid, type SidPrefix, sidFromUuid } from '@trunkline/wire'
import type { Category, ChannelName } from '../ports.ts'
import { appended } from './appended.ts'
import type { ContentRequest, Recipient, StoredStep, Strategy } from './schema.ts'
import type { DeliveryStatus } from './status.ts'

/** What a message asks for, normalised: the `request` column of `channels_message`. */
export interface StoredRequest {
  readonly to: Recipient
  readonly from?: string
  readonly steps: readonly StoredStep[]
  readonly strategy: Strategy
  readonly category: Category
  readonly orderKey?: string
  /** RFC 3339 instants. */
  readonly sendAt?: string
  readonly expiresAt?: string
  readonly metadata?: Readonly<Record<string, unknown>>
  /** Absent where it is sealed or erased. */
  readonly content?: ContentRequest
  /** The content of category `otp`, sealed for this message. Erased when the message is final. */
  readonly sealed?: string
  /** What the edge that the message came in by remembers of it. Never shown by the v1 API; kept when the content is erased. */
  readonly origin?: Readonly<Record<string, unknown>>
}

/** One try at one gateway. `outcome` is null while it runs. */
export interface StoredAttempt {
  readonly gateway: string
  readonly outcome: 'accepted' | 'refused' | 'deferred' | 'unknown' | null
  readonly providerId: string | null
  readonly startedAt: string
  readonly endedAt: string | null
  readonly errorCode: string | null
}

/** One element of the `deliveries` column of `channels_message`. */
export interface StoredDelivery {
  readonly channel: ChannelName
  readonly to: string
  readonly from: string | null
  /** The gateways that may be asked, in this order. */
  readonly gateways: readonly string[]
  readonly gateway: string | null
  readonly status: DeliveryStatus
  readonly final: boolean
  readonly dueAt: string | null
  readonly reason: string | null
  readonly segments: number | null
  readonly errorCode: string | null
  readonly attempts: readonly StoredAttempt[]
  readonly timeline: readonly { readonly status: DeliveryStatus; readonly at: string }[]
}

/** A row of `channels_message`. */
export interface StoredMessage {
  readonly id: string
  readonly clientId: string
  readonly createdAt: Date
  readonly request: StoredRequest
  readonly deliveries: readonly StoredDelivery[]
  readonly final: boolean
}

/** Prefix of a delivery's SID, by channel. */
const prefixOf: Readonly<Record<ChannelName, SidPrefix>> = { sms: 'SM', email: 'EM', push: 'PS', call: 'CA' }

/** Every prefix that a delivery's SID may have. */
export const deliveryPrefixes: readonly SidPrefix[] = Object.values(prefixOf)

/** Which step of its message a delivery belongs to: the place of that step's first delivery. */
export const groupOf = ({ steps }: StoredRequest, index: number): number => steps[index]?.group ?? index

/** UUID of the delivery at a place (0, 1, …) in its message. */
export function deliveryIdAt(messageId: string, index: number): string {
  return deliveryUuid(messageId, index + 1)
}

/** SID of a delivery. */
export function deliverySid(channel: ChannelName, id: string): string {
  return sidFromUuid(prefixOf[channel], id)
}

/** The common part of a delivery's events. */
export function labelOf(deliveryId: string, channel: ChannelName, { metadata }: StoredRequest): DeliveryLabel {
  const label = { of: deliverySid(channel, deliveryId), channel }
  return metadata === undefined || Object.keys(metadata).length === 0 ? label : { ...label, metadata }
}

/** A move that says no more than the status. */
const plain = Object.freeze({})

/**
 * A delivery after a status move. The timeline's length is the sequence number of the move. A timeline never goes back in time: a move that another clock dates
 * before the last one, such as the receipt of a gateway, is given that one's time.
 */
export function moved(
  delivery: StoredDelivery,
  status: DeliveryStatus,
  at: string,
  change: Partial<Pick<StoredDelivery, 'final' | 'reason' | 'errorCode' | 'dueAt' | 'gateway'>> = plain,
): StoredDelivery {
  const { timeline } = delivery
  const last = timeline.at(-1)?.at ?? at
  // Field by field: a spread takes several times as long, and every message moves five times.
  return {
    channel: delivery.channel,
    to: delivery.to,
    from: delivery.from,
    gateways: delivery.gateways,
    gateway: change.gateway === undefined ? delivery.gateway : change.gateway,
    status,
    final: change.final ?? false,
    dueAt: change.dueAt ?? null,
    reason: change.reason ?? null,
    segments: delivery.segments,
    errorCode: change.errorCode ?? null,
    attempts: delivery.attempts,
    timeline: appended(timeline, { status, at: at < last ? last : at }),
  }
}
