/** What this package asks of the outside. Each port is declared here, by its user, and is as small as the use. */

/** Wall clock, milliseconds since the epoch. */
export interface Clock {
  now(): number
}

/** Structured log, of pino's shape. Never given a message body or a secret at `info` or above. */
export interface Log {
  debug(fields: object, message: string): void
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

/** Counters, gauges and histograms; the server backs them with Prometheus. Names carry their unit, as Prometheus asks. */
export interface Meter {
  count(name: string, labels: Readonly<Record<string, string>>, by?: number): void
  gauge(name: string, labels: Readonly<Record<string, string>>, value: number): void
  observe(name: string, labels: Readonly<Record<string, string>>, seconds: number): void
}

/** The channels that a message can go out on. Open for more: an address prefix such as `whatsapp:` is kept. */
export type ChannelName = 'sms' | 'email' | 'push' | 'call'

/** Order of importance of a message: `otp` before `transactional` before `marketing`. */
export type Category = 'otp' | 'transactional' | 'marketing'

/** A file that goes with an e-mail: its bytes in base64, or where to fetch them. */
export interface Attachment {
  readonly name: string
  readonly type?: string
  readonly content?: string
  readonly url?: string
}

/** What is to be said, after the overrides for the channel were applied. */
export interface Content {
  readonly text?: string
  readonly subject?: string
  readonly html?: string
  readonly title?: string
  readonly data?: Readonly<Record<string, unknown>>
  /** Push: a notification takes the place of one with the same key that was not shown yet, or is still there. */
  readonly collapseKey?: string
  readonly media?: readonly string[]
  readonly attachments?: readonly Attachment[]
  /** Calls: the TwiML document that says what happens, by URL or in place. Without either, `text` is said. */
  readonly url?: string
  readonly twiml?: string
  /** Calls: how `url` is fetched; POST where left out. */
  readonly method?: 'GET' | 'POST'
  /** Calls: how long the phone rings, seconds; the provider's own time where left out. */
  readonly ringSeconds?: number
}

/** A push address: a browser's subscription or a phone's token. */
export interface PushAddress {
  readonly type: 'webpush' | 'fcm' | 'apns'
  readonly [key: string]: unknown
}

/** One attempt of one delivery, as a gateway gets it. */
export interface OutboundMessage {
  /** SID of the delivery; the same for every attempt, so that a provider that dedupes can. */
  readonly deliveryId: string
  /** SID of the message. */
  readonly messageId: string
  /** SID of the client. */
  readonly clientId: string
  /** 1 for the first attempt of the delivery, whatever the gateway. */
  readonly attempt: number
  readonly channel: ChannelName
  /** E.164 number (with its prefix where one was given), e-mail address, or a label of the push address. */
  readonly to: string
  /** The push address itself, for the channel `push`. */
  readonly push?: readonly PushAddress[]
  /** The sender that the message or the client's settings name; without one the gateway's own is used. */
  readonly from?: string
  readonly content: Content
  readonly category: Category
  readonly locale?: string
  /** E-mail: where one click unsubscribes the recipient from this category (RFC 8058). */
  readonly unsubscribeUrl?: string
  /** Instant after which the message must not be delivered any more, milliseconds since the epoch. */
  readonly expiresAt?: number
}

/** What a receipt tells of a delivery that the provider had accepted. */
export type ReceiptStatus = 'sending' | 'sent' | 'delivered' | 'undelivered' | 'failed'

/** News of a delivery from the provider. May come late, twice, out of order, or before the answer to the send. */
export interface Receipt {
  /** Name of the gateway that brings it. */
  readonly gateway: string
  /** The provider's id of the message, as {@link Outcome} `accepted` gave it. */
  readonly providerId?: string
  /** SID of the delivery, where the provider hands it back; stronger than the provider's id. */
  readonly deliveryId?: string
  readonly status: ReceiptStatus
  /** The recipient has complained about it (an abuse report). */
  readonly complaint?: boolean
  readonly errorCode?: string
  readonly reason?: string
  /** When it happened, milliseconds since the epoch. */
  readonly at: number
}

/** A message from a person to one of our numbers, whatever the gateway. */
export interface InboundMessage {
  readonly gateway: string
  readonly channel: ChannelName
  readonly providerId: string
  readonly from: string
  readonly to: string
  readonly text: string
  readonly media: readonly { readonly url: string; readonly type: string }[]
  readonly at: number
  /** What the provider itself takes it for, where it looks for words such as STOP. */
  readonly optOut?: 'stop' | 'start' | 'help'
  /** The provider answers STOP, START and HELP itself, so that nobody else is to. */
  readonly answered?: boolean
}

/**
 * What became of one attempt.
 *
 * - `accepted`: the provider has taken it. `receipt` is there where the provider tells the end at once.
 * - `refused`: the provider will not send it, now or later. `failover` says whether another gateway may be asked
 *   (a refused sender or an unpaid account: yes; a number that does not exist: no).
 * - `deferred`: not now; it was certainly not sent, and may be tried again, here or elsewhere.
 * - `unknown`: the request left and no answer came; it may have been sent.
 */
export type Outcome =
  | { readonly kind: 'accepted'; readonly providerId: string; readonly receipt?: Omit<Receipt, 'gateway'> }
  | { readonly kind: 'refused'; readonly errorCode: string; readonly reason: string; readonly failover: boolean }
  | {
      readonly kind: 'deferred'
      readonly errorCode: string
      readonly reason: string
      /** Milliseconds that the provider asks to wait. */
      readonly retryAfter?: number
      /** The gateway itself is down or throttling (counts for the breaker), not just this message. */
      readonly gatewayAtFault: boolean
    }
  | { readonly kind: 'unknown'; readonly errorCode: string; readonly reason: string }

/** What the provider knows of an attempt whose outcome was `unknown`. `unsure` means: ask again later. */
export type LookUp =
  | { readonly kind: 'found'; readonly providerId: string; readonly receipt?: Omit<Receipt, 'gateway'> }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unsure'; readonly reason: string }

/** An HTTP request that a provider makes to us, with the body as it came. */
export interface HookRequest {
  readonly method: string
  /** The absolute URL as the provider called it (behind a proxy: the public one), query included. */
  readonly url: string
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly rawBody: string
}

/** What the provider gets back. */
export interface HookResponse {
  readonly status: number
  readonly contentType?: string
  readonly body?: string
}

/** Where a gateway hands in what it was told. Each promise resolves once the news is durable. */
export interface GatewaySink {
  receipt(receipt: Receipt): Promise<void>
  inbound(message: InboundMessage): Promise<void>
}

/** The result of a gateway's own check, for `trunkline doctor` and the admin API. */
export interface GatewayCheck {
  readonly ok: boolean
  readonly detail: string
  /** What to do next, where it is not ok. */
  readonly advice?: string
}

/** The port to one provider. */
export interface Gateway {
  /** Name in the configuration file, such as `twilio-eu`. */
  readonly name: string
  /** Kind of gateway, such as `twilio`. */
  readonly type: string
  readonly channels: readonly ChannelName[]
  /** Milliseconds to wait for a receipt before `sent` counts as final; 0 where the provider gives none. */
  readonly receiptTimeout: number
  /** The same for calls, where it is another: they are told of when they are over, and may last. */
  readonly callReceiptTimeout?: number
  /** Messages a second that the provider takes, over all processes; undefined = as fast as they come. */
  readonly rate?: number
  /** How many sends one process may have in flight at a time. */
  readonly concurrency: number
  /** Web Push: what a page gives to `pushManager.subscribe` (RFC 8292, section 3.2). */
  readonly applicationServerKey?: string
  /** E-mail: the categories that are given a link which unsubscribes with one click ({@link OutboundMessage.unsubscribeUrl}). */
  readonly unsubscribes?: readonly Category[]
  /** Hands one message to the provider. Resolves with the outcome, whatever happens; rejects only on a bug. */
  send(message: OutboundMessage, signal: AbortSignal): Promise<Outcome>
  /** Looks up what became of an attempt that began at `startedAt` (ms) and whose outcome is not known. */
  lookUp?(message: OutboundMessage, startedAt: number, signal: AbortSignal): Promise<LookUp>
  /** Answers a request of the provider's at `/hooks/{type}/{name}`: receipts, inbound messages. */
  hook?(request: HookRequest, sink: GatewaySink): Promise<HookResponse>
  check?(signal: AbortSignal): Promise<GatewayCheck>
  /** Opens what must be open (connections, listeners) in the process that dispatches. */
  start?(sink: GatewaySink): Promise<void>
  stop?(): Promise<void>
}
