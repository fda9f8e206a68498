/** What Trunkline tells of a delivery, the same on webhooks, on `GET /v1/events` and on Kafka. */

/** Channels that Trunkline delivers over. */
export const channelNames = ['sms', 'email', 'push', 'call'] as const
/** One of {@link channelNames}. */
export type ChannelName = (typeof channelNames)[number]

/** Where a delivery is; each only goes on to a later one, and the last seven are ends. */
export const deliveryStatuses = [
  'accepted',
  'held',
  'queued',
  'sending',
  'sent',
  'delivered',
  'undelivered',
  'failed',
  'expired',
  'rejected',
  'canceled',
  'suppressed',
] as const
/** One of {@link deliveryStatuses}. */
export type DeliveryStatus = (typeof deliveryStatuses)[number]

/** The name of an event: `delivery.` and the status that it moved to. */
export type DeliveryEventType = `delivery.${DeliveryStatus}`

/** One move of one delivery. */
export interface DeliveryEvent {
  /** EV…; the same on every retry. */
  readonly id: string
  readonly type: DeliveryEventType
  /** RFC 3339, UTC. */
  readonly timestamp: string
  readonly data: {
    /** AC… */
    readonly clientId: string
    /** NT… */
    readonly messageId: string
    /** SM…, EM…, PS… or CA… */
    readonly deliveryId: string
    readonly channel: ChannelName
    readonly status: DeliveryStatus
    /** Whether no move follows. */
    readonly final: boolean
    /** Why, in words. */
    readonly reason: string | null
    readonly errorCode: string | null
    readonly metadata: Readonly<Record<string, unknown>>
    /** Counts the delivery's moves from 1. */
    readonly sequence: number
  }
}
