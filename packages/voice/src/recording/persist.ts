import { setTimeout as sleep } from 'node:timers/promises'
import { DatabaseError } from '@trunkline/postgres'
import type { Log } from '../ports.ts'

const firstPauseMs = 250
const longestPauseMs = 5_000

/** Whether the same may succeed later. */
const isPassing = (error: unknown): boolean =>
  error instanceof DatabaseError && (error.retryable || error.code === 'CANCELED')

/**
 * Does what must be written down again and again while the database is away. What is written twice must do no harm.
 * @param fields for the log
 * @throws what no further try would mend; the last error, when the signal is given
 */
export async function persist<T>(
  work: () => Promise<T>,
  { log, signal, fields }: { readonly log: Log; readonly signal: AbortSignal; readonly fields: object },
): Promise<T> {
  for (let pause = firstPauseMs; ; pause = Math.min(2 * pause, longestPauseMs)) {
    try {
      return await work()
    } catch (err) {
      if (signal.aborted || !isPassing(err)) throw err
      log.warn({ ...fields, err }, 'something could not be written down; trying again')
      await sleep(pause, undefined, { signal })
    }
  }
}
