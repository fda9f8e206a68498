import type { WindowRules, ZonedRules } from './channel-window.ts'
import { type CompiledRules, compileRules } from './open-intervals.ts'
import { jointTimeline, type Timeline, zoneTimeline } from './timeline.ts'

/** Timelines kept in all. Each holds at most 64 small records, so this bounds the cache to some tens of megabytes. */
const CAPACITY = 8_192

/** The rules of one client and channel with the timelines that were asked for so far. */
interface Regulation {
  readonly holidays: readonly string[] | undefined
  readonly rules: CompiledRules
  readonly timelines: Map<string, Timeline>
}

/**
 * Finds the timeline of rules in a zone, or makes it.
 *
 * Looks by identity of the windows array first (settings that a process holds), then by content (settings read from
 * the database anew). When it is full it starts afresh: that costs some milliseconds once, and no bookkeeping on
 * each look-up as a least-recently-used order would.
 */
export class TimelineCache {
  #byIdentity = new WeakMap<readonly object[], Regulation>()
  #byContent = new Map<string, Regulation>()
  #size = 0

  /** @throws RangeError for rules or a zone that do not exist, or when no zone is given. */
  timelineOf(rules: ZonedRules): Timeline {
    const regulation = this.#regulationOf(rules)
    const zones = zonesOf(rules)
    const key = zones.length === 1 ? zones[0]! : zones.join(' ')
    return regulation.timelines.get(key) ?? this.#addTimeline(regulation, zones, key)
  }

  #regulationOf(rules: WindowRules): Regulation {
    const known = this.#byIdentity.get(rules.windows)
    if (known && known.holidays === rules.holidays) return known
    const key = JSON.stringify([rules.windows, rules.holidays ?? []])
    const same = this.#byContent.get(key)
    const regulation = {
      holidays: rules.holidays,
      rules: same?.rules ?? compileRules(rules),
      timelines: same?.timelines ?? new Map<string, Timeline>(),
    }
    this.#byContent.set(key, regulation)
    this.#byIdentity.set(rules.windows, regulation)
    if (!same) this.#count()
    return regulation
  }

  #addTimeline(regulation: Regulation, zones: readonly string[], key: string): Timeline {
    if (zones.length === 0) throw new RangeError('no zone was given: name one zone, or several')
    const parts = zones.map((zone) => {
      const part = regulation.timelines.get(zone) ?? zoneTimeline(regulation.rules, zone)
      regulation.timelines.set(zone, part)
      this.#count()
      return part
    })
    const timeline = parts.length === 1 ? parts[0]! : jointTimeline(parts)
    regulation.timelines.set(key, timeline)
    return timeline
  }

  #count(): void {
    this.#size++
    if (this.#size <= CAPACITY) return
    this.#byIdentity = new WeakMap()
    this.#byContent = new Map()
    this.#size = 0
  }
}

function zonesOf(rules: ZonedRules): readonly string[] {
  return rules.zones ?? (rules.zone === undefined ? [] : [rules.zone])
}
