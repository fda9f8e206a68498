import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { createSecureContext, TLSSocket } from 'node:tls'
import type { Caught } from './caught.ts'
import type { CertificateAuthority } from './certificate-authority.ts'
import type { Route } from './outer-proxy.ts'
import { type Destination, type RelayEnd, relay, relayUpgrade } from './relay.ts'
import { answer, parseAuthority, tunnel } from './tunnel.ts'
import { twilioHost } from './twilio-host.ts'

/** What {@link startRunProxy} needs. */
export interface RunProxyOptions {
  readonly authority: CertificateAuthority
  /** The server that answers in Twilio's place. */
  readonly server: URL
  /** How everything else leaves this machine. */
  readonly route: Route
  readonly caught: Caught
}

/** A proxy on the loopback interface. */
export interface RunProxy {
  readonly port: number
  /** Breaks all connections. */
  close(): Promise<void>
}

/**
 * Starts the proxy that the program of a run is told to use. `CONNECT x.twilio.com:443` ends here: TLS is taken off and each request goes to
 * the server with its Host kept. Every other CONNECT is a tunnel whose bytes nobody looks at, and plain HTTP is handed on.
 */
export async function startRunProxy(options: RunProxyOptions): Promise<RunProxy> {
  const open = new Set<Duplex>()
  const kept = <Stream extends Duplex>(stream: Stream): Stream => {
    open.add(stream)
    return stream.once('close', () => open.delete(stream))
  }
  const inner = innerServer(options)
  const outer = createServer({ requestTimeout: 0, headersTimeout: 60_000 }, (request, response) =>
    passOn(options, request, response),
  )
  outer.on('connection', kept)
  outer.on('connect', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const asked = parseAuthority(request.url ?? '')
    // A program may end at any time; what is under way is then broken off, which is no error of this side.
    socket.on('error', () => undefined)
    if (asked === undefined) return void socket.end(answer(400, `${request.url} is not host:port`))
    const host = asked.port === 443 ? twilioHost(asked.host) : undefined
    if (host !== undefined)
      return takeOver(options, kept, host, socket, head, (secure) => inner.emit('connection', secure))
    options.caught.passed(asked.host, asked.port)
    kept(tunnel(socket, head, asked, options.route))
  })
  outer.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const to = plainDestination(options, request)
    if (to === undefined) return void socket.end(answer(400, 'this is a proxy'))
    relayUpgrade(to, request, socket, head, () => undefined)
  })
  await new Promise<void>((resolve, reject) => {
    outer.once('error', reject).listen(0, '127.0.0.1', resolve)
  })
  return {
    port: (outer.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        outer.close(() => resolve())
        for (const stream of open) stream.destroy()
      }),
  }
}

function takeOver(
  { authority, caught }: RunProxyOptions,
  kept: (stream: TLSSocket) => TLSSocket,
  host: string,
  socket: Duplex,
  head: Buffer,
  serve: (secure: TLSSocket) => void,
): void {
  socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
  if (head.length > 0) socket.unshift(head)
  const secureContext = createSecureContext({ ...authority.issue(host), minVersion: 'TLSv1.2' })
  const secure = kept(new TLSSocket(socket as never, { isServer: true, secureContext, ALPNProtocols: ['http/1.1'] }))
  secure.on('error', (error: NodeJS.ErrnoException) => {
    if (/ALERT_(UNKNOWN_CA|BAD_CERTIFICATE|CERTIFICATE_UNKNOWN)/.test(error.code ?? '')) caught.distrusted(host)
  })
  hostOf.set(secure, host)
  serve(secure)
}

/** Which host a connection was opened for. */
const hostOf = new WeakMap<object, string>()

/** Reads the requests that were meant for Twilio. It never listens: connections are given to it. */
function innerServer({ server, caught }: RunProxyOptions) {
  // Clients keep connections for a minute or two; one that is closed while a request is on its way looks like a lost message.
  const inner = createServer({ requestTimeout: 0, headersTimeout: 60_000, keepAliveTimeout: 180_000 })
  const note = (request: IncomingMessage, { status }: RelayEnd) =>
    caught.request(hostOf.get(request.socket) ?? '', request.method ?? '', request.url ?? '', status ?? 503)
  inner.on('request', (request, response) => {
    relay(toServer(server, request), request, response, (end) => {
      note(request, end)
      if (end.error !== undefined) unavailable(response, server, end.error)
    })
  })
  inner.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    relayUpgrade(toServer(server, request), request, socket, head, (end) => note(request, end))
  })
  return inner
}

function toServer(server: URL, request: IncomingMessage): Destination {
  const secure = server.protocol === 'https:'
  return {
    secure,
    host: server.hostname.replace(/^\[|\]$/g, ''),
    port: Number(server.port || (secure ? 443 : 80)),
    target: `${server.pathname.replace(/\/$/, '')}${request.url}`,
    add: ['X-Forwarded-Proto', 'https'],
  }
}

/** The server does not answer: said in the shape that Twilio's clients turn into an error with a message (code 20503). */
function unavailable(response: ServerResponse, server: URL, error: Error): void {
  const message = `trunkline run: ${server.origin} does not answer (${error.message})`
  const body = { code: 20503, message, more_info: 'https://www.twilio.com/docs/errors/20503', status: 503 }
  response.writeHead(503, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

/** Plain HTTP comes with the whole URL (RFC 9112 §3.2.2). Anything else was meant for another server than a proxy. */
function plainDestination({ route }: RunProxyOptions, request: IncomingMessage): Destination | undefined {
  const url = /^http:\/\//i.test(request.url ?? '') ? URL.parse(request.url ?? '') : null
  if (url === null) return undefined
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const port = Number(url.port || 80)
  const outer = route(false, host, port)
  if (outer === undefined) {
    const target = (request.url ?? '').replace(/^http:\/\/[^/?#]*/i, '')
    return { secure: false, host, port, target: target.startsWith('/') ? target : `/${target}` }
  }
  const secure = outer.url.protocol === 'https:'
  return {
    secure,
    host: outer.url.hostname,
    port: Number(outer.url.port || (secure ? 443 : 80)),
    target: request.url ?? '',
    ...(outer.authorization === undefined ? {} : { add: ['Proxy-Authorization', outer.authorization] }),
  }
}

function passOn(options: RunProxyOptions, request: IncomingMessage, response: ServerResponse): void {
  const to = plainDestination(options, request)
  if (to === undefined) {
    response.writeHead(400, { 'content-type': 'text/plain' }).end('trunkline run: this is a proxy\n')
    return
  }
  options.caught.passed(to.host, to.port)
  relay(to, request, response, ({ error }) => {
    if (error === undefined) return
    response
      .writeHead(502, { 'content-type': 'text/plain' })
      .end(`trunkline run: ${to.host}:${to.port} cannot be reached: ${error.message}\n`)
  })
}
