import type { ConferenceCallback, RecordingCallback } from '@trunkline/voice'
import { isSid } from '@trunkline/wire'
import { type CreateCall, readCreateCall } from '../calls/create-call.ts'
import { given, readPlace } from '../calls/read-place.ts'
import { notServed, TwilioError } from '../errors/twilio-error.ts'
import { TwilioParams } from '../http/twilio-params.ts'
import { quoted } from '../messages/create-message.ts'
import { readRecordingCallback } from '../recordings/recording-callback.ts'
import { uncertain } from '../uncertain.ts'

/** How a party is to take part in the conference, in the words of `<Conference>`. */
export interface WantedParticipant {
  /** The call: whom, from whom, how long it rings and so on. */
  readonly call: CreateCall
  readonly label?: string
  readonly muted: boolean
  readonly beep: 'true' | 'false' | 'onEnter' | 'onExit'
  readonly startConferenceOnEnter: boolean
  readonly endConferenceOnExit: boolean
  /** `''`: silence. */
  readonly waitUrl?: string
  readonly waitMethod: 'GET' | 'POST'
  readonly maxParticipants?: number
  readonly record: boolean
  readonly trim: 'trim-silence' | 'do-not-trim'
  readonly coach?: string
  readonly statusCallback?: ConferenceCallback
  readonly recordingCallback?: RecordingCallback
  readonly callerName?: string
}

const longestLabel = 128
const mostParticipants = 250
const events = ['start', 'end', 'join', 'leave', 'mute', 'hold', 'modify', 'speaker', 'announcement'] as const

/**
 * Reads the parameters of `POST …/Participants.json`.
 * @throws TwilioError as for a call, and 16024 for the label
 */
export function readParticipant(params: TwilioParams): WantedParticipant {
  const call = readCreateCall(callParams(params))
  const method = params.method('WaitMethod', 21209) ?? 'POST'
  const records = ['true', 'false', 'record-from-start', 'do-not-record'] as const
  const record = params.enumeration('ConferenceRecord', records) ?? 'false'
  return {
    call,
    ...given('label', readLabel(params)),
    muted: params.boolean('Muted') ?? false,
    beep: params.enumeration('Beep', ['true', 'false', 'onEnter', 'onExit']) ?? 'true',
    startConferenceOnEnter: params.boolean('StartConferenceOnEnter') ?? true,
    endConferenceOnExit: params.boolean('EndConferenceOnExit') ?? false,
    ...given('waitUrl', params.text('WaitUrl') === '' ? '' : params.url('WaitUrl', uncertain.parameterInvalid)),
    waitMethod: method,
    ...given('maxParticipants', params.integer('MaxParticipants', { min: 2, max: mostParticipants })),
    record: record === 'true' || record === 'record-from-start',
    trim: params.enumeration('ConferenceTrim', ['trim-silence', 'do-not-trim']) ?? 'trim-silence',
    ...given('coach', readCoach(params)),
    ...given('statusCallback', readCallback(params)),
    ...given('recordingCallback', readRecordingCallback(params, 'ConferenceRecordingStatusCallback')),
    ...given('callerName', params.filled('CallerDisplayName')),
  }
}

/** Names of a call's parameters that a participant has none of. */
const notOfParticipants = new Set([
  'Twiml',
  'AsyncAmd',
  'Url',
  'ApplicationSid',
  'FallbackUrl',
  'FallbackMethod',
  'SendDigits',
  'Method',
])

/** Those that a call has under another name. */
const renamed: Readonly<Record<string, string>> = {
  AmdStatusCallback: 'AsyncAmdStatusCallback',
  AmdStatusCallbackMethod: 'AsyncAmdStatusCallbackMethod',
}

/**
 * The parameters that a participant has of its call, as a call has them: its document is the conference, and what is found out about machines is told beside
 * the call.
 */
function callParams(params: TwilioParams): TwilioParams {
  if (params.filled('Byoc') !== undefined) throw notServed('Trunkline has no BYOC trunks: leave Byoc out')
  const raw: Record<string, string[]> = { Twiml: ['<Response/>'], AsyncAmd: ['true'] }
  for (const [name, value] of params.pairs()) {
    if (notOfParticipants.has(name)) continue
    const own = renamed[name] ?? name
    raw[own] = [...(raw[own] ?? []), value]
  }
  return new TwilioParams(raw)
}

function readLabel(params: TwilioParams): string | undefined {
  const label = params.filled('Label')
  if (label === undefined || (label.length <= longestLabel && !label.includes('/') && !isSid(label, 'CA'))) return label
  const message = `The Label ${quoted(label)} must have ${longestLabel} characters at most and no slash, and be no CallSid`
  throw new TwilioError(16024, { message, status: 400 })
}

function readCoach(params: TwilioParams): string | undefined {
  const sid = params.filled('CallSidToCoach')
  const coaching = params.boolean('Coaching') ?? sid !== undefined
  if (!coaching) return undefined
  if (isSid(sid, 'CA')) return sid
  throw new TwilioError(
    uncertain.parameterInvalid,
    'Coaching needs CallSidToCoach, the SID of a call in the conference',
  )
}

function readCallback(params: TwilioParams): ConferenceCallback | undefined {
  const place = readPlace(params, 'ConferenceStatusCallback', 'ConferenceStatusCallbackMethod', 21609)
  const words = params.texts('ConferenceStatusCallbackEvent').flatMap((text) => text.split(/\s+/))
  return place && { ...place, events: events.filter((event) => words.includes(event)) }
}
