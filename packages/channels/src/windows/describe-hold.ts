import type { WindowRules } from './channel-window.ts'
import { nextOpening, type Opening } from './opening.ts'

const WEEKDAY_IS_ENOUGH = 6 * 86_400_000

/** What {@link describeHold} puts in words. */
export interface Hold extends WindowRules {
  /** Where the hold came from: `findOpening`, with its instant in the future. */
  readonly opening: Opening
  readonly now: number
}

/**
 * Says in words why a delivery waits and until when, such as `held until Sat 08:00 Asia/Kathmandu: the window was closed`.
 * The date is added when the day is six days off or more. Of several zones the one is named whose window opens last.
 */
export function describeHold(hold: Hold): string {
  const { at, zones } = hold.opening
  const closed = `the window was closed${holidayNote(hold)}${fallbackNote(hold.opening)}`
  if (at === null) return `held: the window does not open within 400 days in ${zones.join(', ')}`
  const zone = zones.find((it) => opensAt(hold, it, at)) ?? zones[0]!
  const others = zones.length > 1 ? ` (the last of ${zones.length} zones to open)` : ''
  return `held until ${localTime(at, zone, at - hold.now >= WEEKDAY_IS_ENOUGH)} ${zone}${others}: ${closed}`
}

function opensAt({ windows, holidays }: WindowRules, zone: string, at: number): boolean {
  return nextOpening({ windows, holidays, zone }, at - 1) === at
}

function localTime(instant: number, zone: string, withDate: boolean): string {
  const local = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone)
  const weekday = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'][local.dayOfWeek - 1]!
  const time = local.toPlainTime().toString({ smallestUnit: 'minute' })
  return withDate ? `${weekday} ${local.toPlainDate().toString()} ${time}` : `${weekday} ${time}`
}

const DAY = 86_400_000

function holidayNote({ holidays = [], opening, now }: Hold): string {
  if (holidays.length === 0) return ''
  // Seldom is a holiday near, and to ask for the date in each of 40 zones takes its time. Offsets go from -12 to +14 hours.
  const near = [-1, 0, 1].map((days) => new Date(now + days * DAY).toISOString().slice(0, 10))
  if (!near.some((date) => holidays.includes(date))) return ''
  const today = opening.zones.map((zone) => Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone))
  const holiday = today.map((local) => local.toPlainDate().toString()).find((date) => holidays.includes(date))
  return holiday === undefined ? '' : `, ${holiday} being a holiday`
}

function fallbackNote(opening: Opening): string {
  return opening.fellBack ? " by the client's zone" : ''
}
