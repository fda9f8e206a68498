import type { ClientRow } from './client.ts'

/** The columns that say whether a client may work. */
export type StatusColumns = Pick<ClientRow, 'status' | 'disabled_at' | 'disabled_reason' | 'disabled_by' | 'closed_at'>

/** A client that may work. */
export const activeStatus: StatusColumns = Object.freeze({
  status: 'active',
  disabled_at: null,
  disabled_reason: null,
  disabled_by: null,
  closed_at: null,
})

/** A client that the operator disables; undefined where that changes nothing. What a parent had suspended or closed stays so, and is not the parent's to undo any more. */
export function disabledByOperator(row: ClientRow, at: Date, reason: string): StatusColumns | undefined {
  if (row.disabled_by === 'operator') return undefined
  const disabled_reason = reason.slice(0, 255)
  return {
    ...{ status: 'disabled', disabled_at: row.disabled_at ?? at, disabled_reason },
    ...{ disabled_by: 'operator', closed_at: row.closed_at },
  }
}

/** Why a parent's wish for a subaccount is refused: it is closed for good, or the operator disabled it. */
export type ParentRefusal = 'closed' | 'disabled-by-operator'

/** What a parent makes of its subaccount; undefined where that changes nothing. */
export function statusByParent(
  row: ClientRow,
  wanted: 'active' | 'suspended' | 'closed',
  at: Date,
): StatusColumns | ParentRefusal | undefined {
  if (row.closed_at !== null) return wanted === 'closed' ? undefined : 'closed'
  if (row.disabled_by === 'operator' && wanted === 'active') return 'disabled-by-operator'
  if (wanted === 'active') return row.status === 'active' ? undefined : activeStatus
  if (wanted === 'suspended' && row.status === 'disabled') return undefined
  const closed = wanted === 'closed'
  return {
    status: 'disabled',
    disabled_at: row.disabled_at ?? at,
    disabled_reason: row.disabled_reason ?? `${wanted} by its parent account`,
    disabled_by: row.disabled_by ?? 'parent',
    closed_at: closed ? at : null,
  }
}
