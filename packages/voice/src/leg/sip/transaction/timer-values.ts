/** The timers that all others are made of (RFC 3261, table 4). Milliseconds. */
export interface TimerValues {
  /** Estimate of the round trip. */
  readonly t1: number
  /** Longest time between two copies of what is no INVITE, and of a final response to INVITE. */
  readonly t2: number
  /** How long a message may stay in the network. */
  readonly t4: number
  /** How long a response to a copy of an INVITE over UDP may come late (timer D). */
  readonly d: number
}

/** The values of RFC 3261. */
export const standardTimers: TimerValues = { t1: 500, t2: 4_000, t4: 5_000, d: 32_000 }
