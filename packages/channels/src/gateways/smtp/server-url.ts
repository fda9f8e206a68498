import { isIP } from 'node:net'
import type { SmtpGatewayConfig } from './config.ts'

/** The mail server that a gateway hands its messages to. */
export interface MailServer {
  readonly host: string
  readonly port: number
  /** TLS from the first byte. */
  readonly secure: boolean
  /** The session must go over to TLS before anything is said. */
  readonly requireTls: boolean
  readonly auth: { readonly user: string; readonly pass: string } | null
}

/**
 * Reads the URL of a mail server. It is read here and not by nodemailer, which would take any of its options from the query.
 * @throws Error in one line that names what is wrong, without the password
 */
export function mailServerOf({ url, tls }: Pick<SmtpGatewayConfig, 'url' | 'tls'>): MailServer {
  const parsed = URL.parse(url)
  if (!parsed || parsed.hostname === '')
    throw new Error('url is not an address of a mail server; write smtps://user:password@host or smtp://host:25')
  if (parsed.search !== '' || parsed.hash !== '' || !['', '/'].includes(parsed.pathname)) {
    throw new Error(
      'url has more than user, password, host and port; percent-encode special characters of the password',
    )
  }
  const secure = parsed.protocol === 'smtps:'
  // A bracketed IPv6 address is bare at the socket.
  const host = decoded(parsed.hostname).replace(/^\[(.*)\]$/, '$1')
  const auth = parsed.username === '' ? null : { user: decoded(parsed.username), pass: decoded(parsed.password) }
  const port = parsed.port === '' ? (secure ? 465 : auth ? 587 : 25) : Number(parsed.port)
  const requireTls = !secure && (tls?.required ?? (auth !== null && !isThisMachine(host)))
  return { host, port, secure, requireTls, auth }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw new Error('url has a % that does not begin a percent-encoded character; write %25 for the sign itself')
  }
}

function isThisMachine(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
}
