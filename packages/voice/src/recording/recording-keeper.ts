import { open, rm } from 'node:fs/promises'
import { insertFormWebhooks } from '@trunkline/events'
import type { Database, Statement } from '@trunkline/postgres'
import { sampleRate } from '../audio/sound.ts'
import { createTurnstile } from '../audio/turnstile.ts'
import type { Clock, Log, Meter } from '../ports.ts'
import {
  deleteParts,
  endRecording,
  moveRecording,
  type RecordingOutcome,
  type RecordingRow,
} from '../store/recording-store.ts'
import { persist } from './persist.ts'
import { type RecordingUrl, recordingCallbacks } from './recording-params.ts'
import type { RecordingStatus } from './recording-record.ts'
import { putSound } from './sound-parts.ts'
import { readWavLayout, sampleBytes, type WavLayout } from './wav-layout.ts'

/** Of what the keeper is made. */
export interface KeeperOptions {
  readonly db: Pick<Database, 'query' | 'transaction'>
  readonly clock: Clock
  readonly log: Log
  readonly meter: Meter
  /** Webhooks were written down; whoever makes them looks by itself, a little later. */
  readonly onCallbacks?: () => void
  readonly url: RecordingUrl
}

/** A file that was written to the end, or to where its writer died. */
export interface RecordedFile {
  /** UUID of the recording. */
  readonly id: string
  readonly path: string
  /** Whether there was anything but silence; undefined where nobody knows. */
  readonly heard?: boolean
}

/** Why there is no sound (https://www.twilio.com/docs/api/errors/16101, 16102). */
const tooShort = 16101
const onlySilence = 16102
/** The sound was lost: Twilio has no code of its own for it. */
const lost = 20500

const running: readonly RecordingStatus[] = ['in-progress', 'paused', 'stopped']
const startBytes = 4096
/** How many are put into the database at a time: the others' statements must find a connection. */
const atOnce = 4

/**
 * Puts what was recorded into the database and says how it ended. A database that is away is waited for; what was not put away when the process stops
 * lies in its file, and the next one that leads here goes on.
 */
export class RecordingKeeper {
  readonly #options: KeeperOptions
  readonly #stop = new AbortController()
  readonly #turnstile = createTurnstile({
    ...{ places: atOnce, waiting: Number.POSITIVE_INFINITY },
    full: () => new Error('not reached: any number may wait'),
  })

  constructor(options: KeeperOptions) {
    this.#options = options
  }

  /** Gives up waiting for the database. */
  stop(): void {
    this.#stop.abort()
  }

  /** Puts a file away, and removes it. Never rejects. */
  async keep(file: RecordedFile): Promise<void> {
    const { log } = this.#options
    try {
      await this.#turnstile.run(() => this.#put(file))
      await rm(file.path, { force: true })
    } catch (err) {
      if (this.#stop.signal.aborted)
        log.warn({ recording: file.id, err }, 'a recording waits in its file for the next start')
      else await this.lose(file, err)
    }
  }

  /** Says that the sound of a recording is lost. Never rejects. */
  async lose({ id, path }: RecordedFile, err?: unknown): Promise<void> {
    const { log, db } = this.#options
    log.error({ recording: id, err }, 'the sound of a recording is lost')
    try {
      await this.#persist(id, () => db.query(deleteParts(id)))
      await this.#end(id, { status: 'failed', durationSeconds: null, bytes: 0, errorCode: lost })
      await rm(path, { force: true })
    } catch (error) {
      log.error({ recording: id, err: error }, 'that a recording failed could not be written down')
    }
  }

  async #put(recorded: RecordedFile): Promise<void> {
    const { db, clock, meter } = this.#options
    const { id } = recorded
    await this.#persist(id, () => db.query(moveRecording(id, running, 'processing', new Date(clock.now()))))
    const file = await open(recorded.path, 'r')
    try {
      const layout = await layoutOf(file)
      let kept = 0
      const put = () => putSound(db, id, { file, layout, from: kept, kept: (parts) => (kept = parts) })
      if (layout.bytes > 0) await this.#persist(id, put)
      const outcome = outcomeOf(layout, recorded.heard)
      await this.#end(id, outcome)
      meter.count('trunkline_recordings_total', { status: outcome.status })
    } finally {
      await file.close()
    }
  }

  async #end(id: string, outcome: RecordingOutcome): Promise<void> {
    const { clock } = this.#options
    await this.#persist(id, () => this.tell(endRecording(id, outcome, new Date(clock.now()))))
  }

  /** Runs a statement that gives a recording's row, and writes the callbacks down that it asks for, in one transaction. */
  async tell(statement: Statement): Promise<RecordingRow | undefined> {
    const { db, onCallbacks, url } = this.#options
    const row = await db.transaction(async (tx) => {
      const { rows } = await tx.query<RecordingRow>(statement)
      const told = rows[0] === undefined ? [] : recordingCallbacks(rows[0], url)
      if (told.length > 0) await tx.query(insertFormWebhooks(told))
      return rows[0]
    })
    onCallbacks?.()
    return row
  }

  /** The sound is in the file, so nothing presses. */
  #persist(id: string, work: () => Promise<unknown>): Promise<unknown> {
    return persist(work, { log: this.#options.log, signal: this.#stop.signal, fields: { recording: id } })
  }
}

async function layoutOf(file: Awaited<ReturnType<typeof open>>): Promise<WavLayout> {
  const { size } = await file.stat()
  const start = new Uint8Array(Math.min(startBytes, size))
  await file.read(start, 0, start.length, 0)
  const layout = readWavLayout(start, size)
  if (layout === undefined) throw new Error('what was recorded is no WAV file')
  return layout
}

function outcomeOf({ bytes, channels }: WavLayout, heard: boolean | undefined): RecordingOutcome {
  if (bytes === 0) {
    const errorCode = heard === false ? onlySilence : tooShort
    return { status: 'absent', durationSeconds: null, bytes: 0, errorCode }
  }
  const seconds = bytes / (sampleRate * sampleBytes * channels)
  return { status: 'completed', durationSeconds: Math.max(1, Math.round(seconds)), bytes, errorCode: null }
}
