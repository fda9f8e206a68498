import type { AddressInfo } from 'node:net'
import type { Readable } from 'node:stream'
import { SMTPServer } from 'smtp-server'
import type { Clock, GatewaySink, Log } from '../../ports.ts'
import type { BounceAddresses } from './bounce-address.ts'
import { receiptOf } from './bounce-receipt.ts'
import { messageIdOf } from './compose-mail.ts'
import { parseDeliveryReport } from './delivery-report.ts'

/** What a listener is made of. */
export interface BounceListenerOptions {
  readonly gateway: string
  /** `host:port`; port 0 takes any that is free. */
  readonly listen: string
  readonly addresses: BounceAddresses
  /** Domain of the Message-IDs that went out. */
  readonly idDomain: string
  readonly clock: Clock
  readonly log: Log
  /** Milliseconds after which an address that could not be listened at is tried again. Default 15 s. */
  readonly retryMs?: number
}

/** Of a bounce, so much is read: the report stands before the original message. What follows is dropped. */
const READ_BYTES = 512 * 1024
/** Larger messages than this are refused. */
const MAX_BYTES = 25 * 1024 * 1024
const MAX_CLIENTS = 100
const MAX_RECIPIENTS = 20
const IDLE_MS = 60_000
/** After so long a port that another process holds is tried again. */
const RETRY_MS = 15_000

/** A refusal with its reply code; smtp-server sends both. */
class Refusal extends Error {
  readonly responseCode: number

  constructor(responseCode: number, message: string) {
    super(message)
    this.responseCode = responseCode
  }
}

/**
 * An SMTP server that takes bounces: only for addresses that {@link BounceAddresses} made, and answered with 250 only after the
 * news is durable. It has no TLS and no login; let it listen where your mail server reaches it, not in the open.
 *
 * Several processes of one machine may be told to listen at one port: the first does, the others stand by.
 */
export class BounceListener {
  readonly #options: BounceListenerOptions
  #starting: Promise<void> | null = null
  #server: SMTPServer | null = null
  #retry: NodeJS.Timeout | undefined
  #fault: string | null = null

  constructor(options: BounceListenerOptions) {
    this.#options = options
  }

  /** The port that is listened at; null while it is not. */
  get port(): number | null {
    const address = this.#server?.server.address() as AddressInfo | null | undefined
    return address?.port ?? null
  }

  /** Why it does not listen though it was started; null where all is well. */
  get fault(): string | null {
    return this.#fault
  }

  /** Starts listening. Resolves also where that fails: it is logged, told by `fault` and tried again every 15 s. */
  start(sink: GatewaySink): Promise<void> {
    this.#starting ??= this.#listen(sink)
    return this.#starting
  }

  /** Stops listening, after the sessions that are under way or a few seconds. */
  async stop(): Promise<void> {
    clearTimeout(this.#retry)
    await this.#starting
    clearTimeout(this.#retry)
    const server = this.#server
    this.#server = null
    this.#starting = null
    this.#fault = null
    if (server) await new Promise<void>((resolve) => server.close(() => resolve()))
  }

  async #listen(sink: GatewaySink): Promise<void> {
    const server = this.#createServer(sink)
    const { gateway, listen, log } = this.#options
    try {
      await opened(server, listen)
      this.#server = server
      this.#fault = null
      server.on('error', (error) => log.debug({ gateway, err: error }, 'a session of the bounce listener failed'))
      log.info({ gateway, listen, port: this.port }, 'listening for bounces')
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (this.#fault === null)
        log.warn({ gateway, listen, code }, 'cannot listen for bounces; trying again every 15 s')
      this.#fault =
        code === 'EADDRINUSE'
          ? `${listen} is taken, by another process of ours or by something else`
          : `${listen} cannot be listened at (${code})`
      this.#retryLater(sink)
    }
  }

  #retryLater(sink: GatewaySink): void {
    const again = (): void => {
      this.#starting = this.#listen(sink)
    }
    this.#retry = setTimeout(again, this.#options.retryMs ?? RETRY_MS)
    this.#retry.unref()
  }

  #createServer(sink: GatewaySink): SMTPServer {
    const { addresses } = this.#options
    return new SMTPServer({
      banner: 'bounces only',
      authOptional: true,
      disabledCommands: ['AUTH', 'STARTTLS'],
      hideENHANCEDSTATUSCODES: false,
      disableReverseLookup: true,
      size: MAX_BYTES,
      rejectOversized: true,
      maxClients: MAX_CLIENTS,
      maxRecipients: MAX_RECIPIENTS,
      socketTimeout: IDLE_MS,
      closeTimeout: 2_000,
      // Mail servers put things into the sender that strict reading refuses; it is of no interest here.
      lenientAddressParsing: true,
      logger: false,
      onRcptTo: ({ address }, _session, done) =>
        done(
          addresses.deliveryOf(address) === null
            ? new Refusal(550, 'no such address here: only bounces of messages that we sent are taken')
            : undefined,
        ),
      onData: (stream, session, done) => {
        const recipients = session.envelope.rcptTo.map(({ address }) => address)
        this.#take(stream, recipients, sink).then(
          () => done(),
          () => done(new Refusal(451, 'cannot be taken in now, try again later')),
        )
      },
    })
  }

  async #take(stream: Readable, recipients: readonly string[], sink: GatewaySink): Promise<void> {
    const { gateway, addresses, idDomain, clock, log } = this.#options
    const reports = await parseDeliveryReport(await readStart(stream))
    for (const recipient of recipients) {
      const deliveryId = addresses.deliveryOf(recipient)
      if (deliveryId === null) continue
      const receipt = receiptOf(reports, {
        gateway,
        deliveryId,
        providerId: messageIdOf(deliveryId, idDomain),
        at: clock.now(),
      })
      if (receipt) await this.#handIn(receipt, sink)
      else
        log.info(
          { gateway, deliveryId, report: reports.length > 0 },
          reports.length > 0 ? 'a mail server is still trying' : 'mail at a bounce address that is no report',
        )
    }
  }

  async #handIn(receipt: Parameters<GatewaySink['receipt']>[0], sink: GatewaySink): Promise<void> {
    try {
      await sink.receipt(receipt)
    } catch (error) {
      const { gateway, deliveryId } = receipt
      this.#options.log.warn(
        { gateway, deliveryId, err: error },
        'a bounce could not be kept; its sender is told to come again',
      )
      throw error
    }
  }
}

function opened(server: SMTPServer, listen: string): Promise<void> {
  const [, host, port] = /^\[?([^\]]*?)\]?:(\d+)$/.exec(listen) ?? []
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(Number(port), host, () => {
      server.removeListener('error', reject)
      resolve()
    })
  })
}

/** Reads a message to its end, and keeps its beginning. */
async function readStart(stream: Readable): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    if (size < READ_BYTES) chunks.push(chunk)
    size += chunk.length
  }
  return Buffer.concat(chunks).subarray(0, READ_BYTES)
}
