import type { RecordingCallback, RecordingEvent } from '@trunkline/voice'
import { readPlace } from '../calls/read-place.ts'
import type { TwilioParams } from '../http/twilio-params.ts'

const events: readonly RecordingEvent[] = ['in-progress', 'completed', 'absent']

const names = {
  RecordingStatusCallback: { method: 'RecordingStatusCallbackMethod', event: 'RecordingStatusCallbackEvent' },
  ConferenceRecordingStatusCallback: {
    method: 'ConferenceRecordingStatusCallbackMethod',
    event: 'ConferenceRecordingStatusCallbackEvent',
  },
} as const

/**
 * Where a recording is told of: `X`, `XMethod` and `XEvent`, whose events come with blanks between them or as several parameters; `completed` where
 * none is given.
 * @throws TwilioError 21502, 21209
 */
export function readRecordingCallback(params: TwilioParams, name: keyof typeof names): RecordingCallback | undefined {
  const { method, event } = names[name]
  const place = readPlace(params, name, method, 21502)
  const words = params.texts(event).flatMap((text) => text.split(/\s+/))
  const wanted = events.filter((word) => words.includes(word))
  return place && { ...place, events: wanted.length === 0 ? ['completed'] : wanted }
}
