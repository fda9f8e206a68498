import { type ClientRequest, type IncomingMessage, request as requestPlain, type ServerResponse } from 'node:http'
import { request as requestSecure } from 'node:https'
import type { Duplex } from 'node:stream'

/** Where one request is carried on to. */
export interface Destination {
  readonly secure: boolean
  readonly host: string
  readonly port: number
  /** The request target as the other side is to get it. */
  readonly target: string
  /** Headers to add, flat: name, value, name, value. */
  readonly add?: readonly string[]
}

/** What became of a request that was carried on. */
export interface RelayEnd {
  /** The answer's status; undefined where there was none. */
  readonly status?: number
  /** Why there was no answer. */
  readonly error?: Error
}

/** What belongs to one connection and not to the message (RFC 9110 §7.6.1), but for what tells how the body ends. */
const hopByHop = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'trailer',
])
const withBody = new Set(['POST', 'PUT', 'PATCH'])

/** The flat list without some headers; the others keep their order and their letters. */
function without(headers: readonly string[], leave: ReadonlySet<string>): string[] {
  const kept: string[] = []
  for (let at = 0; at < headers.length; at += 2) {
    const name = headers[at] ?? ''
    if (!leave.has(name.toLowerCase())) kept.push(name, headers[at + 1] ?? '')
  }
  return kept
}

function open({ secure, host, port, target }: Destination, request: IncomingMessage, headers: string[]): ClientRequest {
  // One connection a request: a kept one may be closed by the other side just as it is used, and then nobody knows what was done.
  // The name for TLS is the destination's: the Host header keeps naming whom the program thinks it speaks to.
  const options = {
    host,
    port,
    path: target,
    method: request.method ?? 'GET',
    headers,
    agent: false as const,
    setHost: false,
  }
  return secure ? requestSecure({ ...options, servername: host }) : requestPlain(options)
}

/** Carries a request on and its answer back, as they are, in both directions as a stream. `ended` is called once. */
export function relay(
  to: Destination,
  request: IncomingMessage,
  response: ServerResponse,
  ended: (end: RelayEnd) => void,
): void {
  const headers = [...without(request.rawHeaders, new Set([...hopByHop, 'expect'])), ...(to.add ?? [])]
  const { 'content-length': length, 'transfer-encoding': coding } = request.headers
  if (length === undefined && coding === undefined && withBody.has(request.method ?? ''))
    headers.push('Content-Length', '0')
  const onward = open(to, request, [...headers, 'Connection', 'close'])
  onward.once('response', (answer) => {
    response.sendDate = false
    const back = without(answer.rawHeaders, new Set([...hopByHop, 'transfer-encoding']))
    response.writeHead(answer.statusCode ?? 502, answer.statusMessage ?? '', back)
    answer.pipe(response)
    answer.once('error', () => response.destroy())
    ended({ status: answer.statusCode ?? 502 })
  })
  onward.once('error', (error) => {
    if (response.headersSent) response.destroy()
    else ended({ error })
  })
  response.once('close', () => onward.destroy())
  request.once('error', () => onward.destroy())
  request.pipe(onward)
}

/** The same for a request to change the protocol (WebSocket and the like): after a 101 both sides are joined byte by byte. */
export function relayUpgrade(
  to: Destination,
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
  ended: (end: RelayEnd) => void,
): void {
  const headers = [
    ...without(request.rawHeaders, new Set(['proxy-connection', 'proxy-authorization'])),
    ...(to.add ?? []),
  ]
  const onward = open(to, request, headers)
  onward.once('upgrade', (answer, far, farHead) => {
    socket.write(headOf(answer, answer.rawHeaders))
    socket.write(farHead)
    far.write(head)
    join(socket, far)
    ended({ status: answer.statusCode ?? 101 })
  })
  onward.once('response', (answer) => {
    const back = without(answer.rawHeaders, new Set([...hopByHop, 'transfer-encoding']))
    socket.write(headOf(answer, [...back, 'Connection', 'close']))
    answer.pipe(socket)
    ended({ status: answer.statusCode ?? 502 })
  })
  onward.once('error', (error) => {
    ended({ error })
    socket.destroy()
  })
  socket.once('error', () => onward.destroy())
  onward.end()
}

function headOf({ statusCode, statusMessage }: IncomingMessage, headers: readonly string[]): string {
  const lines = [`HTTP/1.1 ${statusCode} ${statusMessage}`]
  for (let at = 0; at < headers.length; at += 2) lines.push(`${headers[at]}: ${headers[at + 1]}`)
  return `${lines.join('\r\n')}\r\n\r\n`
}

/** Joins two streams; each may end its side while the other goes on, and a broken one breaks both. */
export function join(one: Duplex, other: Duplex): void {
  for (const [from, to] of [
    [one, other],
    [other, one],
  ] as const) {
    from.pipe(to)
    from.once('error', () => to.destroy())
    from.once('close', () => {
      if (!from.readableEnded) to.destroy()
    })
  }
}
