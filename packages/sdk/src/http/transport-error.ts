/** What went wrong between here and the server, and whether the request may have arrived. */

/**
 * - `connect`: no connection, so nothing was sent
 * - `timeout`: no answer in time
 * - `aborted`: the caller's signal fired
 * - `broken`: the connection ended before an answer was there
 */
export type TransportFailure = 'connect' | 'timeout' | 'aborted' | 'broken'

/**
 * No answer came. `sent` tells whether the request may have left: false only where that is certain, so a request with
 * `sent: false` can always be repeated, while one with `sent: true` may have been carried out.
 */
export class TransportError extends Error {
  readonly failure: TransportFailure
  readonly sent: boolean
  /** Code of the system (`ECONNREFUSED`, `ENOTFOUND`), `ECONNABORTED` for a timeout, `ERR_CANCELED` for the caller's signal. */
  readonly code: string
  readonly method: string
  /** URL without its query. */
  readonly url: string

  constructor(
    failure: TransportFailure,
    sent: boolean,
    code: string,
    request: { method: string; url: string },
    cause?: unknown,
  ) {
    const url = request.url.replace(/[?#].*$/s, '')
    super(`${request.method.toUpperCase()} ${url}: ${words[failure]} (${code}). ${sent ? afterwards : notSent}`, {
      cause,
    })
    this.name = 'TransportError'
    this.failure = failure
    this.sent = sent
    this.code = code
    this.method = request.method
    this.url = url
  }
}

const words: Readonly<Record<TransportFailure, string>> = {
  connect: 'no connection',
  timeout: 'no answer in time',
  aborted: 'given up by the caller',
  broken: 'the connection broke before the answer',
}
const notSent = 'Nothing was sent, so it is safe to try again.'
const afterwards = 'The request may have arrived: look the resource up before sending it again.'

// Codes that mean that no byte of the request has left: name lookup, connecting and the TLS handshake come first.
const beforeSending =
  /^(ECONNREFUSED|ENOTFOUND|EAI_|EHOSTUNREACH|EHOSTDOWN|ENETUNREACH|ENETDOWN|EADDRNOTAVAIL|EINVAL|EACCES|UND_ERR_CONNECT_TIMEOUT|CERT_|ERR_TLS|ERR_SSL|ERR_INVALID_URL|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|HOSTNAME_MISMATCH|PROXY_)/

/** The innermost system code of an error and its causes. */
export function systemCode(error: unknown): string | undefined {
  for (let at = error, depth = 0; at instanceof Error && depth < 6; depth++) {
    const [first] = at instanceof AggregateError ? at.errors : []
    const code = (at as { code?: unknown }).code ?? (first as { code?: unknown } | undefined)?.code
    if (typeof code === 'string') return code
    at = at.cause
  }
  return undefined
}

/** Makes a TransportError of whatever a transport threw. */
export function transportError(error: unknown, request: { method: string; url: string }): TransportError {
  if (error instanceof TransportError) return error
  const code = systemCode(error) ?? 'ERR_NETWORK'
  if (/^UND_ERR_(HEADERS|BODY)_TIMEOUT$|^ETIMEDOUT$/.test(code))
    return new TransportError('timeout', true, code, request, error)
  return beforeSending.test(code)
    ? new TransportError('connect', false, code, request, error)
    : new TransportError('broken', true, code, request, error)
}
