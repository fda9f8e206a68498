import { readNumber } from '@trunkline/accounts'
import {
  type CallPlacer,
  type Clock,
  type Gateway,
  type GatewayCheck,
  type Log,
  type LookUp,
  type OutboundMessage,
  type Outcome,
  type Receipt,
  sayText,
} from '@trunkline/channels'
import { isUnavailable } from '@trunkline/postgres'
import { type CallRecord, type Calls, isOver, type NewCall, VoiceError } from '@trunkline/voice'
import { deliveryUuidOf, ProblemError, uuidFromSid } from '@trunkline/wire'

/** What a gateway takes that hands deliveries of the channel `call` to Trunkline's own calls. */
export interface VoiceGatewayDeps {
  readonly calls: () => Pick<Calls, 'create' | 'find'>
  /** A number of the client's to call from, where nobody names one. */
  readonly numberOf: (clientId: string) => Promise<string | undefined>
  /** Whether a client may show a number as its own. */
  readonly mayShow: (clientId: string, number: string) => Promise<boolean>
  readonly clock: Clock
  readonly log: Log
  /** Asks a trunk whether it is there; undefined where another process has the trunks. */
  readonly askTrunk?: (name: string) => Promise<GatewayCheck | undefined>
}

/** What is particular to one gateway. */
export interface VoiceGatewayOptions {
  readonly name: string
  readonly type: 'sip' | 'loopback'
  /** Who calls, where neither the message nor the client's settings say it. */
  readonly from?: string
  /** Who calls where the client has no number either; without it such a delivery is refused. */
  readonly nobody?: string
  readonly rate?: number
}

/** What a call keeps of the delivery that it is for. */
export interface DeliveryOrigin {
  readonly gateway: string
  readonly deliveryId: string
  readonly attempt: number
}

/** Four hours that a call may last, and the time that it may wait and ring. Milliseconds. */
const longestCall = 4 * 3_600_000 + 15 * 60_000
/** How long an insert may be on its way from a process that was taken for dead. Milliseconds. */
const settle = 10_000
const usualRing = 60
/** Twilio's code for a number that nothing reaches (https://www.twilio.com/docs/api/errors/13224). */
const noRoute = 13224

/**
 * The UUID of an attempt's call. That of the first attempt is the delivery's own, so that the delivery's `CA…` is the call's; of the others the attempt is
 * the last byte, which is 0 in deliveries.
 */
export function callUuid(deliveryId: string, attempt: number): string {
  const again = ((attempt - 1) & 0xff).toString(16).padStart(2, '0')
  return `${deliveryUuidOf(uuidFromSid(deliveryId)).slice(0, 34)}${again}`
}

/** Makes what places calls for deliveries: for a gateway of type `sip`, or behind the built-in one. */
export function createVoicePlacer(options: VoiceGatewayOptions, deps: VoiceGatewayDeps): CallPlacer {
  return {
    send: (message, signal) => place(options, deps, message, signal),
    lookUp: (message, startedAt) => lookUp(deps, message, startedAt),
  }
}

const elsewhere: GatewayCheck = { ok: true, detail: 'the process that runs the calls knows' }

/** Makes the gateway of type `sip` that the configuration file names. */
export function createVoiceGateway(options: VoiceGatewayOptions, deps: VoiceGatewayDeps): Gateway {
  const { name, type, rate } = options
  return {
    ...{ name, type, channels: ['call'], receiptTimeout: longestCall, concurrency: 50 },
    ...(rate === undefined ? {} : { rate }),
    ...createVoicePlacer(options, deps),
    check: async () => (await deps.askTrunk?.(name)) ?? elsewhere,
  }
}

async function place(
  options: VoiceGatewayOptions,
  deps: VoiceGatewayDeps,
  message: OutboundMessage,
  signal: AbortSignal,
): Promise<Outcome> {
  if (signal.aborted) return aborted
  try {
    const from = await callerOf(options, deps, message)
    if (typeof from === 'object') return from
    const record = await deps.calls().create(uuidFromSid(message.clientId), newCall(options, message, from, deps.clock))
    const receipt = receiptOf(record)
    return {
      kind: 'accepted',
      providerId: record.sid,
      ...(receipt && { receipt: { ...receipt, providerId: record.sid } }),
    }
  } catch (error) {
    return failed(error, options, deps, message)
  }
}

const aborted: Outcome = {
  kind: 'deferred',
  errorCode: 'aborted',
  reason: 'given up before it was placed',
  gatewayAtFault: false,
}

const noSender: Extract<Outcome, { kind: 'refused' }> = {
  kind: 'refused',
  errorCode: 'no-sender',
  reason:
    'nobody says which number calls: give the client a number, or set `from` of the message, the channel or the gateway',
  failover: true,
}

/** Twilio's code for a caller id that is not the client's (https://www.twilio.com/docs/api/errors/21210). */
const notShown = { kind: 'refused', errorCode: '21210', failover: true } as const

/**
 * The message's number, the gateway's, the client's; in the form that calls have. What leaves shows only what is the client's to show, for a caller id is
 * believed by whoever reads it.
 */
async function callerOf(
  { type, from, nobody }: VoiceGatewayOptions,
  { numberOf, mayShow }: VoiceGatewayDeps,
  message: OutboundMessage,
): Promise<string | Extract<Outcome, { kind: 'refused' }>> {
  const clientId = uuidFromSid(message.clientId)
  const caller = message.from ?? from ?? (await numberOf(clientId)) ?? nobody
  if (caller === undefined) return noSender
  const number = readNumber(caller).e164 ?? caller
  if (type === 'loopback' || message.from === undefined || number === from) return number
  return (await mayShow(clientId, number))
    ? number
    : { ...notShown, reason: `the client may not show ${number} as its number` }
}

function newCall({ name }: VoiceGatewayOptions, message: OutboundMessage, from: string, clock: Clock): NewCall {
  const { content, deliveryId, attempt, expiresAt } = message
  const left = expiresAt === undefined ? usualRing : Math.max(1, Math.ceil((expiresAt - clock.now()) / 1000))
  const origin: DeliveryOrigin = { gateway: name, deliveryId, attempt }
  return {
    id: callUuid(deliveryId, attempt),
    to: message.to,
    from,
    program: programOf(message),
    timeoutSeconds: Math.min(content.ringSeconds ?? usualRing, left),
    via: name,
    confidential: message.category === 'otp',
    ...(expiresAt === undefined ? {} : { notAfter: new Date(expiresAt).toISOString() }),
    origin: { ...origin },
  }
}

/** The document of the message, by URL or in place; without either its text is said. */
function programOf({ content, locale }: OutboundMessage): NewCall['program'] {
  const { url, twiml, text, method = 'POST' } = content
  if (url !== undefined) return { document: { url, method } }
  return { twiml: twiml ?? sayText(text ?? '', locale) }
}

function failed(
  error: unknown,
  { name }: VoiceGatewayOptions,
  { log }: VoiceGatewayDeps,
  { deliveryId }: OutboundMessage,
): Outcome {
  const reason = error instanceof Error ? error.message : String(error)
  if (error instanceof VoiceError) {
    // Another gateway may have a way there; that a client may not call there is so by every gateway.
    return { kind: 'refused', errorCode: String(error.code), reason, failover: error.code === noRoute }
  }
  if (error instanceof ProblemError && !error.retryable) {
    return { kind: 'refused', errorCode: error.code, reason, failover: false }
  }
  if (error instanceof ProblemError) {
    return { kind: 'deferred', errorCode: error.code, reason, gatewayAtFault: false }
  }
  // The connection may have broken after the commit.
  if (isUnavailable(error)) return { kind: 'unknown', errorCode: 'unavailable', reason: 'the database was away' }
  log.error({ gateway: name, deliveryId, err: error }, 'a call could not be placed')
  return { kind: 'unknown', errorCode: 'internal', reason: 'the call could not be placed' }
}

async function lookUp(
  { calls, clock }: VoiceGatewayDeps,
  message: OutboundMessage,
  startedAt: number,
): Promise<LookUp> {
  try {
    const record = await calls().find(`CA${callUuid(message.deliveryId, message.attempt).replaceAll('-', '')}`)
    if (record === undefined) {
      if (clock.now() - startedAt > settle) return { kind: 'absent' }
      return { kind: 'unsure', reason: 'the call may still be on its way into the database' }
    }
    const receipt = receiptOf(record)
    return {
      kind: 'found',
      providerId: record.sid,
      ...(receipt && { receipt: { ...receipt, providerId: record.sid } }),
    }
  } catch (error) {
    return { kind: 'unsure', reason: error instanceof Error ? error.message : String(error) }
  }
}

/** What ends of calls are to deliveries, and in words. A call is delivered when it was answered and is over. */
const ends: Readonly<Record<string, { readonly status: Receipt['status']; readonly reason?: string } | undefined>> = {
  completed: { status: 'delivered' },
  busy: { status: 'undelivered', reason: 'the line was busy' },
  'no-answer': { status: 'undelivered', reason: 'nobody answered' },
  failed: { status: 'failed', reason: 'the call could not be made' },
  canceled: { status: 'failed', reason: 'the call was canceled before it was answered' },
}

/** The receipt of a call that is over; undefined while it is not. */
export function receiptOf({
  status,
  errorCode,
  reason,
  endedAt,
  updatedAt,
}: Pick<CallRecord, 'status' | 'errorCode' | 'reason' | 'endedAt' | 'updatedAt'>):
  | Omit<Receipt, 'gateway'>
  | undefined {
  const end = isOver(status) ? ends[status] : undefined
  if (end === undefined) return undefined
  const at = (endedAt ?? updatedAt).getTime()
  if (end.status === 'delivered') return { status: 'delivered', at }
  return { status: end.status, at, errorCode: String(errorCode ?? status), ...withReason(reason ?? end.reason) }
}

const withReason = (reason: string | undefined) => (reason === undefined ? {} : { reason })
