import { createSocket, type Socket } from 'node:dgram'
import { isIPv6 } from 'node:net'
import type { Peer, TransportUser } from './transport.ts'

/** Largest datagram that there can be over IPv4. */
const largest = 65_507

/** A UDP socket for SIP. */
export class UdpTransport {
  readonly #socket: Socket
  readonly #user: TransportUser
  #closed = false

  private constructor(socket: Socket, user: TransportUser) {
    this.#socket = socket
    this.#user = user
    socket.on('message', (bytes, { address, port }) => this.#take(bytes, { transport: 'udp', address, port }))
    // Errors of single datagrams (an ICMP answer) are the transactions' timeouts.
    socket.on('error', () => undefined)
  }

  /** @throws Error of Node (`EADDRINUSE`, …) where it can't listen */
  static async open(host: string, port: number, user: TransportUser): Promise<UdpTransport> {
    const socket = createSocket({ type: isIPv6(host) ? 'udp6' : 'udp4', recvBufferSize: 1 << 20 })
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject)
      socket.bind(port, host, () => {
        socket.off('error', reject)
        resolve()
      })
    })
    return new UdpTransport(socket, user)
  }

  get port(): number {
    return this.#socket.address().port
  }

  send(bytes: Uint8Array, { address, port }: Peer): Promise<void> {
    if (this.#closed) return Promise.reject(new Error('the SIP socket is closed'))
    if (bytes.length > largest) return Promise.reject(new Error(`${bytes.length} bytes do not fit into a datagram`))
    return new Promise((resolve, reject) =>
      this.#socket.send(bytes, port, address, (error) => (error ? reject(error) : resolve())),
    )
  }

  #take(bytes: Buffer, from: Peer): void {
    // Keep-alives of phones behind NAT: line ends, or a few bytes of nothing (RFC 5626 has STUN there, which is not answered).
    if (bytes.length < 16 || from.port === 0) return
    this.#user.onMessage(bytes, from)
  }

  close(): Promise<void> {
    if (this.#closed) return Promise.resolve()
    this.#closed = true
    return new Promise((resolve) => this.#socket.close(() => resolve()))
  }
}
