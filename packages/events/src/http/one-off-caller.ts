import { signStandardWebhook } from '@trunkline/wire'
import type { Clock, Ids } from '../ports.ts'
import type { Ledger } from '../sender/ledger.ts'
import type { HttpCaller, HttpResult } from './http-caller.ts'
import type { HttpFailureCode } from './http-failure.ts'
import { requestRow } from './request-log.ts'

/** More than the form webhooks of a process, so that those whose receivers are silent leave the calls' own requests their places. */
const mostInFlight = 768
const mostWaiting = 1024

/** One HTTP request on a client's behalf, outside of the stream of events. */
export interface WebhookCall {
  /** UUID of the client on whose behalf it is made. */
  readonly clientId: string
  /** What it is for, in a word; the request log can be filtered by it. */
  readonly purpose: string
  readonly url: string
  /** POST by default. */
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** Signs after Standard Webhooks with these keys (`whsec_…`), under this id. */
  readonly sign?: { readonly id: string; readonly keys: readonly string[] }
  /** 1 for the first try (the default), for the log. */
  readonly attempt?: number
  /** Until the whole answer is there; 15,000 by default. */
  readonly timeoutMs?: number
  /** For name, TCP and TLS; see {@link HttpRequest.connectTimeoutMs}. */
  readonly connectTimeoutMs?: number
  /** Without a byte after the request was sent. */
  readonly readTimeoutMs?: number
  /** What the caller finds wrong with an end that it came to; stands in the request log in place of the failure. */
  readonly judge?: (result: HttpResult) => LoggedFault | undefined | Promise<LoggedFault | undefined>
  /** Of the answer's body; 65,536 by default. */
  readonly maxResponseBytes?: number
  /** Leaves both bodies out of the request log, for codes and the like. */
  readonly secret?: boolean
  readonly signal?: AbortSignal
}

/** What is wrong with an answer, in the words of whoever asked. */
export interface LoggedFault {
  readonly code: string
  readonly message: string
}

/** Of what the caller is made. */
export interface OneOffOptions {
  readonly clock: Clock
  readonly ids: Ids
  readonly caller: HttpCaller
  readonly ledger: Ledger
  readonly userAgent: string
}

/** Makes a call; never rejects, what goes wrong is in the result. */
export type OneOffCaller = (call: WebhookCall) => Promise<HttpResult>

/** Lets a number of calls through at a time and keeps a bounded number waiting. */
class Gate {
  #open = mostInFlight
  readonly #waiting: (() => void)[] = []

  get full(): boolean {
    return this.#open === 0 && this.#waiting.length >= mostWaiting
  }

  async enter(): Promise<void> {
    if (this.#open > 0) this.#open -= 1
    else await new Promise<void>((resolve) => this.#waiting.push(resolve))
  }

  leave(): void {
    const next = this.#waiting.shift()
    if (next) next()
    else this.#open += 1
  }
}

/** Credentials of the URL become Basic authentication, as Twilio documents it for its webhooks. */
function authorization(url: URL): Record<string, string> {
  if (url.username === '' && url.password === '') return {}
  const pair = `${decoded(url.username)}:${decoded(url.password)}`
  return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` }
}

/** A percent sign that begins no escape stays what it is: a URL parser takes it, so it must not stop the call. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch (error) {
    if (error instanceof URIError) return text
    throw error
  }
}

/**
 * Makes the function for single calls. They go through the same guard as webhooks and into the same request log, but are not
 * queued and not tried again: that is the caller's business.
 */
export function createOneOffCaller({ clock, ids, caller, ledger, userAgent }: OneOffOptions): OneOffCaller {
  const gate = new Gate()
  const failed = (code: HttpFailureCode, message: string): HttpResult => ({
    failure: { code, message },
    startedAt: clock.now(),
    durationMs: 0,
  })

  async function send(call: WebhookCall, headers: Record<string, string>): Promise<HttpResult> {
    const url = URL.canParse(call.url) ? new URL(call.url) : undefined
    if (!url || !['http:', 'https:'].includes(url.protocol)) return failed('url-invalid', 'not an http or https URL')
    if (gate.full) return failed('overloaded', `${mostInFlight} calls are under way and ${mostWaiting} wait`)
    await gate.enter()
    try {
      return await caller.call({
        method: call.method ?? 'POST',
        url,
        headers: { ...authorization(url), ...headers },
        ...(call.body === undefined ? {} : { body: call.body }),
        ...(call.connectTimeoutMs === undefined ? {} : { connectTimeoutMs: call.connectTimeoutMs }),
        ...(call.readTimeoutMs === undefined ? {} : { readTimeoutMs: call.readTimeoutMs }),
        timeoutMs: call.timeoutMs ?? 15_000,
        maxResponseBytes: call.maxResponseBytes ?? 65_536,
        ...(call.signal === undefined ? {} : { signal: call.signal }),
      })
    } finally {
      gate.leave()
    }
  }

  return async (call) => {
    const timestamp = Math.floor(clock.now() / 1000)
    const signature = call.sign
      ? signStandardWebhook({ id: call.sign.id, timestamp, body: call.body ?? '' }, call.sign.keys)
      : {}
    const headers = { 'user-agent': userAgent, ...call.headers, ...signature }
    const result = await send(call, headers)
    const logged = {
      id: ids.uuid(),
      clientId: call.clientId,
      purpose: call.purpose,
      attempt: call.attempt ?? 1,
      method: call.method ?? 'POST',
      url: call.url,
      headers,
      body: call.body ?? null,
      secret: call.secret ?? false,
    }
    const fault = await call.judge?.(result)
    ledger.add({ request: requestRow(fault === undefined ? logged : { ...logged, fault }, result) })
    return result
  }
}
