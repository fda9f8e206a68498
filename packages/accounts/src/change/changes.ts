import type { Database, Queryable } from '@trunkline/postgres'
import { isSid, isUuid, ProblemError, sidFromUuid, uuidFromSid } from '@trunkline/wire'
import { type Client, type ClientRow, clientOf } from '../client/client.ts'
import { bumpClients, lockClient, notifyChanged } from '../store/client-store.ts'
import type { ChangeWatch } from './change-watch.ts'

/** Work inside of the transaction that turns a client's status, for whoever holds work of that client. */
export type StatusHook = (tx: Queryable, client: Client) => Promise<void>

/** A number that a client had until now. */
export interface LeftNumber {
  /** UUID of its `PN…` id. */
  readonly id: string
  /** E.164. */
  readonly number: string
  /** UUID of the client that had it. */
  readonly clientId: string
}

/** Work inside of the transaction in which a client loses a number, for whoever holds something of that number. */
export type NumberHook = (tx: Queryable, left: LeftNumber) => Promise<void>

/** The UUID of a client that is named by its UUID or its `AC…` id. @throws ProblemError `not-found` */
export function clientUuid(reference: string): string {
  const shown = JSON.stringify(reference.slice(0, 40))
  if (isUuid(reference)) return reference
  if (isSid(reference, 'AC')) return uuidFromSid(reference)
  throw new ProblemError('not-found', `there is no client ${shown}`)
}

/** Locks a client that the API may change. */
async function lockOwn(tx: Queryable, id: string): Promise<ClientRow> {
  const [row] = (await tx.query<ClientRow>(lockClient(id))).rows
  if (!row) throw new ProblemError('not-found', `there is no client ${sidFromUuid('AC', id)}`)
  if (row.declared) throw new ProblemError('client-declared')
  return row
}

/** Makes changes: each in a transaction that locks the client, gives it the next version, and tells everybody. */
export class Changes {
  readonly #db: Database
  readonly #watch: ChangeWatch
  readonly #statusHooks = new Set<StatusHook>()
  readonly #numberHooks = new Set<NumberHook>()

  constructor(db: Database, watch: ChangeWatch) {
    this.#db = db
    this.#watch = watch
  }

  /** Adds work to the transactions that turn a client's status; the function that it returns takes it off. */
  onStatus(hook: StatusHook): () => void {
    this.#statusHooks.add(hook)
    return () => this.#statusHooks.delete(hook)
  }

  /** Adds work to the transactions in which a client loses a number; the function that it returns takes it off. */
  onNumberLeft(hook: NumberHook): () => void {
    this.#numberHooks.add(hook)
    return () => this.#numberHooks.delete(hook)
  }

  /** Runs the hooks of a number that a client loses; call it inside of the transaction. */
  async left(tx: Queryable, number: LeftNumber): Promise<void> {
    for (const hook of this.#numberHooks) await hook(tx, number)
  }

  /**
   * Changes one client, or what is its own.
   * @throws ProblemError `not-found`, `client-declared`
   */
  async ofClient<T>(reference: string, work: (tx: Queryable, row: ClientRow) => Promise<T>): Promise<T> {
    const id = clientUuid(reference)
    const { result } = await this.run(async (tx) => ({ ids: [id], result: await work(tx, await lockOwn(tx, id)) }))
    return result
  }

  /**
   * Changes what goes from one client to another; both may be the same.
   * @throws ProblemError `not-found`, `client-declared`
   */
  async ofClients<T>(ids: readonly string[], work: (tx: Queryable) => Promise<T>): Promise<T> {
    // Always in the same order, so that two that exchange something do not wait for each other.
    const sorted = [...new Set(ids)].sort()
    const { result } = await this.run(async (tx) => {
      for (const id of sorted) await lockOwn(tx, id)
      return { ids: sorted, result: await work(tx) }
    })
    return result
  }

  /** Runs `work`, which names the clients that it changed; none: nobody is told. */
  async run<T>(
    work: (tx: Queryable) => Promise<{ ids: readonly string[]; result: T }>,
  ): Promise<{ result: T; clients: readonly Client[] }> {
    const done = await this.#db.transaction(async (tx) => {
      const { ids, result } = await work(tx)
      if (ids.length === 0) return { result, clients: [], version: 0 }
      const { rows } = await tx.query<ClientRow>(bumpClients(ids))
      await tx.query(notifyChanged(ids))
      return { result, clients: rows.map(clientOf), version: rows[0]?.version ?? 0 }
    })
    if (done.clients.length > 0) this.#watch.committed(done.clients, done.version)
    return done
  }

  /** Runs the hooks of a status that turns; call it inside of the transaction, with the client as it will be. */
  async turned(tx: Queryable, client: Client): Promise<void> {
    for (const hook of this.#statusHooks) await hook(tx, client)
  }
}
