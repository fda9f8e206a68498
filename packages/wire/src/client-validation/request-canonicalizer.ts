import { hashText } from '#crypto'

/** A value of a query parameter; a list stands for a repeated parameter. Null is sent as an empty value, undefined is not sent. */
export type QueryValue = string | number | boolean | null | undefined | readonly QueryValue[]

/** RFC 3986 percent-encoding of data: only `A-Z a-z 0-9 - . _ ~` stay, and `! ' ( )`, as twilio-node has it. */
function encode(text: string): string {
  return encodeURIComponent(text).replaceAll('*', '%2A')
}

/** Encodes a part of a path that may be encoded already, so that it is encoded once; an escape that cannot be read stands for itself. */
function encodeOnce(segment: string): string {
  try {
    return encode(decodeURIComponent(segment))
  } catch {
    return encode(segment)
  }
}

function byCodeUnit(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

function pairsOf(key: string, value: QueryValue): [string, string][] {
  if (Array.isArray(value)) return value.flatMap((item) => pairsOf(key, item))
  return value === undefined ? [] : [[key, value === null ? '' : String(value)]]
}

/**
 * The canonical form of a request, whose hash a client-validation token signs
 * (https://www.twilio.com/docs/iam/pkcv). Names are twilio-node's; the query is right where twilio-node's is not: a value with `=` is
 * not cut there, one with `%` is not decoded, and a list is the repeated parameter that it is on the wire.
 */
export class RequestCanonicalizer {
  method: string
  uri: string
  queryParams: Readonly<Record<string, QueryValue>> | undefined
  requestBody: unknown
  headers: Readonly<Record<string, string | undefined>>

  /**
   * @param uri the path, with or without a query (which is not looked at)
   * @param queryParams the query as data, not encoded
   * @param requestBody text as it is sent, or what is sent as JSON; nothing for an empty body
   * @param headers those to sign, by lower-case names
   */
  constructor(
    method: string,
    uri: string,
    queryParams: Readonly<Record<string, QueryValue>> | undefined,
    requestBody: unknown,
    headers: Readonly<Record<string, string | undefined>>,
  ) {
    this.method = method
    this.uri = uri
    this.queryParams = queryParams
    this.requestBody = requestBody
    this.headers = headers
  }

  getCanonicalizedMethod(): string {
    return this.method.toUpperCase()
  }

  getCanonicalizedPath(): string {
    const path = this.uri.split('?', 1)[0] ?? ''
    return path.replace(/\/+/g, '/').split('/').map(encodeOnce).join('/')
  }

  getCanonicalizedQueryParams(): string {
    return Object.entries(this.queryParams ?? {})
      .flatMap(([key, value]) => pairsOf(key, value))
      .sort(([keyA, a], [keyB, b]) => byCodeUnit(`${keyA}=${a}`, `${keyB}=${b}`))
      .map(([key, value]) => `${encode(key)}=${encode(value)}`)
      .join('&')
  }

  getCanonicalizedHeaders(): string {
    const lines = Object.entries(this.headers).map(([name, value]) => `${name.toLowerCase()}:${(value ?? '').trim()}`)
    return `${lines.sort(byCodeUnit).join('\n')}\n`
  }

  getCanonicalizedHashedHeaders(): string {
    return Object.keys(this.headers).sort(byCodeUnit).join(';')
  }

  getCanonicalizedRequestBody(): string {
    if (!this.requestBody) return ''
    return this.sha256Hex(typeof this.requestBody === 'string' ? this.requestBody : JSON.stringify(this.requestBody))
  }

  sha256Hex(body: string): string {
    return hashText('sha256', 'hex', body)
  }

  getCanonicalizedRequestString(): string {
    return [
      this.getCanonicalizedMethod(),
      this.getCanonicalizedPath(),
      this.getCanonicalizedQueryParams(),
      this.getCanonicalizedHeaders(),
      this.getCanonicalizedHashedHeaders(),
      this.getCanonicalizedRequestBody(),
    ].join('\n')
  }

  /** The hash of the canonical form. */
  create(): string {
    return this.sha256Hex(this.getCanonicalizedRequestString())
  }
}
