import { ProblemError } from '@trunkline/wire'
import type { ClientDirectory, Clock, KnownClient } from '../ports.ts'

/** Milliseconds for which a client is believed to be as it was; a change in any process is usually heard of at once. */
const keptMs = 5000
const most = 50_000

interface Kept {
  readonly client: KnownClient | undefined
  readonly until: number
}

/** Clients by client id, remembered for a few seconds: also that there is none, so that a flood of wrong ids asks once. */
export class ClientCache {
  readonly #directory: ClientDirectory
  readonly #clock: Clock
  readonly #kept = new Map<string, Kept>()
  readonly #off: () => void

  constructor(directory: ClientDirectory, clock: Clock) {
    this.#directory = directory
    this.#clock = clock
    this.#off = directory.onChange(({ sid }) => void this.#kept.delete(sid))
  }

  /** The clients of these ids, those that there are. Rejects when the database is away. */
  async find(sids: ReadonlySet<string>): Promise<ReadonlyMap<string, KnownClient>> {
    const found = new Map<string, KnownClient>()
    for (const sid of sids) {
      const kept = this.#kept.get(sid)
      const client = kept !== undefined && kept.until > this.#clock.now() ? kept.client : await this.#look(sid)
      if (client !== undefined) found.set(sid, client)
    }
    return found
  }

  close(): void {
    this.#off()
  }

  async #look(sid: string): Promise<KnownClient | undefined> {
    const client = await this.#directory.find(sid).catch((error: unknown) => {
      if (error instanceof ProblemError && error.code === 'not-found') return undefined
      throw error
    })
    if (this.#kept.size >= most) this.#kept.clear()
    this.#kept.set(sid, { client, until: this.#clock.now() + keptMs })
    return client
  }
}
