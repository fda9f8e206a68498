import type { Database, Queryable } from '@trunkline/postgres'
import { ProblemError } from '@trunkline/wire'
import { windowStart } from '../guard/counter.ts'
import { conversionWindow } from '../guard/guard.ts'
import type { Clock, Ids } from '../ports.ts'
import { endChallenges } from '../store/challenge-store.ts'
import { again } from '../store/transact.ts'
import { Batcher } from './batcher.ts'
import type { ChallengeRow } from './challenge.ts'
import type { EndStatus } from './status.ts'

interface Item {
  readonly id: string
  readonly status: EndStatus
  readonly reason: string | null
}

/** What ending needs. */
export interface EnderParts {
  readonly db: Database
  readonly clock: Clock
  readonly ids: Ids
  /** Events were written. */
  readonly onEvents: () => void
}

/** Ends challenges, many in one transaction: the one way out of `pending`, so that no challenge ends twice. */
export class Ender {
  readonly #parts: EnderParts
  readonly #batcher: Batcher<Item, ChallengeRow | undefined>

  constructor(parts: EnderParts) {
    this.#parts = parts
    const full = () => new ProblemError('queue-full', 'Too many verifications are ending.', { retryAfter: 1 })
    this.#batcher = new Batcher({ work: (items) => this.#endAll(items), most: 64, limit: 5_000, full })
  }

  /** Gives the challenge as it is then; undefined where it had ended before, or there is none. */
  end(id: string, status: EndStatus, reason: string | null): Promise<ChallengeRow | undefined> {
    return this.#batcher.add({ id, status, reason })
  }

  /** The same inside of a transaction; wake the relay after its commit. */
  async endWithin(tx: Queryable, items: readonly Item[]): Promise<readonly ChallengeRow[]> {
    const { clock, ids } = this.#parts
    const now = clock.now()
    const at = new Date(now).toISOString()
    const ends = items.map((item) => ({ ...item, at, event_id: ids.uuid() }))
    const window = { startedAt: new Date(windowStart(now, conversionWindow)), seconds: conversionWindow }
    return (await tx.query<ChallengeRow>(endChallenges(ends, window))).rows
  }

  async #endAll(items: readonly Item[]): Promise<readonly (ChallengeRow | undefined)[]> {
    // The first word on a challenge counts; the others of the batch come too late.
    const first = new Map<string, Item>()
    for (const item of items) if (!first.has(item.id)) first.set(item.id, item)
    const rows = await again(() => this.endWithin(this.#parts.db, [...first.values()]))
    if (rows.length > 0) this.#parts.onEvents()
    const byId = new Map(rows.map((row) => [row.id, row]))
    return items.map((item) => (first.get(item.id) === item ? byId.get(item.id) : undefined))
  }
}
