import type { Turn } from './verb.ts'

/** Something that a party hears: it is played until its end or the signal. */
export interface Prompt {
  /** Nothing will be heard, so a call is not answered for it. */
  readonly empty?: boolean
  /** @throws VoiceError where it makes the document one that can't be run */
  play(turn: Turn, signal: AbortSignal): Promise<void>
}

/** Twilio's codes for what can be wrong with a prompt: those of `<Gather>` are its own. */
export interface PromptCodes {
  readonly loop: number
  /** A voice or language that does not fit; fatal for the document where it is said so. */
  readonly voice?: number
  readonly type?: number
}
