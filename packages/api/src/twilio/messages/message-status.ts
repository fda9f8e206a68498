import type { DeliveryStatus, TextMessage } from '@trunkline/channels'
import { findRestError, type MessageStatus } from '@trunkline/wire'
import type { MessageOrigin } from './origin.ts'

/** The status with which a message begins; it is never called back (https://www.twilio.com/docs/messaging/api/message-resource#message-status-values). */
export function firstStatus(origin: MessageOrigin): MessageStatus {
  if (origin.scheduled) return 'scheduled'
  return origin.messagingServiceSid === undefined ? 'queued' : 'accepted'
}

const told: Readonly<Record<DeliveryStatus, MessageStatus | 'first'>> = {
  accepted: 'first',
  // It waits for its time, for a window or for its next try: to Twilio's clients it has not begun.
  held: 'first',
  queued: 'queued',
  sending: 'sending',
  sent: 'sent',
  delivered: 'delivered',
  undelivered: 'undelivered',
  failed: 'failed',
  expired: 'failed',
  rejected: 'failed',
  canceled: 'canceled',
  suppressed: 'failed',
}

/** Twilio's word for where a delivery is. */
export function messageStatus(status: DeliveryStatus | 'received', origin: MessageOrigin): MessageStatus {
  if (status === 'received') return status
  const word = told[status]
  return word === 'first' ? firstStatus(origin) : word
}

/** Twilio's codes for ends of our own making (https://www.twilio.com/docs/api/errors). */
const ownEnds: Readonly<Partial<Record<DeliveryStatus | 'received', number>>> = {
  // The validity period ran out.
  expired: 30036,
  // The client's own window policy turned it away: filtered by the platform.
  rejected: 30007,
  // The recipient has opted out.
  suppressed: 21610,
}

/** What Twilio calls unknown: no reason that has a number. */
const unknownError = 30008

/** A message's error, as the resource and the callbacks tell it. */
export interface MessageFault {
  readonly code: number
  readonly message: string
}

/** Why a message failed or was not delivered; null for all that did not. A provider's own code of Twilio's table is kept. */
export function messageFault(text: Pick<TextMessage, 'status' | 'errorCode' | 'reason'>): MessageFault | null {
  const { status, errorCode, reason } = text
  const own = ownEnds[status]
  if (own === undefined && status !== 'failed' && status !== 'undelivered') return null
  const given = /^\d{5}$/.test(errorCode ?? '') ? Number(errorCode) : undefined
  const code = own ?? (given !== undefined && findRestError(given) !== undefined ? given : unknownError)
  return { code, message: reason ?? findRestError(code)?.condition ?? 'Unknown error' }
}
