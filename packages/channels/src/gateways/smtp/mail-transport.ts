import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { PassThrough, pipeline, type Readable } from 'node:stream'
import { createTransport, type SendMailOptions, type SMTPPoolOptions } from 'nodemailer'
import DKIM from 'nodemailer/lib/dkim'
import type { SmtpGatewayConfig } from './config.ts'
import type { DkimSigning } from './dkim-key.ts'
import type { SendProgress } from './outcome.ts'
import { type MailServer, mailServerOf } from './server-url.ts'

/** Sends composed messages over a pool of connections. */
export interface MailTransport {
  /**
   * Rejects with nodemailer's error. `progress` is kept up to date while it sends, so that it tells, when the connection is
   * cut, whether the server may have the message.
   */
  send(mail: SendMailOptions, progress: SendProgress): Promise<void>
  /** Connects and logs in, without a message. */
  verify(): Promise<void>
  close(): void
}

const defaults = { maxConnections: 5, maxMessages: 100, timeout: 600, connectTimeout: 30 }

/** The connections that one process holds to the server at a time. */
export function connectionsOf(config: SmtpGatewayConfig): number {
  return config.maxConnections ?? defaults.maxConnections
}

/**
 * Reads the connection's settings.
 * @param folder where a relative `tls.caFile` begins
 * @throws Error in one line that names what is wrong
 */
export function poolOptionsOf(config: SmtpGatewayConfig, folder: string): SMTPPoolOptions & { pool: true } {
  const server: MailServer = mailServerOf(config)
  const { caFile, servername, rejectUnauthorized } = config.tls ?? {}
  const connectTimeout = (config.connectTimeoutSeconds ?? defaults.connectTimeout) * 1_000
  return {
    pool: true,
    host: server.host,
    port: server.port,
    secure: server.secure,
    requireTLS: server.requireTls,
    ...(server.auth ? { auth: server.auth } : {}),
    ...(config.hostname === undefined ? {} : { name: config.hostname }),
    tls: {
      minVersion: 'TLSv1.2',
      ...(caFile === undefined ? {} : { ca: readAuthorities(caFile, folder) }),
      ...(servername === undefined ? {} : { servername }),
      ...(rejectUnauthorized === undefined ? {} : { rejectUnauthorized }),
    },
    maxConnections: connectionsOf(config),
    maxMessages: config.maxMessagesPerConnection ?? defaults.maxMessages,
    // A connection that turns out dead before a message went over it is made anew, once; more is the queue's business.
    maxRequeues: 1,
    connectionTimeout: connectTimeout,
    greetingTimeout: connectTimeout,
    socketTimeout: (config.timeoutSeconds ?? defaults.timeout) * 1_000,
    disableFileAccess: true,
    disableUrlAccess: true,
    logger: false,
  }
}

function readAuthorities(caFile: string, folder: string): string {
  try {
    return readFileSync(resolve(folder, caFile), 'utf8')
  } catch (cause) {
    throw new Error(`tls.caFile: ${caFile} cannot be read (${(cause as NodeJS.ErrnoException).code})`, { cause })
  }
}

/** What rides along with a message through nodemailer to the step that makes it a stream of bytes. */
interface TrackedMail extends SendMailOptions {
  readonly progress?: SendProgress
}

/** Opens a pool. Connections are made when messages come, and closed after four minutes without any. */
export function openMailTransport(
  options: SMTPPoolOptions & { pool: true },
  signing: DkimSigning | null,
): MailTransport {
  const pool = createTransport(options)
  const signer = signing ? new DKIM(signing) : null
  pool.use('stream', (mail, done) => {
    // The transport's own `dkim` option would sign after this step, and the end of the message be noticed too early.
    if (signer) mail.message.processFunc((input) => signer.sign(input as Readable))
    const { progress } = mail.data as TrackedMail
    if (progress) mail.message.processFunc((input) => noticeEnd(input as Readable, progress))
    done()
  })
  return {
    send: async (mail, progress) => {
      const tracked: TrackedMail = { ...mail, progress }
      await pool.sendMail(tracked)
    },
    verify: async () => {
      await pool.verify()
    },
    close: () => pool.close(),
  }
}

/** Passes a message on and notes when its last byte was taken from here by the connection. */
function noticeEnd(input: Readable, progress: SendProgress): Readable {
  const output = new PassThrough()
  // The message may be read a second time, over another connection, where the first failed before a byte was asked for.
  progress.bodyEnded = false
  output.once('end', () => {
    progress.bodyEnded = true
  })
  // Errors come out of `output`, which nodemailer listens to.
  pipeline(input, output, () => {})
  return output
}
