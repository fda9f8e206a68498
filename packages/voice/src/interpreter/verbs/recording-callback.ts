import type { RecordingCallback } from '../../recording/recording-record.ts'
import type { Attributes } from '../document/attributes.ts'

const events = ['in-progress', 'completed', 'absent'] as const

/** Where a recording is told of, as `<Record>`, `<Dial>` and `<Conference>` say it; undefined where nobody is told. */
export function readRecordingCallback(attributes: Attributes): RecordingCallback | undefined {
  const url = attributes.callback('recordingStatusCallback', 13256)
  const method = attributes.method('recordingStatusCallbackMethod', 13256)
  const told = attributes.someOf('recordingStatusCallbackEvent', events, { fallback: ['completed'], code: 13621 })
  return url === undefined ? undefined : { url, method, events: told }
}
