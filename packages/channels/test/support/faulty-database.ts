import { type Database, DatabaseError, type Queryable, type Result, type Statement } from '@trunkline/postgres'

/** What happens to one statement: it is not run, or it is run and its answer is lost. */
export interface Fault {
  /** Name of the prepared statement. */
  readonly statement: string
  readonly when: 'before' | 'after'
  readonly code: 'UNAVAILABLE' | 'CONNECTION_LOST' | 'CONFLICT'
}

/** A statement that waits until it is let go. */
interface Held {
  readonly statement: string
  readonly reached: PromiseWithResolvers<void>
  readonly released: PromiseWithResolvers<void>
}

/** A database some of whose statements fail as they do when a server is restarted. Each fault strikes once. */
export class FaultyDatabase implements Database {
  readonly #inner: Database
  readonly #faults: Fault[] = []
  readonly #held: Held[] = []
  struck = 0
  /** Decides of every statement, and of every commit of a transaction, whether it fails; for faults at random. */
  whim: ((statement: string | undefined) => Pick<Fault, 'when' | 'code'> | undefined) | undefined
  /** How often each prepared statement was run, or failed, by its name. */
  readonly runs = new Map<string, number>()

  constructor(inner: Database) {
    this.#inner = inner
  }

  /** Lets the next statement of this name fail. */
  fail(fault: Fault): void {
    this.#faults.push(fault)
  }

  /** Keeps every statement of this name from being sent until it is released. */
  hold(statement: string): { readonly reached: Promise<void>; readonly release: () => void } {
    const held = { statement, reached: Promise.withResolvers<void>(), released: Promise.withResolvers<void>() }
    this.#held.push(held)
    const release = () => {
      if (this.#held.includes(held)) this.#held.splice(this.#held.indexOf(held), 1)
      held.released.resolve()
    }
    return { reached: held.reached.promise, release }
  }

  get engine() {
    return this.#inner.engine
  }

  get health() {
    return this.#inner.health
  }

  query<Row>(statement: Statement): Promise<Result<Row>> {
    return this.#run<Row>(this.#inner, statement)
  }

  async transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T> {
    const result = await this.#inner.transaction((tx) => work({ query: (statement) => this.#run(tx, statement) }))
    if (this.whim?.('commit')?.when === 'after') throw this.#lost('commit', 'after', 'CONNECTION_LOST')
    return result
  }

  listen(channel: string, onNotify: (payload: string) => void) {
    return this.#inner.listen(channel, onNotify)
  }

  lead(name: string, work: (signal: AbortSignal) => Promise<void>) {
    return this.#inner.lead(name, work)
  }

  onHealth(listener: Parameters<Database['onHealth']>[0]) {
    return this.#inner.onHealth(listener)
  }

  close(): Promise<void> {
    return this.#inner.close()
  }

  async #run<Row>(on: Queryable, statement: Statement): Promise<Result<Row>> {
    if (statement.name !== undefined) this.runs.set(statement.name, (this.runs.get(statement.name) ?? 0) + 1)
    const held = this.#held.find((one) => one.statement === statement.name)
    held?.reached.resolve()
    await held?.released.promise
    const index = this.#faults.findIndex((fault) => fault.statement === statement.name)
    const [told] = index < 0 ? [] : this.#faults.splice(index, 1)
    const fault = told ?? this.whim?.(statement.name)
    if (fault === undefined) return on.query<Row>(statement)
    if (fault.when === 'after') await on.query<Row>(statement)
    throw this.#lost(statement.name ?? 'a statement', fault.when, fault.code)
  }

  #lost(statement: string, when: Fault['when'], code: Fault['code']): DatabaseError {
    this.struck++
    return new DatabaseError(code, `as told: ${statement} failed ${when} it ran`)
  }
}
