import { resolve } from 'node:path'
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
import { type ApnsAddress, apnsRequest, readApnsAddress } from './apns-request.ts'
import type { ApnsGatewayConfig } from './config.ts'
import { type ApnsVerdict, apnsVerdict } from './outcome.ts'
import { type ProviderKey, type ProviderTokens, readProviderKey } from './provider-tokens.ts'

/** What an APNs gateway takes from outside. */
export interface ApnsGatewayDeps {
  readonly clock: Clock
  readonly log: Log
  /** Folder that the key file is relative to. */
  readonly folder: string
  /** The tokens of all teams, shared by the gateways of the process. */
  readonly tokens: ProviderTokens
  /** Certificates (PEM) that are trusted for APNs instead of the usual ones. */
  readonly ca?: string
  /** Told of tokens that are gone. */
  readonly onGone: TellGone
}

const hosts = {
  production: 'https://api.push.apple.com',
  sandbox: 'https://api.sandbox.push.apple.com',
} as const

/**
 * Sends notifications to Apple devices over one HTTP/2 connection, with token-based authentication. A push address is
 * `{type: "apns", token, environment?, topic?, pushType?}`. A message that APNs takes is `sent`: whether a device showed it, nobody tells.
 * @throws Error in one line where the key cannot be used
 */
export function createApnsGateway(name: string, config: ApnsGatewayConfig, deps: ApnsGatewayDeps): Gateway {
  return new ApnsGateway(name, config, deps)
}

class ApnsGateway implements Gateway {
  readonly name: string
  readonly type = 'apns'
  readonly channels: readonly ChannelName[] = ['push']
  readonly receiptTimeout = 0
  readonly concurrency: number
  readonly rate?: number
  readonly #config: ApnsGatewayConfig
  readonly #deps: ApnsGatewayDeps
  readonly #environment: keyof typeof hosts
  readonly #key: ProviderKey
  readonly #client: Http2Client

  constructor(name: string, config: ApnsGatewayConfig, deps: ApnsGatewayDeps) {
    this.name = name
    this.concurrency = config.concurrency ?? 100
    if (config.rate !== undefined) this.rate = config.rate
    this.#config = config
    this.#deps = deps
    this.#environment = config.environment === 'sandbox' ? 'sandbox' : 'production'
    try {
      const key = readProviderKey(resolve(deps.folder, config.key))
      this.#key = { teamId: config.teamId, keyId: config.keyId, key }
    } catch (cause) {
      throw new Error(`gateways.${name}: ${(cause as Error).message}`, { cause })
    }
    const origin = config.baseUrl ?? hosts[this.#environment]
    this.#client = new Http2Client({ origin, ...(deps.ca === undefined ? {} : { ca: deps.ca }) })
  }

  async send(message: OutboundMessage, signal: AbortSignal): Promise<Outcome> {
    if (signal.aborted) return abortedBefore
    return sendToEach('apns', message, (address) => this.#sendTo(address, message, signal))
  }

  async check(): Promise<GatewayCheck> {
    try {
      await this.#client.ping()
    } catch (error) {
      const advice = 'check the network; APNs needs port 443 or 2197 open to the outside'
      return { ok: false, detail: `no connection to APNs: ${(error as Error).message}`, advice }
    }
    return { ok: true, detail: `connected to APNs (${this.#environment}) for ${this.#config.topic}` }
  }

  async stop(): Promise<void> {
    this.#client.close()
  }

  async #sendTo(given: PushAddress, message: OutboundMessage, signal: AbortSignal): Promise<Outcome> {
    const refused = (errorCode: string, reason: string): Outcome => ({
      kind: 'refused',
      errorCode,
      reason,
      failover: true,
    })
    const address = readApnsAddress(given)
    if (typeof address === 'string') return refused('push-address-invalid', address)
    if (address.environment !== undefined && address.environment !== this.#environment)
      return refused(
        'push-other-environment',
        `the token is of ${address.environment}, the gateway of ${this.#environment}`,
      )
    const { clock } = this.#deps
    const { topic, ttlSeconds = 86_400, timeoutSeconds = 30 } = this.#config
    const request = apnsRequest(message, address, { topic, ttlSeconds, now: clock.now() })
    if (!('body' in request)) return refused(request.errorCode, request.reason)
    const authorization = `bearer ${this.#deps.tokens.get(this.#key, clock.now())}`
    const result = await this.#client.post({
      path: request.path,
      headers: { authorization, ...request.headers },
      body: request.body,
      timeoutMs: timeoutSeconds * 1_000,
      signal,
    })
    if ('failure' in result) return unansweredOutcome(result.failure, 'APNs')
    const verdict = apnsVerdict(result.answer, request.headers['apns-id'] ?? '', clock.now())
    await this.#follow(verdict, given, address, message)
    return verdict.outcome
  }

  async #follow(
    { outcome, goneSince, wrongHere, tokenExpired, renewConnection, tellOperator }: ApnsVerdict,
    given: PushAddress,
    address: ApnsAddress,
    message: OutboundMessage,
  ): Promise<void> {
    const { clock, log, tokens } = this.#deps
    if (tokenExpired) tokens.expired(this.#key, clock.now())
    if (renewConnection) this.#client.renew()
    if (tellOperator && outcome.kind === 'deferred')
      log.error({ gateway: this.name, errorCode: outcome.errorCode }, outcome.reason)
    // A token of the other environment gets the same answer as one that never was: without knowing, it is kept.
    if (goneSince !== undefined) await this.#tellGone(given, message, goneSince)
    else if (wrongHere && address.environment !== undefined) await this.#tellGone(given, message, clock.now())
  }

  #tellGone(address: PushAddress, { clientId }: OutboundMessage, since: number): Promise<void> {
    return reportGone(this.#deps, { gateway: this.name, clientId, address, since })
  }
}
