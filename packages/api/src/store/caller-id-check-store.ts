import type { Statement } from '@trunkline/postgres'

/** A number that is being verified by a call. */
export interface CallerIdCheck {
  /** UUID of the call. */
  readonly callId: string
  readonly clientId: string
  readonly number: string
  readonly friendlyName: string | null
  /** Sealed. */
  readonly code: string
  readonly asked: number
  /** UUID of the caller id, once it is verified. */
  readonly callerId: string | null
  readonly callback: { readonly url: string; readonly method: 'GET' | 'POST' } | null
}

/** What is written when a verification begins. */
export interface NewCallerIdCheck extends Omit<CallerIdCheck, 'asked' | 'callerId'> {
  /** SHA-256 of the token. */
  readonly token: Uint8Array
  readonly at: Date
}

const columns = `call_id as "callId", client_id as "clientId", number, friendly_name as "friendlyName", code, asked,
  caller_id as "callerId", callback`

/** Begins a verification. */
export const insertCheck = (check: NewCallerIdCheck): Statement => ({
  name: 'api_caller_id_check_insert',
  text: `insert into api_caller_id_check (call_id, client_id, number, friendly_name, code, token, callback, created_at)
    values ($1, $2, $3, $4, $5, $6, $7::text::jsonb, $8)`,
  values: [
    ...[check.callId, check.clientId, check.number, check.friendlyName, check.code, check.token],
    ...[check.callback === null ? null : JSON.stringify(check.callback), check.at],
  ],
})

/** A verification whose document is asked for, counting that. */
export const askCheck = (token: Uint8Array): Statement => ({
  name: 'api_caller_id_check_ask',
  text: `update api_caller_id_check set asked = asked + 1 where token = $1 returning ${columns}`,
  values: [token],
})

/** The code was keyed in: the number is a caller id. */
export const passCheck = (callId: string, callerId: string): Statement => ({
  name: 'api_caller_id_check_pass',
  text: 'update api_caller_id_check set caller_id = $2 where call_id = $1',
  values: [callId, callerId],
})

/** Those of some calls. */
export const checksOf = (callIds: readonly string[]): Statement => ({
  name: 'api_caller_id_check_of',
  text: `select ${columns} from api_caller_id_check where call_id = any($1::uuid[])`,
  values: [callIds],
})

/** Forgets verifications that are over, and those whose calls nobody told of. */
export const forgetChecks = (callIds: readonly string[], before: Date): Statement => ({
  name: 'api_caller_id_check_forget',
  text: 'delete from api_caller_id_check where call_id = any($1::uuid[]) or created_at < $2',
  values: [callIds, before],
})
