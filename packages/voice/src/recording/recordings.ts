import type { Queryable } from '@trunkline/postgres'
import { isSid, uuidFromSid } from '@trunkline/wire'
import type { Commands } from '../call/commands.ts'
import type { Clock } from '../ports.ts'
import { getRecording, listRecordings, type RecordingRow, removeRecording } from '../store/recording-store.ts'
import { recordOf } from './recording-params.ts'
import type { Keyset, RecordingCallback, RecordingFilter, RecordingRecord, RecordingTrack } from './recording-record.ts'
import { pcmOf, type RecordingMedia, wavMedia } from './wav-media.ts'

/** A recording that REST begins in mid-call. */
export interface StartRecording {
  readonly channels: 'mono' | 'dual'
  readonly track: RecordingTrack
  readonly trimSilence: boolean
  readonly callback?: RecordingCallback
}

/** A change that REST makes. */
export interface UpdateRecording {
  readonly status: 'in-progress' | 'paused' | 'stopped'
  /** Whether a pause is silence in the recording, or left out of it. */
  readonly pause: 'skip' | 'silence'
}

/** Of what a recording is one. */
export type RecordedThing = { readonly callSid: string } | { readonly conferenceSid: string }

/** The name of the one recording that runs, in place of its SID. */
export const currentRecording = 'Twilio.CURRENT'

/** The recordings of all clients, by the database: any process may ask. */
export interface Recordings {
  /** Those that were deleted lately, too; undefined for what is not there or somebody else's. */
  get(clientId: string, sid: string): Promise<RecordingRecord | undefined>
  page(clientId: string, filter: RecordingFilter, keyset: Keyset): Promise<readonly RecordingRecord[]>
  /** Takes the sound away; false for one that is not over or not there. */
  remove(clientId: string, sid: string): Promise<boolean>
  /** The WAV file of one that is completed, in its own channels or mixed into one. */
  wav(record: RecordingRecord, mono: boolean): RecordingMedia
  /** The samples of one that is completed. */
  pcm(record: RecordingRecord, mono: boolean): AsyncIterable<Int16Array>
  /** Begins to record a live call. @throws VoiceError 21220 for a call that is not in progress, 16108 while another runs */
  start(clientId: string, callSid: string, request: StartRecording): Promise<RecordingRecord>
  /**
   * Pauses, goes on or stops.
   * @param sid of the recording, or {@link currentRecording}
   * @throws VoiceError 20404 where there is none, 21220 where it is over
   */
  update(clientId: string, of: RecordedThing, sid: string, change: UpdateRecording): Promise<RecordingRecord>
}

/** Of what it is made. */
export interface RecordingsOptions {
  readonly db: Queryable
  readonly clock: Clock
  readonly commands: Commands
}

const uuidOf = (sid: string | undefined): string | null => (sid === undefined ? null : uuidFromSid(sid))

/** Makes the side of recordings that any process may ask. */
export function createRecordings({ db, clock, commands }: RecordingsOptions): Recordings {
  const get = async (clientId: string, sid: string) => {
    if (!isSid(sid, 'RE')) return undefined
    const { rows } = await db.query<RecordingRow>(getRecording(clientId, uuidFromSid(sid)))
    return rows[0] && recordOf(rows[0])
  }
  /** Asks whoever runs the calls. It tells the state at that moment: the recording may have moved on when it is read. */
  const ask = async (kind: string, clientId: string, body: Readonly<Record<string, unknown>>) => {
    const { sid, status } = (await commands.ask({ kind, clientId, body })) as Pick<RecordingRecord, 'sid' | 'status'>
    const record = await get(clientId, sid)
    if (record === undefined) throw new Error(`the recording ${sid} is not there`)
    return { ...record, status }
  }
  return {
    get,
    async page(clientId, filter, { after = null, before = null, limit }) {
      const { rows } = await db.query<RecordingRow>(
        listRecordings({
          ...{ clientId, callId: uuidOf(filter.callSid), conferenceId: uuidOf(filter.conferenceSid) },
          ...{ from: filter.createdFrom ?? null, until: filter.createdBefore ?? null },
          ...{ deleted: filter.deleted === true, after, before, limit },
        }),
      )
      return rows.map(recordOf)
    },
    async remove(clientId, sid) {
      const { rowCount } = await db.query(removeRecording(clientId, uuidFromSid(sid), new Date(clock.now())))
      return rowCount > 0
    },
    wav: (record, mono) => wavMedia(db, soundOf(record), mono),
    pcm: (record, mono) => pcmOf(db, soundOf(record), mono),
    start: (clientId, callSid, request) => ask('recording.start', clientId, { callSid, ...request }),
    update: (clientId, of, sid, change) => ask('recording.update', clientId, { ...of, sid, ...change }),
  }
}

const soundOf = ({ sid, channels, bytes }: RecordingRecord) => ({ id: uuidFromSid(sid), channels, bytes })
