import { Agent } from 'undici'
import type { Clock } from '../ports.ts'
import { createGuardedConnector, type GuardOptions } from './guarded-connector.ts'
import { describeFailure, type HttpFailure } from './http-failure.ts'

/** One request, ready to go. */
export interface HttpRequest {
  readonly method: string
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
  /** Milliseconds from the start until the whole answer must be there. */
  readonly timeoutMs: number
  /** The body of the answer is read up to here; then the connection is dropped. */
  readonly maxResponseBytes: number
  /** Milliseconds for name, TCP and TLS; as the guard has it by default. Rounded up to tenths of a second. */
  readonly connectTimeoutMs?: number
  /** Milliseconds without a byte, after the request was sent; bounded by `timeoutMs` alone by default. */
  readonly readTimeoutMs?: number
  readonly signal?: AbortSignal
}

/** What came back. */
export interface HttpAnswer {
  readonly status: number
  /** By lower-case name; several lines of one name are joined with a comma. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
  /** False when the body was longer than asked for, or broke off. */
  readonly complete: boolean
}

/** How a request ended: with an answer or with a failure. Never both. */
export interface HttpResult {
  readonly answer?: HttpAnswer
  readonly failure?: HttpFailure
  readonly startedAt: number
  readonly durationMs: number
}

/** Makes requests over kept-alive connections. */
export interface HttpCaller {
  /** Never rejects: what goes wrong is in the result. Redirects are not followed: they are answers like others. */
  call(request: HttpRequest): Promise<HttpResult>
  close(): Promise<void>
}

class TimedOutError extends Error {
  readonly code = 'TRUNKLINE_TIMED_OUT'
}

class CanceledError extends Error {}

/** One line, or several as undici gives them. */
const joined = (value: string | string[] | undefined): string =>
  Array.isArray(value) ? value.join(', ') : (value ?? '')

async function readBody(
  body: AsyncIterable<Uint8Array>,
  limit: number,
): Promise<{ body: Uint8Array; complete: boolean }> {
  const chunks: Uint8Array[] = []
  let size = 0
  let complete = true
  try {
    for await (const chunk of body) {
      size += chunk.length
      chunks.push(chunk)
      if (size <= limit) continue
      complete = false
      break // drops the connection: nobody can make us read on
    }
  } catch {
    // The status is the answer, and it came; that the body broke off is said by `complete`.
    complete = false
  }
  return { body: Buffer.concat(chunks).subarray(0, limit), complete }
}

/** Aborts after the time is up, or when the caller does; `done` takes the timer and the listener away. */
function deadline(request: HttpRequest): { signal: AbortSignal; done: () => void } {
  const controller = new AbortController()
  const late = (): void => controller.abort(new TimedOutError(`no complete answer within ${request.timeoutMs} ms`))
  const cancel = (): void => controller.abort(new CanceledError('canceled by the caller'))
  const timer = setTimeout(late, request.timeoutMs)
  if (request.signal?.aborted) cancel()
  request.signal?.addEventListener('abort', cancel, { once: true })
  const done = (): void => {
    clearTimeout(timer)
    request.signal?.removeEventListener('abort', cancel)
  }
  return { signal: controller.signal, done }
}

async function exchange(agent: Agent, request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
  const { method, url, headers, body, maxResponseBytes, readTimeoutMs: quiet = 0 } = request
  const response = await agent.request({
    origin: url.origin,
    path: url.pathname + url.search,
    method: method as 'POST',
    headers: { ...headers },
    body: body ?? null,
    headersTimeout: quiet,
    bodyTimeout: quiet,
    signal,
  })
  const read = await readBody(response.body, maxResponseBytes)
  const entries = Object.entries(response.headers).map(([name, value]) => [name.toLowerCase(), joined(value)] as const)
  return { status: response.statusCode, headers: Object.fromEntries(entries), ...read }
}

function createAgent(options: GuardOptions, connectTimeoutMs: number | undefined): Agent {
  return new Agent({
    connect: createGuardedConnector(connectTimeoutMs === undefined ? options : { ...options, connectTimeoutMs }),
    allowH2: false,
    keepAliveTimeout: 4000,
    // The deadline of each call bounds these; undici's own timers only need to stay out of the way.
    headersTimeout: 0,
    bodyTimeout: 0,
    maxHeaderSize: 16_384,
  })
}

/**
 * Makes the one HTTP client through which everything outgoing passes. It goes only where the guard lets it, follows no redirects,
 * reads no proxy from the environment, speaks HTTP/1.1 and never reads more of an answer than was asked for.
 */
export function createHttpCaller(options: GuardOptions & { readonly clock: Clock }): HttpCaller {
  // Connections are shared by those who wait as long for one. There are as many agents as spans that were asked for, 100 for 10 s at the most.
  const agents = new Map<number | undefined, Agent>()
  const agentFor = (wanted: number | undefined): Agent => {
    const connectTimeoutMs = wanted === undefined ? undefined : Math.min(Math.ceil(wanted / 100) * 100, 10_000)
    const agent = agents.get(connectTimeoutMs) ?? createAgent(options, connectTimeoutMs)
    agents.set(connectTimeoutMs, agent)
    return agent
  }

  async function call(request: HttpRequest): Promise<HttpResult> {
    const startedAt = options.clock.now()
    const ended = (): { startedAt: number; durationMs: number } => ({
      startedAt,
      durationMs: Math.max(0, Math.round(options.clock.now() - startedAt)),
    })
    const { signal, done } = deadline(request)
    try {
      return { answer: await exchange(agentFor(request.connectTimeoutMs), request, signal), ...ended() }
    } catch (error) {
      const canceled = signal.aborted && signal.reason instanceof CanceledError
      const failure = canceled
        ? { code: 'canceled' as const, message: signal.reason.message }
        : describeFailure(signal.aborted ? signal.reason : error)
      return { failure, ...ended() }
    } finally {
      done()
    }
  }

  const close = async () => {
    await Promise.all([...agents.values()].map((agent) => agent.destroy()))
  }
  return { call, close }
}
