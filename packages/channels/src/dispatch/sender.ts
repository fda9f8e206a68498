import { deliveryOrdinalOf } from '@trunkline/wire'
import type { CircuitBreaker } from '../gateways/breaker.ts'
import type { RetryPolicy } from '../gateways/retry.ts'
import { cleanText } from '../message/clean-text.ts'
import { instantText } from '../message/instant-text.ts'
import { liveDelivery } from '../message/live.ts'
import type { ContentRequest } from '../message/schema.ts'
import type { StoredMessage } from '../message/stored.ts'
import type { Clock, Gateway, Log, LookUp, Meter, OutboundMessage, Outcome, Receipt } from '../ports.ts'
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
import type { FlightEnd, Send } from './flights.ts'
import { outbound } from './outbound.ts'
import {
  hasLink,
  isSuppressible,
  judge,
  type SuppressingParts,
  suppressed,
  suppressionOf,
  unsubscribing,
} from './suppressing.ts'
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

/** Makes a {@link Send}. A gateway that throws has a bug, and its attempt counts as one of unknown outcome. */
export function createSender(options: SenderOptions): Send {
  return (row, signal, landed) => void send(options, row, signal, landed)
}

async function send(
  options: SenderOptions,
  row: ClaimedRow,
  signal: AbortSignal,
  landed: (end: FlightEnd) => void,
): Promise<void> {
  const { log, finisher, settingsOf, clock } = options
  let trip: Trip
  let suppression: Suppression | undefined
  try {
    // Nothing is awaited that is at hand: each wait costs more than what it waits for.
    const settings = settingsOf(row.client_id)
    trip = tripOf(row, settings instanceof Promise ? await settings : settings)
    if (isSuppressible(trip)) suppression = await suppressionOf(options, trip)
  } catch (error) {
    log.warn({ err: error, deliveryId: row.delivery_id }, 'a delivery could not be begun; it is given back')
    return landed('not-begun')
  }
  const written = whenWritten(log, row.delivery_id, landed)
  try {
    if (suppression !== undefined) finisher.finish(trip, suppressed(trip.delivery, suppression, clock.now()), written)
    else if (row.state.unknown === undefined) finisher.finish(trip, await attempt(options, trip, signal), written)
    else finisher.finish(trip, await lookUp(options, trip, signal), written)
  } catch (error) {
    written(error)
  }
}

// By itself, so that the row does not stay with what it gives.
function whenWritten(log: Log, deliveryId: string, landed: (end: FlightEnd) => void): (error?: unknown) => void {
  return (error) => {
    // The lease runs out and the delivery is looked up: nothing is lost, and nothing is sent twice unseen.
    if (error !== undefined)
      log.error(
        { err: error, deliveryId },
        'an attempt could not be written down; it will be looked up when its lease ends',
      )
    landed('done')
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
    expiresAt: message.request.expiresAt === undefined ? undefined : Date.parse(message.request.expiresAt),
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
  let outcome: Outcome
  try {
    outcome = cleanOutcome(await call(options, trip, gateway, signal))
  } catch (error) {
    outcome = failed(error)
  }
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

/** Hands the message of an attempt over: to what its gateway says, or how it fails. Needs no promise of its own where nothing is asked before. */
function call(options: SenderOptions, trip: Trip, gateway: Gateway, signal: AbortSignal): Promise<Outcome> | Outcome {
  let message: OutboundMessage
  try {
    message = outbound(trip, options.open, trip.row.attempt)
  } catch (error) {
    return unreadable(error)
  }
  return hasLink(trip, gateway) ? callWithLink(options, trip, gateway, message, signal) : gateway.send(message, signal)
}

async function callWithLink(
  options: SenderOptions,
  trip: Trip,
  gateway: Gateway,
  message: OutboundMessage,
  signal: AbortSignal,
): Promise<Outcome> {
  let linked: OutboundMessage
  try {
    linked = { ...message, ...(await unsubscribing(options, trip)) }
  } catch (error) {
    return unreadable(error)
  }
  return gateway.send(linked, signal)
}

/** Nothing has left: the message cannot be read, here or by any gateway. */
function unreadable(error: unknown): Outcome {
  const reason = `the message cannot be read: ${error instanceof Error ? error.message : String(error)}`
  return { kind: 'refused', errorCode: 'message-unreadable', reason: cleanText(reason), failover: false }
}

function failed(error: unknown): Outcome {
  const reason = `the gateway failed unexpectedly: ${error instanceof Error ? error.message : String(error)}`
  return { kind: 'unknown', errorCode: 'gateway-bug', reason: cleanText(reason) }
}

async function find(options: SenderOptions, trip: Trip, gateway: Gateway, signal: AbortSignal): Promise<LookUp> {
  const open = trip.row.state.unknown as NonNullable<typeof trip.row.state.unknown>
  try {
    const message = outbound(trip, options.open, open.attempt)
    const answer = (await gateway.lookUp?.(message, Date.parse(open.startedAt), signal)) ?? { kind: 'absent' as const }
    if (answer.kind === 'unsure') return { kind: 'unsure', reason: cleanText(answer.reason) }
    if (answer.kind === 'absent') return answer
    return { kind: 'found', ...cleanAnswer(answer) }
  } catch (error) {
    return { kind: 'unsure', reason: cleanText(error instanceof Error ? error.message : String(error)) }
  }
}

function cleanOutcome(outcome: Outcome): Outcome {
  if (outcome.kind === 'accepted') return { kind: 'accepted', ...cleanAnswer(outcome) }
  return { ...outcome, errorCode: cleanText(outcome.errorCode), reason: cleanText(outcome.reason) }
}

interface Answer {
  readonly providerId: string
  readonly receipt?: Omit<Receipt, 'gateway'>
}

function cleanAnswer({ providerId, receipt }: Answer): Answer {
  const id = cleanText(providerId)
  return receipt === undefined ? { providerId: id } : { providerId: id, receipt: cleanReceipt(receipt) }
}

function cleanReceipt(receipt: Omit<Receipt, 'gateway'>): Omit<Receipt, 'gateway'> {
  const { errorCode, reason } = receipt
  if (errorCode === undefined && reason === undefined) return receipt
  return {
    ...receipt,
    ...(errorCode === undefined ? {} : { errorCode: cleanText(errorCode) }),
    ...(reason === undefined ? {} : { reason: cleanText(reason) }),
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
