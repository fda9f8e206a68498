/**
 * Sends requests at a fixed rate, whatever the answers, and prints how long they took: an open loop, so that a stall is not hidden by the
 * requests that were not sent meanwhile. Speaks just enough HTTP/1.1 to cost little beside the server that it measures.
 *
 *   node paced-load.ts URL AUTHORIZATION BODY RATE SECONDS CONNECTIONS
 */
import { connect, type Socket } from 'node:net'

const [url, authorization, body, rate, seconds, connections] = process.argv.slice(2) as [
  string,
  string,
  string,
  string,
  string,
  string,
]
const { hostname, port, pathname } = new URL(url)
const request = Buffer.from(
  `POST ${pathname} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nAuthorization: ${authorization}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
)
const took: number[] = []
const failed: Record<string, number> = {}

/** One connection with at most one request on it. */
class Connection {
  readonly #socket: Socket
  #buffer = ''
  #begun = 0
  busy = false

  constructor() {
    this.#socket = connect({ host: hostname, port: Number(port), noDelay: true })
    this.#socket.setEncoding('latin1')
    this.#socket.on('data', (chunk: string) => this.#read(chunk))
    this.#socket.on('error', (error) => {
      throw error
    })
  }

  send(due: number): void {
    this.busy = true
    this.#begun = due
    this.#socket.write(request)
  }

  end(): void {
    this.#socket.destroy()
  }

  #read(chunk: string): void {
    this.#buffer += chunk
    const head = this.#buffer.indexOf('\r\n\r\n')
    if (head < 0) return
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(this.#buffer)?.[1] ?? 0)
    if (this.#buffer.length < head + 4 + length) return
    const status = this.#buffer.slice(9, 12)
    if (status !== '202') failed[status] = (failed[status] ?? 0) + 1
    this.#buffer = this.#buffer.slice(head + 4 + length)
    took.push(performance.now() - this.#begun)
    this.busy = false
    const next = waiting.shift()
    if (next !== undefined) this.send(next)
  }
}

const waiting: number[] = []
const pool = Array.from({ length: Number(connections) }, () => new Connection())
const gap = 1000 / Number(rate)
const began = performance.now()
const end = began + Number(seconds) * 1000
let due = began
const timer = setInterval(() => {
  for (const now = performance.now(); due <= now && due < end; due += gap) {
    const free = pool.find((connection) => !connection.busy)
    if (free === undefined) waiting.push(due)
    else free.send(due)
  }
  if (due < end || waiting.length > 0 || pool.some((connection) => connection.busy)) return
  clearInterval(timer)
  for (const connection of pool) connection.end()
  const sorted = took.sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]
  console.log(JSON.stringify({ requests: took.length, p50: at(0.5), p99: at(0.99), max: sorted.at(-1), failed }))
}, 1)
