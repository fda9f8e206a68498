import type { Recorder, RecordingEnd } from '../media/media.ts'
import type { ActiveRecording } from './recording-desk.ts'

/** Whose a recording is, and of what. */
export interface RecordingOwner {
  /** UUID of the client. */
  readonly clientId: string
  /** UUIDs; one of them is given. */
  readonly callId: string | null
  readonly conferenceId: string | null
  /** Ends it. */
  readonly over?: AbortSignal
}

/** A recording of this process, from its first sound until all of it is in the database. */
export class LiveRecording implements ActiveRecording {
  readonly id: string
  readonly sid: string
  readonly url: string
  readonly file: string
  readonly owner: RecordingOwner
  readonly recorder: Recorder
  /** Whether REST began it: of those there is one a call. */
  readonly byRest: boolean
  #changes: Promise<unknown> = Promise.resolve()

  constructor(given: Pick<LiveRecording, 'id' | 'sid' | 'url' | 'file' | 'owner' | 'recorder' | 'byRest'>) {
    this.id = given.id
    this.sid = given.sid
    this.url = given.url
    this.file = given.file
    this.owner = given.owner
    this.recorder = given.recorder
    this.byRest = given.byRest
    const { over } = given.owner
    const stop = () => void this.stop()
    if (over?.aborted) stop()
    else over?.addEventListener('abort', stop, { once: true })
    void this.ended.then(() => over?.removeEventListener('abort', stop))
  }

  get ended(): Promise<RecordingEnd> {
    return this.recorder.ended
  }

  stop(): Promise<RecordingEnd> {
    return this.recorder.stop()
  }

  /** Changes come one after the other, and what is to be written at the end comes after them. */
  change<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#changes.then(work)
    this.#changes = done.catch(() => undefined) // Whoever asked for the change is told.
    return done
  }
}
