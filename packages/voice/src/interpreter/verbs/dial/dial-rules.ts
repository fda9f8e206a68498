import { ringToneCountries } from '../../../audio/call-progress-tones.ts'
import type { RecordingCallback, RecordingTrack } from '../../../recording/recording-record.ts'
import type { Attributes } from '../../document/attributes.ts'
import type { DocumentPlace } from '../../program.ts'
import { readRecordingCallback } from '../recording-callback.ts'

/** What of a `<Dial>` is recorded. */
export interface DialRecording {
  readonly from: 'ringing' | 'answer'
  readonly dual: boolean
  readonly track: RecordingTrack
  readonly trimSilence: boolean
  readonly callback: RecordingCallback | undefined
}

/** What `<Dial>` does, whoever it calls. Seconds. */
export interface DialRules {
  readonly action: DocumentPlace | undefined
  readonly timeout: number
  readonly timeLimit: number
  readonly hangupOnStar: boolean
  readonly answerOnBridge: boolean
  readonly sequential: boolean
  readonly callerId: string | undefined
  readonly ringTone: string
  readonly recording: DialRecording | undefined
}

/** Four hours; with a feature of Twilio's that an account must ask for, a day. */
const longestTalk = 14_400

/** Reads the attributes of `<Dial>` (https://www.twilio.com/docs/voice/twiml/dial#attributes). */
export function readDialRules(attributes: Attributes): DialRules {
  const method = attributes.method('method', 13210)
  const url = attributes.destination('action')
  return {
    action: url === undefined ? undefined : { url, method },
    timeout: attributes.integer('timeout', { fallback: 30, min: 5, max: 600, code: 13212 }),
    timeLimit: attributes.integer('timeLimit', { fallback: longestTalk, min: 1, max: longestTalk, code: 13216 }),
    hangupOnStar: attributes.boolean('hangupOnStar', false, 13213),
    answerOnBridge: attributes.boolean('answerOnBridge', false, 13219),
    sequential: attributes.boolean('sequential', false, 13218),
    callerId: attributes.filled('callerId'),
    ringTone: attributes.oneOf('ringTone', ringToneCountries, { fallback: 'us', code: 13220 }),
    recording: readRecording(attributes),
  }
}

const whens = [
  'do-not-record',
  'false',
  'true',
  'record-from-answer',
  'record-from-ringing',
  'record-from-answer-dual',
  'record-from-ringing-dual',
] as const

function readRecording(attributes: Attributes): DialRecording | undefined {
  const when = attributes.oneOf('record', whens, { fallback: 'do-not-record', code: 13217 })
  const track = attributes.oneOf('recordingTrack', ['both', 'inbound', 'outbound'], { fallback: 'both', code: 13622 })
  const trims = ['do-not-trim', 'trim-silence'] as const
  const trim = attributes.oneOf('trim', trims, { fallback: 'do-not-trim', code: 13699 })
  const callback = readRecordingCallback(attributes)
  if (when === 'do-not-record' || when === 'false') return undefined
  return {
    from: when.includes('ringing') ? 'ringing' : 'answer',
    // One side alone has one channel.
    dual: when.endsWith('dual') && track === 'both',
    track,
    trimSilence: trim === 'trim-silence',
    callback,
  }
}
