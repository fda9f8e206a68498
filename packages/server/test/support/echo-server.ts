import { createHash, X509Certificate } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { TestContext } from 'node:test'
import { selfSigned } from '@trunkline/testkit'

/** A request as it came. */
export interface EchoedRequest {
  readonly method: string
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** Listens on a free port of this machine, or the one that is given, until the test is over; returns the port. */
export async function listening(t: TestContext, prepare: (server: Server) => unknown, port = 0): Promise<number> {
  const server = createServer()
  prepare(server)
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  t.after(() => end(server))
  return (server.address() as AddressInfo).port
}

async function end(server: Server): Promise<void> {
  server.closeAllConnections()
  if (server.listening) await new Promise((resolve) => server.close(resolve))
}

/** A server that knows one client, echoes bodies, and speaks as much of WebSocket (RFC 6455) as echoes one short message. */
export async function startEcho(t: TestContext, wanted = 0) {
  const requests: EchoedRequest[] = []
  let running: Server | undefined
  const prepare = (server: Server): void => {
    running = server
    server.on('request', (request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        const body = Buffer.concat(chunks).toString()
        const { method = '', url = '', headers } = request
        requests.push({ method, url, headers, body })
        if (url !== '/v1/client') return void response.end(`${method} ${url} ${body}`)
        const known = headers.authorization === `Basic ${Buffer.from(`AC${'1'.repeat(32)}:secret`).toString('base64')}`
        const problem = { status: 401, code: 'credentials-invalid', detail: 'These credentials are not valid.' }
        response.writeHead(known ? 200 : 401, { 'content-type': 'application/json' })
        response.end(JSON.stringify(known ? { id: `AC${'1'.repeat(32)}` } : problem))
      })
    })
    server.on('upgrade', (request, socket) => {
      const accept = createHash('sha1').update(
        `${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`,
      )
      socket.write(
        `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept.digest('base64')}\r\n\r\n`,
      )
      socket.on('error', () => undefined)
      socket.on('data', (frame: Buffer) => {
        socket.write(unmasked(frame))
        // Close: it is the server that ends the connection (§7.1.1).
        if (((frame[0] ?? 0) & 0x0f) === 8) socket.end()
      })
      socket.on('end', () => socket.end())
    })
  }
  const port = await listening(t, prepare, wanted)
  return { url: `http://127.0.0.1:${port}`, requests, close: async () => void (running && (await end(running))) }
}

/** The same short frame as a server sends it: without the mask. */
function unmasked(frame: Buffer): Buffer {
  const mask = frame.subarray(2, 6)
  const content = frame.subarray(6).map((byte, index) => byte ^ (mask[index % 4] ?? 0))
  return Buffer.concat([Buffer.from([frame[0] ?? 0, content.length]), content])
}

/** A TLS server of `localhost` with a certificate of its own. */
export async function startSecureEcho(t: TestContext) {
  const { key, cert } = selfSigned()
  const server = createSecureServer({ key, cert }, (_request, response) => response.end('from elsewhere'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  return {
    port: (server.address() as AddressInfo).port,
    cert,
    fingerprint: new X509Certificate(cert).fingerprint256,
    /** Serves a connection that a proxy was asked to make. */
    take(socket: NodeJS.WritableStream) {
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      server.emit('connection', socket)
    },
  }
}
