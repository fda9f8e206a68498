import type { LookUp, Outcome, Receipt } from '../../ports.ts'
import { classify } from './error-classes.ts'
import { messageReceipt } from './status.ts'
import { type TwilioFailure, TwilioFault, type TwilioRecord } from './twilio-api.ts'

/** What Twilio's record of a message or call says of the attempt that made it; a receipt only where its end is already known. */
export function foundOutcome(
  kind: 'message' | 'call',
  record: TwilioRecord,
  now: number,
): { providerId: string; receipt?: Omit<Receipt, 'gateway'> } {
  const receipt = messageReceipt(kind, record.status, record.errorCode)
  if (!receipt || receipt.status === 'sending') return { providerId: record.sid }
  return { providerId: record.sid, receipt: { ...receipt, providerId: record.sid, at: now } }
}

/** The outcome of a send that Twilio answered with the record that it made. */
export function acceptedOutcome(kind: 'message' | 'call', record: TwilioRecord, now: number): Outcome {
  return { kind: 'accepted', ...foundOutcome(kind, record, now) }
}

/** The outcome of a send that failed. Never throws; what is no {@link TwilioFault} is unknown, since it may have been sent. */
export function failedOutcome(error: unknown): Outcome {
  if (!(error instanceof TwilioFault))
    return { kind: 'unknown', errorCode: 'gateway-bug', reason: 'the gateway failed' }
  return error.failure.kind === 'answer' ? answered(error.failure) : transported(error.failure)
}

function answered({ status, code, retryAfter }: Extract<TwilioFailure, { kind: 'answer' }>): Outcome {
  const { class: errorClass, reason } = classify(status, code)
  const errorCode = code === undefined ? `http-${status}` : String(code)
  switch (errorClass) {
    case 'final':
      return { kind: 'refused', errorCode, reason, failover: false }
    case 'elsewhere':
      return { kind: 'refused', errorCode, reason, failover: true }
    case 'later':
    case 'operator':
    case 'sender-later':
      return { kind: 'deferred', errorCode, reason, retryAfter, gatewayAtFault: errorClass !== 'sender-later' }
    case 'unknown':
      return { kind: 'unknown', errorCode, reason }
  }
}

function transported({ sent, why }: Extract<TwilioFailure, { kind: 'transport' }>): Outcome {
  if (sent) return { kind: 'unknown', errorCode: why, reason: 'the request left and no whole answer came' }
  if (why === 'aborted')
    return { kind: 'deferred', errorCode: why, reason: 'given up before it was sent', gatewayAtFault: false }
  return { kind: 'deferred', errorCode: why, reason: 'no connection to Twilio', gatewayAtFault: true }
}

/** The answer of a look-up that failed: Twilio may know, so ask again. */
export function unsure(error: unknown): LookUp {
  return { kind: 'unsure', reason: error instanceof TwilioFault ? error.message : 'the look-up failed' }
}
