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
import { Http2Client } from '../push/http2-client.ts'
import { unansweredOutcome } from '../push/http2-outcome.ts'
import { AccessTokens } from './access-tokens.ts'
import type { FcmGatewayConfig } from './config.ts'
import { fcmVerdict } from './outcome.ts'
import { fcmBody } from './request-body.ts'
import { readServiceAccount, type ServiceAccount } from './service-account.ts'

/** What an FCM gateway takes from outside. */
export interface FcmGatewayDeps {
  readonly clock: Clock
  readonly log: Log
  /** Folder that the key file is relative to. */
  readonly folder: string
  /** Fetches access tokens. */
  readonly http: Pick<HttpCaller, 'call'>
  /** Certificates (PEM) that are trusted for FCM instead of the usual ones. */
  readonly ca?: string
  /** Told of tokens that are gone. */
  readonly onGone: TellGone
}

/**
 * Sends notifications to apps by Firebase Cloud Messaging, HTTP v1, over one HTTP/2 connection
 * (https://firebase.google.com/docs/cloud-messaging/send/v1-api). A push address is `{type: "fcm", token}`.
 * @throws Error in one line where the service account's key cannot be used
 */
export function createFcmGateway(name: string, config: FcmGatewayConfig, deps: FcmGatewayDeps): Gateway {
  return new FcmGateway(name, config, deps)
}

class FcmGateway implements Gateway {
  readonly name: string
  readonly type = 'fcm'
  readonly channels: readonly ChannelName[] = ['push']
  /** FCM tells no sender what became of a message that it took. */
  readonly receiptTimeout = 0
  readonly concurrency: number
  readonly rate: number
  readonly #config: FcmGatewayConfig
  readonly #deps: FcmGatewayDeps
  readonly #account: ServiceAccount
  readonly #tokens: AccessTokens
  readonly #client: Http2Client

  constructor(name: string, config: FcmGatewayConfig, deps: FcmGatewayDeps) {
    this.name = name
    this.concurrency = config.concurrency ?? 100
    this.rate = config.rate ?? 9_000
    this.#config = config
    this.#deps = deps
    try {
      this.#account = readServiceAccount(resolve(deps.folder, config.serviceAccount))
    } catch (cause) {
      throw new Error(`gateways.${name}: ${(cause as Error).message}`, { cause })
    }
    this.#tokens = new AccessTokens(this.#account, deps.http, deps.clock)
    const origin = config.baseUrl ?? 'https://fcm.googleapis.com'
    this.#client = new Http2Client({ origin, ...(deps.ca === undefined ? {} : { ca: deps.ca }) })
  }

  async send(message: OutboundMessage, signal: AbortSignal): Promise<Outcome> {
    if (signal.aborted) return abortedBefore
    return sendToEach('fcm', message, (address) => this.#sendTo(address, message, signal))
  }

  async check(): Promise<GatewayCheck> {
    const advice = 'check the network, the clock, and the key file of the service account'
    const access = await this.#tokens.get()
    if ('outcome' in access) return { ok: false, detail: access.outcome.reason, advice }
    try {
      await this.#client.ping()
    } catch (error) {
      return { ok: false, detail: `no connection to FCM: ${(error as Error).message}`, advice }
    }
    return { ok: true, detail: `${this.#account.clientEmail} may send for the project ${this.#account.projectId}` }
  }

  async stop(): Promise<void> {
    this.#client.close()
  }

  async #sendTo(address: PushAddress, message: OutboundMessage, signal: AbortSignal): Promise<Outcome> {
    const { token } = address
    if (typeof token !== 'string' || token === '') {
      const reason = 'the push address has no token'
      return { kind: 'refused', errorCode: 'push-address-invalid', reason, failover: true }
    }
    const { ttlSeconds = 86_400 } = this.#config
    const made = fcmBody(message, token, this.#deps.clock.now(), ttlSeconds)
    if (!('body' in made)) return { kind: 'refused', ...made, failover: true }
    const access = await this.#tokens.get()
    if ('outcome' in access) return access.outcome
    return this.#post(address, message, made.body, access.token, signal)
  }

  async #post(
    address: PushAddress,
    message: OutboundMessage,
    body: string,
    accessToken: string,
    signal: AbortSignal,
  ): Promise<Outcome> {
    const result = await this.#client.post({
      path: `/v1/projects/${encodeURIComponent(this.#account.projectId)}/messages:send`,
      headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json; charset=utf-8' },
      body,
      timeoutMs: (this.#config.timeoutSeconds ?? 30) * 1_000,
      signal,
    })
    if ('failure' in result) return unansweredOutcome(result.failure, 'FCM')
    const verdict = fcmVerdict(result.answer, this.#deps.clock.now())
    if (verdict.renewToken) this.#tokens.drop(accessToken)
    if (verdict.tellOperator && verdict.outcome.kind === 'deferred')
      this.#deps.log.error({ gateway: this.name, errorCode: verdict.outcome.errorCode }, verdict.outcome.reason)
    if (verdict.gone) await this.#tellGone(address, message)
    return verdict.outcome
  }

  #tellGone(address: PushAddress, { clientId }: OutboundMessage): Promise<void> {
    return reportGone(this.#deps, { gateway: this.name, clientId, address, since: this.#deps.clock.now() })
  }
}
