/** `client.trunkline`: Trunkline's own API. */
import type { HttpMethod } from '../http/http-client.ts'
import { callTrunkline } from './caller.ts'
import { type EventHost, type EventOptions, type PlacedEvent, streamEvents } from './events.ts'
import type {
  BatchResult,
  Channel,
  ChannelSettings,
  ClientView,
  Message,
  MessageFilter,
  NumberSettings,
  PhoneNumber,
  Replay,
  SendMessage,
  SendOnChannel,
  StartVerification,
  Strategy,
  TrunklineCall,
  Verification,
  VoiceToken,
  Webhook,
  WebhookWithSecret,
} from './types.ts'

/** A list in pages, each with the cursor of the next. */
export interface CursorList<T, F = unknown> {
  /** All that match, or the first `limit`. */
  list(filter?: F & { limit?: number }, options?: TrunklineCall): Promise<T[]>
  /** One page: up to `limit` after the cursor `after`; `next` is null at the end. */
  page(
    filter?: F & { after?: string; limit?: number },
    options?: TrunklineCall,
  ): Promise<{ items: T[]; next: string | null }>
  /** One by one, pages as they are needed. */
  iterate(filter?: F, options?: TrunklineCall): AsyncGenerator<T, void, undefined>
}

/** Most records of one page. */
const pageLimit = 100

/** Trunkline's own API, version 1. */
export class Trunkline {
  readonly #host: EventHost

  constructor(host: EventHost) {
    this.#host = host
  }

  #call = <T>(method: HttpMethod, path: string, options?: TrunklineCall, body?: unknown, query?: object): Promise<T> =>
    callTrunkline<T>(this.#host, method, path, { ...(options ? { options } : {}), body, ...(query ? { query } : {}) })

  /** A method that sends on a path. */
  #sends = <P, T>(path: string): { create(params: P, options?: TrunklineCall): Promise<T> } => ({
    create: (params, options) => this.#call<T>('post', path, options, params),
  })

  #paged = <T, F>(path: string, key: string): CursorList<T, F> => {
    const page: CursorList<T, F>['page'] = async (filter, options) => {
      const answer = await this.#call<Record<string, unknown>>('get', path, options, undefined, filter ?? {})
      return { items: (answer[key] ?? []) as T[], next: (answer.next ?? null) as string | null }
    }
    const iterate = async function* (
      filter?: F,
      options?: TrunklineCall,
      limit = Number.POSITIVE_INFINITY,
    ): AsyncGenerator<T, void, undefined> {
      let left = limit
      for (let after: string | null | undefined; after !== null && left > 0; ) {
        const size = Math.min(left, pageLimit)
        const got = await page({ ...(filter as F), ...(after === undefined ? {} : { after }), limit: size }, options)
        for (const item of got.items) if (left-- > 0) yield item
        after = got.next
      }
    }
    const list: CursorList<T, F>['list'] = async (filter, options) => {
      const { limit, ...rest } = filter ?? ({} as { limit?: number })
      const items: T[] = []
      for await (const item of iterate(rest as F, options, limit)) items.push(item)
      return items
    }
    return { page, list, iterate: (filter, options) => iterate(filter, options) }
  }

  /** Messages on any channels: `messages.create(…)`, `messages('NT…').fetch()`. */
  readonly messages = Object.assign(
    (id: string) => ({
      fetch: (options?: TrunklineCall) => this.#call<Message>('get', at('messages', id), options),
      /** Before it is sent. */
      cancel: (options?: TrunklineCall) => this.#call<Message>('post', at('messages', id, 'cancel'), options),
    }),
    this.#sends<SendMessage, Message>('/messages'),
    this.#paged<Message, MessageFilter>('/messages', 'messages'),
    {
      /** Up to 1,000 at once. A bad one is refused alone. */
      batch: (messages: readonly SendMessage[], options?: TrunklineCall) =>
        this.#call<BatchResult>('post', '/messages/batch', options, { messages }),
    },
  )

  readonly sms = this.#sends<SendOnChannel, Message>('/sms')
  readonly email = this.#sends<SendOnChannel, Message>('/email')
  readonly push = this.#sends<SendOnChannel, Message>('/push')
  readonly calls = this.#sends<SendOnChannel, Message>('/calls')

  /** Every status move of the client, live: `for await (const event of client.trunkline.events()) …`. */
  events(options?: EventOptions): AsyncGenerator<PlacedEvent, void, undefined> {
    return streamEvents(this.#host, options)
  }

  /** The client itself and its default routing. */
  readonly client = {
    fetch: (options?: TrunklineCall) => this.#call<ClientView>('get', '/client', options),
    update: (params: { channels: readonly Channel[]; strategy: Strategy }, options?: TrunklineCall) =>
      this.#call<ClientView>('put', '/client', options, params),
  }

  /** Settings of a channel: `channels('sms').update({windows: […]})`. */
  readonly channels = (channel: Channel) => ({
    fetch: (options?: TrunklineCall) => this.#call<ChannelSettings>('get', at('client', 'channels', channel), options),
    update: (params: ChannelSettings, options?: TrunklineCall) =>
      this.#call<ChannelSettings>('put', at('client', 'channels', channel), options, params),
  })

  /** The client's phone numbers: `numbers('+14155550123').update({smsUrl: …})`. */
  readonly numbers = Object.assign(
    (number: string) => ({
      fetch: (options?: TrunklineCall) => this.#call<PhoneNumber>('get', at('numbers', number), options),
      update: (params: NumberSettings, options?: TrunklineCall) =>
        this.#call<PhoneNumber>('put', at('numbers', number), options, params),
      remove: (options?: TrunklineCall) => this.#call('delete', at('numbers', number), options).then(() => true),
    }),
    this.#paged<PhoneNumber, object>('/numbers', 'numbers'),
  )

  /** Where the client is told of events. */
  readonly webhooks = Object.assign(
    (id: string) => ({
      fetch: (options?: TrunklineCall) => this.#call<Webhook>('get', at('webhooks', id), options),
      remove: (options?: TrunklineCall) => this.#call('delete', at('webhooks', id), options).then(() => true),
      /** A new secret; the old one signs too for a day. */
      rotate: (options?: TrunklineCall) => this.#call<WebhookWithSecret>('post', at('webhooks', id, 'rotate'), options),
      enable: (options?: TrunklineCall) => this.#call<Webhook>('post', at('webhooks', id, 'enable'), options),
      replay: (params: Replay = {}, options?: TrunklineCall) =>
        this.#call<{ requeued: number; since: string | null }>('post', at('webhooks', id, 'replay'), options, params),
    }),
    this.#sends<{ url: string; events?: readonly string[] }, WebhookWithSecret>('/webhooks'),
    this.#paged<Webhook, object>('/webhooks', 'webhooks'),
  )

  /** One-time codes: `verifications.create({to, channel})`, then `verifications('VE…').check({code})`. */
  readonly verifications = Object.assign(
    (id: string) => ({
      fetch: (options?: TrunklineCall) => this.#call<Verification>('get', at('verifications', id), options),
      check: (params: { code: string }, options?: TrunklineCall) =>
        this.#call<Verification>('post', at('verifications', id, 'check'), options, params),
      resend: (options?: TrunklineCall) => this.#call<Verification>('post', at('verifications', id, 'resend'), options),
      cancel: (options?: TrunklineCall) => this.#call<Verification>('post', at('verifications', id, 'cancel'), options),
    }),
    this.#sends<StartVerification, Verification>('/verifications'),
  )

  /** What a browser phone signs in with: `voice.token.create({phoneNumber})`. */
  readonly voice = { token: this.#sends<{ phoneNumber: string }, VoiceToken>('/voice/token') }
}

const at = (...parts: string[]): string => `/${parts.map(encodeURIComponent).join('/')}`
