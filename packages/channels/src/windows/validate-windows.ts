import { type ChannelWindow, weekdays } from './channel-window.ts'
import { nextOpening } from './opening.ts'
import { dayOf, minutesOf } from './wall-clock.ts'
import { canonicalZone } from './zone-name.ts'

/** More windows than a week of sensible hours has, and few enough to compute with. */
export const MAX_WINDOWS = 50
/** Ten years of holidays. */
export const MAX_HOLIDAYS = 400

/** One thing wrong with a time regulation. */
export interface WindowFault {
  /** JSON Pointer (RFC 6901) from the settings, such as `/windows/0/opens`. */
  readonly pointer: string
  readonly detail: string
}

/** The part of a channel's settings that regulates time. */
export interface RegulationInput {
  /** IANA name, or `recipient`. */
  readonly timeZone?: string
  readonly windows?: readonly ChannelWindow[]
  readonly holidays?: readonly string[]
}

/**
 * Everything that is wrong with a regulation; an empty list when it can be used. `now`, in milliseconds since the epoch,
 * is the instant from which a window has to open within 400 days.
 */
export function validateWindows(input: RegulationInput, now: number): WindowFault[] {
  const { windows = [], holidays = [] } = input
  const faults = [
    ...zoneFaults(input.timeZone),
    ...sizeFaults(windows.length, MAX_WINDOWS, '/windows'),
    ...sizeFaults(holidays.length, MAX_HOLIDAYS, '/holidays'),
    ...windows.slice(0, MAX_WINDOWS).flatMap((window, index) => windowFaults(window, `/windows/${index}`)),
    ...holidays.slice(0, MAX_HOLIDAYS).flatMap((date, index) => attempt(() => dayOf(date), `/holidays/${index}`)),
  ]
  return faults.length > 0 ? faults : openingFaults(input, now)
}

function zoneFaults(zone: string | undefined): WindowFault[] {
  if (zone === undefined || zone === 'recipient' || canonicalZone(zone) !== null) return []
  const detail = `"${zone}" is not a time zone: write an IANA name such as Europe/Berlin, or "recipient"`
  return [{ pointer: '/timeZone', detail }]
}

function sizeFaults(length: number, limit: number, pointer: string): WindowFault[] {
  return length > limit ? [{ pointer, detail: `${length} entries are too many: ${limit} are allowed` }] : []
}

function windowFaults(window: ChannelWindow, pointer: string): WindowFault[] {
  const unknown = window.days.flatMap((day, index) =>
    weekdays.includes(day)
      ? []
      : [{ pointer: `${pointer}/days/${index}`, detail: `"${day}" is not one of ${weekdays.join(', ')}` }],
  )
  const none =
    window.days.length > 0 ? [] : [{ pointer: `${pointer}/days`, detail: 'a window without a day never opens' }]
  return [
    ...none,
    ...unknown,
    ...attempt(() => minutesOf(window.opens), `${pointer}/opens`),
    ...attempt(() => minutesOf(window.closes, true), `${pointer}/closes`),
  ]
}

/** Windows that are well written and yet never open, because each of their days is a holiday. */
function openingFaults({ timeZone, windows = [], holidays = [] }: RegulationInput, now: number): WindowFault[] {
  const zone = timeZone === undefined || timeZone === 'recipient' ? 'UTC' : timeZone
  const never = (tried: readonly ChannelWindow[]) => nextOpening({ windows: tried, holidays, zone }, now) === null
  if (windows.length === 0) {
    return never([]) ? [{ pointer: '/holidays', detail: 'every day of the next 400 is a holiday' }] : []
  }
  return windows.flatMap((window, index) =>
    never([window])
      ? [
          {
            pointer: `/windows/${index}`,
            detail: 'this window does not open within the next 400 days: all of its days are holidays',
          },
        ]
      : [],
  )
}

function attempt(read: () => unknown, pointer: string): WindowFault[] {
  try {
    read()
    return []
  } catch (error) {
    if (error instanceof RangeError) return [{ pointer, detail: error.message }]
    throw error
  }
}
