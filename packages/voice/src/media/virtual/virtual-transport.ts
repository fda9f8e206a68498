import { KeySender } from '../digits/key-sender.ts'
import type { Digit, MediaFigures } from '../media.ts'
import { MediaError } from '../media-error.ts'
import { Player } from '../worker/player.ts'
import { frameSamples, LocalStream } from '../worker/sound-packet.ts'
import type { Ticker, Ticking } from '../worker/ticker.ts'
import type { OpenTransport, PartyPort, Transport } from '../worker/transport.ts'

/** A party inside this process: it says what it is told to say, and tells what it hears of keys and text. Its sound is heard by recording its track. */
class VirtualTransport implements Transport, Ticking {
  readonly law = 'PCMU'
  readonly keys = 'keys'
  readonly continuous = false
  readonly #party: PartyPort
  readonly #ticker: Ticker
  readonly #stream = new LocalStream()
  readonly #frame = new Int16Array(frameSamples)
  #speaker: Player | undefined
  #presser: KeySender | undefined
  #sent = 0
  #received = 0

  constructor(party: PartyPort, ticker: Ticker) {
    this.#party = party
    this.#ticker = ticker
  }

  send(): void {
    this.#sent += 1
  }

  sendKey(digit: Digit): void {
    this.#party.tell('heardDigit', digit)
  }

  sendText(text: string): void {
    this.#party.tell('heardText', text)
  }

  request(name: string, value: unknown): unknown {
    if (name === 'speak') return this.#speak(value as { id: number; sound: Int16Array })
    if (name === 'stopSpeaking') return this.#stopSpeaking(value as number)
    if (name === 'press') return this.#press(value as string)
    throw new MediaError('wrong', `a built-in phone can't ${name}`)
  }

  figures(): MediaFigures {
    return { packetsSent: this.#sent, packetsReceived: this.#received, packetsLost: 0, jitter: 0, strangers: 0 }
  }

  tick(tick: number): void {
    if (this.#speaker?.read(this.#frame)) this.#say(tick)
    else this.#speaker = undefined
    const step = this.#presser?.next()
    if (step?.kind === 'key' && step.held === 1) this.#party.pressed(step.digit)
    if (!step) this.#presser = undefined
    if (!this.#speaker && !this.#presser) this.#ticker.remove('make', this)
  }

  close(): void {
    this.#ticker.remove('make', this)
    this.#speaker?.stop('closed')
    this.#presser?.stop()
  }

  #say(tick: number): void {
    this.#received += 1
    this.#party.said(this.#stream.packet(this.#frame, this.law, tick))
  }

  #speak({ id, sound }: { id: number; sound: Int16Array }): Promise<unknown> {
    this.#speaker?.stop('stopped')
    this.#speaker = new Player(id, sound, 1)
    this.#ticker.add('make', this)
    return this.#speaker.ended
  }

  #stopSpeaking(id: number): void {
    if (this.#speaker?.id !== id) return
    this.#speaker.stop('stopped')
    this.#speaker = undefined
  }

  async #press(digits: string): Promise<void> {
    while (this.#presser) await this.#presser.ended
    this.#presser = new KeySender(0, digits)
    this.#ticker.add('make', this)
    await this.#presser.ended
  }
}

/** Opens a built-in phone. */
export const openVirtual: OpenTransport = (party, _options, { ticker }) => ({
  transport: new VirtualTransport(party, ticker),
  details: undefined,
})
