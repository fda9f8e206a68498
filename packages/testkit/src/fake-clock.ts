/** A clock that stands still until it is moved. Has the shape that every domain takes as `clock`. */
export interface FakeClock {
  /** Milliseconds since the epoch. */
  now(): number
  advance(milliseconds: number): void
  /** Jumps to an instant, in either direction. */
  set(instant: string | number | Date): void
}

/** A {@link FakeClock}, standing at the instant given (or at noon UTC on a Friday, 2026-11-20). */
export function fakeClock(instant: string | number | Date = '2026-11-20T12:00:00.000Z'): FakeClock {
  let at = new Date(instant).getTime()
  return {
    now: () => at,
    advance(milliseconds) {
      at += milliseconds
    },
    set(other) {
      at = new Date(other).getTime()
    },
  }
}
