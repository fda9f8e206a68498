import { recordBeep } from '../../audio/tones.ts'
import type { RecordingEnd } from '../../media/media.ts'
import type { ActiveRecording, BeginRecording } from '../../recording/recording-desk.ts'
import { untilAborted } from '../abort.ts'
import type { Attributes } from '../document/attributes.ts'
import { readRecordingCallback } from './recording-callback.ts'
import { next, type Turn, type Verb, type VerbEnd } from './verb.ts'

/** What `<Record>` does. Seconds. */
interface RecordRules {
  readonly timeout: number
  readonly maxLength: number
  readonly finishOnKey: string
  readonly playBeep: boolean
  readonly trimSilence: boolean
  readonly callback: BeginRecording['callback']
}

const longest = 14_400

/** `<Record>`: records what the party says, then goes on with its action (https://www.twilio.com/docs/voice/twiml/record). */
export const record: Verb = {
  coverage: {
    attributes: {
      action: true,
      method: true,
      timeout: true,
      finishOnKey: true,
      maxLength: true,
      playBeep: true,
      trim: true,
      recordingStatusCallback: true,
      recordingStatusCallbackMethod: true,
      recordingStatusCallbackEvent: true,
      transcribe: 'nothing is transcribed; asking for it gives warning 13620',
      transcribeCallback: 'nothing is transcribed',
      recordingConfigurationId: 'there are no recording configurations',
    },
  },
  read(element, reader) {
    const attributes = reader.attributesOf(element)
    const method = attributes.method('method', 13610)
    const url = attributes.destination('action') ?? reader.own('action of <Record>')
    const rules = readRules(attributes)
    return async (turn) => {
      await turn.answer()
      if (turn.signal.aborted) return next
      return runRecord(turn, rules, { url, method })
    }
  },
}

function readRules(attributes: Attributes): RecordRules {
  if (attributes.boolean('transcribe', false, 13614)) {
    attributes.wrong('transcribe', 'true', 'something that can be done here: nothing is transcribed', 13620)
  }
  return {
    timeout: attributes.integer('timeout', { fallback: 5, min: 0, code: 13611 }),
    maxLength: attributes.integer('maxLength', { fallback: 3600, min: 1, max: longest, code: 13612 }),
    finishOnKey: readFinishKeys(attributes),
    playBeep: attributes.boolean('playBeep', true, 13616),
    trimSilence:
      attributes.oneOf('trim', ['trim-silence', 'do-not-trim'], { fallback: 'trim-silence', code: 13699 }) ===
      'trim-silence',
    callback: readRecordingCallback(attributes),
  }
}

function readFinishKeys(attributes: Attributes): string {
  const text = attributes.text('finishOnKey') ?? '1234567890*#'
  if (/^[0-9A-D#*]*$/.test(text)) return text
  attributes.wrong('finishOnKey', text, 'keys of 0-9, # and *', 13613)
  return '1234567890*#'
}

async function runRecord(
  turn: Turn,
  rules: RecordRules,
  place: { readonly url: string; readonly method: 'GET' | 'POST' },
): Promise<VerbEnd> {
  const { call, parts, signal } = turn
  const { media } = call.leg
  if (rules.playBeep) await media.play(recordBeep(), { signal })
  if (signal.aborted) return next
  const recording = await parts.recordings.begin(call, {
    source: 'RecordVerb',
    channels: [[{ endpoint: media, track: 'inbound' }]],
    track: 'inbound',
    trimSilence: rules.trimSilence,
    silenceSeconds: rules.timeout,
    maxSeconds: rules.maxLength,
    ...(rules.callback === undefined ? {} : { callback: rules.callback }),
  })
  const { end, key } = await recordUntilEnd(turn, rules, recording)
  // A redirect leaves the recording to itself; the action belongs to a document that is no longer run.
  if (signal.aborted && !turn.partyLeft()) return next
  const digits = turn.partyLeft() ? 'hangup' : key
  const parameters = {
    RecordingUrl: recording.url,
    RecordingSid: recording.sid,
    RecordingDuration: String(Math.round(end.seconds)),
    Digits: digits,
  }
  return { kind: 'document', request: { place, parameters, purpose: 'call-action' } }
}

async function recordUntilEnd(
  { call, signal }: Turn,
  { finishOnKey }: RecordRules,
  recording: ActiveRecording,
): Promise<{ readonly end: RecordingEnd; readonly key: string }> {
  let key = ''
  const off = call.leg.media.onDigit((digit) => {
    if (key !== '' || !finishOnKey.includes(digit)) return
    key = digit
    void recording.stop()
  })
  try {
    await Promise.race([recording.ended, untilAborted(signal)])
    if (signal.aborted) await recording.stop()
    return { end: await recording.ended, key }
  } finally {
    off()
  }
}
