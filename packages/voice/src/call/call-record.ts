import type { AnsweredBy, CallStatus } from '@trunkline/wire'
import type { ProgressCallback } from './running-call.ts'

/** How a call came about. */
export type RecordedDirection = 'inbound' | 'outbound-api' | 'outbound-dial'

/** A call as it is kept: what REST and events tell of it. */
export interface CallRecord {
  /** `CA` and 32 hex digits; grows with time. */
  readonly sid: string
  /** UUID of the client. */
  readonly clientId: string
  readonly parentCallSid: string | null
  readonly direction: RecordedDirection
  /** Never `initiated`: that is told in callbacks alone. */
  readonly status: CallStatus
  /** E.164, `client:…`, `sip:…`, `anonymous`. */
  readonly from: string
  /** E.164, `client:…`, `sip:…`, or empty. */
  readonly to: string
  readonly forwardedFrom: string | null
  readonly callerName: string | null
  readonly createdAt: Date
  readonly updatedAt: Date
  /** When it was dialled or came in. */
  readonly startedAt: Date | null
  readonly answeredAt: Date | null
  readonly endedAt: Date | null
  /** Whole seconds from the answer to the end; null where there was no answer, and while it lasts. */
  readonly durationSeconds: number | null
  /** How long it waited before it was dialled. */
  readonly queueMilliseconds: number
  readonly answeredBy: AnsweredBy | null
  /** Twilio's code of what went wrong. */
  readonly errorCode: number | null
  readonly reason: string | null
  readonly sipCode: number | null
  readonly statusCallback: ProgressCallback | null
  /** What its maker keeps with it. */
  readonly origin: Readonly<Record<string, unknown>>
}

/** Which of a client's calls are looked for. All that is given must hold. */
export interface CallFilter {
  readonly to?: string
  readonly from?: string
  readonly parentCallSid?: string
  readonly status?: CallStatus
  /** From this instant on. */
  readonly startedFrom?: Date
  /** Before this instant. */
  readonly startedBefore?: Date
  readonly endedFrom?: Date
  readonly endedBefore?: Date
}

/** A piece of a list: newest first after `after`, or, with `before`, what comes right before it, in the reversed order. */
export interface CallKeyset {
  /** UUID of a call. */
  readonly after?: string
  readonly before?: string
  readonly limit: number
}
