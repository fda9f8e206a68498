import type { Database } from '@trunkline/postgres'
import { sidFromUuid, uuidFromSid } from '@trunkline/wire'
import type { RunningCall } from '../call/running-call.ts'
import { VoiceError } from '../errors.ts'
import type { DocumentPlace, Interpreter } from '../interpreter/program.ts'
import type { MediaEngine, Pcm } from '../media/media.ts'
import type { Clock, Log } from '../ports.ts'
import type { RunningRecordingDesk } from '../recording/create-recording-desk.ts'
import { type ConferenceRow, changeConference, getConference } from '../store/conference-store.ts'
import { deleteParticipants } from '../store/participant-store.ts'
import { announceToAll } from './announcement.ts'
import type { ConferenceDesk, ConferenceEnd, ConferenceOptions } from './conference-desk.ts'
import { LiveConference } from './live-conference.ts'
import { openRoom } from './open-room.ts'
import type { Participant } from './participant.ts'
import { endLeftConferences, sweepDeadConferences } from './recover-conferences.ts'
import { RoomRecording } from './room-recording.ts'
import { type ParticipantChange, updateParticipant } from './update-participant.ts'

/** Of what the desk is made. */
export interface ConferenceDeskOptions {
  readonly db: Pick<Database, 'query' | 'transaction'>
  readonly clock: Clock
  readonly ids: { uuid(): string }
  readonly log: Log
  readonly media: Pick<MediaEngine, 'openRoom'>
  readonly recordings: Pick<RunningRecordingDesk, 'beginFor'>
  /** Runs what is heard while waiting, on hold, and as an announcement. Asked for when it is needed, because the interpreter knows this desk. */
  readonly interpreter: () => Pick<Interpreter, 'run'>
  readonly sounds: { readonly beep: (moment: 'enter' | 'exit') => Pcm; readonly music: () => Pcm | Promise<Pcm> }
  /** Webhooks were written down. */
  readonly onCallbacks?: () => void
}

/** The desk, as those see it who run it. */
export interface RunningConferenceDesk extends ConferenceDesk {
  /** Ends a conference. */
  complete(clientId: string, sid: string): Promise<void>
  /** Says something to all. @throws VoiceError 16001 where nobody is in it */
  announce(clientId: string, sid: string, place: DocumentPlace): void
  /** @throws VoiceError 20404, 16027, 16028 */
  update(clientId: string, sid: string, callSid: string, change: ParticipantChange): Promise<void>
  /** Takes a party out. @throws VoiceError 20404 */
  kick(clientId: string, sid: string, callSid: string): Promise<void>
  /** This process leads from now on: ends the conferences of the one before. */
  startTerm(): Promise<void>
  /** Ends all conferences. */
  endTerm(): Promise<void>
}

const sweepEveryMs = 5_000
const graceMs = 5_000

/** Makes the desk that holds conferences. */
export const createConferenceDesk = (options: ConferenceDeskOptions): RunningConferenceDesk => new Desk(options)

class Desk implements RunningConferenceDesk {
  readonly #options: ConferenceDeskOptions
  /** By client and name; a conference stays until it is written down that it is over. */
  readonly #rooms = new Map<string, Promise<LiveConference>>()
  readonly #bySid = new Map<string, LiveConference>()
  #term = new AbortController()
  #sweeping: NodeJS.Timeout | undefined
  /** Resolves when nothing is left of the one before: until then its rooms might be taken for ours. */
  #ready: Promise<void> = Promise.resolve()

  constructor(options: ConferenceDeskOptions) {
    this.#options = options
  }

  async join(call: RunningCall, options: ConferenceOptions, signal: AbortSignal): Promise<ConferenceEnd> {
    try {
      const conference = await this.#conferenceOf(call, options.name)
      return await conference.join(call, options, signal)
    } catch (err) {
      this.#options.log.error({ callSid: call.sid, err }, 'a conference could not be opened')
      return { reason: call.over.aborted ? 'party-left' : 'failed', code: 16099 }
    }
  }

  /** The room of a name: the one that is there, once it is not about to end. */
  async #conferenceOf(call: RunningCall, name: string): Promise<LiveConference> {
    await this.#ready
    const key = `${call.clientId}:${name}`
    for (;;) {
      const opening = this.#rooms.get(key) ?? this.#open(key, call, name)
      const conference = await opening
      if (!conference.over) return conference
      await conference.closed
    }
  }

  #open(key: string, call: RunningCall, name: string): Promise<LiveConference> {
    const opening = this.#opened(call, name)
    this.#rooms.set(key, opening)
    const forget = (conference?: LiveConference) => {
      if (this.#rooms.get(key) === opening) this.#rooms.delete(key)
      if (conference !== undefined) this.#bySid.delete(conference.sid)
    }
    opening.then(
      (conference) => {
        this.#bySid.set(conference.sid, conference)
        void conference.closed.then(() => forget(conference))
      },
      () => forget(), // Who asked is told.
    )
    return opening
  }

  async #opened({ clientId, placement }: RunningCall, name: string): Promise<LiveConference> {
    const { db, clock, ids, log, media, recordings, interpreter, sounds, onCallbacks } = this.#options
    const row = await openRoom(db, { id: ids.uuid(), clientId, name, at: new Date(clock.now()) })
    const room = await media.openRoom({ placement })
    return new LiveConference(row, {
      ...{ db, clock, log, room, signal: this.#term.signal, beep: sounds.beep, music: sounds.music },
      ...{ interpreter: interpreter(), recording: new RoomRecording(recordings, log) },
      ...(onCallbacks === undefined ? {} : { onCallbacks }),
    })
  }

  #live(clientId: string, sid: string): LiveConference | undefined {
    const conference = this.#bySid.get(sid)
    return conference?.clientId === clientId && !conference.over ? conference : undefined
  }

  #member(clientId: string, sid: string, callSid: string): readonly [LiveConference, Participant] {
    const conference = this.#live(clientId, sid)
    const member = conference?.member(callSid)
    if (conference === undefined || member === undefined) {
      throw new VoiceError(20404, `the call ${callSid} is not in the conference ${sid}`)
    }
    return [conference, member]
  }

  async complete(clientId: string, sid: string): Promise<void> {
    const live = this.#live(clientId, sid)
    if (live !== undefined) return live.complete()
    const { db, clock } = this.#options
    const id = uuidFromSid(sid)
    const { rows } = await db.query<ConferenceRow>(getConference(clientId, id))
    if (rows[0] === undefined) throw new VoiceError(20404, `there is no conference ${sid}`)
    const reason = 'conference-ended-via-api'
    const change = { status: 'completed', callback: null, told: 0, reason, endedBy: null } as const
    await db.query(changeConference(id, change, new Date(clock.now())))
    await db.query(deleteParticipants(id))
  }

  announce(clientId: string, sid: string, place: DocumentPlace): void {
    const conference = this.#live(clientId, sid)
    if (conference === undefined) throw new VoiceError(16001, `nobody is in the conference ${sid}`)
    // One at a time: the one before is over when the next begins.
    conference.announcing?.abort()
    const over = new AbortController()
    conference.announcing = over
    void conference.closed.then(() => over.abort())
    void announceToAll(conference, this.#options.interpreter(), place, over.signal)
  }

  async update(clientId: string, sid: string, callSid: string, change: ParticipantChange): Promise<void> {
    await updateParticipant(...this.#member(clientId, sid, callSid), change)
  }

  async kick(clientId: string, sid: string, callSid: string): Promise<void> {
    const [conference] = this.#member(clientId, sid, callSid)
    await conference.kick(callSid)
  }

  async startTerm(): Promise<void> {
    this.#term = new AbortController()
    const ended = endLeftConferences({ ...this.#options, signal: this.#term.signal })
    this.#ready = ended.catch(() => undefined) // Whoever starts the term is told.
    await ended
    const sweep = () => {
      const live = new Set([...this.#bySid.keys()])
      sweepDeadConferences(this.#options, (id) => live.has(sidFromUuid('CF', id))).catch((err: unknown) =>
        this.#options.log.warn({ err }, 'conferences that nobody came to were not ended; trying again'),
      )
    }
    this.#sweeping = setInterval(sweep, sweepEveryMs).unref()
  }

  async endTerm(): Promise<void> {
    clearInterval(this.#sweeping)
    const timer = setTimeout(() => this.#term.abort(), graceMs)
    await Promise.all([...this.#bySid.values()].map((conference) => conference.complete()))
    clearTimeout(timer)
    this.#term.abort()
  }
}
