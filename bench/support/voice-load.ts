/**
 * The telephones of the voice bench, in a process of their own: sends RTP for many calls, both ways, and measures what comes back at the other side. Told what to do by messages of its parent.
 *
 * Streams are sent evenly over the 20 ms of a packet, as real calls are, a millisecond's share at a time. When a packet was sent stands in its payload.
 */
import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'

/** Where each call is to be sent to: the port of either side. */
export interface LoadCall {
  readonly toA: number
  readonly toB: number
}

/** What the load was asked for, and what it says. */
export type LoadOrder =
  | { readonly order: 'start'; readonly calls: readonly LoadCall[] }
  | { readonly order: 'measure' }
  | { readonly order: 'stop' }

/** What was measured. Delays in milliseconds. */
export interface LoadResult {
  readonly sent: number
  readonly received: number
  readonly p50: number
  readonly p99: number
  readonly max: number
}

/** Sockets of one side: several, so that one's buffer does not hold what is meant for hundreds of calls. */
const socketsOfSide = 8
const packetMs = 20

interface Stream {
  readonly socket: Socket
  readonly port: number
  readonly bytes: Buffer
  sequence: number
}

let streams: Stream[] = []
let timer: NodeJS.Timeout | undefined
let measuring = false
let sent = 0
let delays: number[] = []
let round = 0

async function openSockets(): Promise<Socket[]> {
  const sockets = Array.from({ length: socketsOfSide }, () =>
    createSocket({
      type: 'udp4',
      lookup: (address, _options, done) => done(null, address, 4),
      recvBufferSize: 1 << 22,
    }),
  )
  for (const socket of sockets) {
    const listening = once(socket, 'listening')
    socket.bind(0, '127.0.0.1')
    await listening
    socket.on('message', take)
  }
  return sockets
}

/** Counts what was sent in the round that is measured, and how long it took. */
function take(bytes: Buffer): void {
  if (bytes.length < 172 || bytes.readUInt32BE(20) !== round || round === 0) return
  delays.push(performance.now() - bytes.readDoubleBE(12))
}

function newStream(socket: Socket, port: number, id: number): Stream {
  const bytes = Buffer.alloc(172, 0xd5)
  bytes[0] = 0x80
  bytes[1] = 0
  bytes.writeUInt32BE(id, 8)
  return { socket, port, bytes, sequence: 0 }
}

function sendOne(stream: Stream): void {
  const { bytes } = stream
  stream.sequence = (stream.sequence + 1) >>> 0
  bytes.writeUInt16BE(stream.sequence & 0xffff, 2)
  bytes.writeUInt32BE((stream.sequence * 160) >>> 0, 4)
  bytes.writeDoubleBE(performance.now(), 12)
  bytes.writeUInt32BE(measuring ? round : 0, 20)
  if (measuring) sent += 1
  stream.socket.send(bytes, stream.port, '127.0.0.1')
}

/** Sends what is due, stream after stream, round and round. */
function pace(): void {
  const began = performance.now()
  let done = 0
  const tick = (): void => {
    const due = Math.floor(((performance.now() - began) / packetMs) * streams.length)
    for (; done < due; done++) sendOne(streams[done % streams.length] as Stream)
  }
  timer = setInterval(tick, 1)
}

function percentile(sorted: Float64Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

const sides = { a: await openSockets(), b: await openSockets() }
const pick = (side: readonly Socket[], call: number): Socket => side[call % side.length] as Socket

function result(): LoadResult {
  const sorted = Float64Array.from(delays).sort()
  const [p50, p99] = [percentile(sorted, 0.5), percentile(sorted, 0.99)]
  return { sent, received: sorted.length, p50, p99, max: sorted.at(-1) ?? Number.NaN }
}

process.on('message', (order: LoadOrder) => {
  if (order.order === 'start') {
    streams = order.calls.flatMap(({ toA, toB }, call) => [
      newStream(pick(sides.a, call), toA, call * 2),
      newStream(pick(sides.b, call), toB, call * 2 + 1),
    ])
    pace()
  } else if (order.order === 'measure') {
    round += 1
    sent = 0
    delays = []
    measuring = true
  } else if (measuring) {
    measuring = false
    // What is under way is still counted.
    setTimeout(() => {
      clearInterval(timer)
      process.send?.({ result: result() })
    }, 300)
  }
})

process.send?.({ a: sides.a.map((socket) => socket.address().port), b: sides.b.map((socket) => socket.address().port) })
