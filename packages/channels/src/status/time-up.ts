import type { Queryable } from '@trunkline/postgres'
import { advance } from '../dispatch/advance.ts'
import { stepTimeout } from '../dispatch/finisher.ts'
import type { StoredDelivery } from '../message/stored.ts'
import type { ChannelName } from '../ports.ts'
import { type DueAwaiting, dropAwaiting, extendAwaiting, stillDue } from '../store/awaiting-store.ts'
import { applyChanges, type Change } from '../store/change-store.ts'
import { isAlone, type LockedDelivery, type LockedOptions, lockDeliveries } from './locked.ts'

/** What ending the wait for receipts takes. */
export interface TimeUpOptions extends LockedOptions {
  readonly receiptTimeout: (gateway: string, channel?: ChannelName) => number
}

/**
 * Ends the wait of sent deliveries, or takes their messages to the next step: those that are all of their message in one transaction, each
 * other in one of its own. Returns those others, still to be done.
 */
export async function timeUp(options: TimeUpOptions, due: readonly DueAwaiting[]): Promise<DueAwaiting[]> {
  return options.db.transaction(async (tx) => {
    const { rows, locked } = await stillWaiting(options, tx, due)
    const there = new Set(locked.map((one) => one.id))
    // Its message is gone: nothing is left to wait for.
    await dropAwaiting(
      tx,
      rows.filter((row) => !there.has(row.deliveryId)).map((row) => row.deliveryId),
    )
    const gateways = new Map(rows.map((row) => [row.deliveryId, row.gateway]))
    const alone = locked.filter(isAlone)
    const ended = await Promise.all(alone.map((one) => endOf(options, null, one, gateways.get(one.id) as string)))
    await write(tx, ended)
    return rows.filter((row) => locked.some((one) => one.id === row.deliveryId && !isAlone(one)))
  })
}

/** {@link timeUp} for a delivery of a message with several. */
export async function timeUpOfStep(options: TimeUpOptions, due: DueAwaiting): Promise<void> {
  await options.db.transaction(async (tx) => {
    const { rows, locked } = await stillWaiting(options, tx, [due])
    const [row] = rows
    const [one] = locked
    if (row !== undefined && one !== undefined) await write(tx, [await endOf(options, tx, one, row.gateway)])
  })
}

async function stillWaiting(options: TimeUpOptions, tx: Queryable, due: readonly DueAwaiting[]) {
  const ids = due.map((one) => one.deliveryId)
  const locked = await lockDeliveries(options, tx, ids)
  // A receipt may have come while the lock was waited for.
  const rows = await stillDue(tx, ids, new Date(options.clock.now()))
  const waiting = new Set(rows.map((row) => row.deliveryId))
  return { rows, locked: locked.filter((one) => waiting.has(one.id)) }
}

interface End {
  readonly change: Change
  readonly deliveryId: string
  /** Until when a receipt is still waited for. */
  readonly until: Date | null
}

async function endOf(
  { receiptTimeout }: TimeUpOptions,
  tx: Queryable | null,
  { id, message, index, delivery, context }: LockedDelivery,
  gateway: string,
): Promise<End> {
  const at = new Date(context.now).toISOString()
  const sentAt = Date.parse(delivery.timeline.findLast((move) => move.status === 'sent')?.at ?? at)
  const over = sentAt + receiptTimeout(gateway, delivery.channel)
  const base = { messageId: message.id, clientId: message.clientId, at, claim: null, awaiting: [] }
  const known = delivery.timeline.length
  if (delivery.final || over <= context.now) {
    const settled = delivery.final ? delivery : withoutReceipt(delivery)
    const rest = await advance(tx, message, index, settled, known, context)
    return { change: { ...base, dropped: [id], ...rest }, deliveryId: id, until: null }
  }
  // Only the step's time is up: the next step begins, and a receipt is still welcome.
  const seconds = Math.round(stepTimeout(message.request.steps[index]?.timeoutSeconds) / 1000)
  const late =
    tx === null ? delivery : { ...delivery, reason: `no receipt within ${seconds} s; the next channel is tried` }
  const rest = await advance(tx, message, index, late, known, context, true)
  return { change: { ...base, dropped: [], ...rest }, deliveryId: id, until: new Date(over) }
}

async function write(tx: Queryable, ends: readonly End[]): Promise<void> {
  if (ends.length === 0) return
  await applyChanges(
    tx,
    ends.map((end) => end.change),
  )
  for (const { deliveryId, until } of ends) if (until !== null) await extendAwaiting(tx, [deliveryId], until)
}

/** A sent delivery of which nothing more will be heard. Its status stays; it becomes final, which is no move and makes no event. */
function withoutReceipt(delivery: StoredDelivery): StoredDelivery {
  return { ...delivery, final: true, reason: 'no receipt came in time: sent is all that is known' }
}
