import type { Digit, Pcm, PlayEnd } from '../../media/media.ts'
import type { LegEnd, RejectCause } from '../leg.ts'

/** A call at a built-in phone, as whoever holds the phone has it. */
export interface PhoneCall {
  readonly id: string
  /** `in`: the phone rings. `out`: the phone dialled. */
  readonly direction: 'in' | 'out'
  readonly from: string
  readonly to: string
  readonly state: 'calling' | 'ringing' | 'answered' | 'ended'
  /** True once it is answered; false where it ended before. */
  readonly answered: Promise<boolean>
  /** Never rejects. */
  readonly ended: Promise<LegEnd>
  /** What was said to the phone so far, as text; plain sound is left out. */
  readonly texts: readonly string[]
  /** Keys that were sent to the phone so far. */
  readonly digits: string
  onText(listener: (text: string) => void): () => void
  onDigit(listener: (digit: Digit) => void): () => void
  /** `in`: takes the call. */
  answer(): Promise<void>
  /** `in`, before the answer: `busy`, else refused. */
  reject(cause?: Extract<RejectCause, 'busy' | 'rejected'>): Promise<void>
  press(digits: string): Promise<void>
  /** Says sound into the phone. */
  speak(sound: Pcm, signal?: AbortSignal): Promise<PlayEnd>
  hangUp(): Promise<void>
  /** All that was heard from the answer on, 8,000 samples a second: once it is over, or what there is so far when it is asked for (it ends the recording). */
  heard(): Promise<Pcm>
}

/** A number that somebody holds. */
export interface HeldPhone {
  /** E.164. */
  readonly number: string
  readonly calls: readonly PhoneCall[]
  onCall(listener: (call: PhoneCall) => void): () => void
  /** The next call that rings here; one that has rung unasked counts. @throws when the signal is given or the phone is put down */
  nextCall(signal?: AbortSignal): Promise<PhoneCall>
  /** Dials a number that is held here, as a person with this number would. */
  dial(to: string): Promise<PhoneCall>
  /** Hangs up all and puts the phone down. Safe to call twice. */
  release(): Promise<void>
}

/** How a phone is held. */
export interface HoldOptions {
  /** Keep what is heard, for {@link PhoneCall.heard}. True where left out. */
  readonly record?: boolean
  /** Rings that nobody looks at are refused as busy. 1 where left out: so many calls at once. */
  readonly lines?: number
}

/** Telephones inside this process. */
export interface Phones {
  /** @throws VoiceError 21211 for what is no number; 21220 where somebody holds it, or too many are held */
  hold(number: string, options?: HoldOptions): Promise<HeldPhone>
  isHeld(number: string): boolean
}
