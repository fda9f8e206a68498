import type { Law } from '../../audio/g711.ts'
import type { Digit, MediaFigures } from '../media.ts'
import type { WorkerOptions } from '../protocol.ts'
import type { EventPacket, SoundPacket } from './sound-packet.ts'
import type { Ticker } from './ticker.ts'

/**
 * How keys get to a party: as packets of RFC 4733, as they are (a party inside this process), or as tones in its sound, because nothing else gets through.
 */
export type KeyWay = 'events' | 'keys' | 'tones'

/**
 * How a party's sound gets to it and from it: what is particular to a kind of endpoint. All else (playing, keys, bridges, rooms, recording) is `Party`'s and is the same for
 * every kind.
 */
export interface Transport {
  /** The law in which it likes to be given sound; it takes either. May change. */
  readonly law: Law
  /** May change, as when an answer has no telephone-event. */
  readonly keys: KeyWay
  /** Whether the far side is to be sent silence where there is nothing to be heard, so that packets never stop. May change. */
  readonly continuous: boolean
  /** Sends to the party, at once. It is the last to see the packet and may write over its bytes. */
  send(packet: SoundPacket): void
  /** Where `keys` is `events`. */
  sendEvent?(packet: EventPacket): void
  /** Where `keys` is `keys`. */
  sendKey?(digit: Digit): void
  /** The text of what is played, as it begins, for parties that keep it. */
  sendText?(text: string): void
  /** What only this kind can do, by name. What it throws as MediaError reaches the caller. */
  request?(name: string, value: unknown): unknown
  figures(): MediaFigures
  /** Lets go of all it holds. Called once. Nothing may be told to the party afterwards. */
  close(): void | Promise<void>
}

/** What a transport tells of its party. Its own calls of these are made on the worker's thread, at any time between opening and closing. */
export interface PartyPort {
  readonly id: number
  /** The party says this. */
  said(packet: SoundPacket): void
  /** A packet of RFC 4733 from the party; all of them, repeated ones too: they are told apart by whoever takes them. */
  event(packet: EventPacket): void
  /** The party pressed a key, and this is known in another way than by a packet. */
  pressed(digit: Digit): void
  /** Text that goes with what the party says. */
  text(text: string): void
  /** `law`, `keys` or `continuous` may have changed. */
  changed(): void
  /** Tells the main thread something that is particular to this kind; it arrives at the `on` of the endpoint's handle. */
  tell(name: string, value: unknown): void
  /** The party is gone: the endpoint closes. */
  gone(reason: string): void
}

/** What a worker has for its transports. */
export interface Surroundings {
  readonly options: WorkerOptions
  readonly ticker: Ticker
  /** Milliseconds, from any beginning, never set back. */
  readonly now: () => number
  /** Milliseconds since 1970, for the NTP time of RTCP. */
  readonly wallClock: () => number
  /** A random whole number of 32 bits. */
  readonly random32: () => number
}

/** A transport that is open, and what the main thread is told of it (address and port, for RTP). */
export interface OpenedTransport {
  readonly transport: Transport
  readonly details: unknown
}

/** Opens one kind of endpoint. `options` are those that its handle gave. */
export type OpenTransport = (
  party: PartyPort,
  options: unknown,
  surroundings: Surroundings,
) => OpenedTransport | Promise<OpenedTransport>
