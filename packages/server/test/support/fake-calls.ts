import { DatabaseError } from '@trunkline/postgres'
import type { CallRecord, Calls, NewCall } from '@trunkline/voice'
import { sidFromUuid } from '@trunkline/wire'

/** A call that was made. */
export type MadeCall = NewCall & { readonly clientId: string; readonly record: CallRecord }

/** Calls in memory, which come to the end that a test says. */
export class FakeCalls implements Pick<Calls, 'create' | 'find'> {
  readonly made = new Map<string, MadeCall>()
  /** What the next call is refused with. */
  failure: unknown
  /** The connection breaks at the next call: before it was made, or after. */
  cut: 'before' | 'after' | undefined

  async create(clientId: string, request: NewCall): Promise<CallRecord> {
    const { failure, cut } = this
    this.failure = undefined
    this.cut = undefined
    if (failure !== undefined) throw failure
    if (cut === 'before') throw new DatabaseError('UNAVAILABLE', 'the connection broke')
    const sid = sidFromUuid('CA', request.id ?? '')
    const at = new Date()
    const known = this.made.get(sid)?.record
    const record = known ?? {
      ...{ sid, clientId, parentCallSid: null, direction: 'outbound-api', status: 'queued' },
      ...{ from: request.from, to: request.to, forwardedFrom: null, callerName: null, createdAt: at, updatedAt: at },
      ...{ startedAt: null, answeredAt: null, endedAt: null, durationSeconds: null, queueMilliseconds: 0 },
      ...{ answeredBy: null, errorCode: null, reason: null, sipCode: null, statusCallback: null },
      origin: request.origin ?? {},
    }
    if (known === undefined) this.made.set(sid, { ...request, clientId, record } as MadeCall)
    if (cut === 'after') throw new DatabaseError('CONNECTION_LOST', 'the connection broke')
    return record as CallRecord
  }

  async find(sid: string): Promise<CallRecord | undefined> {
    return this.made.get(sid)?.record
  }

  /** The only call that was made. */
  get only(): MadeCall {
    const [call] = this.made.values()
    if (call === undefined || this.made.size > 1) throw new Error(`${this.made.size} calls were made, not one`)
    return call
  }

  /** The call comes to its end. */
  end(sid: string, status: CallRecord['status'], more: Partial<CallRecord> = {}): void {
    const call = this.made.get(sid)
    if (call === undefined) throw new Error(`there is no call ${sid}`)
    this.made.set(sid, { ...call, record: { ...call.record, status, endedAt: new Date(), ...more } })
  }
}

/** The row of the log that tells of the end of a call. */
export function endedRow({ record }: MadeCall) {
  const { sid, status, direction, from, to, clientId } = record
  const data = { callSid: sid, direction, status, from, to }
  const event = { id: 'EV1', type: `call.${status}`, timestamp: new Date().toISOString(), data }
  return { clientId, events: [event], position: 1 } as never
}
