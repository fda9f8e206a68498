/** Weekday on which a window opens, as the API writes it. */
export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun'

/** Monday first, as ISO 8601 counts: the index plus one is `Temporal`'s `dayOfWeek`. */
export const weekdays: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

/**
 * Hours of the week in which a client may use a channel.
 *
 * `opens` and `closes` are wall-clock times, `HH:MM`. A window belongs to the day it opens on: with `closes` at or
 * before `opens` it ends on the next day, so equal times make 24 hours. `closes` may be `24:00`, the end of the day.
 */
export interface ChannelWindow {
  readonly days: readonly Weekday[]
  readonly opens: string
  readonly closes: string
}

/**
 * Time regulation of one channel, without its zone. The arrays are taken as immutable: what is computed from them is
 * cached by their identity first, and by their content after that.
 */
export interface WindowRules {
  /** Without any, the channel is open around the clock on every day that is not a holiday. */
  readonly windows: readonly ChannelWindow[]
  /**
   * Civil dates, `YYYY-MM-DD`, in the zone of the window. A window does not open on such a date. One that opened on the
   * evening before runs on to its close, just as it runs into a weekday that is not listed.
   */
  readonly holidays?: readonly string[]
}

/** A regulation and where its clocks hang: one zone, or several that must all be open. */
export interface ZonedRules extends WindowRules {
  /** IANA name. Either this or `zones` must be given. */
  readonly zone?: string
  readonly zones?: readonly string[]
}

/** How far ahead an opening is looked for. Later than this counts as never. Milliseconds; 400 days. */
export const HORIZON = 400 * 86_400_000
