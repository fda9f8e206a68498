import { setTimeout as sleep } from 'node:timers/promises'
import { type Database, isUnavailable, type Queryable } from '@trunkline/postgres'
import { OutageLog } from '../loop/outage-log.ts'
import type { Clock, Log } from '../ports.ts'
import type { Partitions } from '../relay/partitions.ts'
import {
  disableEndpoint,
  type EndpointEffect,
  type FinishRow,
  failWaiting,
  finishDeliveries,
  noteEndpoints,
} from '../store/delivery-store.ts'
import { insertRequests, type RequestRow } from '../store/request-store.ts'

const atOnce = 200
const afterErrorMs = 1000

/** What is to be written down after a request. */
export interface LedgerEntry {
  readonly request?: RequestRow
  readonly finish?: FinishRow
  readonly effect?: EndpointEffect
  /** The endpoint is to be disabled, for this reason. */
  readonly gone?: { readonly id: string; readonly reason: string }
}

const present = <T>(value: T | undefined): value is T => value !== undefined

/** One effect an endpoint: the last word on its health, the longest pause. */
function merged(effects: readonly EndpointEffect[]): readonly EndpointEffect[] {
  const byId = new Map<string, EndpointEffect>()
  for (const effect of effects) {
    const before = byId.get(effect.id)
    const pauses = [before?.paused_until, effect.paused_until].filter(present).sort()
    byId.set(effect.id, { ...before, ...effect, ...(pauses.length > 0 ? { paused_until: pauses.at(-1) } : {}) })
  }
  return [...byId.values()]
}

/**
 * Writes down how requests ended, many with one commit: what comes while a commit is under way goes with the next one. An entry is
 * kept until it is written; while the database is away the entries wait, and whoever makes them looks at {@link waiting} and stops.
 */
export class Ledger {
  readonly #parts: { db: Database; clock: Clock; log: Log; partitions: Partitions }
  readonly #outage: OutageLog
  #entries: LedgerEntry[] = []
  #writing: Promise<void> | undefined
  #closing = false

  constructor(parts: { db: Database; clock: Clock; log: Log; partitions: Partitions }) {
    this.#parts = parts
    this.#outage = new OutageLog(parts.log, 'the writer of webhook results')
  }

  /** Entries that are not written yet. */
  get waiting(): number {
    return this.#entries.length
  }

  /** Takes an entry; returns at once. */
  add(entry: LedgerEntry): void {
    this.#entries.push(entry)
    this.#writing ??= this.#writeAll().finally(() => {
      this.#writing = undefined
    })
  }

  /** Waits until everything is written. */
  async settled(): Promise<void> {
    while (this.#writing) await this.#writing
  }

  /** Writes what is left; what cannot be written now is lost, and those deliveries are made again when their leases run out. */
  async close(): Promise<void> {
    this.#closing = true
    await this.settled()
  }

  async #writeAll(): Promise<void> {
    // One turn of the event loop, so that what ends together is written together.
    await new Promise(setImmediate)
    while (this.#entries.length > 0) {
      const batch = this.#entries.slice(0, atOnce)
      if (await this.#write(batch)) this.#entries.splice(0, batch.length)
      else if (this.#closing) return
      else await sleep(afterErrorMs)
    }
  }

  /** Gives false when the batch has to be tried again. */
  async #write(batch: readonly LedgerEntry[]): Promise<boolean> {
    try {
      await this.#commit(batch, true)
      this.#outage.worked()
      return true
    } catch (error) {
      this.#outage.failed(error, { waiting: this.waiting })
      if (isUnavailable(error)) return false
    }
    try {
      // The log of requests is for people; what became of the deliveries must be written in any case.
      await this.#commit(batch, false)
      return true
    } catch (error) {
      this.#outage.failed(error, { waiting: this.waiting })
      return false
    }
  }

  async #commit(batch: readonly LedgerEntry[], withRequests: boolean): Promise<void> {
    const { db, clock, partitions } = this.#parts
    const now = new Date(clock.now())
    const requests = withRequests ? batch.map(({ request }) => request).filter(present) : []
    for (const day of new Set(requests.map(({ created_at }) => String(created_at).slice(0, 10)))) {
      await partitions.ensure('events_request', Date.parse(`${day}T00:00:00Z`))
    }
    await db.transaction(async (tx) => {
      if (requests.length > 0) await tx.query(insertRequests(requests))
      await this.#finish(tx, batch, now)
    })
  }

  async #finish(tx: Queryable, batch: readonly LedgerEntry[], now: Date): Promise<void> {
    const finishes = batch.map(({ finish }) => finish).filter(present)
    if (finishes.length > 0) await tx.query(finishDeliveries(finishes, now))
    const effects = merged(batch.map(({ effect }) => effect).filter(present))
    if (effects.length > 0) await tx.query(noteEndpoints(effects, now))
    for (const { id, reason } of batch.map(({ gone }) => gone).filter(present)) {
      await tx.query(disableEndpoint(id, reason, now))
      await tx.query(failWaiting(id, reason, now))
    }
  }
}
