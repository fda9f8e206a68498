import type { Sleep } from './ports.ts'

/** Resolves when the signal is given; at once where it was. */
export function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}

/** Longer timers fire at once. */
const longestTimer = 2 ** 31 - 1

/** Waits in real time; 24 days at most, which no call lasts. */
export const sleepReally: Sleep = (milliseconds, signal) =>
  new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, Math.min(milliseconds, longestTimer))
    if (signal.aborted) done()
    else signal.addEventListener('abort', done, { once: true })
  })
