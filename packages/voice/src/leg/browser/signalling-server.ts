import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Log, Meter } from '../../ports.ts'
import type { BrowserLimits } from './browser-limits.ts'
import { BrowserPage, type BrowserPageOptions } from './browser-page.ts'
import { PageSocket } from './page-socket.ts'

/** Of what the server of pages is made. */
export interface SignallingServerOptions extends Omit<BrowserPageOptions, 'edge'> {
  /** Web origins whose pages may connect; undefined: any. Tokens say who a page is; cookies play no part. */
  readonly origins: readonly string[] | undefined
  readonly limits: BrowserLimits
  /** Milliseconds, never set back. */
  readonly now: () => number
  readonly log: Log
  readonly meter: Meter
}

const refuse = (socket: Duplex, status: string): void => {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

/** `voice-js.<edge>.twilio.com`, where an unchanged application was led here by its name server. */
const edgeOf = (host: string | undefined): string =>
  /^voice-js\.([\w-]+)\.twilio\.com/.exec(host ?? '')?.[1] ?? 'ashburn'

/** Takes the WebSockets of pages. */
export class SignallingServer {
  readonly #options: SignallingServerOptions
  readonly #server: WebSocketServer
  readonly #sockets = new Set<PageSocket>()
  readonly #addresses = new Map<string, number>()
  #open = false

  constructor(options: SignallingServerOptions) {
    this.#options = options
    this.#server = new WebSocketServer({
      noServer: true,
      maxPayload: options.limits.messageBytes,
      // A description deflates well, but a window for each of many idle pages is not worth it.
      perMessageDeflate: false,
    })
  }

  get size(): number {
    return this.#sockets.size
  }

  start(): void {
    this.#open = true
  }

  /** Takes no more pages, and lets those that are here look for another server. */
  stop(): void {
    this.#open = false
    for (const socket of this.#sockets) socket.close(1012, 'the server restarts')
  }

  /** Takes over a connection whose HTTP request asks for it; what is not wanted is answered with a status and closed. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', (err) => this.#options.log.debug({ err }, 'a connection failed before it was taken over'))
    const refusal = this.#refusalOf(request)
    if (refusal !== undefined) refuse(socket, refusal)
    else this.#server.handleUpgrade(request, socket, head, (webSocket) => this.#admit(webSocket, request))
  }

  #refusalOf({ headers, socket }: IncomingMessage): string | undefined {
    const { origins, limits } = this.#options
    if (!this.#open) return '503 Service Unavailable'
    if (origins !== undefined && !origins.includes(headers.origin ?? '')) return '403 Forbidden'
    if (this.#sockets.size >= limits.connections) return '503 Service Unavailable'
    if ((this.#addresses.get(socket.remoteAddress ?? '') ?? 0) >= limits.connectionsPerAddress)
      return '429 Too Many Requests'
    return undefined
  }

  #admit(webSocket: WebSocket, request: IncomingMessage): void {
    const { limits, now, log, meter } = this.#options
    const address = request.socket.remoteAddress ?? ''
    this.#addresses.set(address, (this.#addresses.get(address) ?? 0) + 1)
    const socket: PageSocket = new PageSocket({
      socket: webSocket,
      limits,
      log,
      now,
      onFrame: (frame) => page.receive(frame),
      onClose: () => {
        this.#leave(socket, address)
        page.closed()
      },
    })
    const page = new BrowserPage(socket, { ...this.#options, edge: edgeOf(request.headers.host) })
    this.#sockets.add(socket)
    meter.gauge('trunkline_browser_connections', {}, this.#sockets.size)
  }

  #leave(socket: PageSocket, address: string): void {
    this.#sockets.delete(socket)
    const left = (this.#addresses.get(address) ?? 1) - 1
    if (left > 0) this.#addresses.set(address, left)
    else this.#addresses.delete(address)
    this.#options.meter.gauge('trunkline_browser_connections', {}, this.#sockets.size)
  }
}
