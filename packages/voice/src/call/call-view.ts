import { type AnsweredBy, sidFromUuid } from '@trunkline/wire'
import type { CallRow } from '../store/call-store.ts'
import type { CallRecord } from './call-record.ts'

/** Whole seconds between two instants. */
export const secondsBetween = (from: Date, to: Date): number =>
  Math.max(0, Math.round((to.getTime() - from.getTime()) / 1000))

/** A row as others see it. */
export function callRecord(row: CallRow): CallRecord {
  const { answered_at: answered, ended_at: ended, started_at: started, created_at: created } = row
  return {
    sid: sidFromUuid('CA', row.id),
    clientId: row.client_id,
    parentCallSid: row.parent_id === null ? null : sidFromUuid('CA', row.parent_id),
    ...{ direction: row.direction, status: row.status, from: row.from_address, to: row.to_address },
    ...{
      forwardedFrom: row.forwarded_from,
      callerName: row.caller_name,
      createdAt: created,
      updatedAt: row.updated_at,
    },
    ...{ startedAt: started, answeredAt: answered, endedAt: ended },
    durationSeconds: answered === null || ended === null ? null : secondsBetween(answered, ended),
    queueMilliseconds: started === null ? 0 : Math.max(0, started.getTime() - created.getTime()),
    answeredBy: row.answered_by as AnsweredBy | null,
    ...{ errorCode: row.error_code, reason: row.reason, sipCode: row.sip_code },
    ...{ statusCallback: row.callback, origin: row.origin ?? {} },
  }
}
