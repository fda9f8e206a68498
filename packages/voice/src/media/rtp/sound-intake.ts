import type { Law } from '../../audio/g711.ts'
import { type EventPacket, newStream, type SoundPacket } from '../worker/sound-packet.ts'
import type { PartyPort } from '../worker/transport.ts'
import { Reception } from './reception.ts'
import { emptyHeader, type RtpHeader } from './rtp-packet.ts'
import { readEvent } from './telephone-event.ts'

/** Static payload types (RFC 3551, section 6). */
const staticTypes: Readonly<Record<number, Law>> = { 0: 'PCMU', 8: 'PCMA' }

/** What both sides have agreed on of what comes. */
export interface SoundTerms {
  readonly codec: Law
  readonly payloadType: number
  /** Payload type of RFC 4733; undefined: keys do not come that way. */
  readonly telephoneEvent?: number | undefined
}

/**
 * Hands on what comes from a party in packets of RTP: its sound, its keys, and the count of both. Who may send, and how it gets here, is the transport's. Its fields are read on every packet,
 * so they are plain ones, and the objects that packets are read into are used again.
 */
export class SoundIntake {
  /** The transport reads a packet's header into this before it calls `take`. */
  readonly header: RtpHeader = emptyHeader()
  readonly reception = new Reception()
  law: Law = 'PCMU'
  payloadType = 0
  /** -1 where keys do not come as packets. */
  eventType = -1
  /** Whether what comes is heard; it is counted all the same. */
  takes = false
  /** The source that is listened to. */
  ssrc = -1
  readonly #party: Pick<PartyPort, 'said' | 'event'>
  readonly #now: () => number
  readonly #sound: SoundPacket
  readonly #event: EventPacket

  /** @param now milliseconds, never set back */
  constructor(party: Pick<PartyPort, 'said' | 'event'>, now: () => number) {
    this.#party = party
    this.#now = now
    const none = { stream: newStream(), sequence: 0, timestamp: 0, marker: false }
    this.#sound = { ...none, law: 'PCMU', bytes: Buffer.alloc(0), start: 0, end: 0 }
    this.#event = { ...none, event: 0, end: false, volume: 0, duration: 0 }
  }

  /** Takes what comes on these terms from now on. */
  settle({ codec, payloadType, telephoneEvent }: SoundTerms, takes: boolean): void {
    this.law = codec
    this.payloadType = payloadType
    this.eventType = telephoneEvent ?? -1
    this.takes = takes
  }

  /** Another source of the same party, which counts from elsewhere. */
  begin(ssrc: number): void {
    this.ssrc = ssrc
    this.reception.restart()
    this.#sound.stream = newStream()
    this.#event.stream = this.#sound.stream
  }

  /** Counts the packet whose header was read last, and hands on what is in it. */
  take(bytes: Buffer): void {
    const { header } = this
    const isEvent = header.payloadType === this.eventType
    this.reception.count(header.sequence, isEvent ? undefined : header.timestamp, this.#now() * 8)
    if (!this.takes) return
    if (isEvent) this.#takeEvent(bytes)
    else this.#takeSound(bytes)
  }

  #takeSound(bytes: Buffer): void {
    const { header } = this
    const law = header.payloadType === this.payloadType ? this.law : staticTypes[header.payloadType]
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
    const { header } = this
    const event = this.#event
    if (!readEvent(bytes, header.start, header.end, event)) return
    event.sequence = header.sequence
    event.timestamp = header.timestamp
    event.marker = header.marker
    this.#party.event(event)
  }
}
