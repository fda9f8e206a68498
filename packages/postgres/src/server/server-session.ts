import { Socket } from 'node:net'
import pg from 'pg'
import { classifyError } from '../classify-error.ts'
import type { Log } from '../database.ts'
import { Listeners, type Session } from '../session.ts'

const beatMs = 1000
const answerWithinMs = 2000
/** Longer than this without an answer and the server may already have given our locks away. */
const silenceMs = 3500
const firstPauseMs = 100
const longestPauseMs = 1000

/**
 * So that fail-over takes 5 s at most, whatever happens to the holder of a lock: a process that hangs is dropped by
 * idle_session_timeout (it beats every second), a host that vanished by TCP keep-alive, 1 s + 3 probes of 1 s.
 */
const sessionSettings =
  "set time zone 'UTC'; set idle_session_timeout = 4500; " +
  'set tcp_keepalives_idle = 1; set tcp_keepalives_interval = 1; set tcp_keepalives_count = 3; set tcp_user_timeout = 4000'

/** Locks of leadership live in a space of their own, so that an application's advisory locks don't meet them. */
const lockKey = "hashtextextended('trunkline/lead/' || $1, 0)"

/** A connection to a PostgreSQL server that is opened again, with backoff, whenever it is lost. */
export class ServerSession implements Session {
  readonly #config: pg.ClientConfig
  readonly #log: Log
  readonly #up = new Listeners<[]>()
  readonly #down = new Listeners<[]>()
  readonly #notification = new Listeners<[channel: string, payload: string]>()
  readonly #suspect: () => void
  #client: pg.Client | undefined
  #socket: Socket | undefined
  #turn: Promise<unknown> = Promise.resolve()
  #started = false
  #closed = false
  #timer: NodeJS.Timeout | undefined
  #lastAnswer = 0
  #pause = firstPauseMs
  #opening: Promise<void> = Promise.resolve()

  /** `suspect` is called when the connection breaks. */
  constructor(config: pg.ClientConfig, log: Log, suspect: () => void) {
    this.#config = config
    this.#log = log
    this.#suspect = suspect
  }

  get connection(): object | undefined {
    return this.#client
  }

  start(): Promise<void> {
    if (!this.#started && !this.#closed) {
      this.#started = true
      this.#opening = this.#open()
    }
    return this.#opening
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
    await this.#query(`listen ${pg.escapeIdentifier(channel)}`)
  }

  async unhear(channel: string): Promise<void> {
    await this.#query(`unlisten ${pg.escapeIdentifier(channel)}`)
  }

  async tryLock(name: string): Promise<boolean> {
    const rows = await this.#query(`select pg_try_advisory_lock(${lockKey}) as locked`, [name])
    return rows[0]?.locked === true
  }

  async unlock(name: string): Promise<void> {
    await this.#query(`select pg_advisory_unlock(${lockKey})`, [name])
  }

  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#timer)
    const client = this.#client
    this.#client = undefined
    if (client) this.#down.tell()
    await this.#opening
    await client?.end().catch(() => undefined) // It is gone either way.
  }

  async #open(): Promise<void> {
    const socket = new Socket()
    const client = new pg.Client({ ...this.#config, stream: () => socket })
    // Also stops an 'error' event from ending the process.
    client.on('error', () => this.#lose(client))
    client.on('end', () => this.#lose(client))
    client.on('notification', (message) => this.#notification.tell(message.channel, message.payload ?? ''))
    try {
      await client.connect()
      await client.query(sessionSettings)
    } catch (error) {
      socket.destroy()
      this.#log.debug({ error: classifyError(error, 'connect').message }, 'the session beside the pool does not open')
      this.#retry()
      return
    }
    if (this.#closed) return void client.end().catch(() => undefined)
    this.#client = client
    this.#socket = socket
    this.#turn = Promise.resolve()
    this.#pause = firstPauseMs
    this.#lastAnswer = performance.now()
    this.#timer = setTimeout(() => void this.#beat(client), beatMs)
    this.#up.tell()
  }

  #retry(): void {
    if (this.#closed) return
    this.#timer = setTimeout(() => {
      this.#opening = this.#open()
    }, this.#pause)
    this.#pause = Math.min(this.#pause * 2, longestPauseMs)
  }

  async #beat(client: pg.Client): Promise<void> {
    if (this.#client !== client) return
    // The event loop stood still (a stopped process, a paused machine): the lock may be another's by now.
    if (performance.now() - this.#lastAnswer > silenceMs) return this.#lose(client)
    try {
      await this.#query('select 1')
    } catch {
      return this.#lose(client)
    }
    if (this.#client === client) this.#timer = setTimeout(() => void this.#beat(client), beatMs)
  }

  /** One statement at a time, so that each has the whole of its time to answer. */
  #query(text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
    const turn = this.#turn.then(() => this.#send(text, values))
    this.#turn = turn.catch(() => undefined)
    return turn
  }

  async #send(text: string, values: unknown[]): Promise<Record<string, unknown>[]> {
    const client = this.#client
    if (!client) throw classifyError(new Error('Connection terminated'), 'connect')
    const patience = setTimeout(() => this.#lose(client), answerWithinMs)
    try {
      const result = await client.query<Record<string, unknown>>(text, values)
      this.#lastAnswer = performance.now()
      return result.rows
    } catch (error) {
      throw classifyError(error, 'query')
    } finally {
      clearTimeout(patience)
    }
  }

  #lose(client: pg.Client | undefined): void {
    if (!client || this.#client !== client) return
    this.#client = undefined
    clearTimeout(this.#timer)
    this.#down.tell()
    // Not end(): a goodbye to a host that vanished would wait for the kernel's patience, many minutes.
    this.#socket?.destroy()
    this.#suspect()
    this.#retry()
  }
}
