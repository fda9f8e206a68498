import type {
  Database,
  DatabaseHealth,
  Leadership,
  Queryable,
  Result,
  Statement,
  Subscription,
} from '@trunkline/postgres'
import { DatabaseError } from '@trunkline/postgres'

/** A database that is lent to one test: closing it ends what the test began on it and leaves it open for the next. */
export class LentDatabase implements Database {
  readonly #database: Database
  readonly #subscriptions = new Set<Subscription>()
  readonly #leaderships = new Set<Leadership>()
  readonly #offs = new Set<() => void>()
  #closed = false

  constructor(database: Database) {
    this.#database = database
  }

  get engine(): Database['engine'] {
    return this.#database.engine
  }

  get health(): DatabaseHealth {
    return this.#database.health
  }

  async query<Row = Record<string, unknown>>(statement: Statement): Promise<Result<Row>> {
    return this.#open().query<Row>(statement)
  }

  async transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T> {
    return this.#open().transaction(work)
  }

  async listen(channel: string, onNotify: (payload: string) => void): Promise<Subscription> {
    const subscription = await this.#open().listen(channel, onNotify)
    this.#subscriptions.add(subscription)
    return subscription
  }

  lead(name: string, work: (signal: AbortSignal) => Promise<void>): Leadership {
    const leadership = this.#open().lead(name, work)
    this.#leaderships.add(leadership)
    return leadership
  }

  onHealth(listener: (health: DatabaseHealth) => void): () => void {
    const off = this.#database.onHealth(listener)
    this.#offs.add(off)
    return off
  }

  async close(): Promise<void> {
    await Promise.all([...this.#leaderships].map((each) => each.stop()))
    await Promise.all([...this.#subscriptions].map((each) => each.close()))
    for (const off of this.#offs) off()
    this.#closed = true
  }

  #open(): Database {
    if (this.#closed) throw new DatabaseError('UNAVAILABLE', 'the database is closed')
    return this.#database
  }
}
