import type { HttpResult } from '../http/http-caller.ts'
import { delayAfter, mostTries, retryAfterMs } from './retry-schedule.ts'

/** What becomes of a delivery after a try. */
export type Verdict =
  | { readonly kind: 'done' }
  /** Tried again at `dueAt`; until `pauseUntil` nothing else is sent to the endpoint either. */
  | { readonly kind: 'retry'; readonly reason: string; readonly dueAt: number; readonly pauseUntil?: number }
  | { readonly kind: 'failed'; readonly reason: string }
  /** The receiver wants no more events, ever. */
  | { readonly kind: 'gone'; readonly reason: string }
  /** The try did not count: it was broken off by us. */
  | { readonly kind: 'release' }

/** Statuses by which a receiver says that it is too much at the moment. */
const throttles: ReadonlySet<number> = new Set([429, 502, 503, 504])
const pauseWithoutRetryAfterMs = 5000

/** What is known before a try. */
export interface Circumstances {
  /** Tries of this delivery that have failed before. */
  readonly failures: number
  /** Since when nothing has succeeded at the endpoint, milliseconds since the epoch; null when the last try did. */
  readonly failingSince: number | null
}

/**
 * How long a receiver that goes on failing is left alone after one more failure: a tenth of the time for which it has failed, from
 * one second to one minute. So a dead receiver costs one try a minute, however many events wait for it, and one that comes back
 * is found within a tenth of its absence.
 */
function pauseOf({ failingSince }: Circumstances, now: number): number {
  return failingSince === null ? 0 : Math.min(60_000, Math.max(1000, (now - failingSince) / 10))
}

function reasonOf({ answer, failure }: HttpResult): string {
  if (failure) return `${failure.code}: ${failure.message}`
  const status = answer?.status ?? 0
  return status >= 300 && status < 400
    ? `the receiver answered ${status}: redirects are not followed, register the new URL`
    : `the receiver answered ${status}`
}

/**
 * Judges one try. 2xx is success; 410 ends the endpoint; everything else is a failure, redirects too (Standard Webhooks, "Delivery").
 * @param random from 0 up to, not including, 1
 */
export function judge(result: HttpResult, before: Circumstances, now: number, random: number): Verdict {
  if (result.failure?.code === 'canceled') return { kind: 'release' }
  const status = result.answer?.status ?? 0
  if (status >= 200 && status < 300) return { kind: 'done' }
  const reason = reasonOf(result)
  if (status === 410) return { kind: 'gone', reason: 'the receiver answered 410 Gone: it wants no more events' }
  const delay = delayAfter(before.failures + 1, random)
  if (delay === undefined) return { kind: 'failed', reason: `given up after ${mostTries} tries; at last ${reason}` }
  const asked = retryAfterMs(result.answer?.headers['retry-after'], now)
  const dueAt = now + Math.max(delay, asked ?? 0)
  const throttled = throttles.has(status) ? pauseWithoutRetryAfterMs : 0
  const pause = Math.max(asked ?? throttled, pauseOf(before, now))
  return pause > 0 ? { kind: 'retry', reason, dueAt, pauseUntil: now + pause } : { kind: 'retry', reason, dueAt }
}
