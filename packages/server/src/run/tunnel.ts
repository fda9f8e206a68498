import { connect, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { OuterProxy, Route } from './outer-proxy.ts'
import { join } from './relay.ts'

/** An address as CONNECT names it: `host:port`, IPv6 in brackets (RFC 9110 §9.3.6). */
export interface Authority {
  readonly host: string
  readonly port: number
}

/** Reads `host:port`; undefined where it is none. */
export function parseAuthority(text: string): Authority | undefined {
  const [, bracketed, plain, port] = /^(?:\[([0-9a-f:.]+)\]|([^:/?#[\]\s]+)):(\d{1,5})$/i.exec(text) ?? []
  const host = bracketed ?? plain
  return host === undefined || Number(port) < 1 || Number(port) > 65_535 ? undefined : { host, port: Number(port) }
}

const established = 'HTTP/1.1 200 Connection established\r\n\r\n'

/** Joins the program to where it wants to go, byte by byte: what passes is not looked at. */
export function tunnel(socket: Duplex, head: Buffer, { host, port }: Authority, route: Route): Duplex {
  const outer = route(true, host, port)
  const far = outer === undefined ? connect({ host, port, allowHalfOpen: true }) : outer.connect()
  const refuse = (why: string) => socket.end(answer(502, `${host}:${port} cannot be reached: ${why}`))
  const refused = (error: Error) => refuse(error.message)
  far.once('error', refused)
  const joined = () => {
    far.removeListener('error', refused)
    socket.write(established)
    far.write(head)
    join(socket, far)
  }
  socket.once('error', () => far.destroy())
  socket.once('close', () => far.destroy())
  if (outer === undefined) far.once('connect', joined)
  else askOuter(far, outer, { host, port }, joined, refuse)
  return far
}

/** Asks the outer proxy for the same tunnel. Its answer's head is read byte by byte, because the next byte is the other side's. */
function askOuter(
  far: Socket,
  outer: OuterProxy,
  { host, port }: Authority,
  joined: () => void,
  refuse: (why: string) => void,
): void {
  const name = host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
  const authorization = outer.authorization === undefined ? '' : `Proxy-Authorization: ${outer.authorization}\r\n`
  far.write(`CONNECT ${name} HTTP/1.1\r\nHost: ${name}\r\n${authorization}\r\n`)
  let read = ''
  const gone = () => refuse(`the proxy ${outer.url.host} closed the connection`)
  far.once('close', gone)
  const more = () => {
    for (;;) {
      const byte = far.read(1) as Buffer | null
      if (byte === null) return
      read += byte.toString('latin1')
      if (!read.endsWith('\r\n\r\n') && read.length < 16_384) continue
      far.removeListener('readable', more)
      far.removeListener('close', gone)
      const status = /^HTTP\/1\.[01] (\d{3})/.exec(read)?.[1]
      if (status?.startsWith('2')) joined()
      else {
        refuse(`the proxy ${outer.url.host} answered ${status ?? 'something else than HTTP'}`)
        far.destroy()
      }
      return
    }
  }
  far.on('readable', more)
}

/** A whole answer of the proxy itself, with the reason as text. */
export function answer(status: 400 | 502, text: string): string {
  const reason = status === 400 ? 'Bad Request' : 'Bad Gateway'
  const body = `trunkline run: ${text}\n`
  return `HTTP/1.1 ${status} ${reason}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`
}
