import { DatabaseError, isUnavailable } from '@trunkline/postgres'
import { isSid, uuidFromSid } from '@trunkline/wire'
import { GroupCommit } from '../accept/group-commit.ts'
import { pause } from '../keeper/job.ts'
import { cleanText } from '../message/clean-text.ts'
import type { Meter, Receipt } from '../ports.ts'
import { type DueAwaiting, dueAwaiting, extendAwaiting } from '../store/awaiting-store.ts'
import {
  deliveriesOf,
  dropEarly,
  dropOldEarly,
  dropSettled,
  type EarlyReceipt,
  earlyFor,
  earlyPage,
  keepEarly,
} from '../store/receipt-store.ts'
import { type ApplyOptions, applyReceipts, type KnownReceipt } from './apply-receipts.ts'
import { timeUp, timeUpOfStep } from './time-up.ts'

/** What {@link Receipts} needs. */
export interface ReceiptsOptions extends ApplyOptions {
  readonly meter: Meter
}

/** How long a receipt waits for its delivery to be known. Milliseconds. */
const keptFor = 24 * 3_600_000
/** How long a final delivery is still known by its provider's id. Milliseconds. */
const settledFor = 3_600_000
/** How often all early receipts are looked through. What is written down as sent looks for its own; this is for what was missed. */
const passEvery = 60_000
/** When a delivery is looked at again whose wait could not be ended. Milliseconds. */
const setBack = 60_000
/** How often receipts are taken in anew that the database ended because of a deadlock. */
const conflictsMost = 2
/** Pause before receipts are matched again that could not be, and how often that is tried. Milliseconds. */
const matchAgain = 500
const matchTries = 20
/** The most in one transaction, and how many of those follow each other before the keeper sees to other things. */
const together = 500
const rounds = 4
const pageSize = 5_000

/** Matches news from providers with deliveries, whatever comes first, and ends the waiting where none comes. */
export class Receipts {
  readonly #options: ReceiptsOptions
  readonly #intake: GroupCommit<Receipt>
  readonly #written: string[] = []
  readonly #noMore = new AbortController()
  #matching: Promise<void> | undefined
  #passed = Number.NEGATIVE_INFINITY
  #page: number | null = null

  constructor(options: ReceiptsOptions) {
    this.#options = options
    this.#intake = new GroupCommit({
      write: (receipts) => this.#takeInThrough(receipts, conflictsMost),
      most: together,
      limit: Number.POSITIVE_INFINITY,
      blameRows: (error) => !isUnavailable(error),
      log: options.log,
    })
  }

  /**
   * Takes a receipt in. Resolves once it is durable: applied, or kept until its delivery is known. Receipts that come at the same time
   * share a transaction.
   */
  async receive(receipt: Receipt): Promise<void> {
    const { gateway, status } = receipt
    this.#options.meter.count('trunkline_receipts_total', { gateway, status })
    await this.#intake.add([cleaned(receipt)])
  }

  /** {@link #takeIn}; again where a deadlock ended it, for not every provider tells twice. */
  async #takeInThrough(receipts: readonly Receipt[], retries: number): Promise<ReadonlySet<string>> {
    try {
      return await this.#takeIn(receipts)
    } catch (error) {
      if (retries === 0 || !(error instanceof DatabaseError && error.code === 'CONFLICT')) throw error
      return this.#takeInThrough(receipts, retries - 1)
    }
  }

  async #takeIn(receipts: readonly Receipt[]): Promise<ReadonlySet<string>> {
    const { db, clock } = this.#options
    const early = (await this.#settle(receipts)).filter(isWorthKeeping)
    if (early.length === 0) return new Set()
    const kept = early.map((receipt) => ({ receipt, named: namedBy(receipt) }))
    const ids = await keepEarly(db, kept, new Date(clock.now()))
    // A delivery may have been written down as sent between our look and our insert: whoever comes second matches.
    const still = new Set(await this.#settle(early))
    await dropEarly(
      db,
      ids.filter((_, index) => !still.has(early[index] as Receipt)),
    )
    return new Set()
  }

  /** Applies receipts. Returns those that are too early, or whose delivery is not known. */
  async #settle(receipts: readonly Receipt[]): Promise<Receipt[]> {
    const byProvider = receipts.flatMap((receipt) => {
      const { gateway, providerId } = receipt
      return namedBy(receipt) === null && providerId !== undefined ? [{ gateway, providerId, receipt }] : []
    })
    const found = await deliveriesOf(this.#options.db, byProvider)
    const ids = new Map(byProvider.map(({ receipt }, index) => [receipt, found[index]]))
    const known: KnownReceipt[] = []
    const unknown = new Set<Receipt>()
    for (const receipt of receipts) {
      const deliveryId = namedBy(receipt) ?? ids.get(receipt)
      if (deliveryId === undefined) unknown.add(receipt)
      else known.push({ deliveryId, receipt })
    }
    const early = await applyReceipts(this.#options, known)
    return receipts.filter((receipt) => unknown.has(receipt) || early.has(receipt))
  }

  /** Applies, soon, the receipts that had come before the end of an attempt was written down. For whoever has just written it. */
  matchSoon(deliveryId: string): void {
    this.#written.push(deliveryId)
    this.#matching ??= this.#matchWritten()
  }

  /**
   * Matches what was written down last, for a process that ends: what it leaves waits for the look through all. What fails once `grace`
   * (milliseconds) is over is not tried again, now or later.
   */
  async stop(grace: number): Promise<void> {
    const timer = setTimeout(() => this.#noMore.abort(), grace)
    await this.#matching
    clearTimeout(timer)
    this.#noMore.abort()
  }

  async #matchWritten(): Promise<void> {
    let tries = 0
    // What else is written down in this turn comes with it.
    await new Promise((resolve) => setImmediate(resolve))
    while (this.#written.length > 0) {
      const some = this.#written.splice(0, pageSize)
      try {
        await this.matchFor(some)
        tries = 0
      } catch (error) {
        tries++
        const again = mayPass(error) && tries < matchTries && !this.#noMore.signal.aborted
        const text = again ? 'trying again' : 'all are looked through within a minute'
        this.#options.log.warn({ err: error }, `early receipts could not be matched; ${text}`)
        if (again) this.#written.push(...some)
        if (again) await pause(matchAgain, this.#noMore.signal)
      }
    }
    this.#matching = undefined
  }

  /** Applies the receipts that had come before these deliveries were written down as they are. Returns how many. */
  async matchFor(deliveryIds: readonly string[]): Promise<number> {
    return this.#applyEarly(await earlyFor(this.#options.db, deliveryIds))
  }

  /** Looks through all early receipts, a page a call and once a minute, and forgets old ones. Returns how many were applied or forgotten. */
  async matchEarly(): Promise<number> {
    const now = this.#options.clock.now()
    if (this.#page === null && now - this.#passed < passEvery) return 0
    if (this.#page === null) this.#passed = now
    try {
      return await this.#matchPage(now)
    } catch (error) {
      // Its page is looked at again with the next call, and not in a minute.
      this.lookThrough()
      throw error
    }
  }

  /** Has all early receipts looked through with the next call of {@link matchEarly}: a process is gone, and what it had yet to match with it. */
  lookThrough(): void {
    this.#passed = Number.NEGATIVE_INFINITY
  }

  async #matchPage(now: number): Promise<number> {
    const { db } = this.#options
    const { matched, next } = await earlyPage(db, this.#page ?? 0, pageSize)
    const applied = await this.#applyEarly(matched)
    this.#page = next
    const forgotten = await dropOldEarly(db, new Date(now - keptFor), pageSize)
    return applied + forgotten + (await dropSettled(db, new Date(now - settledFor), pageSize))
  }

  async #applyEarly(matched: readonly EarlyReceipt[]): Promise<number> {
    const done: number[] = []
    await this.#each(
      matched,
      async (some) => {
        const early = await applyReceipts(this.#options, some)
        done.push(...some.filter(({ receipt }) => !early.has(receipt)).map(({ id }) => id))
      },
      ({ id, deliveryId }, error) =>
        this.#options.log.error({ err: error, deliveryId, receipt: id }, 'an early receipt could not be applied'),
    )
    await dropEarly(this.#options.db, done)
    return done.length
  }

  /** Ends, or takes to its next step, what has waited for its receipt for long enough. Returns how many there were. */
  async expireWaiting(): Promise<number> {
    let total = 0
    for (let round = 0; round < rounds; round++) {
      const ended = await this.#expireSome()
      total += ended
      if (ended < together) break
    }
    return total
  }

  async #expireSome(): Promise<number> {
    const { db, clock, log, onWritten } = this.#options
    const due = await dueAwaiting(db, new Date(clock.now()), together)
    if (due.length === 0) return 0
    const failed: string[] = []
    const fail = ({ deliveryId }: DueAwaiting, error: unknown) => {
      log.error({ err: error, deliveryId }, 'a wait could not be ended; trying again in 60 s')
      failed.push(deliveryId)
    }
    const steps: DueAwaiting[] = []
    await this.#each(due, async (some) => steps.push(...(await timeUp(this.#options, some))), fail)
    for (const step of steps) await this.#each([step], () => timeUpOfStep(this.#options, step), fail)
    await extendAwaiting(db, failed, new Date(clock.now() + setBack))
    onWritten()
    return due.length
  }

  /** Does something with all items at once; where that fails, with each by itself, so that one does not stop the others. */
  async #each<Item>(
    items: readonly Item[],
    work: (some: readonly Item[]) => Promise<unknown>,
    fail: (item: Item, error: unknown) => void,
  ): Promise<void> {
    if (items.length === 0) return
    try {
      await work(items)
    } catch (error) {
      // Of several that met with a deadlock, each may get through by itself: together, they may meet with one every time.
      if (isUnavailable(error) || (items.length === 1 && mayPass(error))) throw error
      const [only] = items
      if (items.length === 1) fail(only as Item, error)
      else await this.#oneByOne(items, work, fail)
    }
  }

  async #oneByOne<Item>(
    items: readonly Item[],
    work: (some: readonly Item[]) => Promise<unknown>,
    fail: (item: Item, error: unknown) => void,
  ): Promise<void> {
    let conflict: unknown
    for (const item of items) {
      try {
        await this.#each([item], work, fail)
      } catch (error) {
        if (isUnavailable(error)) throw error
        conflict = error
      }
    }
    if (conflict !== undefined) throw conflict
  }
}

/** Whether the fault is in no receipt: the database is away, or ended a deadlock. */
function mayPass(error: unknown): boolean {
  return error instanceof DatabaseError && error.retryable
}

/** UUID of the delivery that a receipt names; null where it names none. */
function namedBy({ deliveryId }: Receipt): string | null {
  return deliveryId !== undefined && isSid(deliveryId) ? uuidFromSid(deliveryId) : null
}

/**
 * Whether a receipt may still tell something once its delivery is known. What is found by its provider's id is known to be sent, so that
 * `sending` and `sent` say nothing more; with the delivery's name they may prove an attempt that is in doubt.
 */
function isWorthKeeping(receipt: Receipt): boolean {
  if (namedBy(receipt) !== null) return true
  return receipt.providerId !== undefined && receipt.status !== 'sending' && receipt.status !== 'sent'
}

function cleaned(receipt: Receipt): Receipt {
  const { providerId, errorCode, reason } = receipt
  return {
    ...receipt,
    ...(providerId === undefined ? {} : { providerId: cleanText(providerId) }),
    ...(errorCode === undefined ? {} : { errorCode: cleanText(errorCode) }),
    ...(reason === undefined ? {} : { reason: cleanText(reason) }),
  }
}
