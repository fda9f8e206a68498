import type { Database, Queryable } from '@trunkline/postgres'
import { deliveryOrdinalOf, isSid, messageUuidOf, uuidFromSid } from '@trunkline/wire'
import { type AdvanceContext, advance } from '../dispatch/advance.ts'
import { afterReceipt } from '../dispatch/after-outcome.ts'
import { stepTimeout } from '../dispatch/finisher.ts'
import type { StoredDelivery, StoredMessage } from '../message/stored.ts'
import type { Clock, Log, Meter, Receipt } from '../ports.ts'
import type { FairTags } from '../queue/fair-tags.ts'
import type { ClientSettings } from '../settings/resolved-settings.ts'
import { applyChanges } from '../store/change-store.ts'
import { lockMessage } from '../store/message-store.ts'
import { deliveryOf, dropEarly, dueAwaiting, extendAwaiting, keepEarly, matchEarly } from '../store/receipt-store.ts'

/** What {@link Receipts} needs. */
export interface ReceiptsOptions {
  readonly db: Database
  readonly clock: Clock
  readonly log: Log
  readonly meter: Meter
  readonly tags: FairTags
  readonly settingsOf: (clientId: string, via: Queryable) => ClientSettings | Promise<ClientSettings>
  readonly receiptTimeout: (gateway: string) => number
  readonly onWritten: () => void
}

/** How long a receipt waits for its delivery to be known. Milliseconds. */
const keptFor = 24 * 3_600_000

/** Matches news from providers with deliveries, whatever comes first, and ends the waiting where none comes. */
export class Receipts {
  readonly #options: ReceiptsOptions

  constructor(options: ReceiptsOptions) {
    this.#options = options
  }

  /** Takes a receipt in. Resolves once it is durable: applied, or kept until its delivery is known. */
  async receive(receipt: Receipt): Promise<void> {
    const { db, clock, meter } = this.#options
    meter.count('trunkline_receipts_total', { gateway: receipt.gateway, status: receipt.status })
    const named = receipt.deliveryId !== undefined && isSid(receipt.deliveryId) ? uuidFromSid(receipt.deliveryId) : null
    const known =
      named ??
      (receipt.providerId === undefined ? undefined : await deliveryOf(db, receipt.gateway, receipt.providerId))
    if (known !== undefined && (await this.#apply(known, receipt)) !== 'too-early') return
    await keepEarly(db, receipt, named, new Date(clock.now()))
    // The delivery may have been written down as sent between our look and our insert: whoever comes second matches.
    await this.matchEarly()
  }

  /** Applies the receipts that had come too early. Returns how many. */
  async matchEarly(): Promise<number> {
    const { db, clock } = this.#options
    const matched = await matchEarly(db, 500)
    for (const { deliveryId, receipt } of matched) await this.#apply(deliveryId, receipt)
    if (matched.length > 0)
      await dropEarly(
        db,
        matched.map((one) => one.id),
        new Date(0),
      )
    return matched.length + (await dropEarly(db, [], new Date(clock.now() - keptFor)))
  }

  /** Ends, or takes to its next step, what has waited for its receipt for long enough. Returns how many. */
  async expireWaiting(): Promise<number> {
    const { db, clock } = this.#options
    const due = await dueAwaiting(db, new Date(clock.now()), 200)
    for (const { deliveryId, gateway } of due) await this.#timeUp(deliveryId, gateway)
    return due.length
  }

  async #apply(deliveryId: string, receipt: Receipt): Promise<'applied' | 'nothing-new' | 'too-early'> {
    const result = await this.#change(deliveryId, async (tx, message, delivery, index, context) => {
      if (
        delivery.status === 'accepted' ||
        delivery.status === 'held' ||
        delivery.status === 'queued' ||
        delivery.status === 'sending'
      )
        return 'too-early'
      const told = afterReceipt(delivery, receipt, context.now)
      if (told === delivery) return 'nothing-new'
      const change = await advance(tx, message, index, told, delivery.timeline.length, context)
      await applyChanges(tx, [
        {
          messageId: message.id,
          clientId: message.clientId,
          at: new Date(context.now).toISOString(),
          claim: null,
          awaiting: [],
          dropped: told.final ? [deliveryId] : [],
          ...change,
        },
      ])
      return 'applied'
    })
    return result ?? 'nothing-new'
  }

  async #timeUp(deliveryId: string, gateway: string): Promise<void> {
    await this.#change(deliveryId, async (tx, message, delivery, index, context) => {
      const at = new Date(context.now).toISOString()
      const sentAt = Date.parse(delivery.timeline.findLast((move) => move.status === 'sent')?.at ?? at)
      const over = sentAt + this.#options.receiptTimeout(gateway)
      const base = { messageId: message.id, clientId: message.clientId, at, claim: null, awaiting: [] }
      if (delivery.final || over <= context.now) {
        const settled = delivery.final ? delivery : withoutReceipt(delivery)
        await applyChanges(tx, [
          {
            ...base,
            dropped: [deliveryId],
            ...(await advance(tx, message, index, settled, delivery.timeline.length, context)),
          },
        ])
        return
      }
      // Only the step's time is up: the next step begins, and a receipt is still welcome.
      const seconds = Math.round(stepTimeout(message.request.steps[index]?.timeoutSeconds) / 1000)
      const late = { ...delivery, reason: `no receipt within ${seconds} s; the next channel is tried` }
      await applyChanges(tx, [
        { ...base, dropped: [], ...(await advance(tx, message, index, late, delivery.timeline.length, context, true)) },
      ])
      await extendAwaiting(tx, deliveryId, new Date(over))
    })
  }

  async #change<T>(
    deliveryId: string,
    work: (
      tx: Queryable,
      message: StoredMessage,
      delivery: StoredDelivery,
      index: number,
      context: AdvanceContext,
    ) => Promise<T>,
  ): Promise<T | undefined> {
    const { db, clock, tags, settingsOf, log, onWritten } = this.#options
    const index = deliveryOrdinalOf(deliveryId) - 1
    const result = await db.transaction(async (tx) => {
      const message = await lockMessage(tx, messageUuidOf(deliveryId))
      const delivery = message?.deliveries[index]
      if (message === undefined || delivery === undefined) {
        log.warn({ deliveryId }, 'news of a delivery that is not there')
        return undefined
      }
      const settings = await settingsOf(message.clientId, tx)
      const tag = (route: string, priority: number) => tags.next(route, priority, message.clientId)
      return work(tx, message, delivery, index, { now: clock.now(), settings, tag })
    })
    onWritten()
    return result
  }
}

/** A sent delivery of which nothing more will be heard. Its status stays; it becomes final, which is no move and makes no event. */
function withoutReceipt(delivery: StoredDelivery): StoredDelivery {
  return { ...delivery, final: true, reason: 'no receipt came in time: sent is all that is known' }
}
