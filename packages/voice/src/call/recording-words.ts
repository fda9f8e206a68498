import type { ActiveRecording } from '../recording/recording-desk.ts'
import { within } from './within.ts'

/** How long the last callback waits for the figures of the recording, milliseconds. */
const graceMs = 3_000

/** Ends a recording, and gives what the last callback of a call tells of it (https://www.twilio.com/docs/voice/twiml/number#status-callback). Never rejects. */
export async function recordingWords(recording: ActiveRecording): Promise<Readonly<Record<string, string>>> {
  // What became of a recording that cannot be stopped is told by its own callback.
  const end = await within(
    graceMs,
    recording.stop().catch(() => undefined),
  )
  return {
    RecordingUrl: recording.url,
    RecordingSid: recording.sid,
    ...(end === undefined ? {} : { RecordingDuration: String(Math.round(end.seconds)) }),
  }
}
