import { type ChannelWindow, weekdays } from '../src/windows/channel-window.ts'

const MINUTE = 60_000
const DAY_MINUTES = 24 * 60

/** What the clocks of a zone show, minute by minute: wall-clock minutes since 1970-01-01 00:00, read off `Intl`. */
export interface ClockTable {
  readonly begins: number
  readonly shows: readonly number[]
}

/** Looks at the clocks each minute for `days` days from an instant at a full minute. */
export function watchClocks(zone: string, begins: number, days: number): ClockTable {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  })
  const shows = Array.from({ length: days * DAY_MINUTES }, (_, minute) => {
    const [month, day, year, hour, min] = format
      .format(begins + minute * MINUTE)
      .split(/\D+/)
      .map(Number)
    return Date.UTC(year!, month! - 1, day!, hour!, min!) / MINUTE
  })
  return { begins, shows }
}

/**
 * Which minutes of the table the windows are open in, by the letter of the rules and nothing clever: each window of each
 * date opens in the first minute that shows its time, or, where none does, in the first after the gap; likewise it closes
 * in the last minute that shows its time. Right only for minutes two days or more from the table's ends.
 */
export function openMinutes(
  table: ClockTable,
  windows: readonly ChannelWindow[],
  holidays: readonly string[],
): boolean[] {
  const open = table.shows.map(() => false)
  const firstDay = Math.floor(table.shows[0]! / DAY_MINUTES) - 1
  const lastDay = Math.floor(table.shows.at(-1)! / DAY_MINUTES) + 1
  for (let day = firstDay; day <= lastDay; day++) {
    const date = new Date(day * DAY_MINUTES * MINUTE)
    if (holidays.includes(date.toISOString().slice(0, 10))) continue
    for (const window of windows) {
      if (!window.days.includes(weekdays[(date.getUTCDay() + 6) % 7]!)) continue
      const opens = day * DAY_MINUTES + minutes(window.opens)
      const length = minutes(window.closes) - minutes(window.opens)
      const closes = opens + (length > 0 ? length : length + DAY_MINUTES)
      const first = table.shows.indexOf(opens)
      const last = table.shows.lastIndexOf(closes)
      const from = first < 0 ? afterGap(table, opens) : first
      open.fill(true, from, Math.max(from, last < 0 ? afterGap(table, closes) : last))
    }
  }
  return open
}

/** The first minute from which on the clocks show a later time for good; the table's end when there is none. */
function afterGap(table: ClockTable, time: number): number {
  return table.shows.findLastIndex((shown) => shown < time) + 1
}

function minutes(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
}
