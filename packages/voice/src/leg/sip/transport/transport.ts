/** Where a message came from or goes to. */
export interface Peer {
  readonly transport: 'udp' | 'tcp'
  /** IP address without brackets. */
  readonly address: string
  readonly port: number
  /** The connection that it came over; what is sent to this peer goes over that while it stands (RFC 5626, section 5.3). */
  readonly connection?: string
}

/** A peer in text, for keys and logs. */
export const peerText = ({ transport, address, port }: Peer): string =>
  `${transport}:${address.includes(':') ? `[${address}]` : address}:${port}`

/** Carries bytes. */
export interface Transport {
  /** Rejects where it can't be sent: nobody listens, the connection broke, too much waits already. */
  send(bytes: Uint8Array, to: Peer): Promise<void>
  /** Port that is listened at, for both transports. */
  readonly port: number
}

/** Who takes what comes. */
export interface TransportUser {
  /** One message, framed. `broken`: the last of its stream, wrong in a way that ends it. */
  onMessage(bytes: Uint8Array, from: Peer, broken?: string): void
  /** A connection is over, and whoever was reached by it must be reached otherwise. */
  onClosed(connection: string): void
}

/** Waits and tells the time. Tests move it by hand. */
export interface Timers {
  /** Milliseconds since the epoch. */
  now(): number
  /** Runs `work` once, after so many milliseconds; the function that it returns calls it off. */
  after(milliseconds: number, work: () => void): () => void
}

/** The real ones. */
export function realTimers(clock: { now(): number }): Timers {
  return {
    now: () => clock.now(),
    after(milliseconds, work) {
      // A server that has stopped ends at once, though transactions would wait on for half a minute; while it runs, its sockets keep it.
      const timer = setTimeout(work, milliseconds).unref()
      return () => clearTimeout(timer)
    },
  }
}
