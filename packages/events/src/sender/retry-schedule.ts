/** Milliseconds from each failed try to the next: the example schedule of Standard Webhooks, 75.6 hours in all. */
const delays: readonly number[] = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400].map((s) => s * 1000)

/** How often an event is tried before it is given up. */
export const mostTries = delays.length + 1

/** No receiver may put off a delivery longer than this. */
const longestRetryAfterMs = 86_400_000

/** Each delay is spread by a tenth either way, so that what failed together does not come back together. */
const spread = 0.1

/**
 * Milliseconds until the next try, after `failures` tries have failed (1 or more); undefined when there is none.
 * @param random from 0 up to, not including, 1
 */
export function delayAfter(failures: number, random: number): number | undefined {
  const delay = delays[failures - 1]
  return delay === undefined ? undefined : Math.round(delay * (1 - spread + 2 * spread * random))
}

/**
 * Milliseconds that a receiver asks to wait by Retry-After (RFC 9110 §10.2.3: seconds, or a date), at most a day; undefined when it
 * does not ask, or not in a way that can be read.
 */
export function retryAfterMs(header: string | undefined, now: number): number | undefined {
  const text = header?.trim() ?? ''
  if (/^\d{1,10}$/.test(text)) return Math.min(Number(text) * 1000, longestRetryAfterMs)
  // Only dates that name the day of the week, as all three forms of RFC 9110 §5.6.7 do: Date.parse also reads much that is none.
  if (!/^[A-Z][a-z]{2,8},? /.test(text)) return undefined
  const at = Date.parse(text)
  return Number.isNaN(at) ? undefined : Math.min(Math.max(0, at - now), longestRetryAfterMs)
}
