import type { Statement } from '@trunkline/postgres'
import type { CallLimitsInput } from '../guard/call-limits.ts'

/** A row of voice_call_limit. */
export interface CallLimitRow {
  readonly limits: CallLimitsInput
}

/** What was set for a client. */
export const getCallLimits = (clientId: string): Statement => ({
  name: 'voice-call-limit-get',
  text: 'select limits from voice_call_limit where client_id = $1',
  values: [clientId],
})

/** Replaces what was set for a client. */
export const putCallLimits = (clientId: string, limits: CallLimitsInput, at: Date): Statement => ({
  name: 'voice-call-limit-put',
  text: `insert into voice_call_limit (client_id, limits, updated_at) values ($1, $2, $3)
    on conflict (client_id) do update set limits = excluded.limits, updated_at = excluded.updated_at`,
  values: [clientId, JSON.stringify(limits), at],
})
