import type { Digit, PlayEnd } from '../media.ts'
import type { SeatState } from '../protocol.ts'
import { JitterBuffer } from '../recorder/jitter-buffer.ts'
import type { Party, Tap } from '../worker/party.ts'
import type { Peer } from '../worker/peer.ts'
import { Player } from '../worker/player.ts'
import { type EventPacket, frameSamples, LocalStream, type SoundPacket } from '../worker/sound-packet.ts'
import type { Ticker, Ticking } from '../worker/ticker.ts'
import { SpeechWatch } from './speech-watch.ts'

/** Sound is held back for 40 ms before it is mixed, and for 200 ms at most where packets come late. */
const delay = { delay: 2 * frameSamples, mostDelay: 10 * frameSamples }

/** A party's place in a room. */
class Seat implements Peer {
  readonly party: Party
  state: SeatState
  readonly frame = new Int16Array(frameSamples)
  speaks = false
  readonly speech = new SpeechWatch()
  readonly #buffer = new JitterBuffer(delay)
  readonly #room: Room

  constructor(room: Room, party: Party, state: SeatState) {
    this.#room = room
    this.party = party
    this.state = state
  }

  get mode(): 'mixes' | 'silent' {
    return this.state.held ? 'silent' : 'mixes'
  }

  get isHeard(): boolean {
    return !this.state.muted && !this.state.held
  }

  said(packet: SoundPacket): void {
    this.#buffer.push(packet)
  }

  event(_packet: EventPacket, digit: Digit | undefined): void {
    if (digit !== undefined) this.pressed(digit)
  }

  pressed(digit: Digit): void {
    if (this.isHeard) this.#room.pressed(this, digit)
  }

  text(): void {}

  left(): void {
    this.#room.left(this.party)
  }

  /** Takes what the party says in this tick. */
  listen(): void {
    this.speaks = this.#buffer.pull(this.frame) && this.isHeard
  }
}

/** Sound of many parties, mixed on every tick: each hears the sum of all others. */
export class Room implements Ticking {
  /** Listeners to the sum of all that is said and played. */
  readonly taps = new Set<Tap>()
  readonly closers = new Set<() => void>()
  /** Told when a party begins to speak and when it has stopped; where nobody wants to know, nobody listens for it. */
  onSpeech: ((party: number, speaking: boolean) => void) | undefined
  readonly #ticker: Ticker
  readonly #seats = new Map<number, Seat>()
  readonly #sum = new Int32Array(frameSamples)
  readonly #out = new Int16Array(frameSamples)
  readonly #played = new Int16Array(frameSamples)
  readonly #tapped = new LocalStream()
  #player: Player | undefined

  constructor(ticker: Ticker) {
    this.#ticker = ticker
    ticker.add('mix', this)
  }

  get size(): number {
    return this.#seats.size
  }

  join(party: Party, state: SeatState): void {
    const seat = new Seat(this, party, state)
    this.#seats.set(party.id, seat)
    party.join(seat)
  }

  /** Changes how a party takes part; false where it does not. */
  set(party: number, state: SeatState): boolean {
    const seat = this.#seats.get(party)
    if (seat) seat.state = state
    return seat !== undefined
  }

  leave(party: number): void {
    const seat = this.#seats.get(party)
    this.#seats.delete(party)
    if (seat) seat.party.part(seat)
  }

  /** The party went of itself. */
  left(party: Party): void {
    this.#seats.delete(party.id)
  }

  play(id: number, sound: Int16Array, loops: number, text: string | undefined): Promise<PlayEnd> {
    this.#player?.stop('stopped')
    this.#player = new Player(id, sound, loops)
    if (text !== undefined) for (const seat of this.#seats.values()) if (!seat.state.held) seat.party.hearText(text)
    return this.#player.ended
  }

  stopPlay(id: number): void {
    if (this.#player?.id !== id) return
    this.#player.stop('stopped')
    this.#player = undefined
  }

  /** A key that one party pressed: the others get it as they would over a telephone line. */
  pressed(from: Seat, digit: Digit): void {
    for (const seat of this.#seats.values()) {
      if (seat === from || seat.state.held || !hears(seat, from)) continue
      seat.party.hearKey(digit)
    }
  }

  tick(tick: number): void {
    const played = this.#player?.read(this.#played) ?? false
    if (this.#player && !played) this.#player = undefined
    this.#sum.fill(0)
    if (played) add(this.#sum, this.#played)
    for (const seat of this.#seats.values()) {
      seat.listen()
      if (seat.speaks && seat.state.coachOf === undefined) add(this.#sum, seat.frame)
      if (this.onSpeech !== undefined) this.#watch(seat, this.onSpeech)
    }
    for (const seat of this.#seats.values()) if (!seat.state.held) this.#give(seat, tick)
    if (this.taps.size > 0) this.#tap(tick)
  }

  #watch(seat: Seat, told: (party: number, speaking: boolean) => void): void {
    const changed = seat.speech.hear(seat.speaks ? seat.frame : undefined)
    if (changed !== undefined) told(seat.party.id, changed)
  }

  close(): void {
    this.#ticker.remove('mix', this)
    this.#player?.stop('closed')
    for (const id of [...this.#seats.keys()]) this.leave(id)
    for (const closer of this.closers) closer()
    this.closers.clear()
    this.taps.clear()
  }

  /** The sum without the party's own, with what only this party is to hear. */
  #give(seat: Seat, tick: number): void {
    const own = seat.speaks && seat.state.coachOf === undefined ? seat.frame : undefined
    const alone = seat.party.played()
    for (let index = 0; index < frameSamples; index++) {
      const sample =
        (this.#sum[index] as number) - (own ? (own[index] as number) : 0) + (alone ? (alone[index] as number) : 0)
      this.#out[index] = clip(sample)
    }
    for (const coach of this.#seats.values()) {
      if (coach.state.coachOf === seat.party.id && coach.speaks) addClipped(this.#out, coach.frame)
    }
    seat.party.hearMix(this.#out, tick)
  }

  #tap(tick: number): void {
    for (let index = 0; index < frameSamples; index++) this.#out[index] = clip(this.#sum[index] as number)
    const packet = this.#tapped.packet(this.#out, 'PCMU', tick)
    for (const tap of this.taps) tap(packet)
  }
}

/** Whether one hears the other: a coach is heard by one alone. */
function hears(seat: Seat, from: Seat): boolean {
  return from.state.coachOf === undefined || from.state.coachOf === seat.party.id
}

function clip(sample: number): number {
  return sample > 32767 ? 32767 : sample < -32768 ? -32768 : sample
}

function add(sum: Int32Array, frame: Int16Array): void {
  for (let index = 0; index < frameSamples; index++) (sum[index] as number) += frame[index] as number
}

function addClipped(sum: Int16Array, frame: Int16Array): void {
  for (let index = 0; index < frameSamples; index++)
    sum[index] = clip((sum[index] as number) + (frame[index] as number))
}
