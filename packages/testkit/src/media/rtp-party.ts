import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterHooks, type Closer } from '../after-hooks.ts'
import { aLaw, fromALaw, fromMuLaw, muLaw } from './reference-g711.ts'

/** A packet as it came. */
export interface HeardPacket {
  readonly marker: boolean
  readonly payloadType: number
  readonly sequence: number
  readonly timestamp: number
  readonly ssrc: number
  readonly payload: Buffer
  /** Milliseconds, by `performance.now()`. */
  readonly at: number
}

/** How a party is. */
export interface RtpPartyOptions {
  readonly codec?: 'PCMU' | 'PCMA'
  /** Payload type of RFC 4733; null: the party has none. 101 where left out. */
  readonly telephoneEvent?: number | null
}

const keys = '0123456789*#ABCD'
const frame = 160

/** A telephone's media, on a socket of its own and written apart from what it tests: says sound, presses keys, keeps all that it hears. */
export class RtpParty {
  readonly codec: 'PCMU' | 'PCMA'
  readonly telephoneEvent: number | null
  /** All packets that came, in the order in which they came. */
  readonly packets: HeardPacket[] = []
  readonly control: Buffer[] = []
  readonly #rtp: Socket
  #to: { readonly address: string; readonly port: number } | undefined
  ssrc = 0x1234_5678
  sequence = 65_500
  timestamp = 0xffff_f000

  private constructor(rtp: Socket, rtcp: Socket, options: RtpPartyOptions) {
    this.codec = options.codec ?? 'PCMU'
    this.telephoneEvent = options.telephoneEvent === undefined ? 101 : options.telephoneEvent
    this.#rtp = rtp
    rtp.on('message', (bytes) => this.packets.push(parse(bytes)))
    rtcp.on('message', (bytes) => this.control.push(bytes))
  }

  /** Closed after the test. */
  static async open(t: Closer, options: RtpPartyOptions = {}): Promise<RtpParty> {
    const [rtp, rtcp] = await socketPair()
    afterHooks(t, () => {
      rtp.close()
      rtcp.close()
    })
    return new RtpParty(rtp, rtcp, options)
  }

  get port(): number {
    return this.#rtp.address().port
  }

  /** What the far side's SDP would say of this party. */
  get description() {
    return {
      address: '127.0.0.1',
      port: this.port,
      codec: this.codec,
      payloadType: this.codec === 'PCMU' ? 0 : 8,
      telephoneEvent: this.telephoneEvent ?? undefined,
      direction: 'sendrecv' as const,
    }
  }

  /** From now on sends there. */
  sendTo(address: string, port: number): void {
    this.#to = { address, port }
  }

  /** Says a piece of sound, a packet every 20 ms. */
  async say(sound: Int16Array): Promise<void> {
    const code = this.codec === 'PCMU' ? muLaw : aLaw
    const began = performance.now()
    for (let at = 0; at < sound.length; at += frame) {
      const payload = Buffer.from(Array.from(sound.subarray(at, at + frame), code))
      this.send(this.codec === 'PCMU' ? 0 : 8, payload, at === 0)
      this.timestamp = (this.timestamp + frame) >>> 0
      await sleep(Math.max(0, began + (at / frame + 1) * 20 - performance.now()))
    }
  }

  /** Presses keys one after the other, each with its last packet three times. */
  async press(digits: string): Promise<void> {
    if (this.telephoneEvent === null) throw new Error('this party has no telephone-event')
    for (const digit of digits) {
      for (let held = 1; held <= 6; held++) {
        this.#sendEvent(digit, held * frame, held === 6, held === 1)
        await sleep(20)
      }
      this.#sendEvent(digit, 6 * frame, true, false)
      this.#sendEvent(digit, 6 * frame, true, false)
      await sleep(60)
      this.timestamp = (this.timestamp + 10 * frame) >>> 0
    }
  }

  /** Sends one packet with the counts as they are, which `sequence` is moved on by. */
  send(payloadType: number, payload: Buffer, marker = false): void {
    if (!this.#to) throw new Error('the party does not know where to send to')
    const bytes = Buffer.concat([Buffer.alloc(12), payload])
    bytes[0] = 0x80
    bytes[1] = payloadType | (marker ? 0x80 : 0)
    bytes.writeUInt16BE(this.sequence, 2)
    bytes.writeUInt32BE(this.timestamp, 4)
    bytes.writeUInt32BE(this.ssrc, 8)
    this.sequence = (this.sequence + 1) & 0xffff
    this.sendBytes(bytes)
  }

  /** Sends bytes as they are. */
  sendBytes(bytes: Buffer): void {
    if (this.#to) this.#rtp.send(bytes, this.#to.port, this.#to.address)
  }

  /** The sound of the packets that came from the `from`th on, each at the time that its timestamp says; what did not come is silence. */
  heard(from = 0): Int16Array {
    const sound = this.packets.slice(from).filter(({ payloadType }) => payloadType === 0 || payloadType === 8)
    const first = sound[0]
    if (!first) return new Int16Array(0)
    const place = (packet: HeardPacket): number => (packet.timestamp - first.timestamp) | 0
    const least = Math.min(...sound.map(place))
    const length = Math.max(...sound.map((packet) => place(packet) + packet.payload.length)) - least
    const samples = new Int16Array(length)
    for (const packet of sound) {
      const decode = packet.payloadType === 0 ? fromMuLaw : fromALaw
      packet.payload.forEach((byte, index) => {
        samples[place(packet) - least + index] = decode(byte)
      })
    }
    return samples
  }

  /** The keys that came as events, each press once. */
  get keys(): string {
    const events = this.packets.filter(({ payloadType }) => payloadType === this.telephoneEvent)
    const presses = new Map(events.map(({ timestamp, payload }) => [timestamp, keys[payload[0] as number] ?? '?']))
    return [...presses.values()].join('')
  }

  #sendEvent(digit: string, duration: number, end: boolean, marker: boolean): void {
    const payload = Buffer.from([keys.indexOf(digit), (end ? 0x80 : 0) | 10, duration >> 8, duration & 0xff])
    this.send(this.telephoneEvent ?? 101, payload, marker)
  }
}

function parse(bytes: Buffer): HeardPacket {
  return {
    marker: (bytes[1] as number) >= 0x80,
    payloadType: (bytes[1] as number) & 0x7f,
    sequence: bytes.readUInt16BE(2),
    timestamp: bytes.readUInt32BE(4),
    ssrc: bytes.readUInt32BE(8),
    payload: bytes.subarray(12),
    at: performance.now(),
  }
}

async function socketPair(): Promise<readonly [Socket, Socket]> {
  for (;;) {
    const rtp = await bound(0)
    const port = rtp?.address().port ?? 1
    const rtcp = port % 2 === 0 ? await bound(port + 1) : undefined
    if (rtp && rtcp) return [rtp, rtcp]
    rtp?.close()
    rtcp?.close()
  }
}

async function bound(port: number): Promise<Socket | undefined> {
  const socket = createSocket({ type: 'udp4', recvBufferSize: 1 << 20 })
  socket.bind(port, '127.0.0.1')
  try {
    await once(socket, 'listening')
    return socket
  } catch {
    socket.close()
    return undefined
  }
}
