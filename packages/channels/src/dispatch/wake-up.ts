/** A sleep that can be cut short. */
export class WakeUp {
  #wake: (() => void) | undefined

  /** Ends the sleep that is under way, if one is. */
  ring(): void {
    this.#wake?.()
  }

  /** Resolves after `span` milliseconds, or when it is rung. */
  sleep(span: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer)
        this.#wake = undefined
        resolve()
      }
      const timer = setTimeout(done, span)
      this.#wake = done
    })
  }
}
