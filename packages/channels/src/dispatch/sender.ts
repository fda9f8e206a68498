import { deliveryOrdinalOf, sidFromUuid } from '@trunkline/wire'
import type { CircuitBreaker } from '../gateways/breaker.ts'
import type { RetryPolicy } from '../gateways/retry.ts'
import { cleanText } from '../message/clean-text.ts'
import { mergeContent } from '../message/content.ts'
import { instantText } from '../message/instant-text.ts'
import { liveDelivery } from '../message/live.ts'
import type { ContentRequest } from '../message/schema.ts'
import { deliverySid, type StoredMessage, type StoredRequest } from '../message/stored.ts'
import type { ChannelName, Clock, Gateway, LookUp, Meter, OutboundMessage, Outcome, Receipt } from '../ports.ts'
import type { ClientSettings } from '../settings/resolved-settings.ts'
import type { ClaimedRow } from '../store/claim-store.ts'
import type { Suppression } from '../suppression/suppression.ts'
import {
  accepted,
  afterAbsent,
  afterOutcome,
  afterUnknown,
  lookUpAfter,
  type NextAction,
  type OutcomeQuestion,
} from './after-outcome.ts'
import type { Finisher } from './finisher.ts'
import type { FlightEnd } from './flights.ts'
import { judge, type SuppressingParts, suppressed, suppressionOf, unsubscribing } from './suppressing.ts'
import type { Trip } from './trip.ts'

/** What {@link createSender} needs. */
export interface SenderOptions extends SuppressingParts {
  readonly clock: Clock
  readonly meter: Meter
  readonly random: () => number
  readonly gateways: ReadonlyMap<string, Gateway>
  readonly breakers: ReadonlyMap<string, CircuitBreaker>
  readonly settingsOf: (clientId: string) => ClientSettings | Promise<ClientSettings>
  readonly open: (sealed: string, messageId: string) => ContentRequest
  readonly finisher: Finisher
  readonly retryPolicy: RetryPolicy
}

/** How often a provider is asked in vain what became of an attempt, before the client's policy decides. */
const lookUpTries = 8

/**
 * Makes the function that hands a claimed delivery to its gateway and has written down what became of it. It never rejects: a gateway
 * that throws has a bug, and its attempt counts as one of unknown outcome.
 */
export function createSender(options: SenderOptions): (row: ClaimedRow, signal: AbortSignal) => Promise<FlightEnd> {
  const { log, finisher, settingsOf } = options
  return async (row, signal) => {
    let trip: Trip
    let suppression: Suppression | undefined
    try {
      trip = tripOf(row, await settingsOf(row.client_id))
      suppression = await suppressionOf(options, trip)
    } catch (error) {
      log.warn({ err: error, deliveryId: row.delivery_id }, 'a delivery could not be begun; it is given back')
      return 'not-begun'
    }
    try {
      if (suppression !== undefined) {
        await finisher.finish(trip, suppressed(trip.delivery, suppression, options.clock.now()))
        return 'done'
      }
      const looksUp = row.state.unknown !== undefined
      await finisher.finish(trip, looksUp ? await lookUp(options, trip, signal) : await attempt(options, trip, signal))
    } catch (error) {
      // The lease runs out and the delivery is looked up: nothing is lost, and nothing is sent twice unseen.
      const told = { err: error, deliveryId: row.delivery_id }
      log.error(told, 'an attempt could not be written down; it will be looked up when its lease ends')
    }
    return 'done'
  }
}

function tripOf(row: ClaimedRow, settings: ClientSettings): Trip {
  const index = deliveryOrdinalOf(row.delivery_id) - 1
  const stored = row.deliveries[index]
  if (stored === undefined) throw new Error(`message ${row.message_id} has no delivery ${index}`)
  const message: StoredMessage = {
    id: row.message_id,
    clientId: row.client_id,
    createdAt: row.created_at,
    request: row.request,
    deliveries: row.deliveries,
    final: row.final,
  }
  return { row, index, delivery: liveDelivery(stored, row.state), message, settings }
}

function outbound(
  { row, index, delivery, message }: Trip,
  open: SenderOptions['open'],
  attempt: number,
): OutboundMessage {
  const { request } = message
  const content = request.content ?? (request.sealed === undefined ? {} : open(request.sealed, message.id))
  return {
    deliveryId: deliverySid(delivery.channel, row.delivery_id),
    messageId: sidFromUuid('NT', message.id),
    clientId: sidFromUuid('AC', row.client_id),
    attempt,
    channel: delivery.channel,
    to: delivery.to,
    ...pushOf(message.request, delivery.channel, index),
    ...(delivery.from === null ? {} : { from: delivery.from }),
    content: mergeContent(content, delivery.channel),
    category: request.category,
    ...(request.to.locale === undefined ? {} : { locale: request.to.locale }),
    ...(request.expiresAt === undefined ? {} : { expiresAt: Date.parse(request.expiresAt) }),
  }
}

/** The push addresses of a delivery: one of a person's devices, or all that the request gave. */
function pushOf({ to, steps }: StoredRequest, channel: ChannelName, index: number): Pick<OutboundMessage, 'push'> {
  if (channel !== 'push' || to.push === undefined) return {}
  const place = steps[index]?.push
  return { push: place === undefined ? to.push : to.push.slice(place, place + 1) }
}

interface Asked {
  readonly outcome: Outcome
  /** Name of the gateway, also where it is no longer there. */
  readonly name: string
  readonly gateway: Gateway | undefined
  readonly startedAt: string
}

function question(options: SenderOptions, trip: Trip, { outcome, name, gateway, startedAt }: Asked): OutcomeQuestion {
  const { row, delivery, settings, message } = trip
  return {
    delivery,
    outcome,
    gateway: name,
    index: row.state.index,
    startedAt,
    now: options.clock.now(),
    receiptTimeout: gateway?.receiptTimeout ?? 0,
    unknown: settings.channels[delivery.channel].unknown,
    canLookUp: gateway?.lookUp !== undefined,
    ...(message.request.expiresAt === undefined ? {} : { expiresAt: Date.parse(message.request.expiresAt) }),
    deferrals: row.state.deferrals ?? 0,
    policy: options.retryPolicy,
    random: options.random,
  }
}

async function attempt(options: SenderOptions, trip: Trip, signal: AbortSignal): Promise<NextAction> {
  const { clock, gateways, breakers, meter } = options
  const { row, delivery } = trip
  const name = delivery.gateways[row.state.index] as string
  const gateway = gateways.get(name)
  const asked = { name, gateway, startedAt: instantText(row.started_at.getTime()) }
  if (gateway === undefined) return afterOutcome(question(options, trip, { ...asked, outcome: gone(name) }))
  const ticket = breakers.get(name)?.enter(clock.now())
  if (ticket === null) return afterOutcome(question(options, trip, { ...asked, outcome: down(name) }))
  const begun = clock.now()
  const outcome = await call(options, trip, gateway, signal)
  if (ticket !== undefined) breakers.get(name)?.leave(ticket, isFault(outcome) ? 'fault' : 'ok', clock.now())
  meter.observe('trunkline_gateway_seconds', { gateway: name, outcome: outcome.kind }, (clock.now() - begun) / 1000)
  if (outcome.kind === 'refused') await judge(options, trip, name, outcome.errorCode)
  return afterOutcome(question(options, trip, { ...asked, outcome }))
}

async function lookUp(options: SenderOptions, trip: Trip, signal: AbortSignal): Promise<NextAction> {
  const open = trip.row.state.unknown as NonNullable<typeof trip.row.state.unknown>
  const gateway = options.gateways.get(open.gateway)
  const reason = `${open.gateway} did not answer an attempt that had begun at ${open.startedAt}`
  const fault = { errorCode: 'outcome-unknown', reason }
  const asked = { name: open.gateway, gateway, startedAt: open.startedAt }
  const doubt = question(options, trip, { ...asked, outcome: { kind: 'unknown', ...fault } })
  if (gateway?.lookUp === undefined) return afterUnknown(doubt, fault)
  const answer = await find(options, trip, gateway, signal)
  if (answer.kind === 'found') {
    const { providerId, receipt } = answer
    return accepted({ ...doubt, outcome: { kind: 'accepted', providerId } }, providerId, receipt)
  }
  if (answer.kind === 'absent') return afterAbsent(doubt)
  const tries = (open.lookUps ?? 0) + 1
  if (tries < lookUpTries) {
    return {
      kind: 'look-up',
      delivery: trip.delivery,
      at: options.clock.now() + lookUpAfter * 2 ** tries,
      lookUps: tries,
    }
  }
  return afterUnknown(doubt, { ...fault, reason: `${reason}, nor can it say what became of it (${answer.reason})` })
}

async function call(options: SenderOptions, trip: Trip, gateway: Gateway, signal: AbortSignal): Promise<Outcome> {
  let message: OutboundMessage
  try {
    message = { ...outbound(trip, options.open, trip.row.attempt), ...(await unsubscribing(options, trip, gateway)) }
  } catch (error) {
    // Nothing has left: the message cannot be read, here or by any gateway.
    const reason = `the message cannot be read: ${error instanceof Error ? error.message : String(error)}`
    return { kind: 'refused', errorCode: 'message-unreadable', reason: cleanText(reason), failover: false }
  }
  try {
    return cleanOutcome(await gateway.send(message, signal))
  } catch (error) {
    const reason = `the gateway failed unexpectedly: ${error instanceof Error ? error.message : String(error)}`
    return { kind: 'unknown', errorCode: 'gateway-bug', reason: cleanText(reason) }
  }
}

async function find(options: SenderOptions, trip: Trip, gateway: Gateway, signal: AbortSignal): Promise<LookUp> {
  const open = trip.row.state.unknown as NonNullable<typeof trip.row.state.unknown>
  try {
    const message = outbound(trip, options.open, open.attempt)
    const answer = (await gateway.lookUp?.(message, Date.parse(open.startedAt), signal)) ?? { kind: 'absent' as const }
    if (answer.kind === 'unsure') return { kind: 'unsure', reason: cleanText(answer.reason) }
    if (answer.kind === 'absent') return answer
    return { kind: 'found', providerId: cleanText(answer.providerId), ...cleanReceipt(answer.receipt) }
  } catch (error) {
    return { kind: 'unsure', reason: cleanText(error instanceof Error ? error.message : String(error)) }
  }
}

function cleanOutcome(outcome: Outcome): Outcome {
  if (outcome.kind === 'accepted') {
    return { kind: 'accepted', providerId: cleanText(outcome.providerId), ...cleanReceipt(outcome.receipt) }
  }
  return { ...outcome, errorCode: cleanText(outcome.errorCode), reason: cleanText(outcome.reason) }
}

function cleanReceipt(receipt: Omit<Receipt, 'gateway'> | undefined): { receipt?: Omit<Receipt, 'gateway'> } {
  if (receipt === undefined) return {}
  const { errorCode, reason } = receipt
  return {
    receipt: {
      ...receipt,
      ...(errorCode === undefined ? {} : { errorCode: cleanText(errorCode) }),
      ...(reason === undefined ? {} : { reason: cleanText(reason) }),
    },
  }
}

function isFault(outcome: Outcome): boolean {
  return outcome.kind === 'unknown' || (outcome.kind === 'deferred' && outcome.gatewayAtFault)
}

function gone(name: string): Outcome {
  const reason = `the gateway ${name} is no longer in the configuration`
  return { kind: 'refused', errorCode: 'gateway-unknown', reason, failover: true }
}

function down(name: string): Outcome {
  return { kind: 'deferred', errorCode: 'gateway-down', reason: `the gateway ${name} is down`, gatewayAtFault: true }
}
