import { dtmfTone, keys } from '../digits/dtmf.ts'
import { KeySender, type KeyStep } from '../digits/key-sender.ts'
import { PartyKeys } from '../digits/party-keys.ts'
import type { Digit, PlayEnd } from '../media.ts'
import { mixInto } from './mix-into.ts'
import type { PartyNews } from './party-news.ts'
import type { Peer } from './peer.ts'
import { Player } from './player.ts'
import { type EventPacket, frameSamples, LocalStream, type SoundPacket } from './sound-packet.ts'
import type { Ticker, Ticking } from './ticker.ts'
import type { PartyPort, Transport } from './transport.ts'

/** Listens to one direction of a party's sound. */
export type Tap = (packet: SoundPacket) => void

/** A party that is bridged and hears nothing for so long is sent silence, so that its packets do not stop (NATs, and phones that give up). Ticks. */
const quietTicks = 25
/** Ticks without a packet of a room after which what is played goes on without it: the room's worker may be a little behind, and a room in which the party is held sends nothing. */
const blendTicks = 5
/** Keys of the peer that may wait to be sent; what is pressed beyond that is lost. A key takes 220 ms, so a peer that floods would keep the party deaf for hours. */
const mostAhead = 128

/**
 * One endpoint in its worker: what every kind has in common. Between the transport (which brings what the party says and takes what it hears) and
 * whatever it is joined to. What it hears comes, in this order, from keys being sent, what is played, its peer, and silence.
 */
export class Party implements PartyPort, Ticking {
  readonly id: number
  /** Listeners to what the party says. */
  readonly inbound = new Set<Tap>()
  /** Listeners to what the party hears. */
  readonly outbound = new Set<Tap>()
  /** Called once when it closes. */
  readonly closers = new Set<() => void>()
  readonly #ticker: Ticker
  readonly #news: PartyNews
  readonly #local = new LocalStream()
  readonly #pressed: PartyKeys
  readonly #frame = new Int16Array(frameSamples)
  #framed = false
  #transport: Transport | undefined
  #peer: Peer | undefined
  #player: Player | undefined
  #keys: KeySender | undefined
  #pressedAt = 0
  /** Keys of the peer that wait to be sent. */
  #ahead = 0
  /** Whether the press of the peer goes on to the party packet by packet: all of it does, or it would be heard twice. */
  #passesOn = false
  /** Ticks since a packet of the peer came, of those that are counted: while nothing is made for the party, none are. */
  #quiet = 0
  #ticking = false
  #closed = false

  /** @param now milliseconds, never set back */
  constructor(id: number, ticker: Ticker, news: PartyNews, now: () => number) {
    this.id = id
    this.#pressed = new PartyKeys(now)
    this.#ticker = ticker
    this.#news = news
  }

  /** There once `opened` was called, which is before anyone else knows of the party. */
  get transport(): Transport {
    if (!this.#transport) throw new Error('the party is not open yet')
    return this.#transport
  }

  get closed(): boolean {
    return this.#closed
  }

  opened(transport: Transport): void {
    this.#transport = transport
    this.changed()
  }

  // What the transport brings.

  said(packet: SoundPacket): void {
    if (this.inbound.size > 0) for (const tap of this.inbound) tap(packet)
    this.#peer?.said(packet)
  }

  event(packet: EventPacket): void {
    const key = this.#pressed.packet(packet)
    if (key.known) return
    if (key.digit !== undefined) this.#news.digit(this.id, key.digit)
    this.#peer?.event(packet, key.digit)
  }

  pressed(digit: Digit): void {
    if (!this.#pressed.message(digit)) return
    this.#news.digit(this.id, digit)
    this.#peer?.pressed(digit)
  }

  /** A key that was heard in the sound: that has gone on to the peer already. */
  heardInBand(digit: Digit): void {
    if (this.#pressed.tone(digit)) this.#news.digit(this.id, digit)
  }

  text(text: string): void {
    this.#peer?.text(text)
  }

  tell(name: string, value: unknown): void {
    this.#news.event(this.id, name, value)
  }

  gone(reason: string): void {
    this.#news.gone(this.id, reason)
  }

  changed(): void {
    const needed =
      this.#transport !== undefined && !this.#closed && (this.#player || this.#keys || this.transport.continuous)
    if (Boolean(needed) === this.#ticking) return
    this.#ticking = Boolean(needed)
    if (needed) this.#ticker.add('make', this)
    else this.#ticker.remove('make', this)
  }

  // What it is joined to.

  /** Joins it to a peer in place of the one before, or to none. */
  join(peer: Peer | undefined): void {
    const before = this.#peer
    this.#peer = peer
    this.#quiet = 0
    if (before && before !== peer) before.left()
  }

  /** Parts it from this peer, where it is still joined to it. */
  part(peer: Peer): void {
    if (this.#peer === peer) this.#peer = undefined
  }

  /** A packet that the peer forwards; not heard while something is played or sent, unless it is a room's: then what is played is mixed in. */
  hear(packet: SoundPacket): void {
    this.#quiet = 0
    if (this.#keys || (this.#player && this.#peer?.mode !== 'blends')) return
    if (this.#player && this.#readPlayed()) mixInto(packet, this.#frame)
    this.#send(packet)
  }

  hearEvent(packet: EventPacket, digit: Digit | undefined): void {
    if (this.#closed) return
    const canPass = this.transport.keys === 'events' && !this.#keys
    if (digit !== undefined || !canPass) this.#passesOn = canPass
    // What is no key (RFC 4733 counts a hook flash as event 16) begins no press, and goes on by itself.
    if (packet.event < keys.length ? this.#passesOn : canPass) {
      this.#quiet = 0
      this.transport.sendEvent?.(packet)
    } else if (digit !== undefined) this.hearKey(digit)
  }

  /** A key from the peer. */
  hearKey(digit: Digit): void {
    if (this.#closed) return
    if (this.transport.keys === 'keys') {
      this.transport.sendKey?.(digit)
      return
    }
    if (this.#ahead >= mostAhead) return
    this.#ahead += 1
    void this.sendDigits(0, digit).then(() => {
      this.#ahead -= 1
    })
  }

  hearText(text: string): void {
    this.transport.sendText?.(text)
  }

  /** The mix of a room in this tick. */
  hearMix(samples: Int16Array, tick: number): void {
    if (!this.#keys) this.#send(this.#local.packet(samples, this.transport.law, tick))
  }

  /** What is played to the party in this tick, for a room that mixes it in. Good until the next tick. */
  played(): Int16Array | undefined {
    return this.#framed ? this.#frame : undefined
  }

  // What is played and sent.

  play(id: number, sound: Int16Array, loops: number, text: string | undefined): Promise<PlayEnd> {
    this.#player?.stop('stopped')
    const player = new Player(id, sound, loops)
    this.#player = player
    if (text !== undefined) this.hearText(text)
    this.changed()
    return player.ended
  }

  stopPlay(id: number): void {
    if (this.#player?.id !== id) return
    this.#player.stop('stopped')
    this.#player = undefined
    this.#framed = false
    this.changed()
  }

  /** Sends keys after those that are being sent. @param id names them for `stopDigits`; 0: never stopped alone */
  sendDigits(id: number, digits: string): Promise<void> {
    const before = this.#keys
    const sender = new KeySender(id, digits)
    if (before) return before.ended.then(() => (this.#closed ? undefined : this.sendDigits(id, digits)))
    this.#keys = sender
    this.changed()
    return sender.ended
  }

  stopDigits(id: number): void {
    if (this.#keys?.id !== id) return
    this.#keys.stop()
    this.#keys = undefined
    this.changed()
  }

  tick(tick: number): void {
    if (!this.#ticker.catchingUp) this.#quiet += 1
    const blends = this.#blends()
    if (!blends) this.#readPlayed()
    const step = this.#keys?.next()
    if (step) {
      this.#press(step, tick)
      return
    }
    if (this.#keys) {
      this.#keys = undefined
      this.changed()
    }
    if (blends || this.#peer?.mode === 'mixes') return
    if (this.#framed) this.#send(this.#local.packet(this.#frame, this.transport.law, tick))
    else if (this.transport.continuous && this.#isQuiet()) this.#send(this.#local.silence(this.transport.law, tick))
  }

  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    this.#player?.stop('closed')
    this.#keys?.stop()
    this.#player = undefined
    this.#keys = undefined
    this.changed()
    this.join(undefined)
    for (const closer of this.closers) closer()
    for (const told of [this.inbound, this.outbound, this.closers]) told.clear()
    await this.#transport?.close()
  }

  /**
   * Whether there is nothing but silence for the party. Ticks that are made up for don't count: while we stood still, packets came that are not read yet; and to send silence for them, to a thousand parties at
   * once, would keep us from reading for still longer.
   */
  #isQuiet(): boolean {
    if (this.#ticker.catchingUp) return false
    const mode = this.#peer?.mode
    return (mode !== 'forwards' && mode !== 'blends') || this.#quiet > quietTicks
  }

  /** Whether what is played goes out with the packets of a room in another worker, whose beat is another one: each takes the next piece with it, so that neither has a gap. */
  #blends(): boolean {
    return this.#player !== undefined && !this.#keys && this.#peer?.mode === 'blends' && this.#quiet <= blendTicks
  }

  /** Takes the next piece of what is played; false where there is none. */
  #readPlayed(): boolean {
    this.#framed = this.#player?.read(this.#frame) ?? false
    if (this.#player && !this.#framed) {
      this.#player = undefined
      this.changed()
    }
    return this.#framed
  }

  #send(packet: SoundPacket): void {
    if (this.#closed) return
    if (this.outbound.size > 0) for (const tap of this.outbound) tap(packet)
    this.transport.send(packet)
  }

  #press(step: KeyStep, tick: number): void {
    if (step.kind === 'pause') {
      if (this.transport.continuous && this.transport.keys !== 'events')
        this.#send(this.#local.silence(this.transport.law, tick))
      return
    }
    if (step.held === 1) this.#pressedAt = tick - 1
    if (this.transport.keys === 'events') {
      const event = keys.indexOf(step.digit)
      this.transport.sendEvent?.(this.#local.event(event, this.#pressedAt, step.held, step.last))
    } else if (this.transport.keys === 'tones' && step.repeat === 0) {
      const tone = dtmfTone(step.digit, (step.held - 1) * frameSamples)
      this.#send(this.#local.packet(tone, this.transport.law, tick))
    } else if (this.transport.keys === 'keys' && step.held === 1) this.transport.sendKey?.(step.digit)
  }
}
