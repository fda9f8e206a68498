import { randomUUID } from 'node:crypto'
import type { CallRecord, Calls, NewCall } from '@trunkline/voice'
import { ProblemError, sidFromUuid } from '@trunkline/wire'
import type { VoicePort } from '../../src/ports.ts'

/** Calls that are written down and made by nobody. */
export class RecordedCalls implements Pick<Calls, 'create' | 'get'> {
  readonly made: (NewCall & { readonly clientId: string; readonly sid: string })[] = []

  async create(clientId: string, request: NewCall): Promise<CallRecord> {
    const sid = sidFromUuid('CA', request.id ?? randomUUID())
    this.made.push({ ...request, clientId, sid })
    return this.get(clientId, sid)
  }

  async get(clientId: string, sid: string): Promise<CallRecord> {
    const call = this.made.find((each) => each.sid === sid && each.clientId === clientId)
    if (call === undefined) throw new ProblemError('not-found')
    const at = new Date()
    return {
      ...{ sid, clientId, parentCallSid: null, direction: 'outbound-api', status: 'queued' },
      ...{ from: call.from, to: call.to, forwardedFrom: null, callerName: null, createdAt: at, updatedAt: at },
      ...{ startedAt: null, answeredAt: null, endedAt: null, durationSeconds: null, queueMilliseconds: 0 },
      ...{ answeredBy: null, errorCode: null, reason: null, sipCode: null },
      ...{ statusCallback: call.statusCallback ?? null, origin: call.origin ?? {} },
    }
  }
}

/** The port to calls, of which tests that make none need but little. */
export const voiceOf = (calls: RecordedCalls): VoicePort => ({ calls }) as unknown as VoicePort
