import { type Database, DatabaseError, isUnavailable, type Queryable } from '@trunkline/postgres'
import { deliveryOrdinalOf, messageUuidOf } from '@trunkline/wire'
import type { Place } from '../accept/place.ts'
import { placed } from '../accept/prepare.ts'
import { toHeld, toQueue } from '../accept/rows.ts'
import { type AdvanceContext, advance, type MessageChange, placeAgain } from '../dispatch/advance.ts'
import { liveDelivery } from '../message/live.ts'
import { mayMove } from '../message/status.ts'
import type { StoredDelivery, StoredMessage } from '../message/stored.ts'
import type { Clock, Log } from '../ports.ts'
import type { FairTags } from '../queue/fair-tags.ts'
import type { ClientSettings } from '../settings/resolved-settings.ts'
import { applyChanges, type Change } from '../store/change-store.ts'
import { lockMessage } from '../store/message-store.ts'
import { lockFreeMessages, putOffRecheck, takeRechecks, toRecheck, type WaitingRow } from '../store/recheck-store.ts'

/** What looking at waiting deliveries anew needs. */
export interface RecheckOptions {
  readonly db: Database
  readonly clock: Clock
  readonly log: Log
  readonly tags: FairTags
  readonly settingsOf: (clientId: string, via: Queryable) => ClientSettings | Promise<ClientSettings>
  /** Called with the routes into which deliveries were moved. */
  readonly onQueued: (routes: readonly string[]) => void
}

/** Deliveries of one transaction: it is kept short, since PGlite does one at a time. */
const batch = 250
/** When a delivery whose place cannot be worked out is looked at again. Milliseconds. */
const putOffBy = 60_000

/**
 * Looks anew at deliveries that wait: those whose window closed or whose time ran out before they could leave, and those whose client
 * changed its settings. Each goes where it belongs by the settings of now. Does one batch; returns whether there may be more.
 */
export async function recheckWaiting(options: RecheckOptions): Promise<boolean> {
  const ids = await toRecheck(options.db, new Date(options.clock.now()), batch)
  if (ids.length === 0) return false
  const routes = new Set<string>()
  for (const id of await together(options, ids, routes)) await alone(options, id, routes)
  options.onQueued([...routes])
  return true
}

/**
 * Does those at once whose message has no other delivery and is free. What cannot be done so is returned, to be done one by one. The order
 * of locks is message, then row, as everywhere.
 */
async function together(options: RecheckOptions, ids: readonly string[], routes: Set<string>): Promise<string[]> {
  try {
    return await options.db.transaction(async (tx) => {
      const round = new Round(options, tx)
      const locked = await lockFreeMessages(tx, ids.map(messageUuidOf))
      const single = new Map(locked.filter((one) => one.deliveries.length === 1).map((one) => [one.id, one]))
      const mine = ids.filter((id) => single.has(messageUuidOf(id)))
      const changes: Change[] = []
      for (const row of await takeRechecks(tx, mine, new Date(round.now)))
        changes.push(...(await round.change(null, single.get(messageUuidOf(row.delivery_id)), row)))
      if (changes.length > 0) await applyChanges(tx, changes)
      noteRoutes(changes, routes)
      return ids.filter((id) => !single.has(messageUuidOf(id)))
    })
  } catch (error) {
    if (mayPass(error)) throw error
    // One of them is at fault. By themselves, the others go through.
    return [...ids]
  }
}

async function alone(options: RecheckOptions, id: string, routes: Set<string>): Promise<void> {
  const { db, clock, log } = options
  try {
    const changes = await db.transaction(async (tx) => {
      const round = new Round(options, tx)
      const message = await lockMessage(tx, messageUuidOf(id))
      const [row] = await takeRechecks(tx, [id], new Date(round.now))
      const changes = row === undefined ? [] : await round.change(tx, message, row)
      if (changes.length > 0) await applyChanges(tx, changes)
      return changes
    })
    noteRoutes(changes, routes)
  } catch (error) {
    if (mayPass(error)) throw error
    log.error(
      { err: error, deliveryId: id },
      'the place of a delivery cannot be worked out; it waits for another minute',
    )
    await putOffRecheck(db, id, new Date(clock.now() + putOffBy))
  }
}

function noteRoutes(changes: readonly Change[], routes: Set<string>): void {
  for (const { queued } of changes) for (const { route } of queued) routes.add(route)
}

/** Whether the fault is not in the delivery. */
function mayPass(error: unknown): boolean {
  return isUnavailable(error) || (error instanceof DatabaseError && (error.retryable || error.code === 'CANCELED'))
}

/** Works out changes at one instant. A client's settings are read once. */
class Round {
  readonly now: number
  readonly #options: RecheckOptions
  readonly #tx: Queryable
  readonly #settings = new Map<string, ClientSettings>()

  constructor(options: RecheckOptions, tx: Queryable) {
    this.now = options.clock.now()
    this.#options = options
    this.#tx = tx
  }

  /** What becomes of a row that was taken out of the held; nothing where its message has come to its end without it. */
  async change(tx: Queryable | null, message: StoredMessage | undefined, row: WaitingRow): Promise<Change[]> {
    const index = deliveryOrdinalOf(row.delivery_id) - 1
    const stored = message?.deliveries[index]
    if (message === undefined || stored === undefined || stored.final) return []
    const context = await this.#context(row.client_id)
    const change =
      row.state.unknown === undefined
        ? await replace(tx, { message, index, delivery: liveDelivery(stored, row.state), row, context })
        : backToLookUp(message, row, context)
    const at = new Date(this.now).toISOString()
    const base = { messageId: message.id, clientId: message.clientId, at, claim: null, awaiting: [], dropped: [] }
    return [{ ...base, ...change }]
  }

  async #context(clientId: string): Promise<AdvanceContext> {
    const { settingsOf, tags } = this.#options
    const settings = this.#settings.get(clientId) ?? (await settingsOf(clientId, this.#tx))
    this.#settings.set(clientId, settings)
    return { now: this.now, settings, tag: (route, priority) => tags.next(route, priority, clientId) }
  }
}

/** Whether it was sent is in doubt, so that is found out first, whatever the window says. */
function backToLookUp(message: StoredMessage, row: WaitingRow, { tag }: AdvanceContext): MessageChange {
  const queued = { ...row, tag: tag(row.route, row.priority), valid_until: null }
  return { deliveries: message.deliveries, final: message.final, queued: [queued], held: [], events: [] }
}

/** A waiting delivery with all that working out its place takes. */
interface Waiting {
  readonly message: StoredMessage
  readonly index: number
  readonly delivery: StoredDelivery
  readonly row: WaitingRow
  readonly context: AdvanceContext
}

async function replace(tx: Queryable | null, waiting: Waiting): Promise<MessageChange> {
  const { message, index, delivery, row, context } = waiting
  const place = placeAgain(message, delivery, context)
  const next = movedTo(delivery, place, context.now)
  if (next.final) return advance(tx, message, index, next, row.sequence, context)
  const change = await advance(null, message, index, next, row.sequence, context)
  const queuedAt = next.timeline.find((move) => move.status === 'queued')?.at
  const travelling = queuedAt === undefined ? row : { ...row, state: { ...row.state, queuedAt } }
  return place.kind === 'held'
    ? { ...change, held: [toHeld(travelling, next, place, context)] }
    : { ...change, queued: [toQueue(travelling, next, place, context)] }
}

/** The delivery in its new place. One that had got further than held keeps its status, for a status never goes back: the reason says why it waits. */
function movedTo(delivery: StoredDelivery, place: Place, now: number): StoredDelivery {
  const target = place.kind === 'held' ? 'held' : place.kind === 'queue' ? 'queued' : null
  if (target === null || mayMove(delivery.status, target)) return placed(delivery, place, now)
  if (place.kind === 'held') return { ...delivery, reason: place.reason, dueAt: new Date(place.dueAt).toISOString() }
  return { ...delivery, reason: null, dueAt: null }
}
