/** What a loop waits at between two looks: it goes on when it is woken, when its time is up, or when it is to stop. */
export class Alarm {
  readonly #everyMs: number
  #ring: (() => void) | undefined
  #woken = false

  /** @param everyMs the longest wait, milliseconds: a hint to wake may be lost */
  constructor(everyMs: number) {
    this.#everyMs = everyMs
  }

  /** Ends the wait, or the next one: what came while a look was under way is looked for again. */
  wake(): void {
    this.#woken = true
    this.#ring?.()
  }

  /** Forgets what has woken it. For the beginning of a look, which sees all that came before. */
  reset(): void {
    this.#woken = false
  }

  /** Waits, unless it was woken since {@link reset}. */
  async wait(signal: AbortSignal): Promise<void> {
    if (this.#woken || signal.aborted) return
    const { promise, resolve } = Promise.withResolvers<void>()
    const done = () => resolve()
    this.#ring = done
    signal.addEventListener('abort', done, { once: true })
    const timer = setTimeout(done, this.#everyMs)
    await promise
    clearTimeout(timer)
    signal.removeEventListener('abort', done)
    this.#ring = undefined
  }
}
