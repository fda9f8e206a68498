import { type EventRecord, type LoggedEvents, type NewFormWebhookJob, targetOf } from '@trunkline/events'
import type { Database } from '@trunkline/postgres'
import { isSid, sidFromUuid, uuidFromSid } from '@trunkline/wire'
import { type CallerIdCheck, checksOf } from '../../store/caller-id-check-store.ts'

/** How a call ended that may have verified a number. */
interface EndedCall {
  readonly callId: string
  readonly status: string
  readonly from: string
  readonly to: string
}

/** Callbacks that are due, and the verifications that are over with them. */
export interface ValidationEnds {
  readonly jobs: readonly NewFormWebhookJob[]
  readonly over: readonly string[]
}

const ends = new Set(['call.completed', 'call.busy', 'call.no-answer', 'call.failed', 'call.canceled'])

function endedCall({ type, data }: EventRecord): EndedCall | undefined {
  if (!ends.has(type)) return undefined
  const { callSid, direction, status, from, to } = data as Readonly<Record<string, unknown>>
  if (direction !== 'outbound-api' || !isSid(callSid, 'CA')) return undefined
  return { callId: uuidFromSid(callSid), status: String(status), from: String(from), to: String(to) }
}

/** What ends of calls say of numbers that were to be verified. */
export async function validationEnds(
  db: Pick<Database, 'query'>,
  rows: readonly LoggedEvents[],
): Promise<ValidationEnds> {
  const calls = new Map<string, EndedCall>()
  for (const { events } of rows.filter((row) => row.mentions('"outbound-api"'))) {
    for (const call of events.map(endedCall)) if (call !== undefined) calls.set(call.callId, call)
  }
  if (calls.size === 0) return { jobs: [], over: [] }
  const { rows: checks } = await db.query<CallerIdCheck>(checksOf([...calls.keys()]))
  const jobs = checks.flatMap((check) => jobOf(check, calls.get(check.callId) as EndedCall))
  return { jobs, over: checks.map(({ callId }) => callId) }
}

/** https://www.twilio.com/docs/voice/api/outgoing-caller-ids: what the StatusCallback is told. */
function jobOf(check: CallerIdCheck, { status, from, to }: EndedCall): NewFormWebhookJob[] {
  const { callId, clientId, callback, callerId } = check
  if (callback === null) return []
  const params = {
    ...{ AccountSid: sidFromUuid('AC', clientId), CallSid: sidFromUuid('CA', callId), CallStatus: status },
    ...{ ApiVersion: '2010-04-01', Direction: 'outbound-api', From: from, Caller: from, To: to, Called: to },
    VerificationStatus: callerId === null ? 'failed' : 'success',
    ...(callerId === null ? {} : { OutgoingCallerIdSid: sidFromUuid('PN', callerId) }),
  }
  const payload = { url: callback.url, method: callback.method, params }
  const base = { kind: 'caller-id-status', clientId, subject: callId, sequence: 0, part: 0 }
  return [{ ...base, lane: `caller-id:${callId}`, target: targetOf(callback.url), payload }]
}
