import type { DeliveryMoves } from '@trunkline/events'
import { ProblemError, smsSegments } from '@trunkline/wire'
import { zonesOfNumber } from '../addresses/zones-of-number.ts'
import { appended } from '../message/appended.ts'
import { contentFor } from '../message/content.ts'
import { instantText } from '../message/instant-text.ts'
import { movesOn } from '../message/moves-of.ts'
import type { ContentRequest, Recipient, SendRequest, Step, StoredStep } from '../message/schema.ts'
import { messageFinal } from '../message/status.ts'
import {
  deliveryIdAt,
  groupOf,
  labelOf,
  moved,
  type StoredDelivery,
  type StoredMessage,
  type StoredRequest,
} from '../message/stored.ts'
import type { Category, ChannelName } from '../ports.ts'
import type { HeldRow, QueueRow } from '../queue/rows.ts'
import { allows, type Profile } from '../recipient/profile.ts'
import type { ClientSettings, ResolvedSettings } from '../settings/resolved-settings.ts'
import { isKeywordReply, settingsFor } from '../suppression/reply.ts'
import { describeSuppression, type Sending, type Suppression } from '../suppression/suppression.ts'
import { checkTimes, type Times } from './check-times.ts'
import { type KnownTemplate, recipientOf, resolveRecipient } from './knowledge.ts'
import { type Place, placeDelivery } from './place.ts'
import { addressFor, chooseSteps } from './recipient.ts'
import { heldRow, queueRow } from './rows.ts'
import { checkSender } from './sender.ts'
import { spokenContent } from './spoken.ts'
import { allowedSteps, expandSteps } from './steps.ts'

export { heldRow, queueRow, type RowContext } from './rows.ts'

/** What preparing needs besides the request. Pure: it reads no clock and no store. */
export interface PrepareContext {
  readonly clientId: string
  readonly settings: ClientSettings
  readonly messageId: string
  readonly now: number
  readonly channel?: ChannelName
  /** What the edge remembers of the message. */
  readonly origin?: StoredRequest['origin']
  /** The next fair-queueing tag of the client. */
  readonly tag: (route: string, priority: number) => number
  /** Seals the content of category `otp` for this message. */
  readonly seal: (content: ContentRequest, messageId: string) => string
  /** Whether a gateway of this name is there and serves the channel. */
  readonly serves: (gateway: string, channel: ChannelName) => boolean
  /** What keeps something from being sent; left out: nothing does. */
  readonly suppression?: (sending: Sending) => Suppression | undefined
  /** The person that the request names; undefined where the client knows none of that name. */
  readonly profile?: (id: string) => Profile | undefined
  /** The template that the request names, alike. */
  readonly template?: (name: string) => KnownTemplate | undefined
}

/** A message that is ready to be stored, with everything that is stored along with it. */
export interface PreparedMessage {
  readonly message: StoredMessage
  readonly queued: readonly QueueRow[]
  readonly held: readonly HeldRow[]
  readonly events: readonly DeliveryMoves[]
}

/**
 * Checks a request and works out everything that follows from it. Changes nothing.
 * @throws ProblemError with a pointer to the field, for whatever is wrong
 */
export function prepareMessage(request: SendRequest, context: PrepareContext): PreparedMessage {
  const { clientId, messageId, now, settings } = context
  const named = recipientOf(request)
  const profile = named === undefined ? undefined : context.profile?.(named)
  const to = resolveRecipient(request.to, profile, context.channel)
  const chosenSteps = chooseSteps(request, context.channel, to, settings.routing)
  const { strategy } = chosenSteps
  const category: Category = request.category ?? 'transactional'
  // Who names a channel learns that the person does not want it; otherwise it is just not used.
  const isNamed = context.channel !== undefined || request.channels !== undefined
  const steps = expandSteps(isNamed ? chosenSteps.steps : allowedSteps(chosenSteps.steps, profile, category), to)
  const said = spokenContent(request.content, (name) => context.template?.(name), to, steps)
  const times = checkTimes(request, now)
  const stored = withSaid(withOptions({ to, steps, strategy, category }, request, times, context.origin), said, context)
  const createdAt = new Date(now)
  const at = instantText(now)
  const accepted = steps.map((step) => acceptedDelivery(step, stored, said, context, at))
  const places = accepted.map(
    (delivery) => suppressed(delivery, stored, context, profile) ?? place(delivery, stored, context, times),
  )
  const chosen = strategy === 'all' ? null : beginning(places, stored)
  return assemble(
    { id: messageId, clientId, createdAt, request: stored, deliveries: accepted, final: false },
    places,
    chosen,
    context,
  )
}

type RequestDraft = { -readonly [Name in keyof StoredRequest]: StoredRequest[Name] }

/** Takes over what a request may say or not. Field by field, in one object: each spread of a few fields makes two. */
function withOptions(
  stored: RequestDraft,
  { from, orderKey, metadata }: SendRequest,
  { sendAt, expiresAt }: Times,
  origin: StoredRequest['origin'],
): RequestDraft {
  if (from !== undefined) stored.from = from
  if (orderKey !== undefined) stored.orderKey = orderKey
  if (sendAt !== undefined) stored.sendAt = new Date(sendAt).toISOString()
  if (expiresAt !== undefined) stored.expiresAt = new Date(expiresAt).toISOString()
  if (metadata !== undefined) stored.metadata = metadata
  if (origin !== undefined) stored.origin = origin
  return stored
}

function withSaid(stored: RequestDraft, said: ContentRequest, { seal, messageId }: PrepareContext): StoredRequest {
  if (stored.category === 'otp') stored.sealed = seal(said, messageId)
  else stored.content = said
  return stored
}

function acceptedDelivery(
  step: StoredStep,
  stored: StoredRequest,
  said: ContentRequest,
  context: PrepareContext,
  at: string,
): StoredDelivery {
  const { channel } = step
  const settings = context.settings.channels[channel]
  checkChannel(channel, settings, context)
  const content = contentFor(said, channel)
  const from = stored.from ?? settings.from
  if (from !== null) checkSender(channel, from)
  return {
    channel,
    to: addressOf(step, stored.to),
    from,
    gateways: settings.gateways,
    gateway: settings.gateways[0] ?? null,
    status: 'accepted',
    final: false,
    dueAt: null,
    reason: null,
    segments: channel === 'sms' && content.text !== undefined ? smsSegments(content.text).segments : null,
    errorCode: null,
    attempts: [],
    timeline: [{ status: 'accepted', at }],
  }
}

/** The address of a delivery, as it is shown: of a push address no more than its type. */
function addressOf({ channel, push }: StoredStep, to: Recipient): string {
  return push === undefined ? (addressFor(channel, to) as string) : (to.push?.[push]?.type as string)
}

function checkChannel(channel: ChannelName, settings: ResolvedSettings, { serves }: PrepareContext): void {
  if (!settings.enabled)
    throw pointed('channel-disabled', '/channels', `the channel ${channel} is not enabled for this client`)
  if (settings.gateways.some((gateway) => serves(gateway, channel))) return
  throw pointed(
    'channel-unrouted',
    '/channels',
    `the channel ${channel} has no gateway; add one, and a route to it, to the configuration file`,
  )
}

/** The end of a delivery whose address is not sent to. What answers a person's STOP or HELP goes out all the same. */
function suppressed(
  { channel, to, from }: StoredDelivery,
  stored: StoredRequest,
  context: PrepareContext,
  profile: Profile | undefined,
): Place | undefined {
  if (isKeywordReply(stored)) return undefined
  const { category } = stored
  if (!allows(profile?.preferences, category, channel)) {
    const reason = `suppressed: the recipient does not want ${category} messages by ${channel}`
    return { kind: 'end', status: 'suppressed', reason }
  }
  const found = context.suppression?.({ channel, address: to, from, category })
  return found === undefined ? undefined : { kind: 'end', status: 'suppressed', reason: describeSuppression(found) }
}

function place(
  { channel }: Pick<Step, 'channel'>,
  stored: StoredRequest,
  context: PrepareContext,
  { sendAt, expiresAt }: Times,
): Place {
  const settings = settingsFor(context.settings.channels[channel], stored)
  const place = placeDelivery({
    settings,
    category: stored.category,
    recipientZones: recipientZones(settings, stored.to),
    now: context.now,
    sendAt,
    expiresAt,
  })
  if (place.kind !== 'never') return place
  throw new ProblemError(
    'window-never-opens',
    `the window of the channel ${channel} does not open within 400 days; change the client’s settings of the channel`,
  )
}

/** The zones that count as the recipient's: the one that the message gives, else those that the number hints at. */
export function recipientZones(settings: Pick<ResolvedSettings, 'timeZone'>, to: Recipient): readonly string[] {
  if (settings.timeZone !== 'recipient') return []
  if (to.timeZone !== undefined) return [to.timeZone]
  return to.phone === undefined ? [] : zonesOfNumber(to.phone)
}

/**
 * The deliveries that strategy `first` begins with: those of its first step. What is suppressed comes to its end at once, for nobody asks later what the recipient
 * wants of it.
 */
function beginning(places: readonly Place[], stored: StoredRequest): readonly number[] {
  const ended = places.flatMap((place, index) => (place.kind === 'end' && place.status === 'suppressed' ? index : []))
  return ended.length === 0 ? firstStep(places, stored) : [...ended, ...firstStep(places, stored)]
}

/** The step that strategy `first` begins with: the first that can leave now, else the one whose time comes first. */
function firstStep(places: readonly Place[], stored: StoredRequest): readonly number[] {
  const together = (first: number) =>
    places.flatMap((_, index) => (groupOf(stored, index) === groupOf(stored, first) ? index : []))
  const now = places.findIndex((place) => place.kind === 'queue')
  if (now >= 0) return together(now)
  const due = (place: Place) => (place.kind === 'held' ? place.dueAt : Number.POSITIVE_INFINITY)
  const order = places.map((_, index) => index).sort((a, b) => due(places[a] as Place) - due(places[b] as Place))
  const first = order[0] as number
  return (places[first] as Place).kind === 'held' ? together(first) : places.map((_, index) => index)
}

/** @param chosen the deliveries that begin now; null: all of them */
function assemble(
  message: StoredMessage,
  places: readonly Place[],
  chosen: readonly number[] | null,
  context: PrepareContext,
): PreparedMessage {
  let queued: readonly QueueRow[] = []
  let held: readonly HeldRow[] = []
  let events: readonly DeliveryMoves[] = []
  const deliveries = message.deliveries.map((accepted, index) => {
    const id = deliveryIdAt(message.id, index)
    const place = places[index] as Place
    const delivery = chosen === null || chosen.includes(index) ? placed(accepted, place, context.now) : accepted
    const label = labelOf(id, accepted.channel, message.request)
    events = appended(events, movesOn(label, delivery, 0))
    if (delivery.status === 'queued') queued = appended(queued, queueRow(id, delivery, message, place, context, label))
    if (delivery.status === 'held') held = appended(held, heldRow(id, delivery, message, place, context, label))
    return delivery
  })
  const { id, clientId, createdAt, request } = message
  const final = messageFinal(deliveries)
  return { message: { id, clientId, createdAt, request, deliveries, final }, queued, held, events }
}

/** A delivery moved to the place that was worked out for it. */
export function placed(delivery: StoredDelivery, place: Place, now: number): StoredDelivery {
  const at = instantText(now)
  if (place.kind === 'queue') return moved(delivery, 'queued', at)
  if (place.kind === 'held')
    return moved(delivery, 'held', at, { dueAt: new Date(place.dueAt).toISOString(), reason: place.reason })
  if (place.kind === 'end')
    return moved(delivery, place.status, at, { final: true, reason: place.reason, errorCode: place.status })
  return moved(delivery, 'rejected', at, {
    final: true,
    reason: 'rejected: the window never opens',
    errorCode: 'window-never-opens',
  })
}

function pointed(code: 'channel-disabled' | 'channel-unrouted', pointer: string, detail: string): ProblemError {
  return new ProblemError(code, detail, { errors: [{ pointer, detail }] })
}
