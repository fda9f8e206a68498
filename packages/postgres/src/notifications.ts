import type { Log, Subscription } from './database.ts'
import type { Session } from './session.ts'

interface Channel {
  readonly listeners: Set<(payload: string) => void>
  /** Resolves once the present connection hears it, or there is none. */
  heard: Promise<void>
}

/** Who listens to which channel, kept across connections. */
export class Notifications {
  readonly #session: Session
  readonly #log: Log
  readonly #channels = new Map<string, Channel>()

  constructor(session: Session, log: Log) {
    this.#session = session
    this.#log = log
    session.onUp(() => this.#hearAll())
    session.onNotification((channel, payload) => this.#tell(channel, payload))
  }

  /** Resolves once the channel is heard, or, while the database is away, at once: it is heard when it is back. */
  async listen(channel: string, onNotify: (payload: string) => void): Promise<Subscription> {
    const known = this.#channels.get(channel)
    const place = known ?? { listeners: new Set(), heard: Promise.resolve() }
    // A function of its own, so that one listener given twice is two subscriptions.
    const listener = (payload: string): void => onNotify(payload)
    place.listeners.add(listener)
    if (known === undefined) {
      this.#channels.set(channel, place)
      place.heard = this.#hearFirst(channel)
    }
    // Whoever comes while the channel is not heard yet would miss what is told until then.
    await place.heard
    return { close: () => this.#close(channel, listener) }
  }

  async #close(channel: string, listener: (payload: string) => void): Promise<void> {
    const listeners = this.#channels.get(channel)?.listeners
    if (!listeners?.delete(listener) || listeners.size > 0) return
    this.#channels.delete(channel)
    if (!this.#session.connection) return
    // A lost connection has forgotten the channel by itself.
    await this.#session.unhear(channel).catch(() => undefined)
  }

  async #hearFirst(channel: string): Promise<void> {
    // A first start hears the channel by itself, with the others: hearing it twice does no harm.
    await this.#session.start()
    if (this.#session.connection) await this.#hear(channel)
  }

  /** All at once: whoever comes to the last of them while the first is being heard must wait as well. */
  #hearAll(): void {
    for (const [name, channel] of this.#channels) channel.heard = this.#hear(name)
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
    for (const listener of this.#channels.get(channel)?.listeners ?? []) {
      try {
        listener(payload)
      } catch (error) {
        this.#log.error({ channel, err: error }, 'a listener to a database channel threw')
      }
    }
  }
}
