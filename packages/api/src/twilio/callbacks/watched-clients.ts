import type { Database } from '@trunkline/postgres'
import { watchedClients } from '../../store/webhook-watch-store.ts'

const mostRemembered = 10_000

/**
 * Tells whose texts ask for callbacks. Who once did is remembered, since that never ends; who did not is asked for each time, since it may have begun with
 * the very events that are at hand.
 */
export class WatchedClients {
  readonly #db: Pick<Database, 'query'>
  readonly #known = new Set<string>()

  constructor(db: Pick<Database, 'query'>) {
    this.#db = db
  }

  /** Those of the rows that are of clients who are watched. */
  async rowsOf<Row extends { readonly clientId: string }>(rows: readonly Row[]): Promise<readonly Row[]> {
    const clients = new Set(rows.map(({ clientId }) => clientId))
    const unknown = [...clients].filter((id) => !this.#known.has(id))
    const watched = new Set([...clients].filter((id) => this.#known.has(id)))
    if (unknown.length > 0) {
      const { rows: found } = await this.#db.query<{ clientId: string }>(watchedClients(unknown))
      for (const { clientId } of found) watched.add(clientId)
    }
    this.#remember(watched)
    return rows.filter(({ clientId }) => watched.has(clientId))
  }

  #remember(watched: ReadonlySet<string>): void {
    if (this.#known.size > mostRemembered) this.#known.clear()
    for (const id of watched) this.#known.add(id)
  }
}
