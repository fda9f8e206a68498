import type { Queryable } from '@trunkline/postgres'
import { deliverySid } from '../../message/stored.ts'
import type { ChannelName, Clock, GatewaySink, Log } from '../../ports.ts'
import { providerIdOf } from './arrival.ts'
import type { PlannedReceipt } from './receipt-plan.ts'
import type { AttemptRow } from './store/loopback-store.ts'
import { claimDueReceipts, nextDue, type SettledReceipts, settleReceipts } from './store/receipt-store.ts'

/** What {@link LateReceipts} needs. */
export interface LateReceiptsOptions {
  readonly gateway: string
  readonly db: Queryable
  readonly clock: Clock
  readonly log: Log
  readonly sink: GatewaySink
}

/** Rows of one claim, how long a claim holds, and how soon a failed round is tried again. Milliseconds. */
const most = 500
const lease = 5_000
const pause = 1_000

/**
 * Gives receipts when they are due. They are planned in the store, with the message that they are for, so they come although the
 * process that took it has died: a claim puts a row off for a few seconds, and only when the sink has its receipts is it settled. A
 * receipt may therefore come twice, as a carrier's may.
 */
export class LateReceipts {
  readonly #options: LateReceiptsOptions
  #timer: NodeJS.Timeout | undefined
  #wakeAt = Number.POSITIVE_INFINITY
  #running: Promise<void> | undefined
  #askedMeanwhile = false
  #stopped = false

  constructor(options: LateReceiptsOptions) {
    this.#options = options
  }

  /** Looks when a receipt is due, at the latest. */
  wake(at: number): void {
    if (this.#stopped || at >= this.#wakeAt) return
    clearTimeout(this.#timer)
    this.#wakeAt = at
    this.#timer = setTimeout(() => this.#run(), Math.max(0, at - this.#options.clock.now()))
    this.#timer.unref()
  }

  /** Gives nothing more; resolves when what is being given has been. */
  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#timer)
    await this.#running
  }

  #run(): void {
    this.#wakeAt = Number.POSITIVE_INFINITY
    if (this.#running) {
      this.#askedMeanwhile = true
      return
    }
    this.#running = this.#giveDue()
      .catch((error: unknown) => {
        this.#options.log.warn(
          { err: error, gateway: this.#options.gateway },
          'receipts could not be given; trying again',
        )
        return this.#options.clock.now() + pause
      })
      .then((next) => {
        this.#running = undefined
        // What became due while the store was read may not be in what it said.
        if (this.#askedMeanwhile) this.wake(this.#options.clock.now())
        else if (next !== null) this.wake(next)
        this.#askedMeanwhile = false
      })
  }

  /** Gives all that is due. Resolves with when to look again. */
  async #giveDue(): Promise<number | null> {
    const { db, gateway, clock } = this.#options
    for (;;) {
      const now = clock.now()
      const request = { gateway, now: new Date(now), again: new Date(now + lease), most }
      const rows = await claimDueReceipts(db, request)
      const settled = await Promise.all(rows.map((row) => this.#give(row, now)))
      if (rows.length > 0) await settleReceipts(db, settled)
      if (rows.length === most && !this.#stopped) continue
      const next = await nextDue(db, gateway)
      return next?.getTime() ?? null
    }
  }

  async #give(row: AttemptRow, now: number): Promise<SettledReceipts> {
    const plan = row.plan ?? []
    const due = plan.filter((receipt) => receipt.at <= now)
    const rest = plan.slice(due.length)
    for (const receipt of due) await this.#options.sink.receipt(this.#receiptOf(row, receipt))
    const status = due.at(-1)?.status ?? row.status
    const next = rest[0]
    return {
      id: row.id,
      status,
      plan: next ? rest : null,
      due_at: next ? new Date(next.at).toISOString() : null,
    }
  }

  #receiptOf(row: AttemptRow, receipt: PlannedReceipt) {
    return {
      gateway: this.#options.gateway,
      providerId: providerIdOf(row.delivery_id, row.attempt),
      deliveryId: deliverySid(row.channel as ChannelName, row.delivery_id),
      ...receipt,
    }
  }
}
