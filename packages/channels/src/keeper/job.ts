import type { Log } from '../ports.ts'

/** One kind of work that the keeper does over and over. */
export interface Job {
  readonly name: string
  /** Pause after a round that found nothing to do, milliseconds. */
  readonly every: number
  /** Pause after a round that did not do all, milliseconds; {@link every} unless given. */
  readonly again?: number
  /** Does one short round. Returns whether there is more to do. */
  readonly run: () => Promise<boolean>
}

/** Shortest pause after a round that failed. Milliseconds. */
const afterFailure = 1_000

/** Runs jobs until the signal, each at its own pace: neither a slow one nor one that fails holds up the others. */
export async function runJobs(jobs: readonly Job[], log: Log, signal: AbortSignal): Promise<void> {
  await Promise.all(jobs.map((job) => runJob(job, log, signal)))
}

async function runJob({ name, every, again = every, run }: Job, log: Log, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    let span: number
    try {
      span = (await run()) ? again : every
    } catch (error) {
      log.warn({ err: error, job: name }, 'housekeeping failed; trying again')
      span = Math.max(every, afterFailure)
    }
    await pause(span, signal)
  }
}

/** Waits for a time, milliseconds, or until the signal. */
export function pause(span: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const timer = setTimeout(done, span)
    function done(): void {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    signal.addEventListener('abort', done)
  })
}
