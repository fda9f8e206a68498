import { validateRequest } from '@trunkline/wire'
import type { Clock, GatewaySink, HookRequest, HookResponse, InboundMessage, Log, Receipt } from '../../ports.ts'
import { type CallbackOptions, hookUrl } from './callback-url.ts'
import { messageReceipt } from './status.ts'

/** What {@link answerHook} needs. */
export interface HookOptions extends CallbackOptions {
  readonly clock: Clock
  readonly log: Log
}

const emptyTwiml: HookResponse = {
  status: 200,
  contentType: 'text/xml',
  body: '<?xml version="1.0" encoding="UTF-8"?><Response/>',
}
const rejectCall: HookResponse = {
  status: 200,
  contentType: 'text/xml',
  body: '<?xml version="1.0" encoding="UTF-8"?><Response><Reject/></Response>',
}
const taken: HookResponse = { status: 204 }
const sidShape = /^[A-Z]{2}[0-9a-f]{32}$/

/** A request of Twilio's after its signature was found right. */
interface Asked {
  readonly fields: URLSearchParams
  readonly query: URLSearchParams
}

/**
 * Answers a request of Twilio's: a status callback of a message or call, or an inbound message.
 *
 * - 204: a status callback was taken, or means nothing to us
 * - 200 with an empty TwiML document: an inbound message was taken, and there is no reply
 * - 403: the signature is missing or wrong; nothing was read
 * - 503: the news could not be kept
 */
export async function answerHook(options: HookOptions, request: HookRequest, sink: GatewaySink): Promise<HookResponse> {
  const { name, log } = options
  if (request.method !== 'POST' && request.method !== 'GET') return { status: 405 }
  const query = queryOf(request.url)
  const posted = new URLSearchParams(request.method === 'POST' ? request.rawBody : '')
  if (!isSigned(options, request, posted)) {
    log.warn({ gateway: name, url: request.url.split('?')[0] }, "a request without Twilio's signature was turned away")
    return { status: 403, contentType: 'text/plain', body: 'The signature does not fit.' }
  }
  try {
    return await takeIn(options, { fields: request.method === 'POST' ? posted : query, query }, sink)
  } catch (error) {
    log.error({ gateway: name, err: error }, "Twilio's news could not be kept")
    return { status: 503 }
  }
}

function isSigned(options: HookOptions, request: HookRequest, posted: URLSearchParams): boolean {
  const { authToken } = options.config
  if (authToken === undefined) return false
  const base = hookUrl(options)
  // The query as it came, letter by letter: Twilio signs the bytes of the URL, not their meaning.
  const search = /\?[^#]*/.exec(request.url)?.[0] ?? ''
  const urls = base === undefined ? [request.url] : [base + search, request.url]
  const signature = request.headers['x-twilio-signature']
  const params = Object.fromEntries([...new Set(posted.keys())].map((name) => [name, posted.getAll(name)]))
  return urls.some((url) => validateRequest(authToken, signature, url, params))
}

async function takeIn(options: HookOptions, asked: Asked, sink: GatewaySink): Promise<HookResponse> {
  const { fields } = asked
  if (fields.has('CallSid')) {
    if (fields.get('Direction') === 'inbound') return rejectCall
    return takeReceipt(options, asked, 'call', fields.get('CallSid'), fields.get('CallStatus'), sink)
  }
  const sid = fields.get('MessageSid') ?? fields.get('SmsSid')
  const status = fields.get('MessageStatus') ?? fields.get('SmsStatus')
  if (sid && fields.has('Body') && (status === null || /^receiv(ed|ing)$/.test(status))) {
    await sink.inbound(readInbound(options, sid, fields))
    return emptyTwiml
  }
  return takeReceipt(options, asked, 'message', sid, status, sink)
}

async function takeReceipt(
  options: HookOptions,
  asked: Asked,
  kind: 'message' | 'call',
  providerId: string | null,
  status: string | null,
  sink: GatewaySink,
): Promise<HookResponse> {
  const news = messageReceipt(kind, status ?? '', asked.fields.get('ErrorCode'))
  if (!providerId || !news) {
    options.log.warn({ gateway: options.name, kind, providerId, status }, 'a status callback that means nothing to us')
    return taken
  }
  const delivery = asked.query.get('delivery') ?? ''
  const receipt: Receipt = {
    gateway: options.name,
    providerId,
    ...(sidShape.test(delivery) ? { deliveryId: delivery } : {}),
    ...news,
    at: timestampOf(asked.fields, options.clock),
  }
  await sink.receipt(receipt)
  return taken
}

/** Calls tell when it happened. Messages do not (RawDlrDoneDate has the carrier's unknown zone): then it is when we were told. */
function timestampOf(fields: URLSearchParams, clock: Clock): number {
  const told = Date.parse(fields.get('Timestamp') ?? '')
  return Number.isNaN(told) ? clock.now() : told
}

function readInbound(options: HookOptions, providerId: string, fields: URLSearchParams): InboundMessage {
  const count = Math.min(Number(fields.get('NumMedia') ?? 0) || 0, 100)
  const media = Array.from({ length: count }, (_, index) => ({
    url: fields.get(`MediaUrl${index}`) ?? '',
    type: fields.get(`MediaContentType${index}`) ?? 'application/octet-stream',
  }))
  return {
    gateway: options.name,
    channel: 'sms',
    providerId,
    from: fields.get('From') ?? '',
    to: fields.get('To') ?? '',
    text: fields.get('Body') ?? '',
    ...(options.config.answersOptOuts === false ? {} : { answered: true }),
    ...optOutOf(fields.get('OptOutType')),
    media: media.filter((each) => each.url !== ''),
    at: options.clock.now(),
  }
}

/** Sent where Advanced Opt-Out knows the word, in whatever language (https://www.twilio.com/docs/messaging/tutorials/advanced-opt-out). */
function optOutOf(type: string | null): Pick<InboundMessage, 'optOut'> {
  const optOut = (['stop', 'start', 'help'] as const).find((one) => one === type?.toLowerCase())
  return optOut === undefined ? {} : { optOut }
}

function queryOf(url: string): URLSearchParams {
  return new URLSearchParams(/\?([^#]*)/.exec(url)?.[1] ?? '')
}
