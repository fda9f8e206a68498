/**
 * The parameters of each webhook that Twilio sends, by kind of webhook (https://www.twilio.com/docs/voice/twiml#request-parameters,
 * https://www.twilio.com/docs/messaging/guides/webhook-request, and the page of each TwiML verb). All values are text on the wire.
 * `always` are in every such webhook; `sometimes` when there is something to say. Twilio adds parameters without notice, so a
 * receiver must not refuse what is not listed.
 */
export interface WebhookShape {
  readonly always: readonly string[]
  readonly sometimes: readonly string[]
  /** Beginnings of names that the sender makes up: numbered media, SIP headers. */
  readonly prefixes?: readonly string[]
}

/** In every voice webhook that asks for TwiML. */
const call = ['CallSid', 'AccountSid', 'From', 'To', 'CallStatus', 'ApiVersion', 'Direction'] as const

const places = ['FromCity', 'FromState', 'FromZip', 'FromCountry', 'ToCity', 'ToState', 'ToZip', 'ToCountry'] as const

/** What is known of the parties; real webhooks say most of it twice. */
const parties = [
  ...places,
  'Caller',
  'Called',
  'CallerCity',
  'CallerState',
  'CallerZip',
  'CallerCountry',
  'CalledCity',
  'CalledState',
  'CalledZip',
  'CalledCountry',
  'ForwardedFrom',
  'CallerName',
  'CallToken',
  'StirVerstat',
  'StirPassportToken',
] as const

/** The same of a call that need not be another one's child. */
const known = [...parties, 'ParentCallSid'] as const

const progress = ['Timestamp', 'CallbackSource', 'SequenceNumber'] as const
const recorded = ['RecordingUrl', 'RecordingSid', 'RecordingDuration'] as const
const sip = ['SipDomain', 'SipDomainSid', 'SipUsername', 'SipCallId', 'SipSourceIp'] as const
const inQueue = ['QueueSid', 'QueueTime'] as const
const message = ['MessageSid', 'SmsSid', 'AccountSid', 'From', 'To', 'ApiVersion'] as const

/** The parameters of every webhook, by kind (https://www.twilio.com/docs/usage/webhooks). */
export const webhookShapes = {
  /** A call needs its first document: incoming, or outgoing and just answered. */
  'voice.request': {
    always: call,
    sometimes: [...known, ...sip, 'AnsweredBy', 'MachineDetectionDuration', 'ApplicationSid'],
    prefixes: ['SipHeader_'],
  },
  /** The primary URL failed. */
  'voice.fallback': {
    always: [...call, 'ErrorCode', 'ErrorUrl'],
    sometimes: [...known, ...sip],
    prefixes: ['SipHeader_'],
  },
  /** `<Gather>` has input. */
  'voice.gather': {
    always: call,
    sometimes: [...known, 'Digits', 'FinishedOnKey', 'SpeechResult', 'Confidence', 'Language', 'msg'],
  },
  /** `<Gather>` hears speech. */
  'voice.gather.partial': {
    always: [...call, 'SequenceNumber'],
    sometimes: [...known, 'UnstableSpeechResult', 'StableSpeechResult', 'Stability', 'Language'],
  },
  /** `<Record>` is over. */
  'voice.record': {
    always: [...call, 'RecordingUrl', 'RecordingDuration'],
    sometimes: [...known, 'RecordingSid', 'Digits'],
  },
  /** A recording of `<Record>` was written down. */
  'voice.transcription': {
    always: ['AccountSid', 'CallSid', 'TranscriptionSid', 'TranscriptionStatus', 'RecordingSid', 'RecordingUrl'],
    sometimes: [
      ...known,
      'From',
      'To',
      'CallStatus',
      'ApiVersion',
      'Direction',
      'TranscriptionText',
      'TranscriptionUrl',
    ],
  },
  /** `<Dial>` is over. */
  'voice.dial': {
    always: [...call, 'DialCallStatus'],
    sometimes: [
      ...known,
      'DialCallSid',
      'DialCallDuration',
      'DialBridged',
      'DialSipCallId',
      'DialSipResponseCode',
      'RecordingUrl',
      ...inQueue,
      'DequeueResult',
      'DequeuedCallSid',
      'DequeuedCallQueueTime',
      'DequeuedCallDuration',
    ],
    prefixes: ['DialSipHeader_'],
  },
  /** A callee asks by SIP REFER to be put through elsewhere. */
  'voice.dial.refer': { always: [...call, 'ReferTransferTarget'], sometimes: known },
  /** `<Refer>` is over. */
  'voice.refer': {
    always: call,
    sometimes: [...known, 'ReferCallStatus', 'ReferSipResponseCode', 'NotifySipResponseCode'],
  },
  /** A dialled `<Number>`, `<Client>` or `<Sip>` asks for its whisper. */
  'voice.whisper': { always: [...call, 'ParentCallSid'], sometimes: parties },
  /** A waiting member of a queue needs its document. */
  'voice.queue.wait': {
    always: [...call, 'QueueSid', 'QueueTime', 'QueuePosition', 'AvgQueueTime', 'CurrentQueueSize', 'MaxQueueSize'],
    sometimes: known,
  },
  /** `<Enqueue>` is over. */
  'voice.enqueue': { always: [...call, 'QueueResult'], sometimes: [...known, ...inQueue] },
  /** A member of a queue is told before it is put through. `DequeingCallSid` is spelled so. */
  'voice.queue.whisper': { always: [...call, 'QueueSid', 'QueueTime', 'DequeingCallSid'], sometimes: known },
  /** A waiting participant of a conference needs its document. */
  'voice.conference.wait': { always: [...call, 'ConferenceSid'], sometimes: [...known, 'FriendlyName'] },
  /** A call moved on. */
  'call.status': {
    always: call,
    sometimes: [
      ...known,
      ...progress,
      ...recorded,
      'CallDuration',
      'Duration',
      'SipResponseCode',
      'AnsweredBy',
      'QueueTime',
      'ErrorCode',
      ...sip,
    ],
    prefixes: ['SipHeader_'],
  },
  /** A dialled leg moved on. */
  'call.leg.status': {
    always: [...call, 'ParentCallSid', ...progress],
    sometimes: [...parties, ...recorded, 'CallDuration', 'SipResponseCode', 'SipCallId'],
  },
  /** Answering-machine detection, where the call did not wait for it. */
  'call.amd': { always: ['CallSid', 'AccountSid', 'AnsweredBy'], sometimes: ['MachineDetectionDuration'] },
  /** A recording moved on. */
  'recording.status': {
    always: ['AccountSid', 'RecordingSid', 'RecordingStatus'],
    sometimes: [
      'CallSid',
      'ConferenceSid',
      'RecordingUrl',
      'RecordingDuration',
      'RecordingChannels',
      'RecordingStartTime',
      'RecordingSource',
      'RecordingTrack',
      'ErrorCode',
    ],
  },
  /** A conference, or one of its participants, moved on. */
  'conference.status': {
    always: ['ConferenceSid', 'FriendlyName', 'AccountSid', 'SequenceNumber', 'Timestamp', 'StatusCallbackEvent'],
    sometimes: [
      'CallSid',
      'Muted',
      'Hold',
      'Coaching',
      'EndConferenceOnExit',
      'StartConferenceOnEnter',
      'ParticipantLabel',
      'ParticipantCallStatus',
      'ReasonParticipantLeft',
      'CallSidEndingConference',
      'ParticipantLabelEndingConference',
      'ReasonConferenceEnded',
      'Reason',
      'ReasonAnnouncementFailed',
      'AnnounceUrl',
    ],
  },
  /** A media stream began, ended or failed. */
  'stream.status': {
    always: ['AccountSid', 'CallSid', 'StreamSid', 'StreamName', 'StreamEvent', 'Timestamp'],
    sometimes: ['StreamError'],
  },
  /** A message came in. */
  'message.incoming': {
    always: [...message, 'Body', 'NumMedia', 'NumSegments'],
    sometimes: [
      ...places,
      'SmsMessageSid',
      'SmsStatus',
      'MessagingServiceSid',
      'OptOutType',
      'ProfileName',
      'WaId',
      'Forwarded',
      'FrequentlyForwarded',
      'ButtonText',
      'ButtonPayload',
      'ButtonType',
      'Latitude',
      'Longitude',
      'Address',
      'Label',
      'InteractiveData',
      'FlowData',
      'ChannelMetadata',
      'MessageType',
      'OriginalRepliedMessageSid',
      'OriginalRepliedMessageSender',
    ],
    prefixes: ['MediaUrl', 'MediaContentType', 'Referral'],
  },
  /** The primary URL for an incoming message failed. */
  'message.fallback': {
    always: [...message, 'Body', 'NumMedia', 'NumSegments', 'ErrorCode', 'ErrorUrl'],
    sometimes: [...places, 'SmsMessageSid', 'SmsStatus', 'MessagingServiceSid'],
    prefixes: ['MediaUrl', 'MediaContentType'],
  },
  /** A sent message moved on. */
  'message.status': {
    always: [...message, 'MessageStatus', 'SmsStatus'],
    sometimes: [
      'ErrorCode',
      'ErrorMessage',
      'MessagingServiceSid',
      'RawDlrDoneDate',
      'ChannelInstallSid',
      'ChannelPrefix',
      'ChannelStatusMessage',
      'EventType',
    ],
  },
} as const satisfies Readonly<Record<string, WebhookShape>>

/** A kind of webhook. */
export type WebhookKind = keyof typeof webhookShapes

type Always<Kind extends WebhookKind> = (typeof webhookShapes)[Kind]['always'][number]
type Sometimes<Kind extends WebhookKind> = (typeof webhookShapes)[Kind]['sometimes'][number]

/** The parameters of a kind of webhook, typed; others may be there too. */
export type WebhookFields<Kind extends WebhookKind> = Readonly<Record<Always<Kind>, string>> &
  Readonly<Partial<Record<Sometimes<Kind>, string>>> &
  Readonly<Record<string, string | undefined>>
