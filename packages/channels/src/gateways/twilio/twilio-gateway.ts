import type { ChannelName, Clock, Gateway, Log, LookUp, OutboundMessage, Outcome } from '../../ports.ts'
import { type CallbackOptions, noReceiptsBecause, statusCallbackUrl } from './callback-url.ts'
import { checkAccount } from './check.ts'
import { ClaimedIds } from './claimed-ids.ts'
import { baseUrlOf, credentialsOf, type TwilioGatewayConfig } from './config.ts'
import { answerHook } from './hook.ts'
import { lookUpAttempt } from './look-up.ts'
import { acceptedOutcome, failedOutcome, unsure } from './outcome.ts'
import { callParams, kindOf, messageParams, noSender, senderOf, type TwilioSender } from './request-form.ts'
import { createSdkTwilioApi } from './sdk-twilio-api.ts'
import { type TwilioApi, TwilioFault, type TwilioRecord } from './twilio-api.ts'

/** What the gateway takes from outside. */
export interface TwilioGatewayDeps {
  /** Base URL under which providers reach this server; undefined where there is none. */
  readonly publicUrl: () => string | undefined
  readonly clock: Clock
  readonly log: Log
  /** Whether a provider id belongs to a delivery already, so that a look-up does not take a twin for its own. */
  readonly isClaimed?: (providerId: string) => Promise<boolean>
  /** Twilio's API, where it is not reached as the configuration says. */
  readonly api?: TwilioApi
}

const defaults = { concurrency: 20, timeout: 30, receiptTimeout: 14_400, settle: 30 }

const abortedBefore: Outcome = {
  kind: 'deferred',
  errorCode: 'aborted',
  reason: 'given up before it was sent',
  gatewayAtFault: false,
}

/**
 * The gateway to Twilio: SMS, MMS, WhatsApp (by the prefix of the address) and calls.
 *
 * ```
 *              201 ──────────────────────────────> accepted ── status callbacks ──> receipts
 *  send ──POST─┼ 4xx: recipient or content ──────> refused
 *              ├ 4xx: sender or account ─────────> refused, another gateway may be asked
 *              ├ 429, 503, credentials, no connection ─> deferred, the gateway is at fault
 *              └ 500, 502, 504, no whole answer ─> unknown ── look-up ──> found, absent, or ask again
 * ```
 *
 * @param name its name in the configuration file, part of the address of its hook
 * @throws Error in one line, where the credentials are not complete
 */
export function createTwilioGateway(name: string, config: TwilioGatewayConfig, deps: TwilioGatewayDeps): Gateway {
  return new TwilioGateway(name, config, deps)
}

class TwilioGateway implements Gateway {
  readonly name: string
  readonly type = 'twilio'
  readonly channels: readonly ChannelName[] = ['sms', 'call']
  readonly rate: number | undefined
  readonly concurrency: number
  readonly #config: TwilioGatewayConfig
  readonly #deps: TwilioGatewayDeps
  readonly #api: TwilioApi
  readonly #callbacks: CallbackOptions
  readonly #claimed = new ClaimedIds()

  constructor(name: string, config: TwilioGatewayConfig, deps: TwilioGatewayDeps) {
    const credentials = credentialsOf(name, config)
    this.name = name
    this.rate = config.rate
    this.concurrency = config.concurrency ?? defaults.concurrency
    this.#config = config
    this.#deps = deps
    this.#callbacks = { name, config, publicUrl: deps.publicUrl }
    this.#api =
      deps.api ??
      createSdkTwilioApi({
        accountSid: config.accountSid,
        credentials,
        baseUrl: baseUrlOf(config),
        timeout: (config.timeoutSeconds ?? defaults.timeout) * 1_000,
        clock: deps.clock,
      })
  }

  /** Nought where no status callbacks come: `sent` is then the last that anybody hears. */
  get receiptTimeout(): number {
    if (noReceiptsBecause(this.#callbacks) !== undefined) return 0
    return (this.#config.receiptTimeoutSeconds ?? defaults.receiptTimeout) * 1_000
  }

  async send(message: OutboundMessage, signal: AbortSignal): Promise<Outcome> {
    if (signal.aborted) return abortedBefore
    const sender = senderOf(message, this.#config)
    if (!sender) return noSender
    try {
      const record = await this.#create(message, sender, signal)
      this.#claimed.claim(record.sid, `${message.deliveryId}/${message.attempt}`)
      return acceptedOutcome(kindOf(message), record, this.#deps.clock.now())
    } catch (error) {
      if (!(error instanceof TwilioFault))
        this.#deps.log.error({ gateway: this.name, deliveryId: message.deliveryId, err: error }, 'the gateway failed')
      return failedOutcome(error)
    }
  }

  async lookUp(message: OutboundMessage, startedAt: number, signal: AbortSignal): Promise<LookUp> {
    const sender = senderOf(message, this.#config)
    if (!sender) return { kind: 'absent' }
    const settle = (this.#config.settleSeconds ?? defaults.settle) * 1_000
    const { clock, isClaimed } = this.#deps
    const options = { api: this.#api, clock, settle, claimed: this.#claimed, isClaimed }
    try {
      return await lookUpAttempt(options, message, sender, startedAt, signal)
    } catch (error) {
      return unsure(error)
    }
  }

  hook: NonNullable<Gateway['hook']> = (request, sink) =>
    answerHook({ ...this.#callbacks, clock: this.#deps.clock, log: this.#deps.log }, request, sink)

  check: NonNullable<Gateway['check']> = (signal) => checkAccount(this.#callbacks, this.#api, signal)

  async #create(message: OutboundMessage, sender: TwilioSender, signal: AbortSignal): Promise<TwilioRecord> {
    const statusCallback = statusCallbackUrl(this.#callbacks, message.deliveryId)
    try {
      return await this.#post(message, sender, statusCallback, signal)
    } catch (error) {
      if (statusCallback === undefined || !refusesCallback(error)) throw error
      // Refused before anything was made, so the same attempt may go again: a message without receipts is better than none.
      this.#deps.log.warn(
        { gateway: this.name, statusCallback: statusCallback.split('?')[0] },
        'Twilio refuses the address for status callbacks; sent without one. Set TRUNKLINE_PUBLIC_URL to an address that Twilio reaches.',
      )
      return await this.#post(message, sender, undefined, signal)
    }
  }

  #post(
    message: OutboundMessage,
    sender: TwilioSender,
    statusCallback: string | undefined,
    signal: AbortSignal,
  ): Promise<TwilioRecord> {
    if (message.channel === 'call' && 'from' in sender)
      return this.#api.createCall(callParams(message, sender.from, { statusCallback }), signal)
    const now = this.#deps.clock.now()
    return this.#api.createMessage(messageParams(message, sender, { statusCallback, now }), signal)
  }
}

function refusesCallback(error: unknown): boolean {
  return error instanceof TwilioFault && error.failure.kind === 'answer' && error.failure.code === 21609
}
