import { BoundedMap } from './bounded-map.ts'

const YEAR = 366 * 86_400_000

/** A span of instants, `from` inclusive to `until` exclusive, with one UTC offset. All in milliseconds. */
export interface OffsetPeriod {
  readonly from: number
  readonly until: number
  readonly offset: number
}

/** Periods without a hole between them; `from` and `until` of the whole may cut the first and the last one short. */
export interface OffsetSpan {
  readonly from: number
  readonly until: number
  readonly periods: readonly OffsetPeriod[]
}

// One span a zone is kept: a few years, so two dozen periods at most, however long the process runs.
const spans = new BoundedMap<string, OffsetSpan>(1_000)

/**
 * The UTC offsets of a zone over at least [from, until), from `Temporal`.
 *
 * Windows are computed from these few numbers a year instead of asking `Temporal` for each day: that makes 400 days of
 * one zone cost microseconds, where each conversion by `Temporal.PlainDateTime` costs several.
 * @throws RangeError when the zone is not known.
 */
export function offsetSpan(zone: string, from: number, until: number): OffsetSpan {
  const known = spans.get(zone)
  if (known && known.from <= from && until <= known.until) return known
  const span = readSpan(zone, from - YEAR / 4, until + YEAR)
  spans.set(zone, span)
  return span
}

function readSpan(zone: string, from: number, until: number): OffsetSpan {
  const periods: OffsetPeriod[] = []
  let clock: Temporal.ZonedDateTime | null = Temporal.Instant.fromEpochMilliseconds(
    Math.floor(from),
  ).toZonedDateTimeISO(zone)
  let start = clock.epochMilliseconds
  const first = start
  while (clock && start < until) {
    const offset = clock.offsetNanoseconds / 1_000_000
    clock = clock.getTimeZoneTransition('next')
    const end: number = clock ? Math.min(clock.epochMilliseconds, until) : until
    periods.push({ from: start, until: end, offset })
    start = end
  }
  return { from: first, until, periods }
}

/** UTC offset of the zone at an instant within the span, in milliseconds. */
export function offsetAt(span: OffsetSpan, instant: number): number {
  for (const period of span.periods) if (instant < period.until) return period.offset
  throw new RangeError('the instant lies outside the span')
}

/**
 * The first instant at which the clocks show the moment. Where they skip it (a gap), the first instant after the gap.
 * `local` is a wall-clock moment in milliseconds that lies well inside the span.
 */
export function firstInstantOf(span: OffsetSpan, local: number): number {
  for (const period of span.periods) {
    const instant = local - period.offset
    if (instant < period.from) return period.from
    if (instant < period.until) return instant
  }
  throw new RangeError('the moment lies outside the span')
}

/** As {@link firstInstantOf}, but the last such instant: the second one where the clocks show the moment twice (a fold). */
export function lastInstantOf(span: OffsetSpan, local: number): number {
  for (let index = span.periods.length - 1; index >= 0; index--) {
    const period = span.periods[index]!
    const instant = local - period.offset
    if (instant >= period.until) return period.until
    if (instant >= period.from) return instant
  }
  throw new RangeError('the moment lies outside the span')
}
