/** Lets a bounded number through at a time, and keeps a bounded number waiting. */
export interface Turnstile {
  /**
   * Waits for a place.
   * @returns gives the place back; safe to call twice
   * @throws whatever `full` gives, where too many wait already; the signal's reason, where it is given while waiting
   */
  enter(signal?: AbortSignal): Promise<() => void>
  /** Runs with a place; throws as `enter` does. */
  run<Result>(job: () => Promise<Result>, signal?: AbortSignal): Promise<Result>
}

/** Of what a turnstile is made. */
export interface TurnstileOptions {
  readonly places: number
  readonly waiting: number
  /** What is thrown where too many wait. */
  readonly full: () => Error
}

/** Makes a turnstile; who came first goes first. */
export function createTurnstile({ places, waiting, full }: TurnstileOptions): Turnstile {
  const queue: (() => void)[] = []
  let taken = 0

  const wait = (signal: AbortSignal | undefined): Promise<void> =>
    new Promise((resolve, reject) => {
      const leave = (): void => {
        queue.splice(queue.indexOf(go), 1)
        reject(signal?.reason)
      }
      const go = (): void => {
        signal?.removeEventListener('abort', leave)
        taken += 1
        resolve()
      }
      if (taken < places) return go()
      if (queue.length >= waiting) return reject(full())
      queue.push(go)
      signal?.addEventListener('abort', leave, { once: true })
    })

  const enter = async (signal?: AbortSignal): Promise<() => void> => {
    signal?.throwIfAborted()
    await wait(signal)
    let inside = true
    const leave = (): void => {
      if (!inside) return
      inside = false
      taken -= 1
      queue.shift()?.()
    }
    if (signal?.aborted) leave()
    signal?.throwIfAborted()
    return leave
  }

  return {
    enter,
    async run(job, signal) {
      const leave = await enter(signal)
      try {
        return await job()
      } finally {
        leave()
      }
    },
  }
}
