import type { DeliveryLabel } from '@trunkline/events'

/** An attempt that ended without anybody knowing how: the process died, or no answer came. */
export interface OpenAttempt {
  readonly gateway: string
  readonly attempt: number
  readonly startedAt: string
  /** How often the provider was asked in vain. */
  readonly lookUps?: number
}

/** What travels with a delivery through queue and held. */
export interface RowState {
  readonly gateways: readonly string[]
  /** Which of the gateways is next. */
  readonly index: number
  readonly event: DeliveryLabel
  /** When the delivery left the held, where it was there. */
  readonly queuedAt?: string
  /** When the first attempt began, once it was made and the row lives on. */
  readonly sendingAt?: string
  /** When the first attempt was put off, for the lane and for giving up. */
  readonly deferredSince?: string
  /** How often in a row the delivery was put off. */
  readonly deferrals?: number
  /** To be looked up before anything else is done. */
  readonly unknown?: OpenAttempt
}

/** A new row of `channels_queue`, as its columns are named. Instants are RFC 3339. */
export interface QueueRow {
  readonly delivery_id: string
  readonly client_id: string
  readonly route: string
  readonly priority: number
  readonly tag: number
  readonly lane: string | null
  readonly attempt: number
  readonly sequence: number
  readonly valid_until: string | null
  readonly state: RowState
}

/** A new row of `channels_held`. */
export interface HeldRow {
  readonly delivery_id: string
  readonly client_id: string
  readonly route: string
  readonly priority: number
  readonly due_at: string
  readonly why: 'window' | 'send-at' | 'retry' | 'recheck' | 'disabled'
  readonly lane: string | null
  readonly holds_lane_until: string | null
  readonly valid_until: string | null
  readonly attempt: number
  readonly sequence: number
  readonly state: RowState
}
