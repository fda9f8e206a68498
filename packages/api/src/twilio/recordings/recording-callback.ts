import type { RecordingCallback, RecordingEvent } from '@trunkline/voice'
import { readPlace } from '../calls/read-place.ts'
import type { TwilioParams } from '../http/twilio-params.ts'

const events: readonly RecordingEvent[] = ['in-progress', 'completed', 'absent']

/**
 * Where a recording is told of: `X`, `XMethod` and `XEvent`, whose events come with blanks between them or as several parameters; `completed` where
 * none is given.
 * @throws TwilioError 21502, 21209
 */
export function readRecordingCallback(
  params: TwilioParams,
  name: 'RecordingStatusCallback' | 'ConferenceRecordingStatusCallback',
): RecordingCallback | undefined {
  const place = readPlace(params, name, `${name}Method`, 21502)
  const words = params.texts(`${name}Event`).flatMap((text) => text.split(/\s+/))
  const wanted = events.filter((event) => words.includes(event))
  return place && { ...place, events: wanted.length === 0 ? ['completed'] : wanted }
}
