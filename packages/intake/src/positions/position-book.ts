import type { Queryable } from '@trunkline/postgres'
import type { Clock, Log } from '../ports.ts'
import { findPositions, type PositionRow, savePositions } from '../store/position-store.ts'

const saveEveryMs = 2000

/** A partition of a topic by the topic's id. */
export interface PositionPlace {
  readonly topicId: string
  readonly partition: number
}

const nameOf = ({ topicId, partition }: PositionPlace): string => `${topicId}:${partition}`

/** Keeps in the database how far partitions have been dealt with, for when the brokers have forgotten it. It may be seconds behind. */
export class PositionBook {
  readonly #parts: { readonly db: Queryable; readonly group: string; readonly clock: Clock; readonly log: Log }
  readonly #unsaved = new Map<string, PositionRow>()
  #timer: NodeJS.Timeout | undefined

  constructor(parts: { db: Queryable; group: string; clock: Clock; log: Log }) {
    this.#parts = parts
  }

  /** All before that offset has been dealt with. */
  note(place: PositionPlace, next: bigint): void {
    const { topicId, partition } = place
    this.#unsaved.set(nameOf(place), { topic_id: topicId, partition, next_offset: Number(next) })
    this.#timer ??= setTimeout(() => void this.save(), saveEveryMs)
  }

  /** Where partitions of these topics are known to be. Rejects when the database is away. */
  async find(topicIds: readonly string[]): Promise<(place: PositionPlace) => bigint | undefined> {
    const { db, group } = this.#parts
    const { rows } = await db.query<PositionRow>(findPositions(group, topicIds))
    const known = new Map(
      rows.map((row) => [nameOf({ topicId: row.topic_id, partition: row.partition }), BigInt(row.next_offset)]),
    )
    return (place) => known.get(nameOf(place))
  }

  /** Writes down what has not been. What fails is kept for the next time. */
  async save(): Promise<void> {
    const { db, group, clock, log } = this.#parts
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (this.#unsaved.size === 0) return
    const rows = [...this.#unsaved.values()]
    this.#unsaved.clear()
    try {
      await db.query(savePositions(group, rows, new Date(clock.now())))
    } catch (err) {
      log.debug({ err }, 'positions were not written down; the next batch does it')
      for (const row of rows) {
        const name = nameOf({ topicId: row.topic_id, partition: row.partition })
        if (!this.#unsaved.has(name)) this.#unsaved.set(name, row)
      }
    }
  }
}
