import type { HttpAnswer, HttpResult, WebhookCall } from '@trunkline/events'
import { validateRequest } from '@trunkline/wire'
import type { VirtualTime } from './virtual-time.ts'

/** A request that came in, read. */
export interface WebRequest {
  readonly url: string
  readonly path: string
  readonly method: string
  readonly purpose: string
  readonly params: Readonly<Record<string, string>>
  readonly headers: Readonly<Record<string, string>>
  /** Seconds since the beginning. */
  readonly at: number
  /** What stands in the request log as fault. */
  fault?: { readonly code: string; readonly message: string } | undefined
}

/** What a page says: TwiML without its frame, or a whole answer. */
export type Page =
  | string
  | Partial<{ status: number; headers: Record<string, string>; body: string; complete: boolean }>

export const authToken = 'c0ffee00c0ffee00c0ffee00c0ffee00'

/** The client's program. Refuses what is not signed as Twilio signs. */
export class FakeWeb {
  readonly requests: WebRequest[] = []
  /** By path; may look at the request. */
  readonly pages = new Map<string, Page | ((request: WebRequest) => Page)>()
  /** How long an answer takes, seconds. */
  delay = 0
  readonly #time: VirtualTime

  constructor(time: VirtualTime) {
    this.#time = time
  }

  readonly webhook = async (call: WebhookCall): Promise<HttpResult> => {
    const request = this.#read(call)
    this.requests.push(request)
    const startedAt = this.#time.now()
    if (this.delay > 0) await this.#time.sleep(this.delay * 1000, call.signal ?? new AbortController().signal)
    const result: HttpResult = call.signal?.aborted
      ? { failure: { code: 'canceled', message: 'canceled by the caller' }, startedAt, durationMs: 0 }
      : { answer: this.#answer(call, request), startedAt, durationMs: 0 }
    request.fault = await call.judge?.(result)
    return result
  }

  /** Requests of a path, in order. */
  of(path: string): readonly WebRequest[] {
    return this.requests.filter((request) => request.path === path)
  }

  /** The one request of a path. */
  one(path: string): WebRequest {
    const [request, ...more] = this.of(path)
    if (request === undefined || more.length > 0) {
      throw new Error(
        `${more.length + (request ? 1 : 0)} requests of ${path}: ${this.requests.map((each) => each.path)}`,
      )
    }
    return request
  }

  #read(call: WebhookCall): WebRequest {
    const url = new URL(call.url)
    const method = call.method ?? 'POST'
    const params = new URLSearchParams(method === 'GET' ? url.search : (call.body ?? ''))
    const headers = call.headers ?? {}
    const form = method === 'GET' ? {} : Object.fromEntries(params)
    const signature = Object.entries(headers).find(([name]) => name.toLowerCase() === 'x-twilio-signature')?.[1] ?? ''
    if (!validateRequest(authToken, signature, call.url, form)) throw new Error(`badly signed: ${call.url}`)
    return {
      ...{ url: call.url, path: url.pathname, method, purpose: call.purpose, headers },
      ...{ params: Object.fromEntries(params), at: this.#time.seconds },
    }
  }

  #answer(_call: WebhookCall, request: WebRequest): HttpAnswer {
    const found = this.pages.get(request.path)
    const page = typeof found === 'function' ? found(request) : found
    if (page === undefined) return answerOf({ status: 404, body: 'not here' })
    return answerOf(typeof page === 'string' ? { body: `<Response>${page}</Response>` } : page)
  }
}

function answerOf({ status = 200, headers = {}, body = '', complete = true }: Exclude<Page, string>): HttpAnswer {
  const given = { 'content-type': 'text/xml', ...headers }
  return { status, headers: given, body: new TextEncoder().encode(body), complete }
}
