import type { Receipt } from '../../sender/news.ts'

/** Statuses of messages and calls that move a send (https://www.twilio.com/docs/messaging/api/message-resource#message-status-values). */
const statuses: Readonly<Record<string, Receipt['status'] | undefined>> = {
  sent: 'sent',
  delivered: 'delivered',
  read: 'delivered',
  undelivered: 'undelivered',
  failed: 'failed',
  'in-progress': 'sent',
  completed: 'delivered',
  busy: 'undelivered',
  'no-answer': 'undelivered',
  canceled: 'failed',
}

const reasons: Readonly<Record<string, string | undefined>> = {
  busy: 'the line was busy',
  'no-answer': 'nobody answered',
  canceled: 'it was canceled',
}

/** What a status callback of Twilio's says of a send; undefined for a status that moves nothing. */
export function twilioReceipt(form: URLSearchParams, sendId: string, at: number): Receipt | undefined {
  const word = form.get('MessageStatus') ?? form.get('SmsStatus') ?? form.get('CallStatus') ?? ''
  const status = statuses[word]
  if (status === undefined) return undefined
  if (status === 'sent' || status === 'delivered') return { sendId, status, at }
  const errorCode = form.get('ErrorCode') ?? word
  return { sendId, status, errorCode, reason: reasons[word] ?? `Twilio's error ${errorCode}`, at }
}
