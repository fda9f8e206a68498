/** How often something happened in a window that slides, as it is kept: in the window that runs, and in the one before. */
export interface Counter {
  readonly count: number
  readonly previous: number
  /** Beginning of the window that runs, milliseconds. */
  readonly startedAt: number
}

/** The beginning of the window that an instant is in. All processes have the same, since windows begin at multiples of their length. */
export const windowStart = (now: number, seconds: number): number => Math.floor(now / (seconds * 1000)) * seconds * 1000

/**
 * How many in the last `seconds`, with the window before this one taken as evenly filled. Two numbers a key, and no burst of twice the limit
 * where one window meets the next, as windows that do not slide allow.
 */
export function estimate({ count, previous, startedAt }: Counter, seconds: number, now: number): number {
  const span = seconds * 1000
  const elapsed = now - startedAt
  if (elapsed >= 2 * span) return 0
  if (elapsed >= span) return count * (2 - elapsed / span)
  return previous * (1 - Math.max(0, elapsed) / span) + count
}

/** Seconds until the window that runs is over, 1 at least. */
export const secondsLeft = (seconds: number, now: number): number =>
  Math.max(1, Math.ceil((windowStart(now, seconds) + seconds * 1000 - now) / 1000))
