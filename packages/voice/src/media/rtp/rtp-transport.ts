import type { RemoteInfo } from 'node:dgram'
import { isIP } from 'node:net'
import { type Law, transcodeG711 } from '../../audio/g711.ts'
import type { MediaFigures, RtpRemote } from '../media.ts'
import { MediaError } from '../media-error.ts'
import { type EventPacket, newStream, type SoundPacket } from '../worker/sound-packet.ts'
import type { KeyWay, PartyPort, Surroundings, Transport } from '../worker/transport.ts'
import { ControlChannel } from './control-channel.ts'
import { OutboundStream } from './outbound-stream.ts'
import type { PortPair } from './port-pairs.ts'
import { Reception } from './reception.ts'
import { Remote } from './remote.ts'
import { emptyHeader, readRtp, rtpHeaderBytes, writeRtp } from './rtp-packet.ts'
import { eventBytes, readEvent, writeEvent } from './telephone-event.ts'

/** Static payload types (RFC 3551, section 6). */
const staticTypes: Readonly<Record<number, Law>> = { 0: 'PCMU', 8: 'PCMA' }
/** A source that another one has taken the place of is not listened to again for so long, milliseconds; so two that send at once don't cut each other up. */
const replacedForMs = 500

/** A party over RTP. Its fields are read on every packet, so they are plain ones, and the objects that packets are read into are used again. */
export class RtpTransport implements Transport {
  readonly #party: PartyPort
  readonly #pair: PortPair
  readonly #now: () => number
  readonly #out: OutboundStream
  readonly #control: ControlChannel
  readonly #reception = new Reception()
  readonly #header = emptyHeader()
  readonly #sound: SoundPacket
  readonly #event: EventPacket
  #remote: Remote | undefined
  #law: Law = 'PCMU'
  #payloadType = 0
  #eventType = -1
  #sends = false
  #takes = false
  #ssrc = -1
  #replaced = -1
  #replacedAt = 0
  #sent = 0
  #sentBytes = 0

  constructor(party: PartyPort, pair: PortPair, { now, wallClock, random32, ticker }: Surroundings) {
    this.#party = party
    this.#pair = pair
    this.#now = now
    this.#out = new OutboundStream(now, random32)
    const none = { stream: newStream(), sequence: 0, timestamp: 0, marker: false }
    this.#sound = { ...none, law: 'PCMU', bytes: Buffer.alloc(0), start: 0, end: 0 }
    this.#event = { ...none, event: 0, end: false, volume: 0, duration: 0 }
    this.#control = new ControlChannel({
      socket: pair.rtcp,
      reception: this.#reception,
      now,
      wallClock,
      random32,
      ticker,
    })
    pair.rtp.on('message', (bytes, from) => this.#receive(bytes, from))
    pair.rtp.on('error', () => undefined) // a packet that can't be sent is lost, as any may be: the far side's reports tell
  }

  get law(): Law {
    return this.#law
  }

  get keys(): KeyWay {
    return this.#eventType < 0 ? 'tones' : 'events'
  }

  get continuous(): boolean {
    return this.#sends
  }

  request(name: string, value: unknown): void {
    if (name !== 'connect') throw new MediaError('wrong', `a party over RTP can't ${name}`)
    this.#connect(value as RtpRemote)
  }

  send(packet: SoundPacket): void {
    const remote = this.#remote
    if (!this.#sends || !remote) return
    if (packet.law !== this.#law) transcodeG711(this.#law, packet.bytes, packet.start, packet.end)
    this.#out.next(packet)
    this.#transmit(this.#withHeader(packet), remote)
  }

  sendEvent(packet: EventPacket): void {
    const remote = this.#remote
    if (!this.#sends || !remote || this.#eventType < 0) return
    this.#out.next(packet)
    const bytes = Buffer.allocUnsafe(rtpHeaderBytes + eventBytes)
    this.#writeHeader(bytes, 0, this.#eventType)
    writeEvent(bytes, rtpHeaderBytes, packet)
    this.#transmit(bytes, remote)
  }

  figures(): MediaFigures {
    const { received, lost, jitter } = this.#reception
    const strangers = this.#remote?.strangers ?? 0
    return { packetsSent: this.#sent, packetsReceived: received, packetsLost: lost, jitter: jitter / 8, strangers }
  }

  close(): void {
    this.#control.close()
    this.#pair.rtp.removeAllListeners('message')
    this.#pair.rtp.close()
  }

  #connect(settings: RtpRemote): void {
    const family = isIP(this.#pair.rtp.address().address)
    if (isIP(settings.address) !== family) {
      throw new MediaError('wrong', `the party's address ${settings.address} is not an address of IPv${family}`)
    }
    if (!(settings.port > 0 && settings.port < 65_536)) throw new MediaError('wrong', 'the party gave no port')
    this.#remote = this.#remote?.movedTo(settings.address, settings.port) ?? new Remote(settings.address, settings.port)
    this.#law = settings.codec
    this.#payloadType = settings.payloadType
    this.#eventType = settings.telephoneEvent ?? -1
    this.#sends = settings.direction === 'sendrecv' || settings.direction === 'sendonly'
    this.#takes = settings.direction === 'sendrecv' || settings.direction === 'recvonly'
    this.#control.connect(this.#remote, this.#out, () => ({ packets: this.#sent, bytes: this.#sentBytes }))
    this.#party.changed()
  }

  #receive(bytes: Buffer, from: RemoteInfo): void {
    const header = this.#header
    if (!this.#remote?.takes(from, readRtp(bytes, header))) return
    if (header.ssrc !== this.#ssrc && !this.#begin(header.ssrc)) return
    const isEvent = header.payloadType === this.#eventType
    this.#reception.count(header.sequence, isEvent ? undefined : header.timestamp, this.#now() * 8)
    if (!this.#takes) return
    if (isEvent) this.#takeEvent(bytes)
    else this.#takeSound(bytes)
  }

  /** Another source of the same party. False where it is the one before, which is not over yet. */
  #begin(ssrc: number): boolean {
    const now = this.#now()
    if (ssrc === this.#replaced && now - this.#replacedAt < replacedForMs) return false
    this.#replaced = this.#ssrc
    this.#replacedAt = now
    this.#ssrc = ssrc
    this.#reception.restart()
    this.#control.hears(ssrc)
    this.#sound.stream = newStream()
    this.#event.stream = this.#sound.stream
    return true
  }

  #takeSound(bytes: Buffer): void {
    const header = this.#header
    const law = header.payloadType === this.#payloadType ? this.#law : staticTypes[header.payloadType]
    if (!law || header.end <= header.start) return
    const sound = this.#sound
    sound.sequence = header.sequence
    sound.timestamp = header.timestamp
    sound.marker = header.marker
    sound.law = law
    sound.bytes = bytes
    sound.start = header.start
    sound.end = header.end
    this.#party.said(sound)
  }

  #takeEvent(bytes: Buffer): void {
    const header = this.#header
    const event = this.#event
    if (!readEvent(bytes, header.start, header.end, event)) return
    event.sequence = header.sequence
    event.timestamp = header.timestamp
    event.marker = header.marker
    this.#party.event(event)
  }

  /** The packet with its header: in the place where it is, if there is room before the payload. */
  #withHeader({ bytes, start, end }: SoundPacket): Buffer {
    const from = start - rtpHeaderBytes
    if (from >= 0) {
      this.#writeHeader(bytes, from, this.#payloadType)
      return from === 0 && end === bytes.length ? bytes : bytes.subarray(from, end)
    }
    const copy = Buffer.allocUnsafe(rtpHeaderBytes + end - start)
    bytes.copy(copy, rtpHeaderBytes, start, end)
    this.#writeHeader(copy, 0, this.#payloadType)
    return copy
  }

  #writeHeader(bytes: Buffer, at: number, payloadType: number): void {
    const header = this.#out
    writeRtp(bytes, at, payloadType, header.marker, header.sequence, header.timestamp, header.ssrc)
  }

  #transmit(bytes: Buffer, remote: Remote): void {
    this.#sent += 1
    this.#sentBytes += bytes.length - rtpHeaderBytes
    this.#pair.rtp.send(bytes, remote.port, remote.address)
  }
}
