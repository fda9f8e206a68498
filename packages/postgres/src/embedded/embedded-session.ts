import pg from 'pg'
import { Listeners, type Session } from '../session.ts'

/**
 * The session of PGlite, which is also the pool's only connection. No other process can use the folder, so whoever has it
 * open leads.
 */
export class EmbeddedSession implements Session {
  readonly #pool: pg.Pool
  readonly #up = new Listeners<[]>()
  readonly #down = new Listeners<[]>()
  readonly #notification = new Listeners<[channel: string, payload: string]>()
  #client: pg.ClientBase | undefined

  constructor(pool: pg.Pool) {
    this.#pool = pool
    pool.on('connect', (client) => this.#connected(client))
  }

  get connection(): object | undefined {
    return this.#client
  }

  /** The pool's connection is opened with the database, and again by the monitor's probe after a break. */
  start(): Promise<void> {
    return Promise.resolve()
  }

  onUp(listener: () => void): () => void {
    if (this.#client) listener()
    return this.#up.add(listener)
  }

  onDown(listener: () => void): () => void {
    return this.#down.add(listener)
  }

  onNotification(listener: (channel: string, payload: string) => void): () => void {
    return this.#notification.add(listener)
  }

  async hear(channel: string): Promise<void> {
    await this.#pool.query(`listen ${pg.escapeIdentifier(channel)}`)
  }

  async unhear(channel: string): Promise<void> {
    await this.#pool.query(`unlisten ${pg.escapeIdentifier(channel)}`)
  }

  tryLock(): Promise<boolean> {
    return Promise.resolve(this.#client !== undefined)
  }

  unlock(): Promise<void> {
    return Promise.resolve()
  }

  close(): Promise<void> {
    return Promise.resolve()
  }

  #connected(client: pg.ClientBase): void {
    this.#client = client
    client.on('notification', (message) => this.#notification.tell(message.channel, message.payload ?? ''))
    client.on('end', () => this.#ended(client))
    client.on('error', () => this.#ended(client))
    this.#up.tell()
  }

  #ended(client: pg.ClientBase): void {
    if (this.#client !== client) return
    this.#client = undefined
    this.#down.tell()
  }
}
