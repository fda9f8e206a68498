import type { Database } from '@trunkline/postgres'
import type { Clock, Meter } from '../ports.ts'
import type { FairTags } from '../queue/fair-tags.ts'
import { type DueGroup, earliestGroups, firstGroup, nextGroups, type Promotion, promote } from '../store/held-store.ts'

/** What letting go takes. */
export interface PromoterOptions {
  readonly db: Database
  readonly clock: Clock
  readonly meter: Meter
  readonly tags: FairTags
  /** Called with the routes into which deliveries were moved. */
  readonly onQueued: (routes: readonly string[]) => void
}

/** Deliveries of one client that may be ahead of what is being served before more of its held ones follow. */
const aheadMost = 500
/** Deliveries that are looked at for whose they are. */
const earliestMost = 5_000
/** Groups that are looked at in one round, where more is due than that. */
const groupsMost = 1_000
/** Deliveries that one round moves, at least one of each group. */
const movedMost = 5_000

/** Moves what is due from the held into the queue: a share for each client, so that none waits for another's million. */
export class Promoter {
  readonly #options: PromoterOptions
  /** How far the look through all groups has come. */
  #turn: DueGroup = firstGroup

  constructor(options: PromoterOptions) {
    this.#options = options
  }

  /** One round. Returns whether anything was moved. */
  async run(): Promise<boolean> {
    const { db, clock, tags, meter, onQueued } = this.#options
    const now = new Date(clock.now())
    const shares = this.#shares(await this.#dueGroups(now))
    if (shares.length === 0) return false
    const moved = await promote(db, shares, now)
    tags.seed(moved)
    const total = moved.reduce((sum, one) => sum + one.count, 0)
    if (total > 0) onQueued([...new Set(moved.map((one) => one.route))])
    meter.count('trunkline_promoted_total', {}, total)
    return total > 0
  }

  /**
   * The groups to which what has been due for longest belongs. Where that is not all that is due, also those that are next by their turn: a
   * million of one client would hide the others.
   */
  async #dueGroups(now: Date): Promise<readonly DueGroup[]> {
    const { db } = this.#options
    const earliest = await earliestGroups(db, now, earliestMost)
    if (earliest.reduce((sum, one) => sum + one.count, 0) < earliestMost) return earliest
    const next = await nextGroups(db, now, this.#turn, groupsMost)
    this.#turn = next.length < groupsMost ? firstGroup : (next.at(-1) as DueGroup)
    const groups = [...earliest, ...next.filter((one) => one.due)]
    return [...new Map(groups.map((one) => [`${one.priority} ${one.clientId} ${one.route}`, one])).values()]
  }

  #shares(groups: readonly DueGroup[]): Promotion[] {
    const { tags } = this.#options
    const room = groups
      .map(({ route, priority, clientId }) => ({
        ...{ route, priority, clientId },
        room: aheadMost - tags.ahead(route, priority, clientId),
      }))
      .filter((group) => group.room > 0)
    const share = Math.max(1, Math.floor(movedMost / room.length))
    return room.map(({ room, ...group }) => ({
      ...group,
      most: Math.min(room, share),
      tag: tags.next(group.route, group.priority, group.clientId),
    }))
  }
}
