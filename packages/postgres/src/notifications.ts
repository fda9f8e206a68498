import type { Log, Subscription } from './database.ts'
import type { Session } from './session.ts'

/** Who listens to which channel, kept across connections. */
export class Notifications {
  readonly #session: Session
  readonly #log: Log
  readonly #channels = new Map<string, Set<(payload: string) => void>>()

  constructor(session: Session, log: Log) {
    this.#session = session
    this.#log = log
    session.onUp(() => void this.#hearAll())
    session.onNotification((channel, payload) => this.#tell(channel, payload))
  }

  /** Resolves once the channel is heard, or, while the database is away, at once: it is heard when it is back. */
  async listen(channel: string, onNotify: (payload: string) => void): Promise<Subscription> {
    let listeners = this.#channels.get(channel)
    const first = listeners === undefined
    listeners ??= new Set()
    // A function of its own, so that one listener given twice is two subscriptions.
    const listener = (payload: string): void => onNotify(payload)
    listeners.add(listener)
    this.#channels.set(channel, listeners)
    // A first start hears the channel by itself, with the others: hearing it twice does no harm.
    await this.#session.start()
    if (first && this.#session.connection) await this.#hear(channel)
    return { close: () => this.#close(channel, listener) }
  }

  async #close(channel: string, listener: (payload: string) => void): Promise<void> {
    const listeners = this.#channels.get(channel)
    if (!listeners?.delete(listener) || listeners.size > 0) return
    this.#channels.delete(channel)
    if (!this.#session.connection) return
    // A lost connection has forgotten the channel by itself.
    await this.#session.unhear(channel).catch(() => undefined)
  }

  async #hearAll(): Promise<void> {
    for (const channel of this.#channels.keys()) await this.#hear(channel)
  }

  async #hear(channel: string): Promise<void> {
    try {
      await this.#session.hear(channel)
    } catch (error) {
      // The session is about to report that it is down, and will be up again.
      this.#log.debug({ channel, err: error }, 'a channel could not be listened to; it is tried again')
    }
  }

  #tell(channel: string, payload: string): void {
    for (const listener of this.#channels.get(channel) ?? []) {
      try {
        listener(payload)
      } catch (error) {
        this.#log.error({ channel, err: error }, 'a listener to a database channel threw')
      }
    }
  }
}
