/** Values of webhook parameters and REST properties that come from closed lists. */

/** Where a call is (https://www.twilio.com/docs/voice/api/call-resource#call-status-values). `initiated` is in callbacks only. */
export const callStatuses = [
  'queued',
  'initiated',
  'ringing',
  'in-progress',
  'completed',
  'busy',
  'failed',
  'no-answer',
  'canceled',
] as const
/** Where a call is; the webhook parameter `CallStatus`. */
export type CallStatus = (typeof callStatuses)[number]

/** Where a message is (https://www.twilio.com/docs/messaging/api/message-resource#message-status-values). */
export const messageStatuses = [
  'accepted',
  'scheduled',
  'queued',
  'sending',
  'sent',
  'delivered',
  'undelivered',
  'failed',
  'receiving',
  'received',
  'read',
  'canceled',
] as const
/** Where a message is; the webhook parameter `MessageStatus`. */
export type MessageStatus = (typeof messageStatuses)[number]

/** Which way a call or message goes, and what began it. */
export const callDirections = [
  'inbound',
  'outbound-api',
  'outbound-dial',
  'trunking-terminating',
  'trunking-originating',
] as const
/** Who began a call; the webhook parameter `Direction`. */
export type CallDirection = (typeof callDirections)[number]
/** Who began a message, as Twilio names it in its API. */
export const messageDirections = ['inbound', 'outbound-api', 'outbound-call', 'outbound-reply'] as const
/** One of {@link messageDirections}. */
export type MessageDirection = (typeof messageDirections)[number]

/** What answering-machine detection found. */
export const answeredByValues = [
  'human',
  'machine_start',
  'machine_end_beep',
  'machine_end_silence',
  'machine_end_other',
  'fax',
  'unknown',
] as const
/** Who picked up, as far as it could be told; the webhook parameter `AnsweredBy`. */
export type AnsweredBy = (typeof answeredByValues)[number]

/** Events of a conference, as `StatusCallbackEvent` names them. */
export const conferenceEvents = [
  'conference-start',
  'conference-end',
  'participant-join',
  'participant-leave',
  'participant-mute',
  'participant-unmute',
  'participant-hold',
  'participant-unhold',
  'participant-modify',
  'participant-speech-start',
  'participant-speech-stop',
  'announcement-end',
  'announcement-fail',
] as const
/** What happened in a conference; the webhook parameter `StatusCallbackEvent`. */
export type ConferenceEvent = (typeof conferenceEvents)[number]

/** How a stay in a queue ended, as `QueueResult` says it. */
export const queueResults = [
  'bridged',
  'bridging-in-process',
  'error',
  'hangup',
  'leave',
  'redirected',
  'redirected-from-bridged',
  'queue-full',
  'system-error',
] as const
/** How a caller left a queue; the webhook parameter `QueueResult`. */
export type QueueResult = (typeof queueResults)[number]
