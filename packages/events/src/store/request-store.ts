import type { Statement } from '@trunkline/postgres'

/** A row of the request log. */
export interface RequestRow {
  readonly id: string
  readonly created_at: Date | string
  readonly client_id: string
  readonly purpose: string
  readonly endpoint_id: string | null
  readonly event_id: string | null
  readonly attempt: number
  readonly method: string
  readonly url: string
  readonly request_headers: Readonly<Record<string, string>>
  readonly request_body: string | null
  readonly status: number | null
  readonly response_headers: Readonly<Record<string, string>> | null
  readonly response_body: string | null
  readonly duration_ms: number
  readonly error_code: string | null
  readonly error: string | null
}

const columns = `id, created_at, client_id, purpose, endpoint_id, event_id, attempt, method, url, request_headers, request_body,
  status, response_headers, response_body, duration_ms, error_code, error`

/** Writes down requests that were made. */
export const insertRequests = (rows: readonly RequestRow[]): Statement => ({
  name: 'events-request-insert',
  text: `insert into events_request (${columns}) select ${columns} from json_to_recordset($1::text::json) as r(
      id uuid, created_at timestamptz, client_id uuid, purpose text, endpoint_id uuid, event_id text, attempt smallint,
      method text, url text, request_headers jsonb, request_body text, status smallint, response_headers jsonb,
      response_body text, duration_ms int, error_code text, error text)`,
  values: [JSON.stringify(rows)],
})

/** What to list. Every condition that is not null must hold. */
export interface RequestConditions {
  readonly clientId: string
  readonly purpose: string | null
  readonly endpointId: string | null
  readonly eventId: string | null
  readonly failed: boolean | null
  readonly since: Date | null
  readonly until: Date | null
  readonly before: string | null
  readonly limit: number
}

/** One client's requests, the latest first. A request failed when it got no answer, one that is not 2xx, or one that was found wrong. */
export const listRequests = (conditions: RequestConditions): Statement => ({
  name: 'events-request-list',
  text: `select ${columns} from events_request where client_id = $1
      and ($2::text is null or purpose = $2)
      and ($3::uuid is null or endpoint_id = $3)
      and ($4::text is null or event_id = $4)
      and ($5::boolean is null or (status is null or status not between 200 and 299 or error_code is not null) = $5)
      and ($6::timestamptz is null or created_at >= $6)
      and ($7::timestamptz is null or created_at < $7)
      and ($8::uuid is null or id < $8)
    order by id desc limit $9`,
  values: [
    conditions.clientId,
    conditions.purpose,
    conditions.endpointId,
    conditions.eventId,
    conditions.failed,
    conditions.since,
    conditions.until,
    conditions.before,
    conditions.limit,
  ],
})
