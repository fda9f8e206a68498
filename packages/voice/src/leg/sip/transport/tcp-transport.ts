import { connect, createServer, type Server, type Socket } from 'node:net'
import { StreamFramer } from './stream-framer.ts'
import type { Peer, TransportUser } from './transport.ts'

/** Bounds: connections in all and of one address, milliseconds for connecting, without a whole message, and without anything; bytes that wait to be sent. */
const bounds = {
  connections: 5_000,
  perAddress: 500,
  connecting: 5_000,
  firstMessage: 30_000,
  idle: 3_600_000,
  unsent: 1 << 20,
} as const

interface Connection {
  readonly id: string
  readonly socket: Socket
  readonly address: string
  readonly port: number
}

/** SIP over TCP: listens, connects, and sends over the connection that stands. */
export class TcpTransport {
  readonly #server: Server
  readonly #user: TransportUser
  readonly #connections = new Map<string, Connection>()
  /** Connections that may be used to reach an address and port: our own, and those that came from there. */
  readonly #byPlace = new Map<string, Connection>()
  readonly #perAddress = new Map<string, number>()
  #last = 0
  #closed = false

  private constructor(server: Server, user: TransportUser) {
    this.#server = server
    this.#user = user
    server.on('connection', (socket) => this.#accept(socket))
    server.on('error', () => undefined)
  }

  /** @throws Error of Node (`EADDRINUSE`, …) where it can't listen */
  static async open(host: string, port: number, user: TransportUser): Promise<TcpTransport> {
    const server = createServer({ noDelay: true, keepAlive: true })
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, host, () => {
        server.off('error', reject)
        resolve()
      })
    })
    return new TcpTransport(server, user)
  }

  /** Whether this connection still stands. */
  has(connection: string): boolean {
    return this.#connections.has(connection)
  }

  async send(bytes: Uint8Array, to: Peer): Promise<void> {
    const connection = await this.#connectionTo(to)
    if (connection.socket.writableLength > bounds.unsent) {
      connection.socket.destroy()
      throw new Error(`${to.address}:${to.port} takes nothing any more`)
    }
    await new Promise<void>((resolve, reject) =>
      connection.socket.write(bytes, (error) => (error ? reject(error) : resolve())),
    )
  }

  async #connectionTo({ connection, address, port }: Peer): Promise<Connection> {
    const standing = (connection && this.#connections.get(connection)) || this.#byPlace.get(placeOf(address, port))
    if (standing) return standing
    if (this.#closed) throw new Error('the SIP transport is closed')
    if (this.#connections.size >= bounds.connections) throw new Error('there are too many SIP connections')
    const socket = connect({ host: address, port, noDelay: true, keepAlive: true })
    const patience = setTimeout(() => socket.destroy(new Error('connecting took too long')), bounds.connecting)
    const fresh = this.#adopt(socket, address, port)
    // Whatever else is sent there meanwhile waits in this socket.
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve)
      socket.once('error', reject)
      socket.once('close', () => reject(new Error('the connection was closed')))
    }).finally(() => clearTimeout(patience))
    return fresh
  }

  #accept(socket: Socket): void {
    const { remoteAddress: address, remotePort: port } = socket
    const many = (this.#perAddress.get(address ?? '') ?? 0) >= bounds.perAddress
    if (address === undefined || port === undefined || many || this.#connections.size >= bounds.connections) {
      socket.destroy()
      return
    }
    this.#adopt(socket, address.replace(/^::ffff:/, ''), port)
  }

  #adopt(socket: Socket, address: string, port: number): Connection {
    const connection = { id: `tcp-${++this.#last}`, socket, address, port }
    this.#connections.set(connection.id, connection)
    this.#byPlace.set(placeOf(address, port), connection)
    this.#perAddress.set(address, (this.#perAddress.get(address) ?? 0) + 1)
    const framer = new StreamFramer()
    socket.setTimeout(bounds.firstMessage, () => socket.destroy())
    socket.on('error', () => undefined) // 'close' follows.
    socket.on('data', (bytes: Buffer) => this.#take(connection, framer, bytes))
    socket.once('close', () => this.#forget(connection))
    return connection
  }

  #take({ id, socket, address, port }: Connection, framer: StreamFramer, bytes: Buffer): void {
    const from: Peer = { transport: 'tcp', address, port, connection: id }
    for (const framed of framer.push(bytes)) {
      // One answer waits at the most: who sends keep-alives and reads nothing does not fill our memory.
      if (framed.kind === 'ping') {
        if (socket.writableLength === 0) socket.write('\r\n')
      } else if (framed.kind === 'message') {
        socket.setTimeout(bounds.idle)
        this.#user.onMessage(framed.bytes, from)
      } else if (framed.kind === 'broken') {
        if (framed.bytes !== undefined) this.#user.onMessage(framed.bytes, from, framed.why)
        // What was answered is still sent.
        setImmediate(() => socket.destroySoon())
      }
    }
  }

  #forget(connection: Connection): void {
    const { id, address, port } = connection
    this.#connections.delete(id)
    if (this.#byPlace.get(placeOf(address, port)) === connection) this.#byPlace.delete(placeOf(address, port))
    const left = (this.#perAddress.get(address) ?? 1) - 1
    if (left > 0) this.#perAddress.set(address, left)
    else this.#perAddress.delete(address)
    this.#user.onClosed(id)
  }

  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    const ended = new Promise<void>((resolve) => this.#server.close(() => resolve()))
    for (const { socket } of this.#connections.values()) socket.destroySoon()
    await ended
  }
}

const placeOf = (address: string, port: number): string => `${address} ${port}`
