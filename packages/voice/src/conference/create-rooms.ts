import { holdMusic } from '../audio/hold-music.ts'
import { conferenceBeep } from '../audio/tones.ts'
import type { Commands } from '../call/commands.ts'
import type { MediaEngine } from '../media/media.ts'
import { createRecordingDesk, type RecordingDeskOptions } from '../recording/create-recording-desk.ts'
import { handleRecordingCommands, type LiveCalls } from '../recording/recording-commands.ts'
import type { RecordingDesk } from '../recording/recording-desk.ts'
import { createRecordings, type Recordings } from '../recording/recordings.ts'
import { handleConferenceCommands } from './conference-commands.ts'
import type { ConferenceDesk } from './conference-desk.ts'
import { type Conferences, createConferences } from './conferences.ts'
import { type ConferenceDeskOptions, createConferenceDesk } from './create-conference-desk.ts'

/** Of what rooms are made. */
export interface RoomsOptions
  extends Omit<RecordingDeskOptions, 'media' | 'url'>,
    Pick<ConferenceDeskOptions, 'interpreter'> {
  readonly media: Pick<MediaEngine, 'record' | 'openRoom'>
  readonly commands: Commands
  readonly calls: LiveCalls
  /** Where this server is reached, without a slash at the end. */
  readonly publicUrl: () => string
  /** What conferences hear; our own tones and music where left out. */
  readonly sounds?: ConferenceDeskOptions['sounds']
}

/** Recordings and conferences: asked by every process, run by the one that leads. */
export interface Rooms {
  readonly recordings: Recordings
  readonly conferences: Conferences
  /** For documents and calls. */
  readonly recordingDesk: RecordingDesk
  /** For documents. */
  readonly conferenceDesk: ConferenceDesk
  /** This process leads from now on: finds what the one before has left. Before any call is taken. */
  startTerm(): Promise<void>
  /** Ends all conferences, then all recordings, which are put away. After the calls have ended. */
  endTerm(): Promise<void>
}

/** Makes recordings and conferences, and says who answers what REST asks of them. */
export function createRooms(options: RoomsOptions): Rooms {
  const { db, clock, ids, log, commands, calls, publicUrl, interpreter, onCallbacks } = options
  const url = (account: string, sid: string) => `${publicUrl()}/2010-04-01/Accounts/${account}/Recordings/${sid}`
  const recordingDesk = createRecordingDesk({ ...options, url })
  const conferenceDesk = createConferenceDesk({
    ...{ db, clock, ids, log, media: options.media, recordings: recordingDesk, interpreter },
    sounds: options.sounds ?? { beep: conferenceBeep, music: holdMusic },
    ...(onCallbacks === undefined ? {} : { onCallbacks }),
  })
  handleRecordingCommands(commands, recordingDesk, calls)
  handleConferenceCommands(commands, conferenceDesk)
  return {
    recordings: createRecordings({ db, clock, commands }),
    conferences: createConferences({ db, clock, ids, commands }),
    ...{ recordingDesk, conferenceDesk },
    async startTerm() {
      await recordingDesk.startTerm()
      await conferenceDesk.startTerm()
    },
    async endTerm() {
      await conferenceDesk.endTerm()
      await recordingDesk.endTerm()
    },
  }
}
