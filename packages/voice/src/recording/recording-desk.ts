import type { RunningCall } from '../call/running-call.ts'
import type { RecordingEnd, RecordOptions } from '../media/media.ts'
import type { RecordingCallback, RecordingOrigin, RecordingTrack } from './recording-record.ts'

/** What is recorded, and who is told. */
export interface BeginRecording {
  readonly source: RecordingOrigin
  /** One entry a channel: `[[inbound, outbound]]` of the call's endpoint is mono, `[[inbound], [outbound]]` dual. */
  readonly channels: RecordOptions['channels']
  /** `both` where left out. */
  readonly track?: RecordingTrack
  readonly trimSilence: boolean
  readonly silenceSeconds?: number
  readonly maxSeconds?: number
  readonly callback?: RecordingCallback
  readonly conferenceSid?: string
}

/** A recording that runs. */
export interface ActiveRecording {
  /** `RE` and 32 hex digits. */
  readonly sid: string
  /** Where its sound is fetched: the address that webhooks tell, without an extension. */
  readonly url: string
  /** When nothing more is recorded. The sound is put into the database after that. Never rejects. */
  readonly ended: Promise<RecordingEnd>
  /** Safe to call twice. */
  stop(): Promise<RecordingEnd>
}

/** Records calls, in the process that runs them. */
export interface RecordingDesk {
  /**
   * Begins to record. It ends by itself with the call, by its silence or length, or by `stop`; REST may pause, resume and stop it.
   * @throws VoiceError 16108 while another one that was asked for by REST runs, 20500 where nothing can be written
   */
  begin(call: RunningCall, options: BeginRecording): Promise<ActiveRecording>
}
