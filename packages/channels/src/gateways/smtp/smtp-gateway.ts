import type { NodemailerError } from 'nodemailer'
import type {
  Category,
  ChannelName,
  Clock,
  Gateway,
  GatewayCheck,
  GatewaySink,
  Log,
  OutboundMessage,
  Outcome,
} from '../../ports.ts'
import { type FetchFile, loadFiles } from './attachments.ts'
import { BounceListener } from './bounce-listener.ts'
import { checkMailServer } from './check.ts'
import { composeMail, type MailRules, messageIdOf, partiesOf, unsubscribable } from './compose-mail.ts'
import type { SmtpGatewayConfig } from './config.ts'
import { dkimSigningOf } from './dkim-key.ts'
import { mailRulesOf } from './mail-rules.ts'
import { connectionsOf, type MailTransport, openMailTransport, poolOptionsOf } from './mail-transport.ts'
import { abortedBefore, outcomeOfError, type SendProgress } from './outcome.ts'

/** What the gateway takes from outside. */
export interface SmtpGatewayDeps {
  readonly clock: Clock
  readonly log: Log
  /** Key that bounce addresses are signed with; the same in all processes and for as long as bounces may come. */
  readonly secret: Uint8Array
  /** Where relative file names of the configuration begin; the working directory where it is left out. */
  readonly folder?: string
  /** Fetches attachments that are given by URL, past no private address. Without it they are refused. */
  readonly fetchFile?: FetchFile
}

const DEFAULT_MAX_BYTES = 20_000_000

/**
 * The gateway to a mail server by SMTP (RFC 5321): text and HTML, attachments, DKIM, one-click unsubscription. A mail server
 * gives no receipts, so `sent` is final; what it sends back when a message cannot be delivered is taken by an SMTP listener
 * of ours where `bounce.listen` is given, and handed in however late it comes.
 *
 * ```
 *  send ── SMTP ──> mail server ──> … ──> mailbox
 *                        └── bounce to bounce+<delivery>.<mac>@… ──> listener ──> receipt
 * ```
 *
 * @param name its name in the configuration file
 * @throws Error in one line, where the configuration cannot be used
 */
export function createSmtpGateway(name: string, config: SmtpGatewayConfig, deps: SmtpGatewayDeps): Gateway {
  try {
    return new SmtpGateway(name, config, deps)
  } catch (error) {
    throw error instanceof Error ? new Error(`gateways.${name}: ${error.message}`, { cause: error.cause }) : error
  }
}

class SmtpGateway implements Gateway {
  readonly name: string
  readonly type = 'smtp'
  readonly channels: readonly ChannelName[] = ['email']
  readonly receiptTimeout = 0
  readonly unsubscribes: readonly Category[]
  readonly rate: number | undefined
  readonly concurrency: number
  readonly #deps: SmtpGatewayDeps
  readonly #rules: MailRules
  readonly #maxBytes: number
  readonly #open: () => MailTransport
  readonly #listener: BounceListener | null
  #transport: MailTransport | null = null

  constructor(name: string, config: SmtpGatewayConfig, deps: SmtpGatewayDeps) {
    const folder = deps.folder ?? process.cwd()
    const options = poolOptionsOf(config, folder)
    const signing = config.dkim ? dkimSigningOf(config.dkim, folder) : null
    this.name = name
    this.rate = config.rate
    this.concurrency = connectionsOf(config)
    // A link to somewhere else is made without us.
    this.unsubscribes = config.unsubscribe?.url === undefined ? (config.unsubscribe?.categories ?? unsubscribable) : []
    this.#deps = deps
    this.#rules = mailRulesOf(name, config, deps.secret)
    this.#maxBytes = config.maxMessageBytes ?? DEFAULT_MAX_BYTES
    this.#open = () => openMailTransport(options, signing)
    this.#listener = this.#createListener(config)
  }

  async send(message: OutboundMessage, signal: AbortSignal): Promise<Outcome> {
    if (signal.aborted) return abortedBefore
    const parties = partiesOf(message, this.#rules)
    if ('kind' in parties) return parties
    const loaded = await loadFiles(message.content.attachments ?? [], {
      fetchFile: this.#deps.fetchFile,
      maxBytes: this.#maxBytes,
      signal,
    })
    if (!loaded.ok) return loaded.outcome
    const mail = composeMail(message, parties, loaded.files, this.#rules, this.#deps.clock.now())
    const progress: SendProgress = { bodyEnded: false }
    try {
      await this.#pool().send({ ...mail, signal }, progress)
      return { kind: 'accepted', providerId: messageIdOf(message.deliveryId, this.#rules.domain) }
    } catch (error) {
      return this.#failed(error, progress, message, signal)
    }
  }

  start: NonNullable<Gateway['start']> = async (sink: GatewaySink) => {
    await this.#listener?.start(sink)
  }

  stop: NonNullable<Gateway['stop']> = async () => {
    this.#transport?.close()
    this.#transport = null
    await this.#listener?.stop()
  }

  check(signal: AbortSignal): Promise<GatewayCheck> {
    return checkMailServer(this.#pool(), this.#listener, signal)
  }

  /** The pool, opened anew after a stop. */
  #pool(): MailTransport {
    this.#transport ??= this.#open()
    return this.#transport
  }

  #createListener({ bounce }: SmtpGatewayConfig): BounceListener | null {
    const { bounces } = this.#rules
    if (!bounce?.listen || !bounces) return null
    const { clock, log } = this.#deps
    return new BounceListener({
      gateway: this.name,
      listen: bounce.listen,
      addresses: bounces,
      idDomain: this.#rules.domain,
      clock,
      log,
    })
  }

  #failed(error: unknown, progress: SendProgress, message: OutboundMessage, signal: AbortSignal): Outcome {
    const outcome = outcomeOfError(error as NodemailerError, progress, signal)
    if (outcome.kind === 'deferred' && outcome.errorCode === 'smtp-failed') {
      this.#deps.log.error({ gateway: this.name, deliveryId: message.deliveryId, err: error }, 'the gateway failed')
    }
    return outcome
  }
}
