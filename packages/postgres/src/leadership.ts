import { setTimeout as sleep } from 'node:timers/promises'
import type { Leadership, Log } from './database.ts'
import type { Session } from './session.ts'

const tryEveryMs = 500
const firstRestartMs = 250
const longestRestartMs = 5000

/** All the leaderships of one process. Two of the same name take turns, as two processes would. */
export class Leaders {
  readonly #session: Session
  readonly #log: Log
  readonly #running = new Set<Leader>()
  readonly #heldNames = new Set<string>()

  constructor(session: Session, log: Log) {
    this.#session = session
    this.#log = log
  }

  lead(name: string, work: (signal: AbortSignal) => Promise<void>): Leadership {
    void this.#session.start()
    const leader = new Leader({ name, work, session: this.#session, log: this.#log, heldNames: this.#heldNames })
    this.#running.add(leader)
    return {
      get leading() {
        return leader.leading
      },
      stop: async () => {
        await leader.stop()
        this.#running.delete(leader)
      },
    }
  }

  async stopAll(): Promise<void> {
    await Promise.all([...this.#running].map((leader) => leader.stop()))
  }
}

interface LeaderOptions {
  readonly name: string
  readonly work: (signal: AbortSignal) => Promise<void>
  readonly session: Session
  readonly log: Log
  /** Names locked by this process: an advisory lock is granted again to the connection that holds it. */
  readonly heldNames: Set<string>
}

/**
 * One `lead`:  following ──lock taken──> leading ──connection lost, work ended──> following
 */
class Leader {
  readonly #options: LeaderOptions
  readonly #stopping = new AbortController()
  readonly #ended: Promise<void>
  #leading = false
  #restartMs = firstRestartMs

  constructor(options: LeaderOptions) {
    this.#options = options
    this.#ended = this.#run()
  }

  get leading(): boolean {
    return this.#leading
  }

  stop(): Promise<void> {
    this.#stopping.abort()
    return this.#ended
  }

  async #run(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      const connection = await this.#tryLock()
      if (connection === undefined) await this.#pause(tryEveryMs)
      else await this.#lead(connection)
    }
  }

  /** The connection that holds the lock, or undefined when someone else has it. */
  async #tryLock(): Promise<object | undefined> {
    const { session, name, heldNames } = this.#options
    const connection = session.connection
    if (!connection || heldNames.has(name)) return undefined
    heldNames.add(name)
    try {
      // A connection that was lost while we asked takes the lock with it.
      if ((await session.tryLock(name)) && session.connection === connection) return connection
    } catch {
      // Lost on the way: the session opens another, and we ask again.
    }
    heldNames.delete(name)
    return undefined
  }

  async #lead(connection: object): Promise<void> {
    const { session, name, log, heldNames } = this.#options
    const lost = new AbortController()
    const offDown = session.onDown(() => {
      this.#leading = false
      lost.abort(new Error(`the connection that holds the leadership of ${name} was lost`))
    })
    const signal = AbortSignal.any([lost.signal, this.#stopping.signal])
    this.#leading = true
    log.info({ name }, 'this process leads')
    const failed = await this.#work(signal)
    this.#leading = false
    offDown()
    // A lock that is not given back is noticed by nobody until the connection ends: hence the log.
    if (session.connection === connection) {
      await session.unlock(name).catch((error: unknown) => log.warn({ name, err: error }, 'a lock was not given up'))
    }
    heldNames.delete(name)
    log.info({ name }, 'this process no longer leads')
    if (!signal.aborted) await this.#pause(this.#restartMs)
    this.#restartMs = failed ? Math.min(this.#restartMs * 2, longestRestartMs) : firstRestartMs
  }

  /** True when the work threw of its own. */
  async #work(signal: AbortSignal): Promise<boolean> {
    // Work that only listens for the abort would never hear of one that came before it began.
    if (signal.aborted) return false
    try {
      await this.#options.work(signal)
      return false
    } catch (error) {
      if (signal.aborted) return false
      this.#options.log.error(
        { name: this.#options.name, err: error },
        'the work of a leader failed; it is started again',
      )
      return true
    }
  }

  async #pause(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.#stopping.signal }).catch(() => undefined) // Stopped: no pause.
  }
}
