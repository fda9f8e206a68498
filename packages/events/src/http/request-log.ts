import type { RequestRow } from '../store/request-store.ts'
import type { HttpResult } from './http-caller.ts'

const mostRequestBody = 16_384
const mostResponseBody = 4096
const mostHeader = 1024

/** Headers that carry credentials; their values are left out. */
const secretHeaders: ReadonlySet<string> = new Set([
  'authorization',
  'proxy-authorization',
  'cookie',
  'set-cookie',
  'x-api-key',
  'api-key',
])

/** What was sent, and why. */
export interface LoggedRequest {
  readonly id: string
  readonly clientId: string
  readonly purpose: string
  readonly endpointId?: string
  readonly eventId?: string
  /** 1 for the first try. */
  readonly attempt: number
  readonly method: string
  readonly url: URL | string
  readonly headers: Readonly<Record<string, string>>
  /** Null to leave it out of the log. */
  readonly body: string | null
  /** Leaves the bodies of both sides out of the log. */
  readonly secret?: boolean
  /** What whoever asked found wrong; in place of the failure. */
  readonly fault?: { readonly code: string; readonly message: string }
}

/** Text that PostgreSQL can store: no NUL, no half characters, and not too long. */
function storable(text: string, most: number): string {
  const cut = text.length > most ? `${text.slice(0, most)}…` : text
  return cut.replaceAll('\0', '\u2400').toWellFormed()
}

function storableHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      storable(name.toLowerCase(), mostHeader),
      secretHeaders.has(name.toLowerCase()) ? '[left out]' : storable(value, mostHeader),
    ]),
  )
}

/** The URL without the credentials that may stand in it. */
function shownUrl(url: URL | string): string {
  if (typeof url === 'string') return storable(url.replace(/\/\/[^/?#]*@/, '//'), 2048)
  const shown = new URL(url)
  shown.username = ''
  shown.password = ''
  return shown.href
}

/** The row of the request log for one request and how it ended: bounded, and without credentials. */
export function requestRow(request: LoggedRequest, { answer, failure, startedAt, durationMs }: HttpResult): RequestRow {
  const wrong = request.fault ?? failure
  const text = answer && !request.secret ? Buffer.from(answer.body).toString('utf8') : null
  return {
    id: request.id,
    created_at: new Date(startedAt).toISOString(),
    client_id: request.clientId,
    purpose: request.purpose,
    endpoint_id: request.endpointId ?? null,
    event_id: request.eventId ?? null,
    attempt: request.attempt,
    method: request.method,
    url: shownUrl(request.url),
    request_headers: storableHeaders(request.headers),
    request_body: request.body === null || request.secret ? null : storable(request.body, mostRequestBody),
    status: answer?.status ?? null,
    response_headers: answer ? storableHeaders(answer.headers) : null,
    response_body: text === null ? null : storable(text, mostResponseBody),
    duration_ms: durationMs,
    error_code: wrong?.code ?? null,
    error: wrong ? storable(wrong.message, mostHeader) : null,
  }
}
