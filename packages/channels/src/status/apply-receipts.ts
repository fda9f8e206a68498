import type { Queryable } from '@trunkline/postgres'
import { advance } from '../dispatch/advance.ts'
import { stepTimeout } from '../dispatch/finisher.ts'
import { mayMove } from '../message/status.ts'
import type { ChannelName, Log, Receipt } from '../ports.ts'
import { lockWaiting, type WaitingDelivery } from '../store/awaiting-store.ts'
import { type AwaitingRow, applyChanges, type Change } from '../store/change-store.ts'
import { type AttemptName, keepSettled } from '../store/receipt-store.ts'
import type { Verdicts } from '../suppression/verdicts.ts'
import { isAlone, type LockedDelivery, type LockedOptions, lockDeliveries } from './locked.ts'
import { type Heard, nameOf, tell } from './tell.ts'

/** What applying receipts takes. */
export interface ApplyOptions extends LockedOptions {
  readonly log: Log
  readonly receiptTimeout: (gateway: string, channel?: ChannelName) => number
  /** Hears of deliveries that could not be made. */
  readonly verdicts: Verdicts
  /** Called after something was changed. */
  readonly onWritten: () => void
}

/** A receipt whose delivery is known. */
export interface KnownReceipt {
  readonly deliveryId: string
  readonly receipt: Receipt
}

type Receipts = ReadonlyMap<string, readonly Receipt[]>

/**
 * Applies receipts, in one transaction where their messages have one delivery; each other delivery has a transaction of its own. Returns
 * those that are too early, so that they are to be kept.
 */
export async function applyReceipts(options: ApplyOptions, known: readonly KnownReceipt[]): Promise<Set<Receipt>> {
  const early = new Set<Receipt>()
  if (known.length === 0) return early
  const receipts = byDelivery(known)
  const others = await options.db.transaction(async (tx) => {
    const locked = await lockDeliveries(options, tx, [...receipts.keys()])
    reportMissing(options, receipts, locked)
    await change(options, tx, locked.filter(isAlone), receipts, early)
    return locked.filter((one) => !isAlone(one))
  })
  for (const { id } of others) {
    await options.db.transaction(async (tx) =>
      change(options, tx, await lockDeliveries(options, tx, [id]), receipts, early),
    )
  }
  options.onWritten()
  return early
}

function byDelivery(known: readonly KnownReceipt[]): Map<string, Receipt[]> {
  const receipts = new Map<string, Receipt[]>()
  for (const { deliveryId, receipt } of known) {
    const told = receipts.get(deliveryId)
    if (told === undefined) receipts.set(deliveryId, [receipt])
    else told.push(receipt)
  }
  return receipts
}

function reportMissing({ log }: ApplyOptions, receipts: Receipts, locked: readonly LockedDelivery[]): void {
  if (locked.length === receipts.size) return
  const there = new Set(locked.map((one) => one.id))
  for (const deliveryId of receipts.keys())
    if (!there.has(deliveryId)) log.warn({ deliveryId }, 'news of a delivery that is not there')
}

/** Tells locked deliveries, each of another message, what receipts say of them. */
async function change(
  options: ApplyOptions,
  tx: Queryable,
  locked: readonly LockedDelivery[],
  receipts: Receipts,
  early: Set<Receipt>,
): Promise<void> {
  const unsent = locked.filter(({ delivery }) => mayMove(delivery.status, 'sent'))
  const rows = await lockWaiting(
    tx,
    unsent.map((one) => one.id),
  )
  const changes: Change[] = []
  const settled: AttemptName[] = []
  for (const one of locked) {
    const row = rows.get(one.id)
    const told = receipts.get(one.id) ?? []
    const heard = tell({ ...one, row, receipts: told, now: one.context.now, receiptTimeout: options.receiptTimeout })
    for (const receipt of heard.early) early.add(receipt)
    // What is told once more says nothing new: the client may have taken the address off the list since.
    await judge(options.verdicts, tx, one, heard.changed ? told : told.filter((receipt) => receipt.complaint))
    if (!heard.changed) continue
    changes.push(await changeOf(options, tx, one, row, heard))
    if (heard.delivery.final) settled.push(...namesOf(one.id, told))
  }
  if (changes.length === 0) return
  await applyChanges(tx, changes)
  await keepSettled(tx, settled, new Date(options.clock.now()))
}

/** Has an address suppressed of which a receipt says that it takes nothing. */
async function judge(
  verdicts: Verdicts,
  tx: Queryable,
  { message: { clientId }, delivery: { channel, to, from } }: LockedDelivery,
  receipts: readonly Receipt[],
): Promise<void> {
  const told = receipts.find((receipt) => verdicts.means({ ...receipt, errorCode: receipt.errorCode }))
  if (told === undefined) return
  await verdicts.take(tx, { ...told, errorCode: told.errorCode, clientId, channel, address: to, from })
}

async function changeOf(
  options: ApplyOptions,
  tx: Queryable,
  one: LockedDelivery,
  row: WaitingDelivery | undefined,
  { delivery, proof }: Heard,
): Promise<Change> {
  const { message, index, context } = one
  const known = row?.sequence ?? one.delivery.timeline.length
  const alone = isAlone(one)
  return {
    messageId: message.id,
    clientId: message.clientId,
    at: new Date(context.now).toISOString(),
    claim: null,
    awaiting: proof !== null && !delivery.final ? [awaitingRow(options, one, proof)] : [],
    // A proof takes the delivery out of queue or held; the end takes it out of all.
    dropped: proof !== null || delivery.final ? [one.id] : [],
    ...(await advance(alone ? null : tx, message, index, delivery, known, context)),
  }
}

function awaitingRow({ receiptTimeout }: ApplyOptions, one: LockedDelivery, proof: Receipt): AwaitingRow {
  const { message, index, context } = one
  const { gateway } = proof
  const receipt = receiptTimeout(gateway, one.delivery.channel)
  const step =
    message.request.strategy === 'first' && !isAlone(one)
      ? stepTimeout(message.request.steps[index]?.timeoutSeconds)
      : receipt
  const dueAt = new Date(context.now + Math.min(step, receipt)).toISOString()
  return { delivery_id: one.id, gateway, provider_id: nameOf(proof), due_at: dueAt }
}

/** The provider's ids by which a gateway that does not name deliveries will tell again of what is final now. */
function namesOf(deliveryId: string, receipts: readonly Receipt[]): AttemptName[] {
  return receipts.flatMap(({ gateway, providerId, deliveryId: named }) =>
    named === undefined && providerId !== undefined ? [{ gateway, providerId, deliveryId }] : [],
  )
}
