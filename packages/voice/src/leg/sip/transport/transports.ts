import { TcpTransport } from './tcp-transport.ts'
import type { Peer, Transport, TransportUser } from './transport.ts'
import { UdpTransport } from './udp-transport.ts'

/** How often a free port that is free for UDP is tried for TCP, before giving up. */
const tries = 20

/** UDP and TCP at one port. */
export class Transports implements Transport {
  readonly port: number
  readonly #udp: UdpTransport
  readonly #tcp: TcpTransport

  private constructor(udp: UdpTransport, tcp: TcpTransport) {
    this.#udp = udp
    this.#tcp = tcp
    this.port = udp.port
  }

  /** @throws Error of Node (`EADDRINUSE`, …) where it can't listen */
  static async open(host: string, port: number, user: TransportUser): Promise<Transports> {
    for (let left = tries; ; left--) {
      const udp = await UdpTransport.open(host, port, user)
      try {
        return new Transports(udp, await TcpTransport.open(host, udp.port, user))
      } catch (error) {
        await udp.close()
        // Any port would do, and this one is taken for TCP: another one.
        if (port !== 0 || left === 0 || (error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
      }
    }
  }

  send(bytes: Uint8Array, to: Peer): Promise<void> {
    return to.transport === 'tcp' ? this.#tcp.send(bytes, to) : this.#udp.send(bytes, to)
  }

  async close(): Promise<void> {
    await Promise.all([this.#udp.close(), this.#tcp.close()])
  }
}
