import { signTwilioRequest } from '@trunkline/wire'
import type { HttpAnswer, HttpResult } from '../http/http-caller.ts'
import type { LoggedFault, WebhookCall } from '../http/one-off-caller.ts'
import type { Clock, Log } from '../ports.ts'
import { readOverrides } from './connection-overrides.ts'
import { faultOfFailure, isAway, retryReason, type WebhookFault } from './webhook-failure.ts'

/** A webhook as Twilio makes it: a form, signed. */
export interface FormWebhook {
  /** UUID of the account. */
  readonly clientId: string
  /** Signs the request (https://www.twilio.com/docs/usage/security#validating-requests). */
  readonly authToken: string
  /** What it is for, for the request log. */
  readonly purpose: string
  /** As configured, with its fragment. */
  readonly url: string
  readonly method: 'GET' | 'POST'
  readonly params: Readonly<Record<string, string>>
  /** The same for every try, so that the receiver can tell a repetition. */
  readonly idempotencyToken: string
  /** The Cookie header for a URL, where there is one. */
  readonly cookies?: (url: URL) => string | undefined
  /** Told of the cookies that an answer sets. */
  readonly onCookies?: (url: URL, header: string) => void
  /** Looks at a successful answer; what it finds wrong stands in the request log and changes nothing else. Must not throw. */
  readonly read?: (answer: HttpAnswer, url: string) => WebhookFault | undefined | Promise<WebhookFault | undefined>
  /** Whether an answer that is too large is good all the same, cut: sound, which whoever plays it fetches by itself. */
  readonly mayBeCut?: (answer: HttpAnswer) => boolean
  readonly signal?: AbortSignal
}

/** How a webhook ended. */
export type FormWebhookEnd =
  | {
      readonly ok: true
      readonly answer: HttpAnswer /** Where the answer came from, after redirects. */
      readonly url: string
    }
  | {
      readonly ok: false
      readonly fault: WebhookFault
      readonly url: string
      /** Nobody was there to take it: worth another try later. */
      readonly away: boolean
    }

/** What making webhooks takes. */
export interface FormWebhookParts {
  readonly events: { webhook(call: WebhookCall): Promise<HttpResult> }
  readonly clock: Clock
  readonly log: Log
}

const mostRedirects = 10
/** Of an answer (https://www.twilio.com/docs/api/errors/11750). */
const mostBytes = 65_536

/** Where the request goes now: redirects change it. */
interface Hop {
  readonly url: string
  readonly method: 'GET' | 'POST'
  /** What of the parameters the query holds already: a redirect may lead to the same query at another place. */
  readonly told: ReadonlySet<string>
}

/**
 * Makes a webhook as Twilio does: signed, with the patience and the retries of its URL's fragment, redirects followed with the parameters carried along.
 * Never rejects.
 */
export async function callFormWebhook(parts: FormWebhookParts, webhook: FormWebhook): Promise<FormWebhookEnd> {
  const overrides = readOverrides(webhook.url)
  if ('code' in overrides) {
    // Nothing is requested, so nothing stands in the request log.
    const { clientId, purpose } = webhook
    parts.log.warn(
      { clientId, purpose, ...overrides },
      'a webhook was not made: the fragment of its URL cannot be read',
    )
    return { ok: false, fault: overrides, url: webhook.url, away: false }
  }
  const until = parts.clock.now() + overrides.totalTimeoutMs
  for (let attempt = 1; ; attempt++) {
    const end = await tryOnce(parts, webhook, { ...overrides, until, attempt })
    const again = end.reason !== undefined && overrides.retryOn.has(end.reason) && attempt <= overrides.retries
    if (!again || parts.clock.now() >= until || webhook.signal?.aborted) return end.end
  }
}

interface Patience {
  readonly connectTimeoutMs: number
  readonly readTimeoutMs: number
  readonly until: number
  readonly attempt: number
}

interface Tried {
  readonly end: FormWebhookEnd
  readonly reason: ReturnType<typeof retryReason>
}

async function tryOnce(parts: FormWebhookParts, webhook: FormWebhook, patience: Patience): Promise<Tried> {
  let hop: Hop = { url: normalised(webhook.url), method: webhook.method, told: new Set() }
  for (let redirects = 0; ; redirects++) {
    let fault: WebhookFault | undefined
    const result = await exchange(parts, webhook, hop, patience, async (ended) => {
      fault = faultOf(webhook, hop.url, ended, redirects)
      const good = ended.answer !== undefined && fault === undefined && !isRedirect(ended.answer.status)
      const logged = good ? await webhook.read?.(ended.answer, hop.url) : fault
      return logged && { code: String(logged.code), message: logged.message }
    })
    const { answer } = result
    if (fault !== undefined || answer === undefined) {
      const end = {
        ok: false,
        fault: fault ?? { code: 11200, message: 'no answer' },
        url: hop.url,
        away: isAway(result),
      } as const
      return { end, reason: retryReason(result) }
    }
    const next = redirected(answer, hop)
    if (next === undefined) return { end: { ok: true, answer, url: hop.url }, reason: undefined }
    hop = next
  }
}

function exchange(
  { events, clock }: FormWebhookParts,
  webhook: FormWebhook,
  { url, method, told }: Hop,
  { connectTimeoutMs, readTimeoutMs, until, attempt }: Patience,
  judge: (result: HttpResult) => Promise<LoggedFault | undefined>,
): Promise<HttpResult> {
  const form = new URLSearchParams(Object.entries(webhook.params).filter(([name]) => !told.has(name))).toString()
  const asked = method === 'GET' && form !== '' ? `${url}${url.includes('?') ? '&' : '?'}${form}` : url
  const signed = signTwilioRequest(webhook.authToken, {
    url: asked,
    ...(method === 'POST' ? { params: webhook.params } : {}),
  })
  const cookie = webhook.cookies?.(new URL(url))
  return events.webhook({
    ...{ clientId: webhook.clientId, purpose: webhook.purpose, url: signed.url, method, attempt, judge },
    headers: {
      'user-agent': 'TwilioProxy/1.1',
      accept: '*/*',
      'cache-control': 'max-age=259200',
      'i-twilio-idempotency-token': webhook.idempotencyToken,
      ...(method === 'POST' ? { 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8' } : {}),
      ...(cookie === undefined ? {} : { cookie }),
      ...signed.headers,
    },
    ...(method === 'POST' ? { body: form } : {}),
    ...{ connectTimeoutMs, readTimeoutMs, timeoutMs: Math.max(1, until - clock.now()), maxResponseBytes: mostBytes },
    ...(webhook.signal === undefined ? {} : { signal: webhook.signal }),
  })
}

/** What is wrong with an end; undefined for a redirect that can be followed, and for a good answer. */
function faultOf(
  webhook: FormWebhook,
  url: string,
  { answer, failure }: HttpResult,
  redirects: number,
): WebhookFault | undefined {
  if (answer === undefined) return failure && faultOfFailure(failure)
  const cookies = answer.headers['set-cookie']
  if (cookies !== undefined) webhook.onCookies?.(new URL(url), cookies)
  const { status } = answer
  if (isRedirect(status)) {
    if (redirects >= mostRedirects) return { code: 11215, message: `redirected more than ${mostRedirects} times` }
    if (target(answer, url) !== undefined) return undefined
    return { code: 11216, message: `a ${status} whose Location is missing or cannot be used` }
  }
  if (status < 200 || status >= 300) return { code: 11200, message: `the receiver answered with ${status}` }
  if (!answer.complete && !webhook.mayBeCut?.(answer))
    return { code: 11750, message: `the answer is larger than ${mostBytes} bytes, or broke off` }
  return undefined
}

const isRedirect = (status: number): boolean => [301, 302, 303, 307, 308].includes(status)

function target({ headers }: HttpAnswer, from: string): string | undefined {
  const { location } = headers
  if (location === undefined || !URL.canParse(location, from)) return undefined
  const url = new URL(location, from)
  return /^https?:$/.test(url.protocol) ? normalised(url.href) : undefined
}

/** Where an answer leads on. 301, 302 and 303 are followed with GET, as browsers do (RFC 9110 §15.4); 307 and 308 keep the method. */
function redirected(answer: HttpAnswer, hop: Hop): Hop | undefined {
  if (!isRedirect(answer.status)) return undefined
  const method = answer.status === 307 || answer.status === 308 ? hop.method : 'GET'
  const url = target(answer, hop.url) as string
  return { url, method, told: method === 'GET' ? new Set(new URL(url).searchParams.keys()) : new Set() }
}

/**
 * The URL as it goes over the wire, without its fragment: what the receiver sees is what must be signed, so a name in other letters or a blank in the path is
 * written as HTTP writes it first. A URL that cannot be read stays as it is, and fails.
 */
function normalised(text: string): string {
  const bare = text.split('#', 1)[0] ?? ''
  return URL.canParse(bare) ? new URL(bare).href : bare
}
