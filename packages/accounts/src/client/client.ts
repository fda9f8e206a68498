import { sidFromUuid } from '@trunkline/wire'

/** The application that sends. */
export interface Client {
  /** UUID. */
  readonly id: string
  /** The client id, `AC` and 32 hex digits. */
  readonly sid: string
  readonly name: string
  /** `disabled`: its credentials are refused; what it had accepted before is kept. */
  readonly status: 'active' | 'disabled'
  readonly disabledAt: Date | null
  readonly disabledReason: string | null
  /** UUID of the client whose subaccount this is. */
  readonly parentId: string | null
  /** Declared in the configuration file, and therefore read-only through the API. */
  readonly declared: boolean
  readonly createdAt: Date
}

/** A row of accounts_client. */
export interface ClientRow {
  readonly id: string
  readonly name: string
  readonly status: 'active' | 'disabled'
  readonly disabled_at: Date | null
  readonly disabled_reason: string | null
  readonly parent_id: string | null
  readonly declared: boolean
  readonly token: string
  readonly created_at: Date
  readonly version: number
}

/** The client of a row; frozen, because caches hand the same one out again and again. */
export function clientOf(row: ClientRow): Client {
  return Object.freeze({
    id: row.id,
    sid: sidFromUuid('AC', row.id),
    name: row.name,
    status: row.status,
    disabledAt: row.disabled_at,
    disabledReason: row.disabled_reason,
    parentId: row.parent_id,
    declared: row.declared,
    createdAt: row.created_at,
  })
}
