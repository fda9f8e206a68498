import { sidFromUuid } from '@trunkline/wire'
import type { EndpointRow } from '../store/endpoint-store.ts'

/** An endpoint as its client sees it. Never holds the secret. */
export interface EndpointView {
  /** `WE` and 32 hex digits. */
  readonly id: string
  readonly url: string
  /** The patterns of the events that it gets; `['*']` is all. */
  readonly events: readonly string[]
  readonly status: 'enabled' | 'disabled'
  /** Why it was disabled. */
  readonly disabledReason: string | null
  readonly disabledAt: string | null
  /** Since when nothing has succeeded, and how the last try failed. */
  readonly failingSince: string | null
  readonly lastError: string | null
  /** Until when the secret before the present one signs too. */
  readonly previousSecretUntil: string | null
  readonly createdAt: string
}

/** An endpoint with its secret, which is shown this once. */
export interface EndpointWithSecret extends EndpointView {
  readonly secret: string
}

const instant = (at: Date | null): string | null => at?.toISOString() ?? null

/** The row as its client sees it. */
export function viewOf(row: EndpointRow): EndpointView {
  return {
    id: sidFromUuid('WE', row.id),
    url: row.url,
    events: row.patterns ?? ['*'],
    status: row.status,
    disabledReason: row.disabled_reason,
    disabledAt: instant(row.disabled_at),
    failingSince: instant(row.failing_since),
    lastError: row.last_error,
    previousSecretUntil: instant(row.previous_until),
    createdAt: row.created_at.toISOString(),
  }
}
