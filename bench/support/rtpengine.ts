import { type ChildProcess, spawn } from 'node:child_process'
import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FarPorts, NearPorts } from './voice-forwarder.ts'

/** A value of bencode, as rtpengine's ng protocol uses it. */
type Bencoded = string | number | readonly Bencoded[] | { readonly [key: string]: Bencoded }

function encode(value: Bencoded): string {
  if (typeof value === 'number') return `i${value}e`
  if (typeof value === 'string') return `${Buffer.byteLength(value)}:${value}`
  if (Array.isArray(value)) return `l${value.map(encode).join('')}e`
  return `d${Object.entries(value)
    .flatMap(([key, each]) => [encode(key), encode(each)])
    .join('')}e`
}

/** The string that follows a key in an answer. */
function field(answer: string, key: string): string | undefined {
  const at = answer.indexOf(`${key.length}:${key}`)
  const found = /^(\d+):/.exec(answer.slice(at + String(key.length).length + 1 + key.length))
  if (at < 0 || !found) return undefined
  const start = at + String(key.length).length + 1 + key.length + found[0].length
  return answer.slice(start, start + Number(found[1]))
}

function sdp(port: number): string {
  const lines = ['v=0', 'o=- 1 1 IN IP4 127.0.0.1', 's=-', 'c=IN IP4 127.0.0.1', 't=0 0', `m=audio ${port} RTP/AVP 0`]
  return `${lines.join('\r\n')}\r\na=rtpmap:0 PCMU/8000\r\na=sendrecv\r\n`
}

/** rtpengine, the media proxy of many SIP installations, in user space: the kernel module is left out, as the engine beside it has none either. */
export class RtpEngine {
  readonly #child: ChildProcess
  readonly #socket: Socket
  readonly #port: number
  #cookie = 0

  private constructor(child: ChildProcess, socket: Socket, port: number) {
    this.#child = child
    this.#socket = socket
    this.#port = port
  }

  static async start(port: number): Promise<RtpEngine> {
    const ports = ['--port-min=30000', '--port-max=39999']
    const child = spawn(
      'rtpengine',
      [
        '--table=-1',
        '--interface=127.0.0.1',
        `--listen-ng=127.0.0.1:${port}`,
        '--foreground',
        '--log-stderr',
        '--log-level=3',
        ...ports,
      ],
      { stdio: ['ignore', 'ignore', 'ignore'] },
    )
    const socket = createSocket('udp4')
    socket.bind(0, '127.0.0.1')
    await once(socket, 'listening')
    const engine = new RtpEngine(child, socket, port)
    for (let tries = 0; ; tries++) {
      if (await engine.#ask({ command: 'ping' }).catch(() => undefined)) return engine
      if (tries > 20) throw new Error('rtpengine does not answer')
      await sleep(200)
    }
  }

  get pid(): number {
    return this.#child.pid ?? 0
  }

  /** Sets a call up between two telephones. */
  async call(id: number, { a, b }: FarPorts): Promise<NearPorts> {
    const common = { 'call-id': `call-${id}`, 'from-tag': 'a', replace: ['origin'] }
    const offered = await this.#ask({ ...common, command: 'offer', sdp: sdp(a) })
    const answered = await this.#ask({ ...common, command: 'answer', 'to-tag': 'b', sdp: sdp(b) })
    const portOf = (answer: string): number => Number(/m=audio (\d+)/.exec(field(answer, 'sdp') ?? '')?.[1] ?? 0)
    const near = { toB: portOf(offered), toA: portOf(answered) }
    if (!near.toA || !near.toB) throw new Error(`rtpengine refused a call: ${offered} ${answered}`)
    return near
  }

  async stop(): Promise<void> {
    this.#socket.close()
    const gone = once(this.#child, 'exit')
    this.#child.kill('SIGTERM')
    await Promise.race([gone, sleep(3_000)])
    this.#child.kill('SIGKILL')
  }

  async #ask(command: Bencoded): Promise<string> {
    this.#cookie += 1
    const cookie = `c${this.#cookie}`
    const answered = new Promise<string>((resolve) => {
      const listen = (bytes: Buffer): void => {
        const text = bytes.toString('utf8')
        if (!text.startsWith(`${cookie} `)) return
        this.#socket.off('message', listen)
        resolve(text)
      }
      this.#socket.on('message', listen)
    })
    this.#socket.send(`${cookie} ${encode(command)}`, this.#port, '127.0.0.1')
    return Promise.race([answered, sleep(1_000).then(() => Promise.reject(new Error('no answer')))])
  }
}
