import type { Entry, EntryResult } from './accept/accept-many.ts'
import type { Accepted, AcceptOptions, BatchResult } from './accept/acceptor.ts'
import { loadPhoneZones } from './addresses/zones-of-number.ts'
import { buildInbound } from './channels/build-inbound.ts'
import type { Channels, ChannelsOptions, StartOptions } from './channels/options.ts'
import { buildParts, type Parts, type Pulse } from './channels/parts.ts'
import { cancelMessage } from './message/cancel.ts'
import { getMessage, listMessages, type MessageFilter, type MessagePage, messageIdOf } from './message/query.ts'
import type { MessageView, SendRequest } from './message/schema.ts'
import { createTexts, type Texts } from './message/texts.ts'
import type { GatewaySink } from './ports.ts'
import type { Recipients } from './recipient/recipients.ts'
import { lastTags, lowestTags } from './store/claim-store.ts'
import { estimateWaiting, type QueueDepth, readDepth } from './store/depth-store.ts'
import { ensureMonths } from './store/partition-store.ts'
import { beat, leave } from './store/worker-store.ts'
import type { Suppressions } from './suppression/suppressions.ts'
import type { Templates } from './template/templates.ts'

const workerBeat = 5_000
const workerDead = 20_000
const surveyEvery = 1_000

/** Puts the parts of channels together. Opens nothing until it is started. */
export function createChannels(options: ChannelsOptions): Channels {
  return new ChannelsService(options)
}

class ChannelsService implements Channels {
  readonly #options: ChannelsOptions
  readonly #parts: Parts
  readonly #pulse: Pulse
  readonly #timers: NodeJS.Timeout[] = []
  readonly sink: GatewaySink
  readonly settings: Channels['settings']
  readonly gateways: Channels['gateways']
  readonly texts: Texts
  readonly suppressions: Suppressions
  readonly recipients: Recipients
  readonly templates: Templates

  constructor(options: ChannelsOptions) {
    this.#options = options
    this.#pulse = { workerId: options.ids.uuid(), dispatching: false, workers: 1, waiting: 0 }
    this.#parts = buildParts(options, this.#pulse)
    const { settings, gateways, receipts, suppressions } = this.#parts
    this.suppressions = suppressions
    this.recipients = this.#parts.recipients
    this.templates = this.#parts.templates
    this.sink = { receipt: (receipt) => receipts.receive(receipt), inbound: buildInbound(options, this.#parts) }
    this.texts = createTexts(options.db)
    this.settings = {
      getClient: (clientId) => settings.getRouting(clientId),
      putClient: (clientId, routing) => settings.putRouting(clientId, routing),
      getChannel: (clientId, channel) => settings.getChannel(clientId, channel),
      putChannel: (clientId, channel, wanted) => settings.putChannel(clientId, channel, wanted),
    }
    this.gateways = {
      list: () => gateways.list(),
      check: (name, signal) => gateways.check(name, signal),
      hook: (name, request) => gateways.hook(name, request, this.sink),
    }
  }

  accept(client: { readonly id: string }, request: SendRequest, options?: AcceptOptions): Promise<Accepted> {
    return this.#parts.acceptor.accept(client.id, request, options)
  }

  acceptBatch(
    client: { readonly id: string },
    requests: readonly unknown[],
    options?: AcceptOptions,
  ): Promise<BatchResult> {
    return this.#parts.acceptor.acceptBatch(client.id, requests, options)
  }

  acceptMany(entries: readonly Entry[]): Promise<EntryResult[]> {
    return this.#parts.acceptor.acceptMany(entries)
  }

  room(): number {
    return this.#parts.acceptor.room()
  }

  straightRoom(): number {
    return this.#pulse.dispatching ? this.#parts.dispatcher.straightRoom() : 0
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
    const { db, clock, gateways } = this.#options
    const { settings, tags, dispatcher, keeper } = this.#parts
    loadPhoneZones()
    await ensureMonths(db, clock.now())
    await settings.start()
    tags.seed(await lastTags(db))
    tags.observe(await lowestTags(db))
    this.#every(surveyEvery, () => this.#survey())
    if (!dispatch) return
    this.#pulse.dispatching = true
    this.#parts.gateways.tellStates()
    await this.#beat()
    this.#every(workerBeat, () => this.#beat())
    for (const gateway of gateways) await gateway.start?.(this.sink)
    dispatcher.start()
    keeper.start()
  }

  async stop(grace = 10_000): Promise<void> {
    const { db, clock, gateways, log } = this.#options
    const { settings, dispatcher, lanes, receipts, keeper } = this.#parts
    const until = clock.now() + grace
    for (const timer of this.#timers.splice(0)) clearInterval(timer)
    await keeper.stop()
    await dispatcher.stop(grace)
    await lanes.settled()
    await receipts.stop(Math.max(0, until - clock.now()))
    if (this.#pulse.dispatching) {
      for (const gateway of gateways) await gateway.stop?.()
      await leave(db, this.#pulse.workerId).catch((error: unknown) =>
        log.warn({ err: error }, 'could not sign off; the others notice within 20 s'),
      )
    }
    this.#pulse.dispatching = false
    await settings.stop()
  }

  async #survey(): Promise<void> {
    const { db } = this.#options
    this.#pulse.waiting = await estimateWaiting(db)
    if (!this.#pulse.dispatching) this.#parts.tags.observe(await lowestTags(db))
  }

  async #beat(): Promise<void> {
    const now = this.#options.clock.now()
    const dead = new Date(now - workerDead)
    this.#pulse.workers = await beat(this.#options.db, this.#pulse.workerId, new Date(now), dead)
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
}
