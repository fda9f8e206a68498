import type { Queryable } from '@trunkline/postgres'
import { type Place, placeDelivery } from '../accept/place.ts'
import { heldRow, placed, queueRow, recipientZones } from '../accept/prepare.ts'
import { erased, movesOf } from '../message/moves-of.ts'
import { messageFinal } from '../message/status.ts'
import { deliveryIdAt, groupOf, moved, type StoredDelivery, type StoredMessage } from '../message/stored.ts'
import { takeBack } from '../message/take-back.ts'
import type { ClientSettings } from '../settings/resolved-settings.ts'
import type { Change } from '../store/change-store.ts'
import { settingsFor } from '../suppression/reply.ts'

/** What going on to the next step of a message takes. */
export interface AdvanceContext {
  readonly now: number
  readonly settings: ClientSettings
  readonly tag: (route: string, priority: number) => number
}

/** What one delivery's news means for its whole message. */
export type MessageChange = Pick<Change, 'deliveries' | 'final' | 'request' | 'queued' | 'held' | 'events'>

/** Whether nothing more needs to be tried after this delivery: it was delivered, or sent where nobody can tell more. */
function succeeded(delivery: StoredDelivery): boolean {
  return delivery.status === 'delivered' || (delivery.status === 'sent' && delivery.final)
}

/**
 * Works out what a delivery's new state means for its message: with strategy `first`, an end without success begins the next step, and
 * success cancels the steps left unsent. For a message of one delivery it needs no transaction; for others the message must be locked in
 * `tx`.
 * @param outOfTime true where the delivery has had its time and the next step is to begin though it is not final
 */
export async function advance(
  tx: Queryable | null,
  message: StoredMessage,
  index: number,
  delivery: StoredDelivery,
  known: number,
  context: AdvanceContext,
  outOfTime = false,
): Promise<MessageChange> {
  const draft = new Draft(message, context)
  draft.set(index, delivery, known)
  if (message.request.strategy === 'first' && message.deliveries.length > 1 && tx !== null) {
    if (succeeded(delivery)) await cancelRest(tx, draft, index)
    else if (delivery.final || outOfTime) startNext(draft)
  }
  return draft.change()
}

/** {@link advance} for a message of one delivery, with which nothing follows. */
export function advanceAlone(message: StoredMessage, delivery: StoredDelivery, known: number): MessageChange {
  const { final } = delivery
  return {
    deliveries: [delivery],
    final,
    request: final && !message.final ? erased(message) : undefined,
    queued: none,
    held: none,
    events: movesOf(message, deliveryIdAt(message.id, 0), delivery, known),
  }
}

const none: readonly never[] = []

/** Collects what changes in one message. */
class Draft {
  readonly message: StoredMessage
  readonly context: AdvanceContext
  readonly deliveries: StoredDelivery[]
  readonly queued: Change['queued'][number][] = []
  readonly held: Change['held'][number][] = []
  readonly events: Change['events'][number][] = []

  constructor(message: StoredMessage, context: AdvanceContext) {
    this.message = message
    this.context = context
    this.deliveries = [...message.deliveries]
  }

  set(index: number, delivery: StoredDelivery, known: number): void {
    this.deliveries[index] = delivery
    this.events.push(...movesOf(this.message, deliveryIdAt(this.message.id, index), delivery, known))
  }

  change(): MessageChange {
    const final = messageFinal(this.deliveries)
    const request = final && !this.message.final ? erased(this.message) : undefined
    return { deliveries: this.deliveries, final, request, queued: this.queued, held: this.held, events: this.events }
  }
}

async function cancelRest(tx: Queryable, draft: Draft, done: number): Promise<void> {
  const { message, context } = draft
  const at = new Date(context.now).toISOString()
  const reason = `canceled: the message was delivered by ${(draft.deliveries[done] as StoredDelivery).channel}`
  const step = groupOf(message.request, done)
  const others = [...message.deliveries.keys()].filter((index) => groupOf(message.request, index) !== step)
  for (const { index, delivery, known } of await takeBack(tx, message, others))
    draft.set(index, moved(delivery, 'canceled', at, { final: true, reason }), known)
}

/** Begins the next step that was not tried yet: one that can leave now before one that has to wait. */
function startNext(draft: Draft): void {
  const { context } = draft
  const busy = draft.deliveries.some((delivery) => ['held', 'queued', 'sending'].includes(delivery.status))
  if (busy) return
  const fresh = draft.deliveries
    .map((_, index) => index)
    .filter((index) => draft.deliveries[index]?.status === 'accepted')
  const places = new Map(fresh.map((index) => [index, placeOf(draft, index)]))
  const due = (index: number) => {
    const place = places.get(index) as Place
    return place.kind === 'queue' ? context.now : place.kind === 'held' ? place.dueAt : Number.NEGATIVE_INFINITY
  }
  const begun = new Set<number>()
  for (const index of fresh.sort((a, b) => due(a) - due(b) || a - b)) {
    const step = groupOf(draft.message.request, index)
    if (begun.has(step)) continue
    begun.add(step)
    // All deliveries of a step begin together: a person's devices are told at the same time.
    const together = fresh.filter((other) => groupOf(draft.message.request, other) === step)
    const going = together.filter((other) => begin(draft, other, places.get(other) as Place))
    if (going.length > 0) return
  }
}

/** Puts a delivery where it belongs; false where it came to its end at once, so that the one after it is to be tried. */
function begin(draft: Draft, index: number, place: Place): boolean {
  const { message, context } = draft
  const before = draft.deliveries[index] as StoredDelivery
  const delivery = placed(before, place, context.now)
  const id = deliveryIdAt(message.id, index)
  draft.set(index, delivery, before.timeline.length)
  if (delivery.status === 'queued') draft.queued.push(queueRow(id, delivery, message, place, context))
  if (delivery.status === 'held') draft.held.push(heldRow(id, delivery, message, place, context))
  return !delivery.final
}

function placeOf({ message, context }: Draft, index: number): Place {
  return placeAgain(message, message.deliveries[index] as StoredDelivery, context)
}

/** Where a delivery of a stored message belongs now. */
export function placeAgain(
  message: Pick<StoredMessage, 'request'>,
  delivery: StoredDelivery,
  context: Pick<AdvanceContext, 'now' | 'settings'>,
): Place {
  const { request } = message
  const settings = settingsFor(context.settings.channels[delivery.channel], request)
  return placeDelivery({
    settings,
    category: request.category,
    recipientZones: recipientZones(settings, request.to),
    now: context.now,
    ...(request.sendAt === undefined ? {} : { sendAt: Date.parse(request.sendAt) }),
    ...(request.expiresAt === undefined ? {} : { expiresAt: Date.parse(request.expiresAt) }),
  })
}
