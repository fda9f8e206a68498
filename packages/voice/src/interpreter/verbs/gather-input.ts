import { untilAborted } from '../abort.ts'
import type { GatherRules } from './gather-rules.ts'
import { recognizerFor, recognizeSpeech } from './gather-speech.ts'
import type { Prompt } from './prompt.ts'
import type { Turn } from './verb.ts'

/** What a `<Gather>` got. */
export type GatherInput =
  | { readonly kind: 'keys'; readonly digits: string; readonly finishedOn: string }
  | { readonly kind: 'speech'; readonly text: string; readonly confidence: number }
  | { readonly kind: 'none' }

/**
 * Plays the prompts and takes what the party presses or says.
 *
 * ```
 *  prompts, listening ──all played──> silence ──timeout──> what was pressed, or nothing
 *      │                                 │
 *      └──a key: prompts end─────────────┴─> keys ──finishOnKey, numDigits──> what was pressed
 *                                             └──timeout after each key────>
 * ```
 * The first kind of input wins: after a key nobody listens any more, and while somebody speaks keys count for nothing.
 * @throws VoiceError where a prompt or the lack of a recognizer makes the document one that can't be run
 */
export async function collectInput(turn: Turn, rules: GatherRules, prompts: readonly Prompt[]): Promise<GatherInput> {
  const collection = new Collection(turn, rules)
  try {
    return await collection.run(prompts)
  } finally {
    collection.close()
  }
}

class Collection {
  readonly #turn: Turn
  readonly #rules: GatherRules
  readonly #done = new AbortController()
  readonly #prompting = new AbortController()
  readonly #listening = new AbortController()
  readonly #over: AbortSignal
  #timer = new AbortController()
  #digits = ''
  #speaking = false
  #input: GatherInput = { kind: 'none' }
  #off: () => void = () => undefined

  constructor(turn: Turn, rules: GatherRules) {
    this.#turn = turn
    this.#rules = rules
    this.#over = AbortSignal.any([turn.signal, this.#done.signal])
  }

  async run(prompts: readonly Prompt[]): Promise<GatherInput> {
    const { dtmf, speech, bargeIn } = this.#rules
    const recognizer = speech ? recognizerFor(this.#turn, this.#rules) : undefined
    if (dtmf) this.#off = this.#turn.call.leg.media.onDigit((digit) => this.#press(digit))
    if (recognizer && bargeIn) this.#listen(recognizer)
    const prompting = AbortSignal.any([this.#over, this.#prompting.signal])
    for (const prompt of prompts) {
      if (prompting.aborted) break
      await prompt.play(this.#turn, prompting)
    }
    if (recognizer && !bargeIn) this.#listen(recognizer)
    // Who presses or speaks already is waited for in another way.
    if (this.#digits === '' && !this.#speaking) this.#wait()
    await untilAborted(this.#over)
    return this.#input
  }

  close(): void {
    this.#off()
    this.#done.abort()
    this.#timer.abort()
    this.#listening.abort()
  }

  #press(digit: string): void {
    if (this.#over.aborted || this.#speaking) return
    const { finishOnKey, numDigits } = this.#rules
    this.#prompting.abort()
    this.#listening.abort()
    const last = digit === finishOnKey
    if (!last) this.#digits += digit
    if (last) this.#finish({ kind: 'keys', digits: this.#digits, finishedOn: digit })
    else if (this.#digits.length === numDigits) this.#finish({ kind: 'keys', digits: this.#digits, finishedOn: '' })
    else this.#wait()
  }

  /** Waits for the next key, or the first sign of input. */
  #wait(): void {
    this.#timer.abort()
    const timer = new AbortController()
    this.#timer = timer
    const signal = AbortSignal.any([this.#over, timer.signal])
    void this.#turn.sleep(this.#rules.timeout * 1000, signal).then(() => {
      if (signal.aborted) return
      const digits = this.#digits
      this.#finish(digits === '' ? { kind: 'none' } : { kind: 'keys', digits, finishedOn: '' })
    })
  }

  #listen(recognizer: NonNullable<ReturnType<typeof recognizerFor>>): void {
    const signal = AbortSignal.any([this.#over, this.#listening.signal])
    const began = (): void => {
      if (signal.aborted) return
      this.#speaking = true
      this.#timer.abort()
      if (this.#rules.bargeIn) this.#prompting.abort()
    }
    void recognizeSpeech(this.#turn, this.#rules, { recognizer, signal, began }).then((heard) => {
      if (signal.aborted) return
      this.#speaking = false
      if (heard !== undefined && heard.text !== '') this.#finish({ kind: 'speech', ...heard })
      else if (this.#rules.dtmf) this.#wait()
      else this.#finish({ kind: 'none' })
    })
  }

  #finish(input: GatherInput): void {
    this.#input = input
    this.#done.abort()
  }
}
