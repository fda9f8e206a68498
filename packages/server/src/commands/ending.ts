import type { Logger } from 'pino'

/** Longest stop after an error that nobody caught. Longer than sends in flight are given, shorter than the 30 s after which orchestrators kill. */
const stopWithinMs = 20_000
/** How many more such errors are told while the process stops: where standard error itself has failed, each line makes another one. */
const mostTold = 10

/** That a process which serves is to end, and as what. */
export interface Ending {
  /** Fires at the first signal to stop, and at the first error that nobody caught. */
  readonly asked: AbortSignal
  /** 0 after a signal, 1 after such an error. */
  readonly code: 0 | 1
}

/**
 * Listens for what ends this process. SIGTERM and SIGINT ask for it; a second one ends it at once. So does an error that nobody caught, a
 * rejected promise included: what the process knows may be wrong from then on, so it takes nothing new and gives its leases back, for
 * other processes to go on, and where that takes longer than `limitMs`, it just ends.
 */
export function watchEnding(log: Pick<Logger, 'fatal'>, limitMs = stopWithinMs): Ending {
  const stop = new AbortController()
  const faults = watchFaults(log, () => {
    setTimeout(() => {
      log.fatal({}, `stopping took longer than ${limitMs / 1000} s: the process ends as it is`)
      process.exit(1)
    }, limitMs).unref()
    stop.abort()
  })
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      // 128 and the signal's number is how shells tell a process that a signal ended.
      if (stop.signal.aborted) process.exit(signal === 'SIGINT' ? 130 : 143)
      stop.abort()
    })
  }
  return {
    asked: stop.signal,
    get code() {
      return faults.count === 0 ? 0 : 1
    },
  }
}

function watchFaults(log: Pick<Logger, 'fatal'>, onFirst: () => void): { readonly count: number } {
  const faults = { count: 0 }
  // Rejections that nobody handles come here too, as Node makes exceptions of them.
  process.on('uncaughtException', (err, origin) => {
    faults.count += 1
    if (faults.count === 1) {
      log.fatal({ err, origin }, 'an error that nobody foresaw: the process stops')
      onFirst()
    } else if (faults.count <= mostTold) log.fatal({ err, origin }, 'one more such error while the process stops')
  })
  return faults
}
