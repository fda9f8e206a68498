import type { Database } from '@trunkline/postgres'
import { isSid, ProblemError, sidFromUuid, uuidFromSid } from '@trunkline/wire'
import { listRequests, type RequestRow } from '../store/request-store.ts'

const defaultPage = 50
const mostPage = 200

/** Which requests to list. */
export interface RequestFilter {
  /** UUID of the client. */
  readonly clientId: string
  /** `webhook`, or what the caller of a single call named it. */
  readonly purpose?: string
  /** `WE…` id of an endpoint. */
  readonly endpointId?: string
  readonly eventId?: string
  /** True: only what got no answer, or another one than 2xx. False: only the rest. */
  readonly failed?: boolean
  readonly since?: Date
  readonly until?: Date
  /** The `next` of the page before. */
  readonly after?: string
  /** 50 by default, 200 at most. */
  readonly limit?: number
}

/** One HTTP request that went out on a client's behalf. */
export interface RequestView {
  /** `RQ` and 32 hex digits. */
  readonly id: string
  readonly startedAt: string
  readonly durationMs: number
  readonly purpose: string
  readonly endpointId: string | null
  readonly eventId: string | null
  readonly attempt: number
  readonly request: {
    readonly method: string
    readonly url: string
    readonly headers: Readonly<Record<string, string>>
    /** Null when it was left out. */
    readonly body: string | null
  }
  /** Null when none came. */
  readonly response: {
    readonly status: number
    readonly headers: Readonly<Record<string, string>>
    readonly body: string | null
  } | null
  readonly error: { readonly code: string; readonly message: string } | null
}

/** The request log. */
export interface RequestLog {
  /** One client's requests of the last week, the latest first. */
  list(filter: RequestFilter): Promise<{ requests: readonly RequestView[]; next: string | null }>
}

function viewOf(row: RequestRow): RequestView {
  const { status, response_headers, response_body } = row
  return {
    id: sidFromUuid('RQ', row.id),
    startedAt: new Date(row.created_at).toISOString(),
    durationMs: row.duration_ms,
    purpose: row.purpose,
    endpointId: row.endpoint_id === null ? null : sidFromUuid('WE', row.endpoint_id),
    eventId: row.event_id,
    attempt: row.attempt,
    request: { method: row.method, url: row.url, headers: row.request_headers, body: row.request_body },
    response: status === null ? null : { status, headers: response_headers ?? {}, body: response_body },
    error: row.error_code === null ? null : { code: row.error_code, message: row.error ?? '' },
  }
}

function uuidOf(sid: string | undefined, prefix: 'WE' | 'RQ', pointer: string): string | null {
  if (sid === undefined) return null
  if (isSid(sid, prefix)) return uuidFromSid(sid)
  const detail = `an id that begins with ${prefix}`
  throw new ProblemError('query-invalid', undefined, { errors: [{ pointer, detail }] })
}

/** Makes the reader of the request log. */
export function createRequestLog(db: Database): RequestLog {
  return {
    async list(filter) {
      const limit = Math.min(Math.max(1, filter.limit ?? defaultPage), mostPage)
      const { rows } = await db.query<RequestRow>(
        listRequests({
          clientId: filter.clientId,
          purpose: filter.purpose ?? null,
          endpointId: uuidOf(filter.endpointId, 'WE', '/endpointId'),
          eventId: filter.eventId ?? null,
          failed: filter.failed ?? null,
          since: filter.since ?? null,
          until: filter.until ?? null,
          before: uuidOf(filter.after, 'RQ', '/after'),
          limit: limit + 1,
        }),
      )
      const page = rows.slice(0, limit)
      const last = rows.length > limit ? page.at(-1) : undefined
      return { requests: page.map(viewOf), next: last ? sidFromUuid('RQ', last.id) : null }
    },
  }
}
