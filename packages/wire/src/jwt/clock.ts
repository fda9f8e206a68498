/** Where tokens take the time from: milliseconds since 1970. `Date` is one. */
export interface Clock {
  now(): number
}

/** Whole seconds since 1970. */
export function unixSeconds(clock: Clock = Date): number {
  return Math.floor(clock.now() / 1000)
}
