/** The long-lived connection beside the pool: it hears notifications and holds locks. */
export interface Session {
  /** Changes with every new connection; undefined while there is none. */
  readonly connection: object | undefined
  /** Opens the connection and keeps it open from now on. Resolves when the first try is over, whatever came of it. */
  start(): Promise<void>
  /** Called with each new connection, at once if there is one. The function it returns takes the listener off. */
  onUp(listener: () => void): () => void
  /** Called the moment that the connection is lost or no longer answers. */
  onDown(listener: () => void): () => void
  onNotification(listener: (channel: string, payload: string) => void): () => void
  /** Starts to hear a channel on the present connection. */
  hear(channel: string): Promise<void>
  unhear(channel: string): Promise<void>
  /** Takes the lock of that name unless someone else holds it; it is held until given up or until the connection ends. */
  tryLock(name: string): Promise<boolean>
  unlock(name: string): Promise<void>
  close(): Promise<void>
}

/** A set of listeners that may be added and removed while it is told. */
export class Listeners<Arguments extends readonly unknown[]> {
  readonly #listeners = new Set<(...values: Arguments) => void>()

  add(listener: (...values: Arguments) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  tell(...values: Arguments): void {
    for (const listener of [...this.#listeners]) listener(...values)
  }
}
