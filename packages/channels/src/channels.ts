import type { Database, Sealer } from '@trunkline/postgres'
import { DatabaseError, isUnavailable } from '@trunkline/postgres'
import { type IdGenerator, ProblemError } from '@trunkline/wire'
import { type Accepted, type AcceptOptions, Acceptor, type BatchResult } from './accept/acceptor.ts'
import { loadPhoneZones } from './addresses/zones-of-number.ts'
import { Dispatcher } from './dispatch/dispatcher.ts'
import { Finisher } from './dispatch/finisher.ts'
import { createSender } from './dispatch/sender.ts'
import { CircuitBreaker } from './gateways/breaker.ts'
import { defaultRetryPolicy, type RetryPolicy } from './gateways/retry.ts'
import { Keeper } from './keeper/keeper.ts'
import { cancelMessage } from './message/cancel.ts'
import { getMessage, listMessages, type MessageFilter, type MessagePage, messageIdOf } from './message/query.ts'
import type { ChannelSettings, ClientRouting, ContentRequest, MessageView, SendRequest } from './message/schema.ts'
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
} from './ports.ts'
import { FairTags } from './queue/fair-tags.ts'
import { Settings } from './settings/settings.ts'
import { createInbound } from './status/inbound.ts'
import { Receipts } from './status/receipts.ts'
import { lastTags, lowestTags } from './store/claim-store.ts'
import { estimateWaiting, type QueueDepth, readDepth } from './store/depth-store.ts'
import { ensureMonths } from './store/partition-store.ts'
import { beat, leave } from './store/worker-store.ts'

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
  getMessage(clientId: string, sid: string): Promise<MessageView>
  listMessages(clientId: string, filter: MessageFilter): Promise<MessagePage>
  cancel(clientId: string, sid: string): Promise<MessageView>
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

const workerBeat = 5_000
const workerDead = 20_000
const surveyEvery = 1_000

/** Puts the parts of channels together. Opens nothing until it is started. */
export function createChannels(options: ChannelsOptions): Channels {
  return new ChannelsService(options)
}

class ChannelsService implements Channels {
  readonly #options: ChannelsOptions
  readonly #gateways: ReadonlyMap<string, Gateway>
  readonly #breakers: ReadonlyMap<string, CircuitBreaker>
  readonly #tags: FairTags
  readonly #settings: Settings
  readonly #acceptor: Acceptor
  readonly #receipts: Receipts
  readonly #dispatcher: Dispatcher
  readonly #keeper: Keeper
  readonly #workerId: string
  readonly #timers: NodeJS.Timeout[] = []
  #dispatching = false
  #workers = 1
  #waiting = 0
  readonly sink: GatewaySink
  readonly settings: Channels['settings']
  readonly gateways: Channels['gateways']

  constructor(options: ChannelsOptions) {
    const { db, clock, log, meter, onEvents } = options
    this.#options = options
    this.#workerId = options.ids.uuid()
    this.#gateways = new Map(options.gateways.map((gateway) => [gateway.name, gateway]))
    this.#breakers = new Map(options.gateways.map((gateway) => [gateway.name, this.#breakerOf(gateway)]))
    this.#tags = new FairTags(clock)
    const tags = this.#tags
    const serves = (name: string, channel: ChannelName) => this.#gateways.get(name)?.channels.includes(channel) ?? false
    const routes = (channel: ChannelName) => options.routes[channel] ?? []
    this.#settings = new Settings({ db, clock, log, routes, serves })
    const settingsOf = this.#settings.of.bind(this.#settings)
    const receiptTimeout = (name: string) => this.#gateways.get(name)?.receiptTimeout ?? 0
    this.#acceptor = new Acceptor({
      ...{ db, clock, log, meter, tags, settingsOf, serves },
      ids: options.ids,
      seal: (content, messageId) => options.sealer.seal(JSON.stringify(content), `message:${messageId}`),
      queueFull: () => this.#waiting > (options.queueLimit ?? 10_000_000),
      onAccepted: (routes) => this.#news(routes),
    })
    this.#receipts = new Receipts({
      db,
      clock,
      log,
      meter,
      tags,
      settingsOf,
      receiptTimeout,
      onWritten: () => this.#news([]),
    })
    const finisher = new Finisher({
      ...{ db, clock, log, meter, tags, receiptTimeout, workerId: this.#workerId, retryable: mayPass },
      onWritten: ({ routes, awaiting }) => {
        this.#news(routes)
        if (awaiting) this.#matchEarlySoon()
      },
    })
    const send = createSender({
      ...{ db, clock, log, meter, finisher, gateways: this.#gateways, breakers: this.#breakers, settingsOf },
      random: options.random,
      open: (sealed, messageId) => JSON.parse(options.sealer.open(sealed, `message:${messageId}`)) as ContentRequest,
      retryPolicy: options.retryPolicy ?? defaultRetryPolicy,
    })
    this.#dispatcher = new Dispatcher({
      random: options.random,
      ...{
        db,
        clock,
        log,
        meter,
        tags,
        send,
        gateways: this.#gateways,
        breakers: this.#breakers,
        workerId: this.#workerId,
      },
      clientRate: async (clientId, gateway) => this.#clientRate(await settingsOf(clientId), gateway),
      workers: () => this.#workers,
      ...(options.poll === undefined ? {} : { poll: options.poll }),
      ...(options.lease === undefined ? {} : { lease: options.lease }),
    })
    this.#keeper = new Keeper({
      ...{
        db,
        clock,
        log,
        meter,
        tags,
        settingsOf,
        receipts: this.#receipts,
        disabledClients: options.disabledClients,
      },
      refreshSettings: (clientId) => this.#settings.refresh(clientId),
      onQueued: (routes) => {
        for (const route of routes) this.#dispatcher.wake(route)
        onEvents()
      },
    })
    this.sink = {
      receipt: (receipt) => this.#receipts.receive(receipt),
      inbound: createInbound({ db, clock, ids: options.ids, log, ownerOf: options.ownerOf }),
    }
    this.settings = {
      getClient: (clientId) => this.#settings.getRouting(clientId),
      putClient: (clientId, routing) => this.#settings.putRouting(clientId, routing),
      getChannel: (clientId, channel) => this.#settings.getChannel(clientId, channel),
      putChannel: (clientId, channel, settings) => this.#settings.putChannel(clientId, channel, settings),
    }
    this.gateways = {
      list: () => options.gateways.map((gateway) => this.#health(gateway)),
      check: (name, signal) => this.#check(name, signal),
      hook: (name, request) => this.#hook(name, request),
    }
  }

  accept(client: { readonly id: string }, request: SendRequest, options?: AcceptOptions): Promise<Accepted> {
    return this.#acceptor.accept(client.id, request, options)
  }

  acceptBatch(
    client: { readonly id: string },
    requests: readonly unknown[],
    options?: AcceptOptions,
  ): Promise<BatchResult> {
    return this.#acceptor.acceptBatch(client.id, requests, options)
  }

  getMessage(clientId: string, sid: string): Promise<MessageView> {
    return getMessage(this.#options.db, clientId, sid)
  }

  listMessages(clientId: string, filter: MessageFilter): Promise<MessagePage> {
    return listMessages(this.#options.db, clientId, filter)
  }

  async cancel(clientId: string, sid: string): Promise<MessageView> {
    const { db, clock, onEvents } = this.#options
    await cancelMessage(db, clock, clientId, messageIdOf(sid))
    onEvents()
    return getMessage(db, clientId, sid)
  }

  depth(): Promise<QueueDepth> {
    return readDepth(this.#options.db)
  }

  async start({ dispatch }: StartOptions): Promise<void> {
    const { db, clock } = this.#options
    loadPhoneZones()
    await ensureMonths(db, clock.now())
    await this.#settings.start()
    this.#tags.seed(await lastTags(db))
    this.#tags.observe(await lowestTags(db))
    this.#every(surveyEvery, async () => {
      this.#waiting = await estimateWaiting(db)
      if (!this.#dispatching) this.#tags.observe(await lowestTags(db))
    })
    if (!dispatch) return
    this.#dispatching = true
    await this.#beat()
    this.#every(workerBeat, () => this.#beat())
    for (const gateway of this.#options.gateways) await gateway.start?.(this.sink)
    this.#dispatcher.start()
    this.#keeper.start()
  }

  async stop(grace = 10_000): Promise<void> {
    for (const timer of this.#timers.splice(0)) clearInterval(timer)
    await this.#keeper.stop()
    await this.#dispatcher.stop(grace)
    if (this.#dispatching) {
      for (const gateway of this.#options.gateways) await gateway.stop?.()
      await leave(this.#options.db, this.#workerId).catch((error: unknown) =>
        this.#options.log.warn({ err: error }, 'could not sign off; the others notice within 20 s'),
      )
    }
    this.#dispatching = false
    await this.#settings.stop()
  }

  #news(routes: readonly string[]): void {
    this.#options.onEvents()
    if (this.#dispatching) for (const route of routes) this.#dispatcher.wake(route)
  }

  #matching = false

  /** A receipt may have come before its delivery was written down as sent. */
  #matchEarlySoon(): void {
    if (this.#matching) return
    this.#matching = true
    setImmediate(async () => {
      this.#matching = false
      await this.#receipts
        .matchEarly(true)
        .catch((error: unknown) =>
          this.#options.log.warn({ err: error }, 'early receipts could not be matched; trying again soon'),
        )
    })
  }

  async #beat(): Promise<void> {
    const now = this.#options.clock.now()
    this.#workers = await beat(this.#options.db, this.#workerId, new Date(now), new Date(now - workerDead))
  }

  #every(span: number, work: () => Promise<void>): void {
    let busy = false
    const timer = setInterval(async () => {
      if (busy) return
      busy = true
      await work().catch((error: unknown) =>
        this.#options.log.warn({ err: error }, 'a periodic look at the queue failed; trying again'),
      )
      busy = false
    }, span)
    this.#timers.push(timer)
  }

  #breakerOf({ name }: Gateway): CircuitBreaker {
    return new CircuitBreaker(undefined, (from, to) => {
      const level = to === 'open' ? 'warn' : 'info'
      this.#options.log[level](
        { gateway: name, from, to },
        to === 'open' ? 'the gateway is down: it is left alone for a while' : 'the gateway is tried again',
      )
      this.#options.meter.gauge('trunkline_gateway_up', { gateway: name }, to === 'closed' ? 1 : 0)
    })
  }

  /** The pace of a client on the channels that a gateway serves: the lowest that any of them has. */
  #clientRate(settings: Awaited<ReturnType<Settings['of']>>, gateway: string): number | null {
    const rates = (this.#gateways.get(gateway)?.channels ?? []).flatMap(
      (channel) => settings.channels[channel].rate ?? [],
    )
    return rates.length === 0 ? null : Math.min(...rates)
  }

  #health({ name, type, channels }: Gateway): GatewayHealth {
    const state = this.#breakers.get(name)?.state(this.#options.clock.now()) ?? 'closed'
    return { name, type, channels, state: state === 'closed' ? 'up' : state === 'open' ? 'down' : 'trying' }
  }

  async #check(name: string, signal: AbortSignal): Promise<GatewayCheck> {
    const gateway = this.#known(name)
    return (await gateway.check?.(signal)) ?? { ok: true, detail: 'this gateway has nothing to check' }
  }

  async #hook(name: string, request: HookRequest): Promise<HookResponse> {
    const gateway = this.#known(name)
    if (gateway.hook === undefined) throw new ProblemError('not-found', `the gateway ${name} takes no requests`)
    return gateway.hook(request, this.sink)
  }

  #known(name: string): Gateway {
    const gateway = this.#gateways.get(name)
    if (gateway === undefined) throw new ProblemError('not-found', `there is no gateway ${JSON.stringify(name)}`)
    return gateway
  }
}

/** Whether a write may succeed when it is tried again: the database was away, or chose this one to end a deadlock. */
function mayPass(error: unknown): boolean {
  return (
    isUnavailable(error) || (error instanceof DatabaseError && (error.code === 'CONFLICT' || error.code === 'CANCELED'))
  )
}
