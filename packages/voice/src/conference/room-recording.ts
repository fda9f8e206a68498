import type { Log } from '../ports.ts'
import type { RunningRecordingDesk } from '../recording/create-recording-desk.ts'
import type { ActiveRecording } from '../recording/recording-desk.ts'
import type { ConferenceOptions } from './conference-desk.ts'
import type { LiveConference } from './live-conference.ts'

/** The recording of one conference: one at most, from its start on. */
export class RoomRecording {
  readonly #desk: Pick<RunningRecordingDesk, 'beginFor'>
  readonly #log: Log
  #active: Promise<ActiveRecording | undefined> | undefined

  constructor(desk: Pick<RunningRecordingDesk, 'beginFor'>, log: Log) {
    this.#desk = desk
    this.#log = log
  }

  /** Begins, unless it has. What goes wrong stands in the log: the parties talk all the same. */
  begin(conference: Pick<LiveConference, 'id' | 'clientId' | 'room'>, options: ConferenceOptions): void {
    this.#active ??= this.#begin(conference, options)
  }

  /** Ends it. */
  async stop(): Promise<void> {
    const active = await this.#active
    await active?.stop()
  }

  async #begin(
    { id, clientId, room }: Pick<LiveConference, 'id' | 'clientId' | 'room'>,
    { trimSilence, recordingCallback: callback }: ConferenceOptions,
  ): Promise<ActiveRecording | undefined> {
    try {
      return await this.#desk.beginFor(
        { clientId, callId: null, conferenceId: id },
        { source: 'Conference', channels: [[{ room }]], trimSilence, ...(callback === undefined ? {} : { callback }) },
      )
    } catch (err) {
      this.#log.warn({ conference: id, err }, 'a conference is not recorded')
      return undefined
    }
  }
}
