import { randomUUID } from 'node:crypto'
import { type CallStatus, sidFromUuid } from '@trunkline/wire'
import type { RunningCall } from '../../src/call/running-call.ts'
import type { Leg } from '../../src/leg/leg.ts'
import type { MediaEndpoint } from '../../src/media/media.ts'

/** A call that a test holds in its hand. */
export interface FakeCall extends RunningCall {
  status: CallStatus
  /** The party goes. */
  end(): void
}

/** Makes a call of a client, in progress unless told otherwise. */
export function fakeCall(clientId: string, media: MediaEndpoint, status: CallStatus = 'in-progress'): FakeCall {
  const over = new AbortController()
  const sid = sidFromUuid('CA', randomUUID())
  const accountSid = sidFromUuid('AC', clientId)
  const call: FakeCall = {
    ...{ sid, clientId, accountSid, direction: 'inbound', from: '+14155550123', to: '+15005550006' },
    ...{ leg: { media } as Leg, status, placement: sid, over: over.signal },
    parameters: () => ({ CallSid: sid, AccountSid: accountSid, CallStatus: call.status }),
    async answer() {
      call.status = 'in-progress'
    },
    async hangUp() {
      call.end()
    },
    async reject() {
      call.end()
    },
    end() {
      call.status = 'completed'
      over.abort()
    },
  }
  return call
}
