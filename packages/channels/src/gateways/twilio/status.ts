import type { ReceiptStatus } from '../../ports.ts'
import { deliveryErrors } from './error-classes.ts'

/** A status of Twilio's in our words. */
export interface StatusNews {
  readonly status: ReceiptStatus
  readonly errorCode?: string
  readonly reason?: string
}

/**
 * Statuses of a message (https://www.twilio.com/docs/messaging/api/message-resource#twilios-request-to-the-statuscallback-url).
 * `sent` means that the carrier has it; `read` (WhatsApp, RCS) is more than delivered, and we have no word for it.
 */
const messageStatuses: Readonly<Record<string, ReceiptStatus>> = {
  accepted: 'sending',
  scheduled: 'sending',
  queued: 'sending',
  sending: 'sending',
  sent: 'sent',
  delivered: 'delivered',
  partially_delivered: 'delivered',
  read: 'delivered',
  undelivered: 'undelivered',
  failed: 'failed',
  canceled: 'failed',
}

/**
 * Statuses of a call (https://www.twilio.com/docs/voice/api/call-resource#call-status-values). A call is delivered when it was answered
 * and is over: `completed`, which no call becomes that nobody answered.
 */
const callStatuses: Readonly<Record<string, ReceiptStatus>> = {
  queued: 'sending',
  initiated: 'sending',
  ringing: 'sending',
  'in-progress': 'sent',
  completed: 'delivered',
  busy: 'undelivered',
  'no-answer': 'undelivered',
  failed: 'failed',
  canceled: 'failed',
}

const callReasons: Readonly<Record<string, string>> = {
  busy: 'the line was busy',
  'no-answer': 'nobody answered',
  failed: 'the call could not be made',
  canceled: 'the call was canceled before it was answered',
}

/** What a status says of a message or call; null for a status that we do not know. */
export function messageReceipt(
  kind: 'message' | 'call',
  status: string,
  errorCode: string | null | undefined,
): StatusNews | null {
  const known = (kind === 'message' ? messageStatuses : callStatuses)[status]
  if (known === undefined) return null
  if (known !== 'undelivered' && known !== 'failed') return { status: known }
  if (kind === 'call') return { status: known, errorCode: errorCode || status, reason: callReasons[status] }
  if (errorCode)
    return { status: known, errorCode, reason: deliveryErrors.get(Number(errorCode)) ?? `Twilio's error ${errorCode}` }
  return {
    status: known,
    errorCode: status,
    reason: status === 'canceled' ? 'canceled at Twilio' : 'Twilio gave no reason',
  }
}
