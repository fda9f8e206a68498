import { Client, RestException, TransportError, type TransportFailure, TwilioServiceException } from '@trunkline/sdk'
import { parseRetryAfter } from '../retry.ts'
import type { TwilioCredentials } from './config.ts'
import { type TwilioApi, TwilioFault, type TwilioList, type TwilioRecord } from './twilio-api.ts'

/** What {@link createSdkTwilioApi} needs. */
export interface SdkTwilioOptions {
  readonly accountSid: string
  readonly credentials: TwilioCredentials
  readonly baseUrl: string
  /** Milliseconds to wait for a whole answer. */
  readonly timeout: number
  readonly clock: { now(): number }
}

/** What the library gives of a message or call. Read with care: another server than Twilio's may leave something out. */
interface Payload {
  readonly sid?: unknown
  readonly status?: unknown
  readonly to?: unknown
  readonly from?: unknown
  readonly direction?: unknown
  readonly body?: unknown
  readonly messagingServiceSid?: unknown
  readonly dateCreated?: unknown
  readonly errorCode?: unknown
}

interface PageOfPayloads {
  readonly instances: readonly Payload[]
  nextPage(options: { signal: AbortSignal }): Promise<PageOfPayloads> | undefined
}

/** Twilio's API through the helper library. It repeats nothing by itself: what may be repeated is the dispatcher's to say. */
export function createSdkTwilioApi(options: SdkTwilioOptions): TwilioApi {
  const { username, password } = options.credentials
  // Everything that the library would otherwise take from the environment is given, so that the configuration file alone decides.
  const client = new Client(username, password, {
    accountSid: options.accountSid,
    baseUrl: options.baseUrl,
    edge: '',
    region: '',
    logLevel: '',
    timeout: options.timeout,
    autoRetry: false,
    mapError: (error) => faultOf(error, options.clock.now()),
  })

  return {
    // The library's types have arrays that may be changed, so it gets copies.
    createMessage: ({ mediaUrl, ...params }, signal) =>
      guarded(async () => {
        const media = mediaUrl && [...mediaUrl]
        return readRecord(await client.messages.create({ ...params, mediaUrl: media }, { signal }))
      }),
    createCall: ({ statusCallbackEvent, ...params }, signal) =>
      guarded(async () => {
        const events = statusCallbackEvent && [...statusCallbackEvent]
        return readRecord(await client.calls.create({ ...params, statusCallbackEvent: events }, { signal }))
      }),
    list: (kind, list, signal) => pages(client, kind, list, signal),
    fetchAccount: (signal) =>
      guarded(async () => {
        const account = await client.api.v2010.accounts(options.accountSid).fetch({ signal })
        return {
          friendlyName: text(account.friendlyName) ?? '',
          status: text(account.status) ?? '',
          type: text(account.type) ?? '',
        }
      }),
  }
}

async function* pages(client: Client, kind: 'message' | 'call', list: TwilioList, signal: AbortSignal) {
  const { to, sentOnOrAfter: day, pageSize } = list
  const query = { pageSize, ...(to ? { to } : {}) }
  const first = () =>
    kind === 'message'
      ? client.messages.page({ ...query, ...(day ? { dateSentAfter: day } : {}) }, { signal })
      : client.calls.page({ ...query, ...(day ? { startTimeAfter: day } : {}) }, { signal })
  let page: PageOfPayloads | undefined = await guarded(first as () => Promise<PageOfPayloads>)
  while (page !== undefined) {
    yield page.instances.map(readRecord)
    const here: PageOfPayloads = page
    page = await guarded(async () => await here.nextPage({ signal }))
  }
}

/** Runs a request; whatever goes wrong leaves as a {@link TwilioFault}. */
async function guarded<T>(request: () => Promise<T>): Promise<T> {
  try {
    return await request()
  } catch (error) {
    if (error instanceof TwilioFault) throw error
    // The library rejects what it cannot read; the request has left by then.
    throw badAnswer(error instanceof Error ? error.message : 'no answer that could be read', error)
  }
}

const whyOf: Readonly<Record<TransportFailure, 'unreachable' | 'timeout' | 'aborted' | 'connection-lost'>> = {
  connect: 'unreachable',
  timeout: 'timeout',
  aborted: 'aborted',
  broken: 'connection-lost',
}

function faultOf(error: unknown, now: number): unknown {
  if (error instanceof TransportError) {
    const { sent, code } = error
    return new TwilioFault({ kind: 'transport', sent, why: whyOf[error.failure], detail: code }, { cause: error })
  }
  if (error instanceof RestException || error instanceof TwilioServiceException) {
    const headers = error instanceof RestException ? error.headers : {}
    const retryAfter = parseRetryAfter(headers['retry-after'], now)
    const code = typeof error.code === 'number' ? error.code : undefined
    return new TwilioFault({ kind: 'answer', status: error.status, code, retryAfter })
  }
  return error
}

function badAnswer(detail: string, cause?: unknown): TwilioFault {
  return new TwilioFault({ kind: 'transport', sent: true, why: 'bad-answer', detail }, { cause })
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

function readRecord(record: Payload): TwilioRecord {
  const sid = text(record.sid)
  if (!sid) throw badAnswer('a record without a SID')
  const { dateCreated, errorCode } = record
  return {
    sid,
    status: text(record.status) ?? '',
    to: text(record.to) ?? '',
    from: text(record.from),
    direction: text(record.direction) ?? '',
    body: typeof record.body === 'string' ? record.body : null,
    messagingServiceSid: text(record.messagingServiceSid),
    dateCreated: dateCreated instanceof Date && !Number.isNaN(dateCreated.getTime()) ? dateCreated.getTime() : null,
    errorCode: typeof errorCode === 'number' ? String(errorCode) : text(errorCode),
  }
}
