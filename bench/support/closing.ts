import type { Closer } from '@trunkline/testkit'

/** Gives `work` somebody to tell what is to be closed after it, and closes that, the last first, whatever became of the work. */
export async function closing<T>(work: (closer: Closer) => Promise<T>): Promise<T> {
  const closers: (() => unknown)[] = []
  const closer: Closer = { after: ((close: () => unknown) => void closers.push(close)) as Closer['after'] }
  try {
    return await work(closer)
  } finally {
    // What is closed may tell of more.
    for (let close = closers.pop(); close; close = closers.pop()) await close()
  }
}
