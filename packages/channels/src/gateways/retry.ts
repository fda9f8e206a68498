/**
 * When a deferred attempt may be tried again.
 *
 * ```
 *              attempts left, and time left
 *  deferred ───────────────────────────────> retry at: now + wait ──> next attempt
 *     │
 *     ├── attempts are used up ────────────> give up: attempts
 *     └── would come after the expiry ─────> give up: expires
 * ```
 *
 * The wait is "full jitter": a random part of a span that doubles with each attempt, up to a cap. A herd that was turned away
 * together comes back spread over the whole span, which costs the provider the least work of the usual schemes
 * (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/). A provider's Retry-After (RFC 9110 §10.2.3) is a
 * lower bound: the jitter is added to it, since all who were turned away were given the same number.
 */
export interface RetryPolicy {
  /** Span of the first wait, milliseconds. */
  readonly base: number
  /** Largest span, milliseconds. */
  readonly cap: number
  /** Shortest wait, milliseconds: full jitter alone may give nought. */
  readonly floor: number
  /** Attempts in all, the first included, whatever the gateway. */
  readonly attempts: number
  /** Longest Retry-After that is obeyed, milliseconds: a provider that says "next year" must not park a message for ever. */
  readonly retryAfterCap: number
}

/** The policy that the dispatcher starts from: sixteen attempts over three quarters of an hour on average. */
export const defaultRetryPolicy: RetryPolicy = Object.freeze({
  base: 1_000,
  cap: 900_000,
  floor: 100,
  attempts: 16,
  retryAfterCap: 3_600_000,
})

/** What happened, as far as the next try depends on it. */
export interface RetryInput {
  /** Number of the attempt that was deferred: 1 for the first. */
  readonly attempt: number
  /** Milliseconds since the epoch. */
  readonly now: number
  /** Wait that the provider asked for, milliseconds. */
  readonly retryAfter?: number
  /** Instant after which the message must not be sent any more, milliseconds since the epoch. */
  readonly expiresAt?: number
}

/** The decision: when to try again, or why not to. */
export type RetryPlan =
  | { readonly kind: 'retry'; readonly at: number }
  | { readonly kind: 'give-up'; readonly because: 'attempts' | 'expires' }

/** Span of the wait after the given attempt, before jitter, milliseconds. Never overflows, however many attempts there were. */
export function backoffSpan(policy: RetryPolicy, attempt: number): number {
  // 2^52 is still exact; beyond it the cap has long won.
  const doublings = Math.min(Math.max(attempt - 1, 0), 52)
  return Math.min(policy.cap, policy.base * 2 ** doublings)
}

/**
 * The wait after the given attempt, milliseconds.
 * @param random a number from 0 (included) to 1 (excluded), as `Math.random` gives it
 */
export function retryDelay(
  policy: RetryPolicy,
  input: Pick<RetryInput, 'attempt' | 'retryAfter'>,
  random: () => number,
): number {
  const jitter = Math.max(policy.floor, Math.floor(random() * backoffSpan(policy, input.attempt)))
  const asked = input.retryAfter
  if (asked === undefined || !(asked > 0)) return jitter
  return Math.min(asked, policy.retryAfterCap) + jitter
}

/** Decides whether, and when, a deferred attempt is tried again. */
export function planRetry(policy: RetryPolicy, input: RetryInput, random: () => number): RetryPlan {
  if (input.attempt >= policy.attempts) return { kind: 'give-up', because: 'attempts' }
  const at = input.now + retryDelay(policy, input, random)
  if (input.expiresAt !== undefined && at >= input.expiresAt) return { kind: 'give-up', because: 'expires' }
  return { kind: 'retry', at }
}

/**
 * Reads a Retry-After header: whole seconds, or an HTTP date (RFC 9110 §10.2.3).
 * @param now milliseconds since the epoch
 * @returns milliseconds to wait, never negative; undefined where the header is absent or means nothing
 */
export function parseRetryAfter(header: string | null | undefined, now: number): number | undefined {
  const value = header?.trim()
  if (!value) return undefined
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1_000
  // Date.parse takes "1.5" and "-1" for dates; an HTTP date begins with the name of a day.
  if (!/^[A-Z][a-z]{2}/.test(value)) return undefined
  const instant = Date.parse(value)
  return Number.isNaN(instant) ? undefined : Math.max(0, instant - now)
}
