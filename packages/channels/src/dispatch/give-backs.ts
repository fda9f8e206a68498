import type { Queryable } from '@trunkline/postgres'
import type { Clock } from '../ports.ts'
import { giveBack, undoClaims } from '../store/claim-store.ts'

/** Milliseconds until an instant is undone once more of which nothing was found. */
const againAfter = 1_000

/** What is to go back to the queue: claims whose answer was lost, and deliveries that were claimed and could not be begun. */
export class GiveBacks {
  readonly #db: Queryable
  readonly #clock: Clock
  readonly #owner: string
  readonly #lease: number
  /** Instants of claims, and when each is to be undone next. */
  readonly #doubtful = new Map<number, number>()
  readonly #notBegun = new Set<string>()

  /** @param lease of a claim, milliseconds: after it, whoever keeps the queue finds what it took */
  constructor(db: Queryable, clock: Clock, owner: string, lease: number) {
    this.#db = db
    this.#clock = clock
    this.#owner = owner
    this.#lease = lease
  }

  /** Nobody knows whether the claim of this instant took anything. */
  doubt(at: number): void {
    this.#doubtful.set(at, Number.NEGATIVE_INFINITY)
  }

  /** A claimed delivery was not begun. */
  notBegun(deliveryId: string): void {
    this.#notBegun.add(deliveryId)
  }

  /** Gives back what there is. An instant of which nothing was found stays for the time of its lease: the statement may not have ended yet. */
  async run(): Promise<void> {
    await this.#undo()
    if (this.#notBegun.size === 0) return
    const ids = [...this.#notBegun]
    await giveBack(this.#db, this.#owner, ids)
    for (const id of ids) this.#notBegun.delete(id)
  }

  async #undo(): Promise<void> {
    const now = this.#clock.now()
    const due = [...this.#doubtful].flatMap(([at, next]) => (next <= now ? at : []))
    if (due.length === 0) return
    const undone = await undoClaims(
      this.#db,
      this.#owner,
      due.map((at) => new Date(at)),
    )
    for (const at of due) {
      if (undone.has(at) || now >= at + this.#lease) this.#doubtful.delete(at)
      else this.#doubtful.set(at, now + againAfter)
    }
  }
}
