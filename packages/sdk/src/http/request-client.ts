/** The HTTP client that is used when a program brings none. */

import type { ValidationClientOptions } from '@trunkline/wire'
import { basicAuth } from '../auth/basic.ts'
import { environment } from '../client/environment.ts'
import { queryString } from '../rest/serialize.ts'
import { ability } from './abilities.ts'
import { fetchTransport, type RequestSigner, type Transport, type WireRequest } from './fetch-transport.ts'
import type { HttpClient, HttpRequest, HttpResponse } from './http-client.ts'
import { type LogLine, logRequest, logResponse } from './log.ts'
import type { NodeTransportOptions } from './node-transport.ts'
import { type RetryPolicy, sendWithRetries } from './retry.ts'

/** What a RequestClient can be told. */
export interface RequestClientOptions extends NodeTransportOptions {
  /** Milliseconds for one try. 30,000. */
  timeout?: number | undefined
  /** Try again what may be repeated. Off. */
  autoRetry?: boolean | undefined
  maxRetryDelay?: number | undefined
  maxRetries?: number | undefined
  /** Adds the Twilio-Client-Validation header. */
  validationClient?: ValidationClientOptions | undefined
  /** A `fetch` of your own: undici's with a proxy, a test double. */
  fetch?: typeof fetch | undefined
  /** Where debug lines go. console.log. */
  log?: LogLine | undefined
}

/** The last request of an HTTP client. */
export interface LastRequest {
  readonly method: string
  readonly url: string
  readonly params: Record<string, unknown> | undefined
  readonly data: unknown
  readonly headers: Record<string, string>
}

const form = 'application/x-www-form-urlencoded'

/** The policy that twilio-node's option names stand for. */
export function retryPolicy(options: {
  maxRetries?: number | undefined
  maxRetryDelay?: number | undefined
  maxRetryAfter?: number | undefined
  random?: (() => number) | undefined
  now?: (() => number) | undefined
}): RetryPolicy {
  return {
    maxRetries: options.maxRetries || 3,
    maxRetryDelay: options.maxRetryDelay || 3000,
    maxRetryAfter: options.maxRetryAfter ?? 60_000,
    random: options.random ?? Math.random,
    now: options.now ?? Date.now,
  }
}

/** Sends requests by `fetch`; on Node by `node:https` when an option needs it (a CA bundle, a proxy, socket limits). */
export class RequestClient implements HttpClient {
  readonly defaultTimeout: number
  readonly autoRetry: boolean
  /** What was sent last, and what came back; for looking at while debugging, for requests overtake each other. */
  lastRequest: LastRequest | undefined
  lastResponse: HttpResponse | undefined
  readonly #policy: RetryPolicy
  readonly #signer: RequestSigner | undefined
  readonly #transport: Transport
  readonly #log: LogLine

  constructor(options: RequestClientOptions = {}) {
    this.defaultTimeout = options.timeout || 30_000
    this.autoRetry = options.autoRetry ?? false
    this.#policy = retryPolicy(options)
    const { validationClient } = options
    this.#signer =
      validationClient === undefined ? undefined : ability('validationSigner', 'Client validation')(validationClient)
    this.#transport = transportFor(options)
    this.#log = options.log ?? ((line) => console.log(line))
  }

  /** Sends one request, or several when `autoRetry` is on. Rejects with a TransportError when no answer comes. */
  async request(request: HttpRequest): Promise<HttpResponse> {
    if (!request.method) throw new Error('http method is required')
    if (!request.uri) throw new Error('uri is required')
    if (!this.autoRetry) return await this.#send(request)
    return await sendWithRetries(request, (again) => this.#send(again), this.#policy)
  }

  async #send(request: HttpRequest): Promise<HttpResponse> {
    const headers = await authorized(request)
    if (request.logLevel === 'debug') logRequest({ ...request, headers }, this.#log)
    const wire: WireRequest = {
      method: request.method,
      url: withQuery(request.uri, request.params),
      headers,
      body: bodyOf(request.data, headers['Content-Type']),
      timeout: request.timeout || this.defaultTimeout,
      signal: request.signal,
      redirects: request.allowRedirects ?? false,
    }
    if (this.#signer !== undefined) Object.assign(headers, await this.#signer(wire))
    const { method, uri: url, params, data } = request
    this.lastRequest = { method, url, params, data, headers }
    this.lastResponse = undefined
    const answer = await this.#transport(wire)
    const response = { statusCode: answer.status, body: parsed(answer.text), headers: answer.headers }
    this.lastResponse = response
    if (request.logLevel === 'debug') logResponse(response, this.#log)
    return response
  }
}

const nodeOptions = [
  'keepAlive',
  'keepAliveMsecs',
  'maxSockets',
  'maxTotalSockets',
  'maxFreeSockets',
  'scheduling',
  'ca',
] as const

/** `fetch`, unless an option or the environment asks for more than it can do. */
function transportFor(options: RequestClientOptions): Transport {
  const env = environment()
  const asks =
    nodeOptions.find((name) => options[name] !== undefined) ??
    ['TWILIO_CA_BUNDLE', 'HTTP_PROXY'].find((name) => env[name])
  if (options.fetch !== undefined || asks === undefined) return fetchTransport(options.fetch)
  return ability('nodeTransport', `What ${asks} asks for`)(options, env)
}

/** The headers with the credentials. A few operations take Authorization as a parameter: then it stays as it is. */
async function authorized(request: HttpRequest): Promise<Record<string, string>> {
  const headers = { ...request.headers }
  if (headers.Authorization !== undefined) return headers
  if (request.username && request.password) headers.Authorization = basicAuth(request.username, request.password)
  else headers.Authorization = (await request.authStrategy?.getAuthString()) ?? ''
  if (headers.Authorization === '') delete headers.Authorization
  return headers
}

function withQuery(uri: string, params: Record<string, unknown> | undefined): string {
  const query = params === undefined ? '' : queryString(params)
  if (query === '') return uri
  return uri + (uri.includes('?') ? '&' : '?') + query
}

/** The body of a form or a JSON document; other content types carry none, as in twilio-node. */
function bodyOf(data: unknown, contentType: string | undefined): string | undefined {
  if (data === undefined || data === null) return undefined
  if (contentType === form) return typeof data === 'string' ? data : queryString(data as Record<string, unknown>)
  if (contentType === 'application/json') return typeof data === 'string' ? data : JSON.stringify(data)
  return undefined
}

function parsed(text: string): unknown {
  try {
    return text === '' ? '' : JSON.parse(text)
  } catch {
    return text
  }
}
