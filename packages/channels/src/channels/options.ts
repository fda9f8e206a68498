import type { Database, Sealer } from '@trunkline/postgres'
import type { IdGenerator } from '@trunkline/wire'
import type { Entry, EntryResult } from '../accept/accept-many.ts'
import type { Accepted, AcceptOptions, BatchResult } from '../accept/acceptor.ts'
import type { RetryPolicy } from '../gateways/retry.ts'
import type { MessageFilter, MessagePage } from '../message/query.ts'
import type { ChannelSettings, ClientRouting, MessageView, SendRequest } from '../message/schema.ts'
import type { Texts } from '../message/texts.ts'
import type {
  ChannelName,
  Clock,
  Gateway,
  GatewayCheck,
  GatewaySink,
  HookRequest,
  HookResponse,
  Log,
  Meter,
} from '../ports.ts'
import type { Recipients } from '../recipient/recipients.ts'
import type { QueueDepth } from '../store/depth-store.ts'
import type { OptOutConfig } from '../suppression/opt-outs.ts'
import type { Suppressions } from '../suppression/suppressions.ts'
import type { Templates } from '../template/templates.ts'

/** What channels needs of the rest of the server. */
export interface ChannelsOptions {
  readonly db: Database
  readonly clock: Clock
  readonly ids: IdGenerator
  readonly random: () => number
  readonly sealer: Sealer
  readonly log: Log
  readonly meter: Meter
  readonly gateways: readonly Gateway[]
  /** Gateways of each channel, in the order in which they are asked. */
  readonly routes: Readonly<Partial<Record<ChannelName, readonly string[]>>>
  readonly disabledClients: () => Promise<readonly string[]>
  /** UUID of the client that one of our numbers belongs to. */
  readonly ownerOf: (number: string) => Promise<string | undefined>
  /** Tells the relay that events were written. */
  readonly onEvents: () => void
  /** Base URL under which people reach this server, for the links of one click; undefined while it is not known. */
  readonly reach?: () => string | undefined
  readonly randomBytes: (size: number) => Uint8Array
  readonly optOuts?: OptOutConfig
  /** Days that a client's messages are kept after they are final, where the client says nothing. 90 where left out. */
  readonly retentionDays?: number
  readonly retryPolicy?: RetryPolicy
  /** Deliveries that may wait before new ones are refused. */
  readonly queueLimit?: number
  /** Spans in milliseconds; for tests. */
  readonly poll?: number
  readonly lease?: number
}

/** A gateway and how it is. */
export interface GatewayHealth {
  readonly name: string
  readonly type: string
  readonly channels: readonly ChannelName[]
  readonly state: 'up' | 'down' | 'trying'
  /** Of Web Push: what a page gives to `pushManager.subscribe`. */
  readonly applicationServerKey?: string
}

/** What {@link Channels.start} starts: dispatching (role `worker`), or only what accepting needs. */
export interface StartOptions {
  readonly dispatch: boolean
}

/** The channels of messages: accepting, keeping, sending, and telling what became of them. */
export interface Channels {
  accept(client: { readonly id: string }, request: SendRequest, options?: AcceptOptions): Promise<Accepted>
  acceptBatch(
    client: { readonly id: string },
    requests: readonly unknown[],
    options?: AcceptOptions,
  ): Promise<BatchResult>
  /**
   * Accepts many requests of any clients in one statement, and answers each in its place. A bad one rejects itself alone. Requests are told
   * apart by client and key, within the call and from all that came before; lanes keep the order of the entries.
   * @throws ProblemError where nothing was accepted (`queue-full`, `unavailable`, `storage-full`); to be tried again
   */
  acceptMany(entries: readonly Entry[]): Promise<EntryResult[]>
  /** How many more messages the queue takes at present; right to some percent. */
  room(): number
  /**
   * How many messages could be sent the moment they are accepted, which costs a fourth less: 0 where this process does not dispatch, or
   * messages wait already. For whoever can take in as many as suits.
   */
  straightRoom(): number
  getMessage(clientId: string, sid: string): Promise<MessageView>
  listMessages(clientId: string, filter: MessageFilter): Promise<MessagePage>
  cancel(clientId: string, sid: string): Promise<MessageView>
  /** Texts to people and from people, as one list. */
  readonly texts: Texts
  /** The addresses that a client does not send to. */
  readonly suppressions: Suppressions
  /** People as a client knows them. */
  readonly recipients: Recipients
  /** What is said over and over, and how e-mail looks. */
  readonly templates: Templates
  readonly settings: {
    getClient(clientId: string): Promise<ClientRouting>
    putClient(clientId: string, routing: ClientRouting): Promise<ClientRouting>
    getChannel(clientId: string, channel: ChannelName): Promise<ChannelSettings>
    putChannel(clientId: string, channel: ChannelName, settings: ChannelSettings): Promise<ChannelSettings>
  }
  readonly gateways: {
    list(): GatewayHealth[]
    check(name: string, signal: AbortSignal): Promise<GatewayCheck>
    hook(name: string, request: HookRequest): Promise<HookResponse>
  }
  /** How much waits, each kind counted up to 10,000. */
  depth(): Promise<QueueDepth>
  /** Where gateways hand in receipts and inbound messages. */
  readonly sink: GatewaySink
  start(options: StartOptions): Promise<void>
  /** Stops: finishes what is in flight within `grace` milliseconds, gives back the rest. */
  stop(grace?: number): Promise<void>
}
