import type { Database, Subscription } from '@trunkline/postgres'
import { type Client, clientOf } from '../client/client.ts'
import type { Clock, Log } from '../ports.ts'
import { type ChangedRow, changedChannel, changedSince, currentVersion } from '../store/client-store.ts'

/** From this age on the next look is taken in the background. */
const refreshMs = 2000
/** Older knowledge is not used: nobody works longer than this with a credential that another process has taken away. */
const staleMs = 5000

/** Told of each client that changed, in whichever process. */
export type ChangeListener = (client: Client) => void

/**
 * Keeps what this process remembers of accounts true. One small query tells which clients changed since the last look; while requests
 * come it is made every two seconds, whatever the number of clients, and at once when another process notifies. Without
 * requests nothing is asked.
 */
export class ChangeWatch {
  readonly #db: Database
  readonly #clock: Clock
  readonly #log: Log
  readonly #forgetters = new Set<(clientId: string | undefined) => void>()
  readonly #listeners = new Set<ChangeListener>()
  #version: number | undefined
  #lookedAt = Number.NEGATIVE_INFINITY
  #generation = 0
  #looking: Promise<void> | undefined

  constructor(parts: { db: Database; clock: Clock; log: Log }) {
    this.#db = parts.db
    this.#clock = parts.clock
    this.#log = parts.log
  }

  /** Grows with every change. What was read under another generation must not be remembered. */
  get generation(): number {
    return this.#generation
  }

  /** Called to forget what is known of a client, or of all. Before listeners are told. */
  onForget(forget: (clientId: string | undefined) => void): void {
    this.#forgetters.add(forget)
  }

  /** Tells of changes; the function that it returns takes the listener off. */
  onChange(listener: ChangeListener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Undefined when what is remembered may be used; otherwise wait, and look it up anew. Rejects when the database is away. */
  whenFresh(): Promise<void> | undefined {
    const age = this.#clock.now() - this.#lookedAt
    if (age < refreshMs) return undefined
    const looking = this.look()
    if (age >= staleMs) return looking
    looking.catch((error: unknown) => this.#log.warn({ err: error }, 'changes of accounts cannot be looked up'))
    return undefined
  }

  /** Looks for changes now; several callers share one look. */
  look(): Promise<void> {
    this.#looking ??= this.#look().finally(() => {
      this.#looking = undefined
    })
    return this.#looking
  }

  /** This process has committed a change, which was given that version. */
  committed(clients: readonly Client[], version: number): void {
    // A look that was taken between the commit and now has told of it already.
    if (this.#version !== undefined && this.#version >= version) return
    // Where nothing lies between, the next look need not find it again.
    if (this.#version === version - 1) this.#version = version
    this.#changed(clients)
  }

  #changed(clients: readonly Client[]): void {
    this.#generation += 1
    for (const client of clients) for (const forget of this.#forgetters) forget(client.id)
    for (const client of clients) for (const listener of this.#listeners) this.#tell(listener, client)
  }

  /** Looks at once when another process notifies. */
  listen(): Promise<Subscription> {
    return this.#db.listen(changedChannel, () => {
      this.#lookedAt = Math.min(this.#lookedAt, this.#clock.now() - refreshMs)
      this.look().catch((error: unknown) => this.#log.warn({ err: error }, 'changes of accounts cannot be looked up'))
    })
  }

  async #look(): Promise<void> {
    const at = this.#clock.now()
    if (this.#version === undefined) await this.#begin()
    else {
      const { rows } = await this.#db.query<ChangedRow>(changedSince(this.#version))
      const known = this.#version
      this.#version = Math.max(known, rows[0]?.head ?? 0)
      const changed = rows.flatMap((row) => (row.id === null || row.version <= known ? [] : [clientOf(row)]))
      if (changed.length > 0) this.#changed(changed)
    }
    this.#lookedAt = at
  }

  /** What was remembered before the first version was known may be older than that version. */
  async #begin(): Promise<void> {
    const { rows } = await this.#db.query<{ head: number }>(currentVersion)
    this.#version = rows[0]?.head ?? 0
    this.#generation += 1
    for (const forget of this.#forgetters) forget(undefined)
  }

  #tell(listener: ChangeListener, client: Client): void {
    try {
      listener(client)
    } catch (error) {
      this.#log.error({ err: error, clientId: client.sid }, 'a listener to changes of accounts failed')
    }
  }
}
