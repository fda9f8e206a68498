/** A latch between those who have work and one loop that does it: what was woken while the loop was busy is not lost. */
export class WakeUp {
  #woken = false
  #release: (() => void) | undefined

  /** Ends the present wait, or lets the next one end at once. */
  wake(): void {
    this.#woken = true
    this.#release?.()
  }

  /** Waits until somebody wakes us, at most `ms`, or until the signal is aborted. One waiter at a time. */
  async wait(ms: number, signal?: AbortSignal): Promise<void> {
    if (!this.#woken && !signal?.aborted) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms)
        const release = (): void => {
          clearTimeout(timer)
          signal?.removeEventListener('abort', release)
          resolve()
        }
        this.#release = release
        signal?.addEventListener('abort', release, { once: true })
      })
    }
    this.#release = undefined
    this.#woken = false
  }
}
