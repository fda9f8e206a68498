import type { Logger } from 'pino'

/** How long a stop may take. Milliseconds. */
export interface StopLimits {
  /** After a signal; shorter than the 30 s after which orchestrators kill, so that what did not end is told. */
  readonly asked: number
  /** After an error that nobody caught. Longer than sends in flight are given. */
  readonly fault: number
}

const usualLimits: StopLimits = { asked: 28_000, fault: 20_000 }
/** How many more such errors are told while the process stops: where standard error itself has failed, each line makes another one. */
const mostTold = 10

/** That a process which serves is to end, and as what. */
export interface Ending {
  /** Fires at the first signal to stop, and at the first error that nobody caught. */
  readonly asked: AbortSignal
  /** 0 after a signal, 1 after such an error. */
  readonly code: 0 | 1
}

/** What is told when a stop takes too long. */
export interface StopWatch {
  readonly log: Pick<Logger, 'error' | 'fatal'>
  /** The parts that have not ended. */
  readonly unfinished: () => readonly string[]
  readonly limits?: StopLimits
}

/**
 * Listens for what ends this process. SIGTERM and SIGINT ask for it; a second one ends it at once. So does an error that nobody caught, a
 * rejected promise included: what the process knows may be wrong from then on, so it takes nothing new and gives its leases back, for
 * other processes to go on. Where a stop takes longer than its limit, what has not ended is logged, and the process ends as it is, with 1.
 *
 * ```
 *  serving ──signal──────> stopping in 28 s ──another signal, or too late──> ended as it is
 *     └──────error───────> stopping in 20 s ──second signal, or too late──────────^
 * ```
 */
export function watchEnding({ log, unfinished, limits = usualLimits }: StopWatch): Ending {
  const stop = new AbortController()
  const stopWithin = (limitMs: number, level: 'error' | 'fatal') => {
    // It keeps nothing alive itself: a process that has nothing left to do ends before.
    setTimeout(() => {
      const left = { unfinished: unfinished(), resources: [...new Set(process.getActiveResourcesInfo())] }
      log[level](left, `stopping took longer than ${limitMs / 1000} s: the process ends as it is`)
      process.exit(1)
    }, limitMs).unref()
    stop.abort()
  }
  const faults = watchFaults(log, () => stopWithin(limits.fault, 'fatal'))
  watchSignals(() => stopWithin(limits.asked, 'error'))
  return {
    asked: stop.signal,
    get code() {
      return faults.count === 0 ? 0 : 1
    },
  }
}

/** The first one asks, also where the process stops for another reason already; the second one means it. */
function watchSignals(onFirst: () => void): void {
  let asked = false
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      // 128 and the signal's number is how shells tell a process that a signal ended.
      if (asked) process.exit(signal === 'SIGINT' ? 130 : 143)
      asked = true
      onFirst()
    })
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
