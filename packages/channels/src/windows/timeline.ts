import { type CompiledRules, type Interval, openIntervals } from './open-intervals.ts'
import { dayOfMoment } from './wall-clock.ts'
import { offsetAt, offsetSpan } from './zone-offsets.ts'

const DAY = 86_400_000

/**
 * A stretch of time in which a window is open throughout, or closed throughout.
 *
 * What is said holds for every instant in [from, until). `ends` is the instant at which the state changes; null when it
 * does not within 400 days of any of those instants.
 */
export interface Stretch {
  readonly from: number
  readonly until: number
  readonly open: boolean
  readonly ends: number | null
}

/** Answers which stretch an instant lies in. */
export interface Timeline {
  stretchAt(instant: number): Stretch
}

/** How far ahead a change of state is looked for, in days: the horizon of 400, and one for which the answer may be kept. */
const SEARCHED = 402

/** Most changes come within the week; only when none does is more of the calendar computed. */
const searchSteps: readonly number[] = [10, 60, SEARCHED]

/** Stretches kept a timeline: a month of a window that opens daily. */
const KEPT = 64

/** Remembers stretches, so that an instant near others costs a comparison or a short scan. */
export class CachedTimeline implements Timeline {
  readonly #compute: (instant: number) => Stretch
  readonly #kept: Stretch[] = []
  #last: Stretch | undefined
  #oldest = 0

  constructor(compute: (instant: number) => Stretch) {
    this.#compute = compute
  }

  stretchAt(instant: number): Stretch {
    const last = this.#last
    if (last && last.from <= instant && instant < last.until) return last
    this.#last = this.#kept.find((it) => it.from <= instant && instant < it.until) ?? this.#keep(instant)
    return this.#last
  }

  #keep(instant: number): Stretch {
    const stretch = this.#compute(instant)
    this.#kept[this.#oldest] = stretch
    this.#oldest = (this.#oldest + 1) % KEPT
    return stretch
  }
}

/** Timeline of rules on the clocks of one zone. */
export function zoneTimeline(rules: CompiledRules, zone: string): Timeline {
  return new CachedTimeline((instant) => {
    for (const days of searchSteps) {
      const stretch = stretchWithin(rules, zone, instant, days)
      if (stretch.ends !== null || days === SEARCHED) return stretch
    }
    throw new Error('unreachable: the last search step gives an answer')
  })
}

function stretchWithin(rules: CompiledRules, zone: string, instant: number, days: number): Stretch {
  const span = offsetSpan(zone, instant - 9 * DAY, instant + (days + 9) * DAY)
  const today = dayOfMoment(instant + offsetAt(span, instant))
  // A window of 24 hours that opened two days ago may still be open on a day that the zone skipped or repeated; the
  // same margin at the other end. What is said is therefore said from a day before the instant.
  const intervals = openIntervals(rules, span, today - 4, today + days + 4)
  const { from, open, change } = stateAt(intervals, instant)
  const begin = Math.max(from, instant - DAY)
  const known = instant + days * DAY
  if (change <= known) return { from: begin, until: change, open, ends: change }
  return { from: begin, until: instant + DAY, open, ends: null }
}

function stateAt(intervals: readonly Interval[], instant: number): { from: number; open: boolean; change: number } {
  let from = Number.NEGATIVE_INFINITY
  for (const interval of intervals) {
    if (instant < interval.from) return { from, open: false, change: interval.from }
    if (instant < interval.until) return { from: interval.from, open: true, change: interval.until }
    from = interval.until
  }
  return { from, open: false, change: Number.POSITIVE_INFINITY }
}

/** Timeline that is open while all of its parts are. */
export function jointTimeline(parts: readonly Timeline[]): Timeline {
  return new CachedTimeline((instant) => {
    const stretches = parts.map((part) => part.stretchAt(instant))
    return stretches.every((it) => it.open) ? jointlyOpen(stretches) : jointlyClosed(parts, stretches, instant)
  })
}

function jointlyOpen(stretches: readonly Stretch[]): Stretch {
  const ends = Math.min(...stretches.map((it) => it.ends ?? Number.POSITIVE_INFINITY))
  return {
    from: Math.max(...stretches.map((it) => it.from)),
    until: Math.min(...stretches.map((it) => it.until)),
    open: true,
    ends: Number.isFinite(ends) ? ends : null,
  }
}

function jointlyClosed(parts: readonly Timeline[], stretches: readonly Stretch[], instant: number): Stretch {
  const from = Math.min(...stretches.filter((it) => !it.open).map((it) => it.from))
  const ends = nextJointOpening(parts, instant)
  return { from, until: ends ?? instant + DAY, open: false, ends }
}

/** Leaps from the latest next opening of a closed part to the next, until all are open or the search has gone too far. */
function nextJointOpening(parts: readonly Timeline[], instant: number): number | null {
  let candidate = instant
  while (candidate - instant <= SEARCHED * DAY) {
    let latest = candidate
    for (const part of parts) {
      const stretch = part.stretchAt(candidate)
      if (stretch.open) continue
      if (stretch.ends === null) return null
      latest = Math.max(latest, stretch.ends)
    }
    if (latest === candidate) return candidate
    candidate = latest
  }
  return null
}
