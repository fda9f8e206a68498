/** When a try may be repeated, and after how long. */
import type { HttpRequest, HttpResponse } from './http-client.ts'
import { systemCode, TransportError, transportError } from './transport-error.ts'

/** How tries are repeated. All times in milliseconds. */
export interface RetryPolicy {
  /** Repeats after the first try. 3. */
  readonly maxRetries: number
  /** Longest wait that is picked at random. 3,000. */
  readonly maxRetryDelay: number
  /** A Retry-After longer than this is not waited for: the answer is handed back. 60,000. */
  readonly maxRetryAfter: number
  /** A number in [0, 1). */
  readonly random: () => number
  /** The time of day, in milliseconds, for a Retry-After that is a date. */
  readonly now: () => number
}

/** One try, as the hook sees it. No headers and no bodies: they hold secrets. */
export interface Try {
  /** 1 for the first. */
  readonly attempt: number
  readonly method: string
  /** URL without its query. */
  readonly url: string
  readonly durationMs: number
  readonly statusCode?: number
  readonly error?: TransportError
  /** Milliseconds until the next try; absent when this one was the last. */
  readonly retryInMs?: number
}

/** What the first try waits at most is twice this. As in twilio-node. */
const firstDelay = 100
const idempotent = new Set(['get', 'head', 'put', 'delete', 'options'])

/** Whether a request may be carried out twice without harm: by its method, or because it carries an idempotency key. */
function isRepeatable(request: HttpRequest): boolean {
  if (idempotent.has(request.method)) return true
  return Object.keys(request.headers ?? {}).some((name) => name.toLowerCase() === 'idempotency-key')
}

/** Whether an answer is worth another try: 429 was not carried out at all, 5xx may have been. */
export function mayRepeatAnswer(request: HttpRequest, status: number): boolean {
  if (status === 429) return true
  return status >= 500 && status !== 501 && status !== 505 && isRepeatable(request)
}

/** Whether a failure is worth another try. A call that the caller gave up is not. */
export function mayRepeatFailure(request: HttpRequest, error: TransportError): boolean {
  return error.failure !== 'aborted' && (!error.sent || isRepeatable(request))
}

/** Milliseconds that a Retry-After header asks for: seconds or a date (RFC 9110 §10.2.3). */
export function retryAfter(value: string | undefined, now: number): number | undefined {
  if (value === undefined || value.trim() === '') return undefined
  if (/^\s*\d+(\.\d+)?\s*$/.test(value)) return Number(value) * 1000
  const at = Date.parse(value)
  return Number.isNaN(at) ? undefined : Math.max(0, at - now)
}

/** Full jitter: anything up to the cap of this attempt, which doubles each time. */
function jitter(policy: RetryPolicy, attempt: number): number {
  return Math.floor(policy.random() * Math.min(policy.maxRetryDelay, firstDelay * 2 ** attempt))
}

function headerOf(response: HttpResponse, name: string): string | undefined {
  const headers = response.headers ?? {}
  return headers[name] ?? headers[Object.keys(headers).find((key) => key.toLowerCase() === name) ?? '']
}

/** Milliseconds until the next try; undefined when there is none. */
function pause(
  policy: RetryPolicy,
  request: HttpRequest,
  attempt: number,
  outcome: HttpResponse | TransportError,
): number | undefined {
  if (attempt > policy.maxRetries) return undefined
  if (outcome instanceof TransportError) return mayRepeatFailure(request, outcome) ? jitter(policy, attempt) : undefined
  if (!mayRepeatAnswer(request, outcome.statusCode)) return undefined
  const asked = retryAfter(headerOf(outcome, 'retry-after'), policy.now()) ?? 0
  return asked > policy.maxRetryAfter ? undefined : Math.max(asked, jitter(policy, attempt))
}

function sleep(ms: number, request: HttpRequest): Promise<void> {
  const { signal } = request
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer)
      reject(
        new TransportError(
          'aborted',
          false,
          'ERR_CANCELED',
          { method: request.method, url: request.uri },
          signal?.reason,
        ),
      )
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop)
      resolve()
    }, ms)
    if (signal?.aborted) stop()
    else signal?.addEventListener('abort', stop, { once: true })
  })
}

/** Sends a request, again where the policy allows it. With `maxRetries` 0 it is sent once. */
export async function sendWithRetries(
  request: HttpRequest,
  send: (request: HttpRequest) => Promise<HttpResponse>,
  policy: RetryPolicy,
  onTry?: (event: Try) => void,
): Promise<HttpResponse> {
  for (let attempt = 1; ; attempt++) {
    const started = policy.now()
    const outcome = await send({ ...request, headers: { ...request.headers } }).catch((error: unknown) =>
      failureOf(error, request),
    )
    const retryInMs = pause(policy, request, attempt, outcome)
    onTry?.({
      attempt,
      method: request.method,
      url: request.uri.replace(/[?#].*$/s, ''),
      durationMs: policy.now() - started,
      ...(outcome instanceof TransportError ? { error: outcome } : { statusCode: outcome.statusCode }),
      ...(retryInMs === undefined ? {} : { retryInMs }),
    })
    if (retryInMs === undefined) {
      if (outcome instanceof TransportError) throw outcome
      return outcome
    }
    await sleep(retryInMs, request)
  }
}

/** What carries a system code is a failure of the transport, whoever threw it; anything else (a bug, say) is passed on. */
function failureOf(error: unknown, request: HttpRequest): TransportError {
  if (error instanceof TransportError) return error
  if (systemCode(error) === undefined) throw error
  return transportError(error, { method: request.method, url: request.uri })
}
