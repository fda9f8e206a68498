/** Why a request got no answer. */
export type HttpFailureCode =
  | 'url-invalid'
  | 'request-invalid'
  | 'address-refused'
  | 'name-unresolved'
  | 'connect-failed'
  | 'tls-failed'
  | 'timed-out'
  | 'connection-cut'
  | 'response-malformed'
  | 'canceled'
  | 'overloaded'

/** What stopped a request, for the log and for people. */
export interface HttpFailure {
  readonly code: HttpFailureCode
  readonly message: string
}

/** The host has no address that may be connected to. */
export class AddressRefusedError extends Error {
  override readonly name = 'AddressRefusedError'
  readonly code = 'TRUNKLINE_ADDRESS_REFUSED'

  constructor(host: string, addresses: readonly string[]) {
    const seen = addresses.slice(0, 4).join(', ')
    super(`${host} is at ${seen}, which is not public: list the range in the configuration to permit it`)
  }
}

const codes: Readonly<Record<string, HttpFailureCode>> = {
  TRUNKLINE_ADDRESS_REFUSED: 'address-refused',
  ENOTFOUND: 'name-unresolved',
  ENODATA: 'name-unresolved',
  ECONNREFUSED: 'connect-failed',
  EHOSTUNREACH: 'connect-failed',
  ENETUNREACH: 'connect-failed',
  EADDRNOTAVAIL: 'connect-failed',
  ETIMEDOUT: 'connect-failed',
  EACCES: 'connect-failed',
  EMFILE: 'connect-failed',
  UND_ERR_CONNECT_TIMEOUT: 'connect-failed',
  TRUNKLINE_TIMED_OUT: 'timed-out',
  UND_ERR_HEADERS_TIMEOUT: 'timed-out',
  UND_ERR_BODY_TIMEOUT: 'timed-out',
  UND_ERR_SOCKET: 'connection-cut',
  UND_ERR_REQ_CONTENT_LENGTH_MISMATCH: 'request-invalid',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'response-malformed',
  UND_ERR_HEADERS_OVERFLOW: 'response-malformed',
  UND_ERR_INVALID_ARG: 'request-invalid',
  ECONNRESET: 'connection-cut',
  EPIPE: 'connection-cut',
  EPROTO: 'tls-failed',
}

const families: readonly (readonly [RegExp, HttpFailureCode])[] = [
  [/^EAI_/, 'name-unresolved'],
  // OpenSSL's verdicts on certificates, as Node names them.
  [
    /^(?:ERR_TLS_|ERR_SSL_|CERT_|CRL_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|INVALID_CA|INVALID_PURPOSE|HOSTNAME_)/,
    'tls-failed',
  ],
]

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return ''
  return typeof error.code === 'string' ? error.code : ''
}

/** With several addresses tried (happy eyeballs), Node gives an AggregateError that has no message of its own. */
function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return error.errors.map(messageOf).join('; ')
  return error instanceof Error && error.message !== '' ? error.message : String(error)
}

/** Names what went wrong. Never throws; what is not known counts as a cut connection, the failure of which the least is known. */
export function describeFailure(error: unknown): HttpFailure {
  const code = codeOf(error)
  const malformed = error instanceof Error && error.name === 'HTTPParserError' ? 'response-malformed' : undefined
  const known = malformed ?? codes[code] ?? families.find(([shape]) => shape.test(code))?.[1]
  return { code: known ?? 'connection-cut', message: messageOf(error).slice(0, 500) }
}
