import type { HttpAnswer, HttpCaller, HttpFailureCode } from '@trunkline/events'
import { VoiceError } from '../errors.ts'

/** What an answer is checked against when it is asked for once more (RFC 9110, section 13.1). */
export interface Validators {
  readonly etag?: string
  readonly lastModified?: string
}

/** How sound is fetched. */
export interface FetchOptions {
  readonly http: HttpCaller
  /** Bytes that a body may have. */
  readonly maxBytes: number
  readonly known?: Validators
  readonly signal?: AbortSignal
}

/** Redirects that are followed, as with documents. */
const mostRedirects = 10
const connectTimeoutMs = 5000
const readTimeoutMs = 15_000
/** Sound is larger than a document, which has 15 s: a file of the largest size comes through at 1.4 Mbit/s. */
const timeoutMs = 60_000

const failures: Readonly<Partial<Record<HttpFailureCode, number>>> = {
  'url-invalid': 11100,
  'request-invalid': 11100,
  'name-unresolved': 11210,
  'connect-failed': 11205,
  'tls-failed': 11220,
  'timed-out': 11203,
  'connection-cut': 11205,
  'response-malformed': 11206,
}

function parsed(text: string, base?: URL): URL {
  const url = URL.canParse(text, base) ? new URL(text, base) : undefined
  if (url && ['http:', 'https:'].includes(url.protocol)) return url
  if (base) throw new VoiceError(11216, 'the redirect leads to what is no http or https URL')
  throw new VoiceError(11100, `${JSON.stringify(text.slice(0, 200))} is no http or https URL`)
}

function headersFor(url: URL, known: Validators | undefined): Record<string, string> {
  const user = decodeURIComponent(url.username)
  const password = decodeURIComponent(url.password)
  return {
    accept: 'audio/*',
    'user-agent': 'TwilioProxy/1.1',
    ...(user || password ? { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` } : {}),
    ...(known?.etag === undefined ? {} : { 'if-none-match': known.etag }),
    ...(known?.lastModified === undefined ? {} : { 'if-modified-since': known.lastModified }),
  }
}

async function get(url: URL, { http, maxBytes, known, signal }: FetchOptions): Promise<HttpAnswer> {
  const target = new URL(url)
  const headers = headersFor(target, known)
  target.username = ''
  target.password = ''
  target.hash = ''
  const limits = { timeoutMs, connectTimeoutMs, readTimeoutMs, maxResponseBytes: maxBytes }
  const { answer, failure } = await http.call({
    method: 'GET',
    url: target,
    headers,
    ...limits,
    ...(signal ? { signal } : {}),
  })
  if (answer) return answer
  signal?.throwIfAborted()
  const code = (failure && failures[failure.code]) ?? 11200
  throw new VoiceError(code, `the sound could not be fetched from ${target.host}: ${failure?.message ?? 'no answer'}`)
}

function checked(answer: HttpAnswer, url: URL, maxBytes: number): HttpAnswer {
  const { status, complete, body, headers } = answer
  if (status === 304) return answer
  if (status < 200 || status > 299) throw new VoiceError(11200, `${url.host} answered ${status} for the sound`)
  if (
    Math.max(body.byteLength, Number(headers['content-length'] ?? 0)) > maxBytes ||
    (!complete && body.byteLength === maxBytes)
  )
    throw new VoiceError(11751, `the sound at ${url.host} is larger than ${maxBytes} bytes: use MP3, or a shorter one`)
  if (!complete) throw new VoiceError(11205, `${url.host} broke off in the middle of the sound`)
  if (body.byteLength === 0) throw new VoiceError(11770, `${url.host} sent no sound`)
  return answer
}

/**
 * Gets sound from an URL, through up to ten redirects, without any parameters of the call. Every hop passes the guard against private addresses.
 * @returns an answer of 2xx with all its bytes, or of 304 where `known` still holds
 * @throws VoiceError 11100 (no URL), 112xx (fetching), 11751 (too large), 11770 (empty)
 */
export async function fetchSound(url: string, options: FetchOptions): Promise<HttpAnswer> {
  let at = parsed(url.trim())
  for (let hop = 0; hop <= mostRedirects; hop += 1) {
    const answer = await get(at, options)
    const location = answer.headers.location
    if (![301, 302, 303, 307, 308].includes(answer.status) || location === undefined)
      return checked(answer, at, options.maxBytes)
    at = parsed(location, at)
  }
  throw new VoiceError(11215, `the sound is behind more than ${mostRedirects} redirects`)
}
