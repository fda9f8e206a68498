/** `client.trunkline`: Trunkline's own API. */
import type { HttpMethod } from '../http/http-client.ts'
import { callTrunkline } from './caller.ts'
import { type EventHost, type EventOptions, type PlacedEvent, streamEvents } from './events.ts'
import type {
  BatchResult,
  Channel,
  ChannelSettings,
  ClientView,
  Factor,
  FactorCheck,
  FactorWithSecrets,
  Message,
  MessageFilter,
  NewFactor,
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
  VoiceTokenRequest,
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

/** A call without a body, and one with. */
type Ask<T> = (options?: TrunklineCall) => Promise<T>
type Tell<P, T> = (params: P, options?: TrunklineCall) => Promise<T>

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

  #get =
    <T>(path: string): Ask<T> =>
    (options) =>
      this.#call<T>('get', path, options)
  #post =
    <T>(path: string): Ask<T> =>
    (options) =>
      this.#call<T>('post', path, options)
  #remove =
    (path: string): Ask<true> =>
    (options) =>
      this.#call('delete', path, options).then(() => true as const)
  #send =
    <P, T>(path: string, method: HttpMethod = 'post'): Tell<P, T> =>
    (params, options) =>
      this.#call<T>(method, path, options, params)

  /** A method that sends on a path. */
  #sends = <P, T>(path: string): { create: Tell<P, T> } => ({ create: this.#send<P, T>(path) })

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
      fetch: this.#get<Message>(at('messages', id)),
      /** Before it is sent. */
      cancel: this.#post<Message>(at('messages', id, 'cancel')),
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
    fetch: this.#get<ClientView>('/client'),
    update: this.#send<{ channels: readonly Channel[]; strategy: Strategy }, ClientView>('/client', 'put'),
  }

  /** Settings of a channel: `channels('sms').update({windows: […]})`. */
  readonly channels = (channel: Channel) => ({
    fetch: this.#get<ChannelSettings>(at('client', 'channels', channel)),
    update: this.#send<ChannelSettings, ChannelSettings>(at('client', 'channels', channel), 'put'),
  })

  /** The client's phone numbers: `numbers('+14155550123').update({smsUrl: …})`. */
  readonly numbers = Object.assign(
    (number: string) => ({
      fetch: this.#get<PhoneNumber>(at('numbers', number)),
      update: this.#send<NumberSettings, PhoneNumber>(at('numbers', number), 'put'),
      remove: this.#remove(at('numbers', number)),
    }),
    this.#paged<PhoneNumber, object>('/numbers', 'numbers'),
  )

  /** Where the client is told of events. */
  readonly webhooks = Object.assign(
    (id: string) => ({
      fetch: this.#get<Webhook>(at('webhooks', id)),
      remove: this.#remove(at('webhooks', id)),
      /** A new secret; the old one signs too for a day. */
      rotate: this.#post<WebhookWithSecret>(at('webhooks', id, 'rotate')),
      enable: this.#post<Webhook>(at('webhooks', id, 'enable')),
      replay: (params: Replay = {}, options?: TrunklineCall) =>
        this.#call<{ requeued: number; since: string | null }>('post', at('webhooks', id, 'replay'), options, params),
    }),
    this.#sends<{ url: string; events?: readonly string[] }, WebhookWithSecret>('/webhooks'),
    this.#paged<Webhook, object>('/webhooks', 'webhooks'),
  )

  /** One-time codes: `verifications.create({to, channel})`, then `verifications('VE…').check({code})`. */
  readonly verifications = Object.assign(
    (id: string) => ({
      fetch: this.#get<Verification>(at('verifications', id)),
      check: this.#send<{ code: string }, Verification>(at('verifications', id, 'check')),
      resend: this.#post<Verification>(at('verifications', id, 'resend')),
      cancel: this.#post<Verification>(at('verifications', id, 'cancel')),
    }),
    this.#sends<StartVerification, Verification>('/verifications'),
  )

  /** Second factors of a person: `factors.create({identity, type: 'totp'})`, then `factors('YF…').verify({code})`. */
  readonly factors = Object.assign(
    (id: string) => ({
      fetch: this.#get<Factor>(at('factors', id)),
      remove: this.#remove(at('factors', id)),
      /** Takes an authenticator's first code; the factor is of use from then on. */
      verify: this.#send<{ code: string }, FactorCheck>(at('factors', id, 'verify')),
      check: this.#send<{ code: string }, FactorCheck>(at('factors', id, 'check')),
    }),
    this.#sends<NewFactor, FactorWithSecrets>('/factors'),
    {
      list: (identity: string, options?: TrunklineCall) =>
        this.#call<{ factors: Factor[] }>('get', '/factors', options, undefined, { identity }).then(
          (all) => all.factors,
        ),
      /** Checks a code of an authenticator, a backup code or a device's token, whichever the person has. */
      check: this.#send<{ identity: string; code: string }, FactorCheck>('/factors/check'),
    },
  )

  /** What a browser phone signs in with: `voice.token.create({phoneNumber})`. */
  readonly voice = { token: this.#sends<VoiceTokenRequest, VoiceToken>('/voice/token') }
}

const at = (...parts: string[]): string => `/${parts.map(encodeURIComponent).join('/')}`
