const MINUTE = 60_000
const DAY = 86_400_000

/**
 * Reads `HH:MM` as minutes after midnight.
 * @throws RangeError when it is not a time; `24:00` is one only where `end` says so.
 */
export function minutesOf(time: string, end = false): number {
  const parts = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time)
  if (parts) return Number(parts[1]) * 60 + Number(parts[2])
  if (end && time === '24:00') return 24 * 60
  throw new RangeError(`"${time}" is not a time of day: write HH:MM from 00:00 to ${end ? '24:00' : '23:59'}`)
}

/**
 * Reads `YYYY-MM-DD` as days since 1970-01-01.
 * @throws RangeError when there is no such date.
 */
export function dayOf(date: string): number {
  const instant = /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN
  // Date.parse takes 2026-02-30 for the 2nd of March, hence the way back.
  if (Number.isNaN(instant) || !new Date(instant).toISOString().startsWith(date)) {
    throw new RangeError(`"${date}" is not a date: write YYYY-MM-DD`)
  }
  return instant / DAY
}

/** Weekday of a day counted from 1970-01-01 (a Thursday): 0 is Monday. */
export function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7
}

/**
 * A wall-clock moment as milliseconds: what `Date.UTC` gives for the same figures. Arithmetic on it is arithmetic on the
 * calendar and the clock face, so no hour is ever lost or gained; only {@link offsetPeriods} ties it to an instant.
 */
export function localMoment(day: number, minutes: number): number {
  return day * DAY + minutes * MINUTE
}

/** The day, counted from 1970-01-01, of a wall-clock moment. */
export function dayOfMoment(local: number): number {
  return Math.floor(local / DAY)
}
