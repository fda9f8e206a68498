import type { ServiceSettings } from '../service/settings.ts'

/** Wrong codes in a row of one number or identity. */
export interface FailureBudget {
  readonly failures: number
  /** Milliseconds; null where it is not locked. */
  readonly lockedUntil: number | null
  /** Of the last try, milliseconds. */
  readonly lastAt: number
}

/** Whether one more code may be compared, and what is kept then. */
export type Tried =
  | { readonly allowed: true; readonly budget: FailureBudget }
  | { readonly allowed: false; readonly retryAfter: number }

/** After so long without a try, the row of failures begins anew. */
const forgetAfter = 30 * 86_400_000

/** The budget of somebody who has not failed yet. */
export const freshBudget = (now: number): FailureBudget => ({ failures: 0, lockedUntil: null, lastAt: now })

/**
 * Counts a try before its code is compared; a right code takes the budget away afterwards. So whoever asks for ever new verifications
 * of one number has no more guesses than whoever stays with one: `failures` tries, then a lock, then as many again and a longer lock, and
 * at `mostFailures` the end, until somebody unlocks or 30 days have passed (NIST SP 800-63B §5.2.2 allows 100 in a row).
 */
export function countTry(
  kept: FailureBudget,
  settings: Pick<ServiceSettings, 'failures' | 'lockSeconds' | 'mostFailures'>,
  now: number,
): Tried {
  const budget = kept.lastAt + forgetAfter <= now ? freshBudget(now) : kept
  if (budget.lockedUntil !== null && budget.lockedUntil > now) {
    return { allowed: false, retryAfter: Math.ceil((budget.lockedUntil - now) / 1000) }
  }
  const failures = budget.failures + 1
  return { allowed: true, budget: { failures, lockedUntil: lockAfter(failures, settings, now), lastAt: now } }
}

function lockAfter(
  failures: number,
  { failures: step, lockSeconds, mostFailures }: Pick<ServiceSettings, 'failures' | 'lockSeconds' | 'mostFailures'>,
  now: number,
): number | null {
  if (failures >= mostFailures) return now + forgetAfter
  if (failures % step !== 0) return null
  const seconds = lockSeconds[Math.min(failures / step, lockSeconds.length) - 1] ?? 0
  return now + seconds * 1000
}
