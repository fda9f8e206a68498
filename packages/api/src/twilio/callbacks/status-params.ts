import type { DeliveryStatus, TextMessage } from '@trunkline/channels'
import { type MessageStatus, parseAddress, sidFromUuid } from '@trunkline/wire'
import { messageFault, messageStatus } from '../messages/message-status.ts'
import { messageSid } from '../messages/message-view.ts'
import { type MessageOrigin, readOrigin } from '../messages/origin.ts'

/** A move of a message, as the event of it says. */
export interface MessageMove {
  readonly status: DeliveryStatus
  readonly errorCode: string | null
  readonly reason: string | null
  readonly at: Date
}

/** The parameters of a status callback (https://www.twilio.com/docs/messaging/guides/track-outbound-message-status). */
export function statusParams(text: TextMessage, move: MessageMove): Record<string, string> {
  const origin = readOrigin(text.origin)
  const sid = messageSid(text)
  const status = messageStatus(move.status, origin)
  const fault = messageFault(move)
  const prefix = parseAddress(text.to)?.prefix ?? null
  return {
    ...(origin.messagingServiceSid === undefined ? {} : { MessagingServiceSid: origin.messagingServiceSid }),
    ApiVersion: '2010-04-01',
    MessageSid: sid,
    SmsSid: sid,
    MessageStatus: status,
    SmsStatus: status,
    To: text.to,
    ...(text.from === null ? {} : { From: text.from }),
    AccountSid: sidFromUuid('AC', text.clientId),
    ...(fault === null ? {} : { ErrorCode: String(fault.code), ErrorMessage: fault.message }),
    ...(isReceipt(status) && prefix === null ? { RawDlrDoneDate: rawDate(move.at) } : {}),
    ...(prefix === null ? {} : channelParams(prefix, fault?.message)),
  }
}

const isReceipt = (status: MessageStatus): boolean => status === 'delivered' || status === 'undelivered'

function channelParams(prefix: string, failure: string | undefined): Record<string, string> {
  return { ChannelPrefix: prefix, ...(failure === undefined ? {} : { ChannelStatusMessage: failure }) }
}

/** `YYMMDDhhmm` in UTC, as carriers write the time of a receipt (SMPP 3.4 appendix B). */
function rawDate(at: Date): string {
  return at.toISOString().replace(/^\d\d(\d\d)-(\d\d)-(\d\d)T(\d\d):(\d\d).*$/, '$1$2$3$4$5')
}

/** Whether a move is called back: not the status that the message began with, nor one that Twilio no longer tells. */
export function isCalledBack(
  status: DeliveryStatus,
  origin: MessageOrigin,
  first: MessageStatus,
  sending: boolean,
): boolean {
  const word = messageStatus(status, origin)
  return word !== first && (sending || word !== 'sending')
}
