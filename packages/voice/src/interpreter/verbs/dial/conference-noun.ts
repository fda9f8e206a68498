import { type TwimlElement, textOf } from '@trunkline/twiml'
import { isSid } from '@trunkline/wire'
import type { ConferenceCallback, ConferenceOptions } from '../../../conference/conference-desk.ts'
import type { Attributes } from '../../document/attributes.ts'
import type { DocumentReader } from '../../document/document-reader.ts'
import { readRecordingCallback } from '../recording-callback.ts'
import type { ElementCoverage } from '../verb.ts'

/** What is done with `<Conference>`. */
export const conferenceCoverage: ElementCoverage = {
  attributes: {
    muted: true,
    beep: true,
    startConferenceOnEnter: true,
    endConferenceOnExit: true,
    participantLabel: true,
    waitUrl: true,
    waitMethod: true,
    maxParticipants: true,
    record: true,
    trim: true,
    coach: true,
    statusCallback: true,
    statusCallbackMethod: true,
    statusCallbackEvent: true,
    recordingStatusCallback: true,
    recordingStatusCallbackMethod: true,
    recordingStatusCallbackEvent: true,
    jitterBufferSize: 'sound is mixed as it comes',
    region: 'there is one place where sound is mixed',
    eventCallbackUrl: 'Twilio has given it up: use `statusCallback`',
    recordingConfigurationId: 'there are no recording configurations',
  },
}

const events = ['start', 'end', 'join', 'leave', 'mute', 'hold', 'modify', 'speaker', 'announcement'] as const
const longestName = 128
const mostParticipants = 250

/** Reads `<Conference>` (https://www.twilio.com/docs/voice/twiml/conference); undefined, with a warning, where it has no name. */
export function readConference(noun: TwimlElement, reader: DocumentReader): ConferenceOptions | undefined {
  const attributes = reader.attributesOf(noun)
  const name = textOf(noun)
  if (name === '' || name.length > longestName) {
    reader.warn(13237, `the name of <Conference> must have 1 to ${longestName} characters`)
    return undefined
  }
  const beeps = ['true', 'false', 'onEnter', 'onExit'] as const
  const trims = ['trim-silence', 'do-not-trim'] as const
  const wait = readWait(attributes)
  const recordingCallback = readRecordingCallback(attributes)
  return {
    name,
    muted: attributes.boolean('muted', false, 13230),
    beep: attributes.oneOf('beep', beeps, { fallback: 'true', code: 13235 }),
    startConferenceOnEnter: attributes.boolean('startConferenceOnEnter', true, 13232),
    endConferenceOnExit: attributes.boolean('endConferenceOnExit', false, 13231),
    maxParticipants: attributes.integer('maxParticipants', {
      ...{ fallback: mostParticipants, min: 1, max: mostParticipants, code: 12200 },
    }),
    record: readRecord(attributes),
    trimSilence: attributes.oneOf('trim', trims, { fallback: 'trim-silence', code: 13239 }) === 'trim-silence',
    ...optional('participantLabel', readLabel(attributes)),
    ...optional('coach', readCoach(attributes)),
    ...optional('wait', wait),
    ...optional('recordingCallback', recordingCallback),
    ...optional('statusCallback', readCallback(attributes)),
  }
}

const optional = <K extends string, T>(key: K, value: T | undefined) =>
  (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: T }

/** An empty address is silence; none is our own music. */
function readWait(attributes: Attributes): ConferenceOptions['wait'] {
  const method = attributes.method('waitMethod', 13234)
  if (attributes.text('waitUrl') === '') return 'silence'
  const url = attributes.callback('waitUrl', 13233)
  return url === undefined ? undefined : { url, method }
}

function readRecord(attributes: Attributes): boolean {
  const words = ['do-not-record', 'record-from-start', 'true', 'false'] as const
  const word = attributes.oneOf('record', words, { fallback: 'do-not-record', code: 13217 })
  return word === 'record-from-start' || word === 'true'
}

function readLabel(attributes: Attributes): string | undefined {
  const label = attributes.filled('participantLabel')
  if (label === undefined || (label.length <= 128 && !label.includes('/') && !isSid(label, 'CA'))) return label
  attributes.wrong('participantLabel', label, 'of 128 characters at most, without a slash, and no CallSid', 16023)
  return undefined
}

function readCoach(attributes: Attributes): string | undefined {
  const sid = attributes.filled('coach')
  if (sid === undefined || isSid(sid, 'CA')) return sid
  attributes.wrong('coach', sid, 'the SID of a call', 13236)
  return undefined
}

function readCallback(attributes: Attributes): ConferenceCallback | undefined {
  const url = attributes.callback('statusCallback', 11100)
  const method = attributes.method('statusCallbackMethod', 12200)
  const told = attributes.someOf('statusCallbackEvent', events, { fallback: [], code: 12200 })
  return url === undefined ? undefined : { url, method, events: told }
}
