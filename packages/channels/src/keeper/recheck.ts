import type { Database, Queryable } from '@trunkline/postgres'
import { deliveryOrdinalOf, messageUuidOf } from '@trunkline/wire'
import type { Place } from '../accept/place.ts'
import { placed } from '../accept/prepare.ts'
import { type AdvanceContext, advance, type MessageChange, placeAgain } from '../dispatch/advance.ts'
import { liveDelivery } from '../message/live.ts'
import { mayMove } from '../message/status.ts'
import type { StoredDelivery, StoredMessage } from '../message/stored.ts'
import type { Clock } from '../ports.ts'
import type { FairTags } from '../queue/fair-tags.ts'
import { routeKey } from '../queue/route.ts'
import type { HeldRow, QueueRow, RowState } from '../queue/rows.ts'
import type { ClientSettings } from '../settings/resolved-settings.ts'
import { applyChanges } from '../store/change-store.ts'
import { lockMessage } from '../store/message-store.ts'
import { takeRecheck, takeStale, type WaitingRow } from '../store/recheck-store.ts'

/** What looking at waiting deliveries anew needs. */
export interface RecheckOptions {
  readonly db: Database
  readonly clock: Clock
  readonly tags: FairTags
  readonly settingsOf: (clientId: string, via: Queryable) => ClientSettings | Promise<ClientSettings>
}

const batch = 200

/**
 * Looks anew at deliveries that wait: those whose window closed or whose time ran out before they could leave, and those whose client
 * changed its settings. Each goes where it belongs by the settings of now. Returns how many there were.
 */
export async function recheckWaiting(options: RecheckOptions): Promise<number> {
  const stale = await recheck(options, takeStale)
  return stale + (await recheck(options, takeRecheck))
}

async function recheck({ db, clock, tags, settingsOf }: RecheckOptions, take: typeof takeStale): Promise<number> {
  return db.transaction(async (tx) => {
    const now = clock.now()
    const rows = await take(tx, new Date(now), batch)
    for (const row of rows) {
      const settings = await settingsOf(row.client_id, tx)
      const tag = (route: string, priority: number) => tags.next(route, priority, row.client_id)
      await putBack(tx, row, { now, settings, tag })
    }
    return rows.length
  })
}

async function putBack(tx: Queryable, row: WaitingRow, context: AdvanceContext): Promise<void> {
  const message = await lockMessage(tx, messageUuidOf(row.delivery_id))
  const index = deliveryOrdinalOf(row.delivery_id) - 1
  const stored = message?.deliveries[index]
  if (message === undefined || stored === undefined || stored.final) return
  const delivery = liveDelivery(stored, row.state)
  const place = placeAgain(message, delivery, context)
  const next = replaced(delivery, place, context.now)
  const change = next.final
    ? await advance(tx, message, index, next, row.sequence, context)
    : await waiting(message, index, next, row, place, context)
  await applyChanges(tx, [
    {
      messageId: message.id,
      clientId: message.clientId,
      at: new Date(context.now).toISOString(),
      claim: null,
      awaiting: [],
      dropped: [],
      ...change,
    },
  ])
}

/** The delivery in its new place. One that had got further than held keeps its status, for a status never goes back: the reason says why it waits. */
function replaced(delivery: StoredDelivery, place: Place, now: number): StoredDelivery {
  const target = place.kind === 'held' ? 'held' : place.kind === 'queue' ? 'queued' : null
  if (target === null || mayMove(delivery.status, target)) return placed(delivery, place, now)
  if (place.kind === 'held') return { ...delivery, reason: place.reason, dueAt: new Date(place.dueAt).toISOString() }
  return { ...delivery, reason: null, dueAt: null }
}

async function waiting(
  message: StoredMessage,
  index: number,
  next: StoredDelivery,
  row: WaitingRow,
  place: Place,
  context: AdvanceContext,
): Promise<MessageChange> {
  const change = await advance(null, message, index, next, row.sequence, context)
  const state = next.timeline.some((move) => move.status === 'queued')
    ? { ...row.state, queuedAt: queuedAt(next) }
    : row.state
  const base = baseRow(row, next, state, place, context)
  if (place.kind === 'held') return { ...change, held: [heldRow(base, place)] }
  return { ...change, queued: [{ ...base, tag: context.tag(base.route, base.priority) } satisfies QueueRow] }
}

function baseRow(
  row: WaitingRow,
  delivery: StoredDelivery,
  state: RowState,
  place: Place,
  { settings }: AdvanceContext,
) {
  const gateway = delivery.gateways[state.index] as string
  const until = place.kind === 'queue' || place.kind === 'held' ? place.validUntil : null
  return {
    delivery_id: row.delivery_id,
    client_id: row.client_id,
    route: routeKey(gateway, settings.channels[delivery.channel].rate === null ? null : row.client_id),
    priority: row.priority,
    lane: row.lane,
    attempt: row.attempt,
    sequence: delivery.timeline.length,
    valid_until: until === null ? null : new Date(until).toISOString(),
    state,
  }
}

function heldRow(base: ReturnType<typeof baseRow>, place: Extract<Place, { kind: 'held' }>): HeldRow {
  return { ...base, due_at: new Date(place.dueAt).toISOString(), why: place.why, holds_lane_until: null }
}

function queuedAt(delivery: StoredDelivery): string {
  return delivery.timeline.find((move) => move.status === 'queued')?.at as string
}
