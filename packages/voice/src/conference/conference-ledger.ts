import { insertFormWebhooks } from '@trunkline/events'
import type { Database, Statement } from '@trunkline/postgres'
import type { Clock, Log } from '../ports.ts'
import { persist } from '../recording/persist.ts'
import { type ConferenceRow, changeConference } from '../store/conference-store.ts'
import type { ConferenceCallback } from './conference-desk.ts'
import { type ConferenceMove, conferenceCallback, isWanted } from './conference-events.ts'
import type { ConferenceEndReason, ConferenceStatus } from './conference-record.ts'

/** What writing down takes. */
export interface LedgerParts {
  readonly db: Pick<Database, 'transaction'>
  readonly clock: Clock
  readonly log: Log
  /** Given when the process stops: what cannot be written then is left to the next leader. */
  readonly signal: AbortSignal
  /** Webhooks were written down. */
  readonly onCallbacks?: () => void
}

/** What is written down at once. */
export interface LedgerEntry {
  readonly move?: ConferenceMove
  /** Of participants. */
  readonly rows?: readonly ((at: Date) => Statement)[]
  readonly status?: ConferenceStatus
  /** Of who comes: that of the first counts, also where it is none. */
  readonly callback?: ConferenceCallback | null
  readonly reason?: ConferenceEndReason
  readonly endedBy?: string
}

/**
 * Writes a conference's moves down with the events that tell of them: each in a transaction, one after the other, so that events are numbered as things
 * happened. A database that is away is waited for, and meanwhile the conference goes on.
 */
export class ConferenceLedger {
  readonly #parts: LedgerParts
  readonly #row: ConferenceRow
  /** Undefined until somebody has come. */
  #callback: ConferenceCallback | null | undefined
  #told: number
  #last: Promise<unknown> = Promise.resolve()

  constructor(row: ConferenceRow, parts: LedgerParts) {
    this.#row = row
    this.#parts = parts
    this.#callback = row.callback ?? undefined
    this.#told = row.told
  }

  /** Writes down what happens at this moment. @throws what no further try would mend */
  write(entry: LedgerEntry): Promise<void> {
    const at = new Date(this.#parts.clock.now())
    if (this.#callback === undefined) this.#callback = entry.callback
    const callback = this.#callback ?? null
    const { move } = entry
    const done = this.#last.then(async () => {
      const wanted = move !== undefined && isWanted(callback, move.event)
      const sequence = this.#told + (wanted ? 1 : 0)
      const { id, client_id: clientId, name } = this.#row
      await this.#commit([
        ...(entry.rows ?? []).map((row) => row(at)),
        changeConference(id, { ...changeOf(entry), callback, told: sequence }, at),
        ...(wanted
          ? [insertFormWebhooks([conferenceCallback({ id, clientId, name }, callback, move, { sequence, at })])]
          : []),
      ])
      this.#told = sequence
      if (wanted) this.#parts.onCallbacks?.()
    })
    this.#last = done.catch(() => undefined) // Whoever wrote is told.
    return done
  }

  /** Whether somebody is to be told of an event. */
  wants(event: ConferenceMove['event']): boolean {
    return isWanted(this.#callback ?? null, event)
  }

  /** The same where nobody waits for it. */
  note(entry: LedgerEntry): void {
    this.write(entry).catch((err: unknown) =>
      this.#parts.log.error({ conference: this.#row.id, err }, 'a move of a conference could not be written down'),
    )
  }

  /** Resolves when all is written, or given up. */
  async settled(): Promise<void> {
    await this.#last
  }

  #commit(statements: readonly Statement[]): Promise<void> {
    const { db, log, signal } = this.#parts
    const work = () =>
      db.transaction(async (tx) => {
        for (const statement of statements) await tx.query(statement)
      })
    return persist(work, { log, signal, fields: { conference: this.#row.id } })
  }
}

const changeOf = ({ status, reason, endedBy }: LedgerEntry) => ({
  ...{ status: status ?? null, reason: reason ?? null, endedBy: endedBy ?? null },
})
