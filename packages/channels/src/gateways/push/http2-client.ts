import { type ClientHttp2Session, type ClientHttp2Stream, connect, constants } from 'node:http2'

/** One POST to the provider. */
export interface Http2Request {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array
  readonly timeoutMs: number
  readonly signal: AbortSignal
}

/** What the provider answered. */
export interface Http2Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: string
}

/** Why there is no answer. `sent` says whether the provider may have processed the request. */
export interface Http2Failure {
  readonly sent: boolean
  readonly code: string
  readonly message: string
}

/** How a request ended: with an answer or with a failure. */
export type Http2Result = { readonly answer: Http2Answer } | { readonly failure: Http2Failure }

/** Of what a client is made. */
export interface Http2ClientOptions {
  /** `https://host:port`. */
  readonly origin: string
  /** Certificates (PEM) that are trusted instead of the usual ones. */
  readonly ca?: string
  readonly connectTimeoutMs?: number
  /** Most bytes of an answer that are read. */
  readonly answerLimit?: number
}

interface Connection {
  readonly session: ClientHttp2Session
  /** Set by GOAWAY: streams with a higher number were not processed (RFC 9113 §6.8). */
  lastStream: number | undefined
}

/** How often a request that was certainly not processed goes out again by itself. */
const mostTries = 3

/**
 * One long-lived HTTP/2 connection to a provider, opened when it is needed and replaced when the provider says goodbye. Requests that a
 * GOAWAY or REFUSED_STREAM left unprocessed go out again on the next connection (RFC 9113 §8.7).
 */
export class Http2Client {
  readonly #options: Http2ClientOptions
  #opening: Promise<Connection> | undefined
  readonly #open = new Set<Connection>()

  constructor(options: Http2ClientOptions) {
    this.#options = options
  }

  /** Sends one request. Never rejects: what goes wrong is in the result. */
  async post(request: Http2Request): Promise<Http2Result> {
    for (let tries = 1; ; tries++) {
      const result = await this.#once(request)
      const again = 'failure' in result && !result.failure.sent && result.failure.code === 'stream-refused'
      if (!again || tries === mostTries || request.signal.aborted) return result
    }
  }

  /** Opens the connection where there is none, and hears the other side answer on it. @throws Error where that fails */
  async ping(): Promise<void> {
    const { session } = await this.#connection()
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const lost = () => reject(new Error('the connection was lost'))
    const late = setTimeout(
      () => reject(new Error('the connection is silent')),
      this.#options.connectTimeoutMs ?? 10_000,
    )
    session.once('close', lost)
    if (session.closed || session.destroyed) lost()
    else session.ping((error) => (error === null ? resolve() : reject(error)))
    await promise.finally(() => {
      clearTimeout(late)
      session.off('close', lost)
    })
  }

  /** Ends the connection after what is under way; the next request opens another. */
  renew(): void {
    this.#opening = undefined
    for (const { session } of this.#open) session.close()
  }

  /** Cuts all connections. */
  close(): void {
    this.#opening = undefined
    for (const { session } of this.#open) session.destroy()
  }

  async #once(request: Http2Request): Promise<Http2Result> {
    const notSent = (code: string, message: string) => ({ failure: { sent: false, code, message } })
    if (request.signal.aborted) return notSent('aborted', 'given up before it was sent')
    let connection: Connection
    try {
      connection = await this.#connection()
    } catch (error) {
      return notSent((error as NodeJS.ErrnoException).code ?? 'connect-failed', (error as Error).message)
    }
    if (request.signal.aborted) return notSent('aborted', 'given up before it was sent')
    try {
      return await exchange(connection, request, this.#options.answerLimit ?? 16_384)
    } catch (error) {
      // The session closed between its opening and the request.
      return notSent('stream-refused', (error as Error).message)
    }
  }

  #connection(): Promise<Connection> {
    this.#opening ??= this.#dial().catch((error: unknown) => {
      this.#opening = undefined
      throw error
    })
    return this.#opening
  }

  #dial(): Promise<Connection> {
    const { origin, ca, connectTimeoutMs = 10_000 } = this.#options
    const { promise, resolve, reject } = Promise.withResolvers<Connection>()
    const session = connect(origin, { ...(ca === undefined ? {} : { ca }), minVersion: 'TLSv1.2' })
    const connection: Connection = { session, lastStream: undefined }
    const late = setTimeout(() => {
      session.destroy(Object.assign(new Error(`no connection within ${connectTimeoutMs} ms`), { code: 'ETIMEDOUT' }))
    }, connectTimeoutMs)
    session.once('connect', () => {
      clearTimeout(late)
      // An idle connection alone must not keep the process alive.
      session.unref()
      resolve(connection)
    })
    session.on('error', reject)
    session.on('goaway', (_code, lastStream) => {
      connection.lastStream = lastStream
      this.#forget(connection)
    })
    session.on('close', () => {
      clearTimeout(late)
      this.#open.delete(connection)
      this.#forget(connection)
      reject(Object.assign(new Error('the connection was closed'), { code: 'ECONNRESET' }))
    })
    this.#open.add(connection)
    return promise
  }

  #forget(connection: Connection): void {
    void this.#opening?.then(
      (current) => {
        if (current === connection) this.#opening = undefined
      },
      () => undefined, // A failed dial takes itself away.
    )
  }
}

function exchange(connection: Connection, request: Http2Request, answerLimit: number): Promise<Http2Result> {
  const { path, headers, body, timeoutMs, signal } = request
  const stream = connection.session.request({ ':method': 'POST', ':path': path, ...headers })
  const { promise, resolve } = Promise.withResolvers<Http2Result>()
  const answer = readAnswer(stream, answerLimit)
  let fault: { code: string; message: string } | undefined
  const giveUp = (code: string, message: string) => {
    fault ??= { code, message }
    stream.close(constants.NGHTTP2_CANCEL)
  }
  const aborted = () => giveUp('aborted', 'given up')
  const late = setTimeout(() => {
    giveUp('timed-out', `no whole answer within ${timeoutMs} ms`)
    // A connection that does not answer may be dead without knowing it.
    connection.session.close()
  }, timeoutMs)
  signal.addEventListener('abort', aborted, { once: true })
  stream.on('error', (error: NodeJS.ErrnoException) => {
    fault ??= { code: error.code ?? 'stream-failed', message: error.message }
  })
  stream.on('close', () => {
    clearTimeout(late)
    signal.removeEventListener('abort', aborted)
    const whole = answer()
    if (whole !== undefined && fault === undefined) return resolve({ answer: whole })
    resolve({ failure: failureOf(connection, stream, fault) })
  })
  stream.end(body)
  return promise
}

/** Collects the answer; gives it once it is whole. */
function readAnswer(stream: ClientHttp2Stream, limit: number): () => Http2Answer | undefined {
  let status: number | undefined
  let fields: Record<string, string | undefined> = {}
  let ended = false
  let body = ''
  stream.setEncoding('utf8')
  stream.on('response', ({ ':status': code, ...rest }) => {
    status = code
    fields = Object.fromEntries(
      Object.entries(rest).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
    )
  })
  stream.on('data', (text: string) => {
    if (body.length < limit) body += text.slice(0, limit - body.length)
  })
  stream.on('end', () => {
    ended = true
  })
  return () => (status !== undefined && ended ? { status, headers: fields, body } : undefined)
}

function failureOf(
  { lastStream }: Connection,
  { id, rstCode }: ClientHttp2Stream,
  fault: { code: string; message: string } | undefined,
): Http2Failure {
  const { code = 'stream-closed', message = 'the stream ended without an answer' } = fault ?? {}
  const unprocessed = id === undefined || (lastStream !== undefined && id > lastStream)
  if (code !== 'aborted' && code !== 'timed-out' && (unprocessed || rstCode === constants.NGHTTP2_REFUSED_STREAM))
    return { sent: false, code: 'stream-refused', message }
  return { sent: !unprocessed, code, message }
}
