import type { Digit, Pcm, PlayEnd, VirtualEndpoint } from '../../media/media.ts'
import type { LegEnd } from '../leg.ts'
import type { HeardSound } from './heard-sound.ts'
import type { PhoneCall } from './phones.ts'
import type { SoftLeg } from './soft-leg.ts'

/** Of what a call at a built-in phone is made. */
export interface PhoneCallOptions {
  readonly leg: SoftLeg
  readonly endpoint: VirtualEndpoint
  readonly from: string
  readonly to: string
  /** Begins to keep what is heard; undefined where nobody wants it. Must not reject. */
  readonly listen: (() => Promise<HeardSound | undefined>) | undefined
}

const mostTexts = 1_000
const mostDigits = 10_000

/** The person's side of a {@link SoftLeg}. */
export class PhoneLegCall implements PhoneCall {
  readonly id: string
  readonly direction: 'in' | 'out'
  readonly from: string
  readonly to: string
  readonly answered: Promise<boolean>
  readonly ended: Promise<LegEnd>
  readonly texts: string[] = []
  readonly #leg: SoftLeg
  readonly #endpoint: VirtualEndpoint
  readonly #texting = new Set<(text: string) => void>()
  readonly #keying = new Set<(digit: Digit) => void>()
  readonly #heard: Promise<HeardSound | undefined>
  #digits = ''

  constructor({ leg, endpoint, from, to, listen }: PhoneCallOptions) {
    this.#leg = leg
    this.#endpoint = endpoint
    this.id = leg.id
    this.direction = leg.direction === 'outbound' ? 'in' : 'out'
    this.from = from
    this.to = to
    this.answered = leg.answered
    this.ended = leg.ended
    endpoint.onHeardText((text) => {
      if (this.texts.length < mostTexts) this.texts.push(text)
      for (const listener of this.#texting) listener(text)
    })
    endpoint.onHeardDigit((digit) => {
      if (this.#digits.length < mostDigits) this.#digits += digit
      for (const listener of this.#keying) listener(digit)
    })
    this.#heard = leg.answered.then((yes) => (yes ? listen?.() : undefined))
  }

  get state(): PhoneCall['state'] {
    return this.#leg.state
  }

  get digits(): string {
    return this.#digits
  }

  onText(listener: (text: string) => void): () => void {
    this.#texting.add(listener)
    return () => void this.#texting.delete(listener)
  }

  onDigit(listener: (digit: Digit) => void): () => void {
    this.#keying.add(listener)
    return () => void this.#keying.delete(listener)
  }

  async answer(): Promise<void> {
    this.#leg.partyAnswers()
    await this.#heard
  }

  async reject(cause: 'busy' | 'rejected' = 'rejected'): Promise<void> {
    if (this.#leg.state !== 'answered') await this.#leg.partyLeaves(cause)
  }

  press(digits: string): Promise<void> {
    return this.#endpoint.press(digits)
  }

  speak(sound: Pcm, signal?: AbortSignal): Promise<PlayEnd> {
    return this.#endpoint.speak(sound, signal)
  }

  async hangUp(): Promise<void> {
    const cause = this.#leg.state === 'answered' ? 'completed' : this.direction === 'in' ? 'rejected' : 'canceled'
    await this.#leg.partyLeaves(cause)
  }

  async heard(): Promise<Pcm> {
    return (await (await this.#heard)?.take()) ?? new Int16Array(0)
  }
}
