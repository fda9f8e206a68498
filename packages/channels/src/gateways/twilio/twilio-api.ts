/** A message or call as the API gives it back; only what the gateway reads. Dates in milliseconds since the epoch. */
export interface TwilioRecord {
  readonly sid: string
  readonly status: string
  readonly to: string
  readonly from: string | null
  readonly direction: string
  readonly body: string | null
  readonly messagingServiceSid: string | null
  readonly dateCreated: number | null
  readonly errorCode: string | null
}

/** The account, as far as a check needs it. */
export interface TwilioAccount {
  readonly friendlyName: string
  readonly status: string
  readonly type: string
}

/** Parameters of POST Messages that the gateway uses (https://www.twilio.com/docs/messaging/api/message-resource#create-a-message-resource). */
export interface MessageParams {
  readonly to: string
  readonly from?: string
  readonly messagingServiceSid?: string
  readonly body?: string
  readonly mediaUrl?: readonly string[]
  readonly statusCallback?: string
  /** Seconds, 1 to 36,000. */
  readonly validityPeriod?: number
}

/** Parameters of POST Calls that the gateway uses (https://www.twilio.com/docs/voice/api/call-resource#create-a-call-resource). */
export interface CallParams {
  readonly to: string
  readonly from: string
  readonly url?: string
  readonly twiml?: string
  readonly method?: 'GET' | 'POST'
  /** Seconds of ringing. */
  readonly timeout?: number
  readonly statusCallback?: string
  readonly statusCallbackMethod?: 'POST'
  readonly statusCallbackEvent?: readonly string[]
}

/** Which list is read, from the newest record on. */
export interface TwilioList {
  /** Only what went to this address. */
  readonly to?: string
  /**
   * Only what was sent (messages) or begun (calls) on this UTC day or later, `YYYY-MM-DD`. What is still queued has no such date and is
   * left out.
   */
  readonly sentOnOrAfter?: string
  /** Records of a page. */
  readonly pageSize: number
}

/** What the gateway asks of Twilio's API. All reject with {@link TwilioFault} alone. */
export interface TwilioApi {
  createMessage(params: MessageParams, signal: AbortSignal): Promise<TwilioRecord>
  createCall(params: CallParams, signal: AbortSignal): Promise<TwilioRecord>
  /** The pages of a list, newest first; each is fetched when it is asked for. */
  list(kind: 'message' | 'call', list: TwilioList, signal: AbortSignal): AsyncIterable<readonly TwilioRecord[]>
  fetchAccount(signal: AbortSignal): Promise<TwilioAccount>
}

/** How a request failed. */
export type TwilioFailure =
  | {
      /** The server answered with an error. */
      readonly kind: 'answer'
      readonly status: number
      /** Twilio's code; undefined where the answer is not Twilio's (a proxy's page). */
      readonly code?: number
      /** The header, milliseconds. */
      readonly retryAfter?: number
    }
  | {
      /** No whole answer came. */
      readonly kind: 'transport'
      /** Whether the request may have reached the server. */
      readonly sent: boolean
      readonly why: 'timeout' | 'aborted' | 'unreachable' | 'connection-lost' | 'bad-answer'
      readonly detail: string
    }

/** A failed request. */
export class TwilioFault extends Error {
  readonly failure: TwilioFailure

  constructor(failure: TwilioFailure, options?: ErrorOptions) {
    super(describe(failure), options)
    this.name = 'TwilioFault'
    this.failure = failure
  }
}

function describe(failure: TwilioFailure): string {
  if (failure.kind === 'transport') return `${failure.why}: ${failure.detail}`
  return failure.code === undefined ? `HTTP ${failure.status}` : `HTTP ${failure.status}, error ${failure.code}`
}
