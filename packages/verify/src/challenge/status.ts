/**
 * ```
 *           right code ──> approved
 *           client ──────> canceled (or approved, for codes that the client checks itself)
 *  pending ─┤ time is up ──> expired
 *           too many wrong codes ──> max_attempts_reached
 *           no send arrived and none is left ──> failed
 *           client asks ──> deleted
 * ```
 * All but `pending` are ends: the code is erased, and nothing moves any more.
 */
export const challengeStatuses = [
  'pending',
  'approved',
  'canceled',
  'expired',
  'failed',
  'max_attempts_reached',
  'deleted',
] as const
/** One of {@link challengeStatuses}. */
export type ChallengeStatus = (typeof challengeStatuses)[number]

/** The statuses that a challenge can end with. */
export type EndStatus = Exclude<ChallengeStatus, 'pending'>

/** What became of one send. `unknown`: the provider did not answer, and may have sent it. */
export type SendStatus =
  | 'waiting'
  | 'sending'
  | 'sent'
  | 'delivered'
  | 'undelivered'
  | 'failed'
  | 'canceled'
  | 'unknown'
