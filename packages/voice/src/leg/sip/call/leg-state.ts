import type { LegEnd, LegState } from '../../leg.ts'

/**
 * The state of a leg, and who waits for it.
 *
 *   calling ──> ringing ──> answered ──> ended      (any state may end)
 */
export class LegProgress {
  readonly answered: Promise<boolean>
  readonly ended: Promise<LegEnd>
  readonly #listeners = new Set<() => void>()
  #state: LegState = 'calling'
  #rang = false
  #setAnswered!: (answered: boolean) => void
  #setEnded!: (end: LegEnd) => void

  constructor() {
    this.answered = new Promise((resolve) => {
      this.#setAnswered = resolve
    })
    this.ended = new Promise((resolve) => {
      this.#setEnded = resolve
    })
  }

  get state(): LegState {
    return this.#state
  }

  onRinging(listener: () => void): () => void {
    if (this.#rang) listener()
    else this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  ring(): void {
    if (this.#state !== 'calling') return
    this.#state = 'ringing'
    this.#rang = true
    for (const listener of this.#listeners) listener()
    this.#listeners.clear()
  }

  /** False where it was over already, or answered before. */
  answer(): boolean {
    if (this.#state === 'ended' || this.#state === 'answered') return false
    this.#state = 'answered'
    this.#listeners.clear()
    this.#setAnswered(true)
    return true
  }

  /** False where it was over already: the first reason counts. */
  end(end: LegEnd): boolean {
    if (this.#state === 'ended') return false
    this.#state = 'ended'
    this.#listeners.clear()
    this.#setAnswered(false)
    this.#setEnded(end)
    return true
  }
}
