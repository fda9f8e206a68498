import { type WindowRules, weekdays } from './channel-window.ts'
import { dayOf, localMoment, minutesOf, weekdayOf } from './wall-clock.ts'
import { firstInstantOf, lastInstantOf, type OffsetSpan } from './zone-offsets.ts'

/** Instants, `from` inclusive to `until` exclusive, in milliseconds. */
export interface Interval {
  readonly from: number
  readonly until: number
}

/** Opening and closing in minutes after the midnight that the day begins with; the close may lie in the next day. */
interface Hours {
  readonly opens: number
  readonly closes: number
}

/** Rules as they are computed with. */
export interface CompiledRules {
  /** Seven lists, Monday first. */
  readonly hours: readonly (readonly Hours[])[]
  readonly holidays: ReadonlySet<number>
}

const aroundTheClock: Hours = { opens: 0, closes: 24 * 60 }

/**
 * Turns rules into numbers.
 * @throws RangeError for a time, date or weekday that does not exist; `validateWindows` finds those beforehand.
 */
export function compileRules(rules: WindowRules): CompiledRules {
  const hours: Hours[][] = weekdays.map(() => (rules.windows.length === 0 ? [aroundTheClock] : []))
  for (const window of rules.windows) {
    const opens = minutesOf(window.opens)
    const closes = minutesOf(window.closes, true)
    const span = { opens, closes: closes > opens ? closes : closes + 24 * 60 }
    for (const day of window.days) {
      const list = hours[weekdays.indexOf(day)]
      if (!list) throw new RangeError(`"${day}" is not a weekday: write one of ${weekdays.join(', ')}`)
      list.push(span)
    }
  }
  return { hours, holidays: new Set((rules.holidays ?? []).map(dayOf)) }
}

/**
 * When the windows that open on the days `fromDay` to `toDay` (counted from 1970-01-01, both included) are open:
 * in order, merged where they touch or overlap.
 *
 * A window opens at the first instant that its time of day has and closes at the last, so on the night when the clocks
 * go back it keeps the repeated hour; one that lies wholly in a gap does not open.
 */
export function openIntervals(rules: CompiledRules, span: OffsetSpan, fromDay: number, toDay: number): Interval[] {
  const found: Interval[] = []
  for (let day = fromDay; day <= toDay; day++) {
    if (rules.holidays.has(day)) continue
    for (const { opens, closes } of rules.hours[weekdayOf(day)]!) {
      const from = firstInstantOf(span, localMoment(day, opens))
      const until = lastInstantOf(span, localMoment(day, closes))
      if (from < until) found.push({ from, until })
    }
  }
  return merge(found)
}

function merge(intervals: Interval[]): Interval[] {
  intervals.sort((a, b) => a.from - b.from)
  const merged: Interval[] = []
  for (const next of intervals) {
    const last = merged.at(-1)
    if (!last || next.from > last.until) merged.push(next)
    else if (next.until > last.until) merged[merged.length - 1] = { from: last.from, until: next.until }
  }
  return merged
}
