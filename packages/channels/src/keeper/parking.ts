import type { Database } from '@trunkline/postgres'
import type { Clock } from '../ports.ts'
import { parkedClients, parkHeld, parkQueued, unpark } from '../store/park-store.ts'
import { firstDelivery, queuePage } from '../store/recheck-request-store.ts'

/** What parking takes. */
export interface ParkingOptions {
  readonly db: Database
  readonly clock: Clock
  /** The clients that are disabled now. */
  readonly disabledClients: () => Promise<readonly string[]>
}

const rowsMost = 5_000
const pageMost = 20_000
const clientsMost = 500
/** After this time the queue is looked through once more, for what was being accepted or sent while its client was disabled. Milliseconds. */
const onceMore = 10_000

/**
 * Keeps what waits for clients that are disabled from leaving, and lets it go on once they are enabled. What is held is looked at all the
 * time; the queue, which no index orders by client, only after a change.
 */
export class Parking {
  readonly #options: ParkingOptions
  #disabled = ''
  /** How far the look through the queue has come; undefined while it rests. */
  #queueAfter: string | undefined
  #againAt = Number.POSITIVE_INFINITY
  /** How far the look through the clients that have something parked has come. */
  #parkedAfter = firstDelivery

  constructor(options: ParkingOptions) {
    this.#options = options
  }

  /** One round. Returns whether there is more to do. */
  async run(): Promise<boolean> {
    const { db, disabledClients } = this.#options
    const disabled = await disabledClients()
    this.#plan(disabled)
    const held = disabled.length === 0 ? 0 : await parkHeld(db, disabled, rowsMost)
    const queue = await this.#parkPage(disabled)
    const released = await this.#release(new Set(disabled))
    return held >= rowsMost || queue || released
  }

  #plan(disabled: readonly string[]): void {
    const now = this.#options.clock.now()
    const set = disabled.toSorted().join()
    if (set !== this.#disabled) this.#againAt = now + onceMore
    else if (now < this.#againAt) return
    else this.#againAt = Number.POSITIVE_INFINITY
    this.#disabled = set
    this.#queueAfter = disabled.length === 0 ? undefined : firstDelivery
  }

  async #parkPage(disabled: readonly string[]): Promise<boolean> {
    if (this.#queueAfter === undefined) return false
    const { db } = this.#options
    const last = await queuePage(db, this.#queueAfter, pageMost)
    if (last !== undefined) await parkQueued(db, disabled, { after: this.#queueAfter, last })
    this.#queueAfter = last
    return last !== undefined
  }

  async #release(disabled: ReadonlySet<string>): Promise<boolean> {
    const { db, clock } = this.#options
    const clients = await parkedClients(db, this.#parkedAfter, clientsMost)
    const free = clients.filter((client) => !disabled.has(client))
    let more = false
    for (const client of free) more = (await unpark(db, client, new Date(clock.now()), rowsMost)) >= rowsMost || more
    if (!more) this.#parkedAfter = clients.length < clientsMost ? firstDelivery : (clients.at(-1) as string)
    return more
  }
}
