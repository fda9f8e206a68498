import type { Accounts, Client } from '@trunkline/accounts'
import type {
  ChannelName,
  ChannelSettings,
  ClientRouting,
  GatewayCheck,
  GatewaySink,
  HookRequest,
  HookResponse,
  LoopbackGateway,
  MessageView,
  QueueDepth,
  Recipients,
  SendRequest,
  Suppressions,
  Templates,
  Texts,
} from '@trunkline/channels'
import type { EventsDepth, RequestLog } from '@trunkline/events'
import type { Person, PersonalRows } from '@trunkline/postgres'
import type { Verify } from '@trunkline/verify'
import type {
  CallGuard,
  CallQuality,
  Conferences,
  Mp3Encoder,
  Recordings,
  RemotePhones,
  SipUsers,
  Voice,
} from '@trunkline/voice'
import type { ProblemError } from '@trunkline/wire'
import type { Webhooks } from './v1/register-webhooks.ts'

export type { Client, Login } from '@trunkline/accounts'

/** What the HTTP edge asks of the domains. Each port is declared here, by its user, and is as small as the use. */

/** Structured log, of pino's shape. Never given a body or a secret at `info` or above. */
export interface Log {
  debug(fields: object, message: string): void
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

/** Wall clock, milliseconds since the epoch. */
export interface Clock {
  now(): number
}

/** A message that was accepted, or had been under the same key. */
export interface Accepted {
  readonly message: MessageView
  readonly replayed: boolean
}

/** What a batch came to. */
export interface BatchResult {
  readonly accepted: MessageView[]
  readonly rejected: { readonly index: number; readonly problem: ProblemError }[]
}

/** Which messages a list shows. */
export interface MessageFilter {
  readonly status?: string
  readonly channel?: ChannelName
  readonly to?: string
  readonly after?: string
  readonly limit?: number
}

/** Messages, as a client may send, see and cancel them. */
export interface Messages {
  accept(
    client: Client,
    request: SendRequest,
    options: {
      readonly idempotencyKey?: string
      readonly channel?: ChannelName
      readonly origin?: Readonly<Record<string, unknown>>
    },
  ): Promise<Accepted>
  acceptBatch(
    client: Client,
    requests: readonly unknown[],
    options: { readonly idempotencyKey?: string },
  ): Promise<BatchResult>
  getMessage(clientId: string, sid: string): Promise<MessageView>
  listMessages(
    clientId: string,
    filter: MessageFilter,
  ): Promise<{ readonly messages: MessageView[]; readonly next: string | null }>
  cancel(clientId: string, sid: string): Promise<MessageView>
}

/** A client's routing and channel settings. */
export interface ClientSettings {
  getClient(clientId: string): Promise<ClientRouting>
  putClient(clientId: string, routing: ClientRouting): Promise<ClientRouting>
  getChannel(clientId: string, channel: ChannelName): Promise<ChannelSettings>
  putChannel(clientId: string, channel: ChannelName, settings: ChannelSettings): Promise<ChannelSettings>
}

/** What providers call. */
export interface Hooks {
  list(): readonly { readonly name: string; readonly type: string }[]
  hook(name: string, request: HookRequest): Promise<HookResponse>
}

/** The gateways: what providers call, how they are. */
export interface Gateways extends Hooks {
  list(): readonly GatewayState[]
  check(name: string, signal: AbortSignal): Promise<GatewayCheck>
}

/** A gateway and how it is. */
export interface GatewayState {
  readonly name: string
  readonly type: string
  readonly channels: readonly ChannelName[]
  readonly state: 'up' | 'down' | 'trying'
  /** Of Web Push: what a page gives to `pushManager.subscribe`. */
  readonly applicationServerKey?: string
}

/** All that the edge asks of channels. */
export interface ChannelsPort extends Messages {
  readonly settings: ClientSettings
  readonly gateways: Gateways
  /** Texts to people and from people. */
  readonly texts: Texts
  readonly suppressions: Suppressions
  readonly recipients: Recipients
  readonly templates: Templates
  /** Where the built-in phones hand in what they send. */
  readonly sink: Pick<GatewaySink, 'inbound'>
  depth(): Promise<QueueDepth>
}

/** Who may ask. */
export type ClientAccounts = Pick<Accounts, 'authenticateHeader'>

/** All that the edge asks of accounts. */
export type AccountsPort = Pick<
  Accounts,
  | 'authenticateHeader'
  | 'loginOf'
  | 'clients'
  | 'family'
  | 'keys'
  | 'numbers'
  | 'identities'
  | 'applications'
  | 'market'
  | 'callerIds'
>

/** The built-in gateway's inbox and its rules of behaviour. */
export type InboxPort = Pick<LoopbackGateway, 'inbox' | 'behaviour'>

/** What happened to a client's messages, live. */
export interface EventFeed {
  stream(
    clientId: string,
    options: {
      readonly after?: string
      readonly signal: AbortSignal
      /** Told once nothing that happens from then on is missed. */
      readonly onReady?: () => void
    },
  ): AsyncIterable<{
    readonly position: string
    readonly event: { readonly id: string; readonly type: string; readonly timestamp: string; readonly data: object }
  }>
}

/** All that the edge asks of events. */
export interface EventsPort extends EventFeed {
  readonly endpoints: Webhooks
  readonly requests: RequestLog
  depth(): Promise<EventsDepth>
}

/** All that the edge asks of verification. */
export type VerifyPort = Pick<
  Verify,
  'verifications' | 'services' | 'attempts' | 'blocks' | 'factors' | 'calls' | 'statuses'
>

/** All that the edge asks of calls. */
export interface VoicePort extends Pick<Voice, 'calls'> {
  readonly guard: Pick<CallGuard, 'limits'>
  /** Who may register SIP phones; without it nobody may. */
  readonly sipUsers?: SipUsers
  /** Built-in phones; without them nobody holds one from outside. */
  readonly phones?: RemotePhones
  /** What browsers tell of their calls; without it they are not listened to. */
  readonly quality?: CallQuality
  readonly recordings: Recordings
  readonly conferences: Conferences
  /** Makes MP3 of recordings. */
  readonly mp3: Pick<Mp3Encoder, 'encode'>
  /** Whether the sound of recordings is given to whoever knows its address, without credentials. */
  readonly publicRecordings: boolean
}

/** A person as an operator names them: `recipients` are bare names. */
export type PersonQuestion = Person

/** People, whatever client wrote to them. */
export interface PeoplePort {
  /** Deletes all that is kept of a person, and tells what; and in which tables their addresses still stand. */
  forget(person: PersonQuestion): Promise<{
    readonly addresses: readonly string[]
    readonly deleted: readonly PersonalRows[]
    readonly left: readonly PersonalRows[]
  }>
  export(person: PersonQuestion): Promise<{ readonly addresses: readonly string[]; readonly data: object }>
}

/** Counters and histograms; the server backs them with Prometheus. */
export interface Meter {
  gauge(name: string, labels: Readonly<Record<string, string>>, value: number): void
  observe(name: string, labels: Readonly<Record<string, string>>, seconds: number): void
}
