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
  /** Who disabled it; null while it is active. */
  readonly disabledBy: 'operator' | 'parent' | null
  /** When its parent closed it, which is for good; null otherwise. */
  readonly closedAt: Date | null
  /** UUID of the client whose subaccount this is. */
  readonly parentId: string | null
  /** Declared in the configuration file, and therefore read-only through the API. */
  readonly declared: boolean
  readonly createdAt: Date
  /** When its name, token or status was last changed. */
  readonly updatedAt: Date
}

/** A row of accounts_client. */
export interface ClientRow {
  readonly id: string
  readonly name: string
  readonly status: 'active' | 'disabled'
  readonly disabled_at: Date | null
  readonly disabled_reason: string | null
  readonly disabled_by: 'operator' | 'parent' | null
  readonly closed_at: Date | null
  readonly parent_id: string | null
  readonly declared: boolean
  readonly token: string
  readonly created_at: Date
  readonly updated_at: Date | null
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
    disabledBy: row.disabled_by,
    closedAt: row.closed_at,
    parentId: row.parent_id,
    declared: row.declared,
    createdAt: row.created_at,
    updatedAt: row.updated_at ?? row.created_at,
  })
}
