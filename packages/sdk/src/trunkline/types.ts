/** The shapes of Trunkline's own API, version 1. Instants are RFC 3339 text in UTC, as they are on the wire. */
import type { CallOptions } from '../rest/version.ts'

export type {
  Factor,
  FactorCheck,
  FactorWithSecrets,
  NewFactor,
  StartVerification,
  Verification,
} from './verification-types.ts'

/** Ways to reach a person. */
export type Channel = 'sms' | 'email' | 'push' | 'call'

/** What a message is for; it sets the priority. */
export type Category = 'otp' | 'transactional' | 'marketing'

/** `all` sends on each channel; `first` goes down the list until one is delivered. */
export type Strategy = 'all' | 'first'

/** Statuses of messages and deliveries, in the order in which they move. */
export type DeliveryStatus =
  | 'accepted'
  | 'held'
  | 'queued'
  | 'sending'
  | 'sent'
  | 'delivered'
  | 'undelivered'
  | 'failed'
  | 'expired'
  | 'rejected'
  | 'canceled'
  | 'suppressed'

/** One recipient, reachable in one way or several. */
export interface Recipient {
  phone?: string
  email?: string
  push?: ReadonlyArray<{ type: 'webpush' | 'fcm' | 'apns'; [field: string]: unknown }>
  /** IANA name, such as `Europe/Berlin`. */
  timeZone?: string
  locale?: string
}

/** A file that goes with an e-mail: its bytes in base64, or where they are. */
export interface Attachment {
  name: string
  type?: string
  content?: string
  url?: string
}

/** What is said. */
export interface ChannelContent {
  text?: string
  subject?: string
  html?: string
  title?: string
  data?: Record<string, unknown>
  /** URLs of pictures and the like (MMS). */
  media?: readonly string[]
  attachments?: readonly Attachment[]
  /** Where the TwiML of a call is. */
  url?: string
  /** The TwiML of a call itself. */
  twiml?: string | { toString(): string }
}

/** What is said, with overrides for single channels. */
export interface Content extends ChannelContent, Partial<Record<Channel, ChannelContent>> {
  template?: string
  variables?: Record<string, unknown>
}

/** What is sent on a given channel. */
export interface SendOnChannel {
  /** A phone number, an e-mail address, or one recipient with several. */
  to: string | Recipient
  from?: string
  content: Content
  category?: Category
  /** Messages with one key leave in the order in which they were accepted. */
  orderKey?: string
  sendAt?: string | Date
  expiresAt?: string | Date
  metadata?: Record<string, unknown>
}

/** What is sent on the channels that it names, or on the client's own. */
export interface SendMessage extends SendOnChannel {
  channels?: ReadonlyArray<Channel | { channel: Channel; timeoutSeconds?: number }>
  strategy?: Strategy
}

/** One try at one gateway. */
export interface Attempt {
  gateway: string
  outcome: string | null
  providerId: string | null
  startedAt: string
  endedAt: string | null
  errorCode: string | number | null
}

/** A message's trip over one channel. */
export interface Delivery {
  id: string
  channel: Channel
  to: string
  from: string | null
  gateway: string | null
  status: DeliveryStatus
  final: boolean
  dueAt: string | null
  reason: string | null
  segments: number | null
  errorCode: string | number | null
  attempts: Attempt[]
  timeline: { status: DeliveryStatus; at: string }[]
}

/** A message with its deliveries. */
export interface Message {
  id: string
  clientId: string
  to: Recipient
  channels: Channel[]
  strategy: Strategy
  category: Category
  status: DeliveryStatus
  final: boolean
  createdAt: string
  metadata: Record<string, unknown>
  deliveries: Delivery[]
}

/** RFC 9457 problem, as it stands beside a refused message of a batch. */
export interface Problem {
  type: string
  title: string
  status: number
  code: string
  detail: string
  errors?: { pointer: string; detail: string }[]
}

/** What became of a batch. */
export interface BatchResult {
  accepted: Message[]
  rejected: { index: number; problem: Problem }[]
}

/** Which messages a list shows. */
export interface MessageFilter {
  status?: DeliveryStatus
  channel?: Channel
  to?: string
}

/** One status move, as webhooks, Kafka and the event stream tell it. */
export interface TrunklineEvent {
  id: string
  /** `delivery.<status>`. */
  type: string
  timestamp: string
  data: {
    clientId: string
    messageId: string
    deliveryId: string
    channel: Channel
    status: DeliveryStatus
    final: boolean
    reason: string | null
    errorCode: string | number | null
    metadata: Record<string, unknown>
    sequence: number
  }
}

/** The client: the application that sends. */
export interface ClientView {
  id: string
  name: string
  status: string
  createdAt: string
  channels: Channel[]
  strategy: Strategy
}

/** When and how a client may use a channel. */
export interface ChannelSettings {
  enabled?: boolean
  gateways?: readonly string[]
  from?: string | null
  /** IANA name, or `recipient`. */
  timeZone?: string
  windows?: ReadonlyArray<{
    days: ReadonlyArray<'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun'>
    opens: string
    closes: string
  }>
  /** Days on which no window opens, `YYYY-MM-DD`. */
  holidays?: readonly string[]
  outside?: 'hold' | 'reject' | 'expire'
  bypass?: readonly Category[]
  unknown?: 'resend' | 'give-up'
  rate?: number | null
}

/** What belongs to a phone number. What is left out stays as it is, null takes it away. */
export interface NumberSettings {
  identity?: string | null
  friendlyName?: string | null
  smsUrl?: string | null
  smsMethod?: 'GET' | 'POST' | null
  smsFallbackUrl?: string | null
  smsFallbackMethod?: 'GET' | 'POST' | null
  smsApplicationSid?: string | null
  voiceUrl?: string | null
  voiceMethod?: 'GET' | 'POST' | null
  voiceFallbackUrl?: string | null
  voiceFallbackMethod?: 'GET' | 'POST' | null
  voiceApplicationSid?: string | null
  statusCallback?: string | null
  statusCallbackMethod?: 'GET' | 'POST' | null
}

/** A phone number of the client. */
export interface PhoneNumber extends NumberSettings {
  id: string
  phoneNumber: string
  clientId: string
  createdAt: string
  updatedAt: string
}

/** Where a client is told of events. */
export interface Webhook {
  id: string
  url: string
  events: string[]
  status: string
  createdAt: string
}

/** A webhook with its secret (`whsec_…`), which is shown once. */
export interface WebhookWithSecret extends Webhook {
  secret: string
}

/** What to send again: since an instant or a place in the stream, or what was given up. */
export interface Replay {
  since?: string
  failed?: boolean
}

/** Whose browser phone a token is for. */
export interface VoiceTokenRequest {
  /** A number of the client's, in any common way of writing. */
  phoneNumber: string
  /** The TwiML application that calls of the phone go to: the number's own, else the client's oldest, where left out. */
  applicationSid?: string
  /** Seconds that the token holds. 3600 where left out. */
  ttl?: number
}

/** What a browser phone signs in with. */
export interface VoiceToken {
  capabilityToken: string
  identity: string
  success: true
}

/** Options of one call of Trunkline's API. */
export interface TrunklineCall extends CallOptions {
  /** Makes a repeated POST the same one. A random one unless given. */
  readonly idempotencyKey?: string
}
