import type { Database } from '@trunkline/postgres'
import { sidFromUuid } from '@trunkline/wire'
import type { CircuitBreaker } from '../gateways/breaker.ts'
import type { RetryPolicy } from '../gateways/retry.ts'
import { mergeContent } from '../message/content.ts'
import { liveDelivery } from '../message/live.ts'
import type { ContentRequest } from '../message/schema.ts'
import { deliverySid, type StoredDelivery, type StoredMessage } from '../message/stored.ts'
import type { Clock, Gateway, Log, Meter, OutboundMessage, Outcome } from '../ports.ts'
import type { ClientSettings } from '../settings/resolved-settings.ts'
import type { ClaimedRow } from '../store/claim-store.ts'
import {
  accepted,
  afterOutcome,
  afterUnknown,
  lookUpAfter,
  type NextAction,
  type OutcomeQuestion,
} from './after-outcome.ts'
import type { Finisher } from './finisher.ts'

/** What {@link createSender} needs. */
export interface SenderOptions {
  readonly db: Database
  readonly clock: Clock
  readonly log: Log
  readonly meter: Meter
  readonly random: () => number
  readonly gateways: ReadonlyMap<string, Gateway>
  readonly breakers: ReadonlyMap<string, CircuitBreaker>
  readonly settingsOf: (clientId: string) => ClientSettings | Promise<ClientSettings>
  readonly open: (sealed: string, messageId: string) => ContentRequest
  readonly finisher: Finisher
  readonly retryPolicy: RetryPolicy
}

/** A claimed delivery with all that its attempt needs. */
export interface Trip {
  readonly row: ClaimedRow
  readonly index: number
  readonly delivery: StoredDelivery
  readonly message: StoredMessage
  readonly settings: ClientSettings
}

/** Waits of a look-up that the provider could not answer, before the client's policy decides. */
const lookUpTries = 8

/**
 * Makes the function that hands a claimed delivery to its gateway and has written down what became of it. It never rejects: a gateway
 * that throws has a bug, and its attempt counts as one of unknown outcome.
 */
export function createSender(options: SenderOptions): (row: ClaimedRow, signal: AbortSignal) => Promise<void> {
  return async (row, signal) => {
    try {
      const trip = tripOf(row, await options.settingsOf(row.client_id))
      const action =
        row.state.unknown === undefined ? await attempt(options, trip, signal) : await lookUp(options, trip, signal)
      await options.finisher.finish(trip, action)
    } catch (error) {
      // The lease runs out and the delivery is looked up: nothing is lost, and nothing is sent twice unseen.
      options.log.error(
        { err: error, deliveryId: row.delivery_id },
        'an attempt could not be written down; it will be looked up when its lease ends',
      )
    }
  }
}

function tripOf(row: ClaimedRow, settings: ClientSettings): Trip {
  const index = Number.parseInt(row.delivery_id.slice(32, 34), 16) - 1
  const stored = row.deliveries[index]
  if (stored === undefined) throw new Error(`message ${row.message_id} has no delivery ${index}`)
  const message: StoredMessage = {
    id: row.message_id,
    clientId: row.client_id,
    createdAt: row.started_at,
    request: row.request,
    deliveries: row.deliveries,
    final: false,
  }
  return { row, index, delivery: liveDelivery(stored, row.state), message, settings }
}

function outbound(
  { row, delivery, message }: Trip,
  open: SenderOptions['open'],
  attemptNumber: number,
): OutboundMessage {
  const { request } = message
  const content = request.content ?? (request.sealed === undefined ? {} : open(request.sealed, message.id))
  return {
    deliveryId: deliverySid(delivery.channel, row.delivery_id),
    messageId: sidFromUuid('NT', message.id),
    clientId: sidFromUuid('AC', row.client_id),
    attempt: attemptNumber,
    channel: delivery.channel,
    to: delivery.to,
    ...(delivery.channel === 'push' && request.to.push !== undefined ? { push: request.to.push } : {}),
    ...(delivery.from === null ? {} : { from: delivery.from }),
    content: mergeContent(content, delivery.channel),
    category: request.category,
    ...(request.to.locale === undefined ? {} : { locale: request.to.locale }),
    ...(request.expiresAt === undefined ? {} : { expiresAt: Date.parse(request.expiresAt) }),
  }
}

function question(
  options: SenderOptions,
  trip: Trip,
  outcome: Outcome,
  gateway: Gateway | undefined,
  startedAt: string,
): OutcomeQuestion {
  const { row, delivery, settings, message } = trip
  const name = gateway?.name ?? (delivery.gateways[row.state.index] as string)
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
  const startedAt = row.started_at.toISOString()
  if (gateway === undefined) return afterOutcome(question(options, trip, gone(name), undefined, startedAt))
  const ticket = breakers.get(name)?.enter(clock.now())
  if (ticket === null) return afterOutcome(question(options, trip, down(name), gateway, startedAt))
  const begun = clock.now()
  const outcome = await call(() => gateway.send(outbound(trip, options.open, row.attempt), signal))
  if (ticket !== undefined) breakers.get(name)?.leave(ticket, isFault(outcome) ? 'fault' : 'ok', clock.now())
  meter.observe('trunkline_gateway_seconds', { gateway: name, outcome: outcome.kind }, (clock.now() - begun) / 1000)
  return afterOutcome(question(options, trip, outcome, gateway, startedAt))
}

async function lookUp(options: SenderOptions, trip: Trip, signal: AbortSignal): Promise<NextAction> {
  const { gateways, clock } = options
  const open = trip.row.state.unknown as NonNullable<typeof trip.row.state.unknown>
  const gateway = gateways.get(open.gateway)
  const fault = {
    errorCode: 'outcome-unknown',
    reason: `${open.gateway} did not answer an attempt that had begun at ${open.startedAt}`,
  }
  const asked = question(options, trip, { kind: 'unknown', ...fault }, gateway, open.startedAt)
  if (gateway?.lookUp === undefined) return afterUnknown(asked, fault)
  const message = outbound(trip, options.open, open.attempt)
  const answer = await gateway
    .lookUp(message, Date.parse(open.startedAt), signal)
    .catch((error: unknown) => ({ kind: 'unsure' as const, reason: String(error) }))
  if (answer.kind === 'found')
    return accepted(
      { ...asked, outcome: { kind: 'accepted', providerId: answer.providerId } },
      answer.providerId,
      answer.receipt,
    )
  if (answer.kind === 'absent') return { kind: 'resend', delivery: trip.delivery }
  const tries = (open.lookUps ?? 0) + 1
  if (tries >= lookUpTries)
    return afterUnknown(asked, {
      ...fault,
      reason: `${fault.reason}, nor can it say what became of it (${answer.reason})`,
    })
  return { kind: 'look-up', delivery: trip.delivery, at: clock.now() + lookUpAfter * 2 ** tries, lookUps: tries }
}

async function call(send: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await send()
  } catch (error) {
    return {
      kind: 'unknown',
      errorCode: 'gateway-bug',
      reason: `the gateway failed unexpectedly: ${error instanceof Error ? error.message : String(error)}`,
    }
  }
}

function isFault(outcome: Outcome): boolean {
  return outcome.kind === 'unknown' || (outcome.kind === 'deferred' && outcome.gatewayAtFault)
}

function gone(name: string): Outcome {
  return {
    kind: 'refused',
    errorCode: 'gateway-unknown',
    reason: `the gateway ${name} is no longer in the configuration`,
    failover: true,
  }
}

function down(name: string): Outcome {
  return { kind: 'deferred', errorCode: 'gateway-down', reason: `the gateway ${name} is down`, gatewayAtFault: true }
}
