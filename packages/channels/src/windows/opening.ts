import { HORIZON, type WindowRules, type ZonedRules } from './channel-window.ts'
import type { Stretch } from './timeline.ts'
import { TimelineCache } from './timeline-cache.ts'

const cache = new TimelineCache()

/** Whether the window is open at the instant (milliseconds since the epoch), in all zones that are given. */
export function isOpen(rules: ZonedRules, instant: number): boolean {
  return isUnregulated(rules) || cache.timelineOf(rules).stretchAt(checked(instant)).open
}

/**
 * The first instant, from the given one on, at which the window is open in all zones that are given: the instant itself
 * while it is open. Null when that does not come within {@link HORIZON}.
 * @throws RangeError for rules, zones or instants that do not exist.
 */
export function nextOpening(rules: ZonedRules, instant: number): number | null {
  if (isUnregulated(rules)) return instant
  const stretch = cache.timelineOf(rules).stretchAt(checked(instant))
  return stretch.open ? instant : withinHorizon(stretch, instant)
}

/**
 * The instant at which the window that is open now, or else the one that opens next, closes. Null when it does not
 * within {@link HORIZON}: it never opens, or stays open around the clock.
 */
export function nextClosing(rules: ZonedRules, instant: number): number | null {
  if (isUnregulated(rules)) return null
  const timeline = cache.timelineOf(rules)
  const stretch = timeline.stretchAt(checked(instant))
  if (stretch.open || stretch.ends === null) return stretch.open ? withinHorizon(stretch, instant) : null
  return withinHorizon(timeline.stretchAt(stretch.ends), instant)
}

/** When a channel may be used next, and by whose clocks that was decided. */
export interface Opening {
  /** The instant asked for itself while the window is open; null = never within {@link HORIZON}. */
  readonly at: number | null
  /** The zones that were applied: the recipient's, or the fallback alone. */
  readonly zones: readonly string[]
  /** True when the recipient's zones gave no opening, or none is known, so that the fallback zone decided. */
  readonly fellBack: boolean
}

/** What {@link findOpening} decides on. */
export interface OpeningQuestion extends WindowRules {
  /** Zones that the recipient may be in; the window must be open in all. None known: an empty list. */
  readonly zones: readonly string[]
  /** The client's zone: decides where the others leave no time at all. */
  readonly fallbackZone: string
}

/** {@link nextOpening} in the recipient's zones and, where those never open together, in the client's zone. */
export function findOpening(question: OpeningQuestion, instant: number): Opening {
  if (question.zones.length > 0) {
    const at = nextOpening(question, instant)
    if (at !== null) return { at, zones: question.zones, fellBack: false }
  }
  const { windows, holidays, fallbackZone } = question
  return { at: nextOpening({ windows, holidays, zone: fallbackZone }, instant), zones: [fallbackZone], fellBack: true }
}

function isUnregulated(rules: WindowRules): boolean {
  return rules.windows.length === 0 && (rules.holidays === undefined || rules.holidays.length === 0)
}

function withinHorizon(stretch: Stretch, instant: number): number | null {
  return stretch.ends !== null && stretch.ends - instant <= HORIZON ? stretch.ends : null
}

function checked(instant: number): number {
  if (Number.isFinite(instant)) return instant
  throw new RangeError('the instant is not a number of milliseconds since the epoch')
}
