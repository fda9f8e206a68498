import { persist } from '../recording/persist.ts'
import type { CallRow } from '../store/call-store.ts'
import type { CallWriter, Writing } from './call-writer.ts'
import type { ProgressCallback } from './running-call.ts'
import type { CallGround } from './voice-ports.ts'

/** What a live call's row is kept with. */
export interface LiveRowOptions {
  readonly ground: CallGround
  readonly writer: CallWriter
  /** The row that it began with. */
  readonly row: CallRow
  /** The term of leadership that runs it. */
  readonly owner: string
  /** Given when that term is over: what could not be written by then is for whoever leads next. */
  readonly termOver: AbortSignal
  /** Parameters that the leg has by now. */
  readonly legParameters: () => Readonly<Record<string, string>>
  /** The row is somebody else's by now, or a move could not be written. */
  readonly onLost: (why: 'ended-elsewhere' | 'unwritten') => void
}

/** A move of a live call, as far as the call says it. */
export type LiveMove = Omit<Writing, 'owner' | 'at'>

/** The row of a live call: what is known of it here, and the moves on their way to the database, one after the other. */
export class LiveRow {
  readonly #options: LiveRowOptions
  #row: CallRow
  #writing: Promise<unknown> = Promise.resolve()

  constructor(options: LiveRowOptions) {
    this.#options = options
    this.#row = options.row
  }

  /** As it is, or is about to be in the database. */
  get current(): CallRow {
    return this.#row
  }

  setCallback(callback: ProgressCallback): void {
    this.#row = { ...this.#row, callback }
  }

  /** Remembers what its webhooks and its row carry from now on. */
  remember(own: Readonly<Record<string, string>>): void {
    const { parameters } = this.#row
    this.#row = { ...this.#row, parameters: { ...parameters, own: { ...parameters.own, ...own } } }
  }

  /** Writes a move after those before it. Never rejects. */
  write(move: LiveMove): Promise<void> {
    const written = this.#writing.then(() => this.#write(move))
    this.#writing = written
    return written
  }

  async #write(move: LiveMove): Promise<void> {
    const { ground, writer, owner, termOver, legParameters, onLost } = this.#options
    const before = this.#row
    const parameters = { ...before.parameters, own: { ...before.parameters.own, ...legParameters() } }
    const { startedAt, answeredAt, endedAt } = move
    // What happened happened, also where it cannot be written now: then whoever leads next writes the end.
    this.#row = {
      ...before,
      ...{ parameters, status: move.to, ended_at: endedAt ?? null },
      started_at: before.started_at ?? startedAt ?? null,
      answered_at: before.answered_at ?? answeredAt ?? null,
    }
    try {
      const at = new Date(ground.clock.now())
      const work = () => writer.move(before, { ...move, owner, parameters, at })
      // While we lead, nobody else writes an end that was missed.
      const patience = { log: ground.log, signal: termOver, fields: { call: before.id } }
      const told = await (endedAt === undefined ? work() : persist(work, patience))
      if (told !== undefined) this.#row = { ...this.#row, told }
      else onLost('ended-elsewhere')
    } catch (err) {
      ground.log.error({ err, call: before.id, status: move.to }, 'the move of a call could not be written')
      if (endedAt === undefined) onLost('unwritten')
    }
  }
}
