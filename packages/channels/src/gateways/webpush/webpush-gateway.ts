import { resolve } from 'node:path'
import type { HttpCaller } from '@trunkline/events'
import type {
  ChannelName,
  Clock,
  Gateway,
  GatewayCheck,
  Log,
  OutboundMessage,
  Outcome,
  PushAddress,
} from '../../ports.ts'
import { abortedBefore, reportGone, sendToEach, type TellGone } from '../push/addresses.ts'
import { topicOf } from '../push/collapse.ts'
import { isShown, notificationOf, timeToLive } from '../push/notification.ts'
import { knownPushServices, type WebPushGatewayConfig } from './config.ts'
import { encryptPush, plaintextLimit } from './encrypt.ts'
import { answeredOutcome, failedOutcome } from './outcome.ts'
import { readSubscription, type Subscription } from './subscription.ts'
import { VapidAuthorization } from './vapid.ts'
import { loadVapidKeys, type VapidKeys } from './vapid-keys.ts'

/** What a Web Push gateway takes from outside. */
export interface WebPushGatewayDeps {
  readonly clock: Clock
  readonly log: Log
  /** Folder that the file of keys is relative to. */
  readonly folder: string
  /** Makes the requests, and only to addresses that it permits. */
  readonly http: Pick<HttpCaller, 'call'>
  readonly randomBytes: (size: number) => Uint8Array
  /** Told of subscriptions that have ended. */
  readonly onGone: TellGone
}

const urgencyOf = { otp: 'high', transactional: 'normal', marketing: 'low' } as const
const answerLimit = 4_096

/**
 * Sends notifications to browsers (Web Push: RFC 8030, RFC 8291, RFC 8292). The service worker gets JSON,
 * `{id, title?, body?, image?, data}`, where `id` is the delivery's.
 * @throws Error in one line where the keys cannot be used
 */
export function createWebPushGateway(
  name: string,
  config: WebPushGatewayConfig,
  deps: WebPushGatewayDeps,
): WebPushGateway {
  return new WebPushGateway(name, config, deps)
}

/** The gateway; {@link createWebPushGateway} makes it. */
export class WebPushGateway implements Gateway {
  readonly name: string
  readonly type = 'webpush'
  readonly channels: readonly ChannelName[] = ['push']
  /** A push service tells nobody what became of a message that it took. */
  readonly receiptTimeout = 0
  readonly concurrency: number
  readonly rate?: number
  readonly #config: WebPushGatewayConfig
  readonly #deps: WebPushGatewayDeps
  readonly #keys: VapidKeys
  readonly #authorization: VapidAuthorization

  constructor(name: string, config: WebPushGatewayConfig, deps: WebPushGatewayDeps) {
    this.name = name
    this.concurrency = config.concurrency ?? 50
    if (config.rate !== undefined) this.rate = config.rate
    this.#config = config
    this.#deps = deps
    try {
      this.#keys = loadVapidKeys(resolve(deps.folder, config.keys), deps.log)
    } catch (cause) {
      throw new Error(`gateways.${name}: ${(cause as Error).message}`, { cause })
    }
    this.#authorization = new VapidAuthorization(this.#keys, config.subject)
  }

  /** What a page gives to `pushManager.subscribe` as `applicationServerKey`. */
  get applicationServerKey(): string {
    return this.#keys.publicKey
  }

  async send(message: OutboundMessage, signal: AbortSignal): Promise<Outcome> {
    if (signal.aborted) return abortedBefore
    const payload = payloadOf(message)
    if (payload.length > plaintextLimit) {
      const reason = `the notification has ${payload.length} bytes; ${plaintextLimit} fit into one push message`
      return { kind: 'refused', errorCode: 'push-too-large', reason, failover: true }
    }
    return sendToEach('webpush', message, (address) => this.#sendTo(address, message, payload, signal))
  }

  async check(): Promise<GatewayCheck> {
    return { ok: true, detail: `the application server key is ${this.#keys.publicKey}` }
  }

  async #sendTo(
    address: PushAddress,
    message: OutboundMessage,
    payload: Uint8Array,
    signal: AbortSignal,
  ): Promise<Outcome> {
    const subscription = readSubscription(address, this.#config.endpoints ?? knownPushServices)
    if (typeof subscription === 'string')
      return { kind: 'refused', errorCode: 'push-address-invalid', reason: subscription, failover: true }
    const body = this.#encrypt(payload, subscription)
    if (body === undefined) {
      const reason = "the subscription's key p256dh is not a point on the curve"
      return { kind: 'refused', errorCode: 'push-address-invalid', reason, failover: true }
    }
    const { answer, failure } = await this.#post(subscription, message, body, signal)
    if (answer === undefined)
      return failedOutcome(failure ?? { code: 'connection-cut', message: 'the request ended without an answer' })
    if (answer.status === 404 || answer.status === 410) await this.#tellGone(address, message)
    const outcome = answeredOutcome(answer, this.#deps.clock.now())
    // RFC 8030 §5: the message's resource; a service that gives none still took it.
    return outcome.kind === 'accepted' && outcome.providerId === ''
      ? { ...outcome, providerId: message.deliveryId }
      : outcome
  }

  #encrypt(payload: Uint8Array, subscription: Subscription): Buffer | undefined {
    try {
      return encryptPush(payload, subscription, this.#deps.randomBytes)
    } catch {
      return undefined
    }
  }

  #post({ endpoint }: Subscription, message: OutboundMessage, body: Buffer, signal: AbortSignal) {
    const { ttlSeconds = 86_400, timeoutSeconds = 30 } = this.#config
    const now = this.#deps.clock.now()
    return this.#deps.http.call({
      method: 'POST',
      url: endpoint,
      headers: {
        authorization: this.#authorization.for(endpoint.origin, now),
        'content-encoding': 'aes128gcm',
        'content-type': 'application/octet-stream',
        ttl: String(timeToLive(message, now, ttlSeconds)),
        urgency: urgencyOf[message.category],
        ...(message.content.collapseKey === undefined ? {} : { topic: topicOf(message.content.collapseKey) }),
      },
      body,
      timeoutMs: timeoutSeconds * 1_000,
      maxResponseBytes: answerLimit,
      signal,
    })
  }

  #tellGone(address: PushAddress, { clientId }: OutboundMessage): Promise<void> {
    return reportGone(this.#deps, { gateway: this.name, clientId, address, since: this.#deps.clock.now() })
  }
}

function payloadOf(message: OutboundMessage): Uint8Array {
  const notification = notificationOf(message)
  const shown = isShown(notification) ? notification : { data: notification.data }
  return new TextEncoder().encode(JSON.stringify({ id: message.deliveryId, ...shown }))
}
