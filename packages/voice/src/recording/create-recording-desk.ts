import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { sidFromUuid, uuidFromSid } from '@trunkline/wire'
import type { RunningCall } from '../call/running-call.ts'
import { VoiceError } from '../errors.ts'
import type { MediaEngine } from '../media/media.ts'
import { forgetRecordings, insertRecording, moveRecording, type RecordingRow } from '../store/recording-store.ts'
import { LiveRecording, type RecordingOwner } from './live-recording.ts'
import type { ActiveRecording, BeginRecording, RecordingDesk } from './recording-desk.ts'
import { type KeeperOptions, RecordingKeeper } from './recording-keeper.ts'
import { recordOf } from './recording-params.ts'
import type { RecordingRecord, RecordingStatus } from './recording-record.ts'
import { recoverRecordings } from './recover-recordings.ts'

/** Of what the desk is made. */
export interface RecordingDeskOptions extends KeeperOptions {
  readonly ids: { uuid(): string }
  readonly media: Pick<MediaEngine, 'record'>
  /** Where recordings lie until they are in the database. */
  readonly folder: string
}

/** A change of a recording that runs. */
export interface RecordingChange {
  readonly status: 'in-progress' | 'paused' | 'stopped'
  /** What of a pause is kept. */
  readonly pause: 'skip' | 'silence'
}

/** The desk, as those see it who run it. */
export interface RunningRecordingDesk extends RecordingDesk {
  /** Records for whoever owns it; what `begin` does for a call. */
  beginFor(owner: RecordingOwner, options: BeginRecording): Promise<ActiveRecording>
  /** Pauses, goes on or stops. @throws VoiceError 20404 for one that does not run here */
  change(sid: string, change: RecordingChange): Promise<RecordingRecord>
  /** Those that run, of a call or a conference. */
  running(owner: Pick<RecordingOwner, 'clientId' | 'callId' | 'conferenceId'>): readonly LiveRecording[]
  /** This process leads from now on: finds what the one before has left. */
  startTerm(): Promise<void>
  /** Ends all recordings, and waits some seconds until they are in the database. */
  endTerm(): Promise<void>
}

/** How long what is known of a deleted recording is kept: 40 days, as Twilio does. */
const forgottenAfterMs = 40 * 86_400_000
const sweepEveryMs = 3_600_000
const graceMs = 10_000
const most = 500

/** Makes the desk that records calls. */
export const createRecordingDesk = (options: RecordingDeskOptions): RunningRecordingDesk => new Desk(options)

class Desk implements RunningRecordingDesk {
  readonly #options: RecordingDeskOptions
  readonly #live = new Map<string, LiveRecording>()
  readonly #kept = new Set<Promise<void>>()
  #keeper: RecordingKeeper
  #sweeping: NodeJS.Timeout | undefined

  constructor(options: RecordingDeskOptions) {
    this.#options = options
    this.#keeper = new RecordingKeeper(options)
  }

  async begin(call: RunningCall, options: BeginRecording): Promise<ActiveRecording> {
    const callId = uuidFromSid(call.sid)
    const conferenceId = options.conferenceSid === undefined ? null : uuidFromSid(options.conferenceSid)
    return this.beginFor({ clientId: call.clientId, callId, conferenceId, over: call.over }, options)
  }

  async beginFor(owner: RecordingOwner, options: BeginRecording): Promise<ActiveRecording> {
    const { ids, url, log } = this.#options
    const byRest = options.source === 'StartCallRecordingAPI'
    if (byRest && this.running(owner).some((each) => each.byRest)) {
      throw new VoiceError(16108, 'another recording of this call runs: stop it first, or change that one')
    }
    const id = ids.uuid()
    const sid = sidFromUuid('RE', id)
    const file = join(this.#options.folder, `${sid}.wav`)
    const recorder = await this.#record(file, options)
    const live = new LiveRecording({
      ...{ id, sid, file, owner, recorder, byRest },
      url: url(sidFromUuid('AC', owner.clientId), sid),
    })
    this.#live.set(sid, live)
    try {
      await live.change(() => this.#insert(live, options))
    } catch (cause) {
      this.#live.delete(sid)
      await live.stop()
      await rm(file, { force: true })
      throw new VoiceError(20500, 'a recording could not be written down, so nothing is recorded', { cause })
    }
    log.info({ recording: sid, source: options.source }, 'a recording began')
    this.#track(this.#keep(live))
    return live
  }

  async #record(file: string, options: BeginRecording) {
    const { media, folder } = this.#options
    try {
      await mkdir(folder, { recursive: true })
      return await media.record({
        ...{ file, channels: options.channels, trimSilence: options.trimSilence },
        ...(options.silenceSeconds === undefined ? {} : { silenceSeconds: options.silenceSeconds }),
        ...(options.maxSeconds === undefined ? {} : { maxSeconds: options.maxSeconds }),
      })
    } catch (cause) {
      await rm(file, { force: true })
      throw new VoiceError(20500, 'nothing can be recorded: the file cannot be written', { cause })
    }
  }

  async #insert({ id, owner }: LiveRecording, options: BeginRecording): Promise<void> {
    const { clientId, callId, conferenceId } = owner
    const callback = options.callback ?? null
    const { source, channels, track = 'both', trimSilence: trimmed } = options
    await this.#keeper.tell(
      insertRecording({
        ...{ id, clientId, callId, conferenceId, source, channels: channels.length, track, callback, trimmed },
        at: new Date(this.#options.clock.now()),
      }),
    )
  }

  async #keep(live: LiveRecording): Promise<void> {
    const { heard, reason, detail } = await live.ended
    await live.change(async () => undefined) // What was being changed is written before the end is.
    this.#live.delete(live.sid)
    if (reason === 'failed') this.#options.log.warn({ recording: live.sid, detail }, 'a recording broke off')
    await this.#keeper.keep({ id: live.id, path: live.file, heard })
  }

  #track(work: Promise<void>): void {
    this.#kept.add(work)
    void work.finally(() => this.#kept.delete(work))
  }

  async change(sid: string, { status, pause }: RecordingChange): Promise<RecordingRecord> {
    const live = this.#live.get(sid)
    if (live === undefined) throw new VoiceError(20404, `no recording ${sid} runs`)
    return live.change(async () => {
      if (status === 'paused') await live.recorder.pause(pause)
      else if (status === 'in-progress') await live.recorder.resume()
      else await live.stop()
      const running: RecordingStatus[] = ['in-progress', 'paused']
      const statement = moveRecording(live.id, running, status, new Date(this.#options.clock.now()))
      const { rows } = await this.#options.db.query<RecordingRow>(statement)
      if (rows[0] === undefined) throw new VoiceError(21220, `the recording ${sid} is over`)
      return recordOf(rows[0])
    })
  }

  running({ clientId, callId, conferenceId }: RecordingOwner): readonly LiveRecording[] {
    return [...this.#live.values()].filter(
      ({ owner }) => owner.clientId === clientId && owner.callId === callId && owner.conferenceId === conferenceId,
    )
  }

  async startTerm(): Promise<void> {
    this.#keeper = new RecordingKeeper(this.#options)
    await mkdir(this.#options.folder, { recursive: true })
    const left = await recoverRecordings({
      ...this.#options,
      keeper: this.#keeper,
      isLive: (sid) => this.#live.has(sid),
    })
    for (const work of left) this.#track(work)
    const sweep = () => void this.#forget()
    this.#sweeping = setInterval(sweep, sweepEveryMs).unref()
    sweep()
  }

  async endTerm(): Promise<void> {
    clearInterval(this.#sweeping)
    await Promise.all([...this.#live.values()].map((live) => live.stop()))
    const timer = setTimeout(() => this.#keeper.stop(), graceMs)
    await Promise.all(this.#kept)
    clearTimeout(timer)
  }

  async #forget(): Promise<void> {
    const { db, clock, log } = this.#options
    try {
      await db.query(forgetRecordings(new Date(clock.now() - forgottenAfterMs), most))
    } catch (err) {
      log.warn({ err }, 'old recordings were not forgotten; trying again later')
    }
  }
}
