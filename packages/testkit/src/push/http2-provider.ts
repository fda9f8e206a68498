import { generateKeyPairSync, verify } from 'node:crypto'
import { createSecureServer, type Http2SecureServer, type Http2Session, type ServerHttp2Stream } from 'node:http2'
import type { AddressInfo, Socket } from 'node:net'
import { selfSigned } from '../self-signed.ts'

/** A refusal, in the provider's own form. */
export interface ProviderRefusal {
  readonly status: number
  readonly body: string
  readonly headers?: Readonly<Record<string, string>>
}

/** What goes wrong with the next request. */
export type ProviderFault =
  | ProviderRefusal
  | { readonly cut: 'before' | 'after' }
  | { readonly stall: true }
  /** Says goodbye: this request is processed (or not), and no other on the connection. */
  | { readonly goaway: 'processed' | 'unprocessed' }

/** One request as it came in. */
export interface ProviderRequest {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  /** All header names in their order, pseudo-headers left out. */
  readonly names: readonly string[]
  readonly body: string
  /** Counts the connections, from 1. */
  readonly connection: number
}

/** What the provider answers. */
export interface ProviderAnswer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** A provider that speaks HTTP/2 over TLS (and HTTP/1.1, for token servers), with the faults that the line and the provider can have. */
export class Http2Provider {
  /** Certificate to trust, PEM. */
  readonly ca: string
  readonly #server: Http2SecureServer
  readonly #sessions = new Map<Http2Session, number>()
  readonly #sockets = new Set<Socket>()
  /** The last stream that is processed of connections that were said goodbye to. */
  readonly #last = new WeakMap<Http2Session, number>()
  readonly #faults: ProviderFault[] = []
  readonly #answer: (request: ProviderRequest) => ProviderAnswer
  readonly #faulty: (path: string) => boolean
  #connections = 0

  constructor(
    answer: (request: ProviderRequest) => ProviderAnswer,
    options: { readonly http1?: boolean; readonly faulty?: (path: string) => boolean } = {},
  ) {
    const { key, cert } = selfSigned()
    this.ca = cert
    this.#answer = answer
    this.#faulty = options.faulty ?? (() => true)
    this.#server = createSecureServer({ key, cert, allowHTTP1: options.http1 ?? false })
    this.#server.on('session', (session) => {
      this.#connections += 1
      this.#sessions.set(session, this.#connections)
      session.on('close', () => this.#sessions.delete(session))
      session.on('error', () => undefined) // A client that hangs up is no fault of the provider's.
    })
    this.#server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket)
      socket.on('close', () => this.#sockets.delete(socket))
    })
    this.#server.on(
      'stream',
      (stream: ServerHttp2Stream, headers: object) => void this.#serve(stream, headers as Record<string, string>),
    )
    this.#server.on('request', (request, response) => {
      if (request.httpVersionMajor >= 2) return
      let body = ''
      request.setEncoding('utf8')
      request.on('data', (text: string) => {
        body += text
      })
      request.on('end', () => {
        const {
          status,
          headers,
          body: text,
        } = this.#answer(requestOf(request.method, request.url, request.headers, body, 0))
        response.writeHead(status, headers).end(text ?? '')
      })
    })
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
  }

  get origin(): string {
    return `https://localhost:${(this.#server.address() as AddressInfo).port}`
  }

  /** How many connections were opened so far. */
  get connections(): number {
    return this.#connections
  }

  next(...faults: readonly ProviderFault[]): void {
    this.#faults.push(...faults)
  }

  /** Faults that no request has met yet. */
  get faultsLeft(): number {
    return this.#faults.length
  }

  async close(): Promise<void> {
    for (const session of this.#sessions.keys()) session.destroy()
    for (const socket of this.#sockets) socket.destroy()
    if (this.#server.listening) await new Promise((resolve) => this.#server.close(resolve))
  }

  async #serve(stream: ServerHttp2Stream, headers: Record<string, string>): Promise<void> {
    stream.on('error', () => undefined) // Streams that were cut on purpose.
    const path = headers[':path'] ?? ''
    const fault = this.#faulty(path) ? this.#faults.shift() : undefined
    const { session } = stream
    const id = stream.id ?? 0
    if (session === undefined || id > (this.#last.get(session) ?? Number.POSITIVE_INFINITY)) return
    if (fault !== undefined && 'cut' in fault && fault.cut === 'before') return void session.destroy()
    if (fault !== undefined && 'stall' in fault) return
    if (fault !== undefined && 'goaway' in fault && fault.goaway === 'unprocessed') {
      this.#last.set(session, Math.max(0, id - 2))
      return void session.goaway(0, Math.max(0, id - 2))
    }
    let body = ''
    stream.setEncoding('utf8')
    for await (const text of stream) body += text
    if (fault !== undefined && 'status' in fault)
      return void this.#reply(stream, {
        status: fault.status,
        body: fault.body,
        ...(fault.headers ? { headers: fault.headers } : {}),
      })
    const { ':method': method, ':path': _path, ':scheme': _scheme, ':authority': _authority, ...rest } = headers
    const connection = this.#sessions.get(session) ?? 0
    const answer = this.#answer(requestOf(method, path, rest, body, connection))
    if (fault !== undefined && 'cut' in fault) return void session.destroy()
    this.#reply(stream, answer)
    if (fault === undefined || !('goaway' in fault)) return
    // What crosses the goodbye on its way is told by it that it was not processed: so it must not be.
    this.#last.set(session, id)
    session.goaway(0, id)
  }

  #reply(stream: ServerHttp2Stream, { status, headers = {}, body = '' }: ProviderAnswer): void {
    stream.respond({ ':status': status, ...headers })
    stream.end(body)
  }
}

function requestOf(
  method: string | undefined,
  path: string | undefined,
  headers: Readonly<Record<string, string | string[] | undefined>>,
  body: string,
  connection: number,
): ProviderRequest {
  const own = Object.entries(headers).filter(([name]) => !name.startsWith(':'))
  return {
    method: method ?? '',
    path: path ?? '',
    headers: Object.fromEntries(own.map(([name, value]) => [name, String(value)])),
    names: own.map(([name]) => name),
    body,
    connection,
  }
}

/** Reads a compact JWS and verifies it; undefined where the signature is wrong. */
export function verifiedJwt(
  token: string,
  algorithm: 'RS256' | 'ES256',
  publicKeyPem: string,
): { readonly header: Record<string, unknown>; readonly claims: Record<string, unknown> } | undefined {
  const [header = '', claims = '', signature = ''] = token.split('.')
  const key = algorithm === 'ES256' ? ({ key: publicKeyPem, dsaEncoding: 'ieee-p1363' } as const) : publicKeyPem
  if (!verify('sha256', Buffer.from(`${header}.${claims}`), key, Buffer.from(signature, 'base64url'))) return undefined
  const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>
  return read(header).alg === algorithm ? { header: read(header), claims: read(claims) } : undefined
}

/** A pair of keys in PEM: RSA of 2,048 bits, or on P-256. */
export function keyPair(kind: 'rsa' | 'p256'): { readonly privateKey: string; readonly publicKey: string } {
  const encoding = {
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  } as const
  return kind === 'rsa'
    ? generateKeyPairSync('rsa', { modulusLength: 2_048, ...encoding })
    : generateKeyPairSync('ec', { namedCurve: 'P-256', ...encoding })
}
