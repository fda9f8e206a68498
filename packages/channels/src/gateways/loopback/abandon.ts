/** The result, or `aborted` as soon as the signal is. The work goes on. */
export function abandonable<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result | 'aborted'> {
  return new Promise((resolve, reject) => {
    const abort = () => resolve('aborted')
    signal.addEventListener('abort', abort, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}

/** Waits. False when the signal was aborted before the time was up. */
export function sleep(ms: number, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => done(true), ms)
    const abort = () => done(false)
    const done = (whole: boolean) => {
      clearTimeout(timer)
      signal.removeEventListener('abort', abort)
      resolve(whole)
    }
    if (signal.aborted) return done(false)
    signal.addEventListener('abort', abort)
  })
}
