import type { RemoteInfo } from 'node:dgram'
import { isIP } from 'node:net'
import { type Law, transcodeG711 } from '../../audio/g711.ts'
import type { MediaFigures, RtpRemote } from '../media.ts'
import { MediaError } from '../media-error.ts'
import type { EventPacket, SoundPacket } from '../worker/sound-packet.ts'
import type { KeyWay, PartyPort, Surroundings, Transport } from '../worker/transport.ts'
import { ControlChannel } from './control-channel.ts'
import { OutboundStream } from './outbound-stream.ts'
import type { PortPair } from './port-pairs.ts'
import { Remote } from './remote.ts'
import { readRtp, rtpHeaderBytes, writeRtp } from './rtp-packet.ts'
import { SoundIntake } from './sound-intake.ts'
import { eventBytes, writeEvent } from './telephone-event.ts'

/** A source that another one has taken the place of is not listened to again for so long, milliseconds; so two that send at once don't cut each other up. */
const replacedForMs = 500

/** A party over RTP. Its fields are read on every packet, so they are plain ones. */
export class RtpTransport implements Transport {
  readonly #party: PartyPort
  readonly #intake: SoundIntake
  readonly #pair: PortPair
  readonly #now: () => number
  readonly #out: OutboundStream
  readonly #control: ControlChannel
  #remote: Remote | undefined
  #sends = false
  #replaced = -1
  #replacedAt = 0
  #sent = 0
  #sentBytes = 0

  constructor(party: PartyPort, pair: PortPair, { now, wallClock, random32, ticker }: Surroundings) {
    this.#party = party
    this.#pair = pair
    this.#now = now
    this.#out = new OutboundStream(now, random32)
    this.#intake = new SoundIntake(party, now)
    this.#control = new ControlChannel({
      socket: pair.rtcp,
      reception: this.#intake.reception,
      now,
      wallClock,
      random32,
      ticker,
    })
    pair.rtp.on('message', (bytes, from) => this.#receive(bytes, from))
    pair.rtp.on('error', () => undefined) // a packet that can't be sent is lost, as any may be: the far side's reports tell
  }

  get law(): Law {
    return this.#intake.law
  }

  get keys(): KeyWay {
    return this.#intake.eventType < 0 ? 'tones' : 'events'
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
    const { law } = this.#intake
    if (packet.law !== law) transcodeG711(law, packet.bytes, packet.start, packet.end)
    this.#out.next(packet)
    this.#transmit(this.#withHeader(packet), remote)
  }

  sendEvent(packet: EventPacket): void {
    const remote = this.#remote
    const { eventType } = this.#intake
    if (!this.#sends || !remote || eventType < 0) return
    this.#out.nextEvent(packet)
    const bytes = Buffer.allocUnsafe(rtpHeaderBytes + eventBytes)
    this.#writeHeader(bytes, 0, eventType)
    writeEvent(bytes, rtpHeaderBytes, packet)
    this.#transmit(bytes, remote)
  }

  figures(): MediaFigures {
    const { received, lost, jitter } = this.#intake.reception
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
    this.#sends = settings.direction === 'sendrecv' || settings.direction === 'sendonly'
    this.#intake.settle(settings, settings.direction === 'sendrecv' || settings.direction === 'recvonly')
    this.#control.connect(this.#remote, this.#out, () => ({ packets: this.#sent, bytes: this.#sentBytes }))
    this.#party.changed()
  }

  #receive(bytes: Buffer, from: RemoteInfo): void {
    const intake = this.#intake
    if (!this.#remote?.takes(from, readRtp(bytes, intake.header))) return
    const { ssrc } = intake.header
    if (ssrc !== intake.ssrc && !this.#begin(ssrc)) return
    intake.take(bytes)
  }

  /** Another source of the same party. False where it is the one before, which is not over yet. */
  #begin(ssrc: number): boolean {
    const now = this.#now()
    if (ssrc === this.#replaced && now - this.#replacedAt < replacedForMs) return false
    this.#replaced = this.#intake.ssrc
    this.#replacedAt = now
    this.#intake.begin(ssrc)
    this.#control.hears(ssrc)
    return true
  }

  /** The packet with its header: in the place where it is, if there is room before the payload. */
  #withHeader({ bytes, start, end }: SoundPacket): Buffer {
    const { payloadType } = this.#intake
    const from = start - rtpHeaderBytes
    if (from >= 0) {
      this.#writeHeader(bytes, from, payloadType)
      return from === 0 && end === bytes.length ? bytes : bytes.subarray(from, end)
    }
    const copy = Buffer.allocUnsafe(rtpHeaderBytes + end - start)
    bytes.copy(copy, rtpHeaderBytes, start, end)
    this.#writeHeader(copy, 0, payloadType)
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
