import assert from 'node:assert/strict'
import { eventually } from './eventually.ts'

/** Timers and files come and go; these are what a forgotten close() leaves behind. */
const watched = /^(TCP|Pipe|UDP|Process|MessagePort|FSEvent|Timeout)/

/**
 * Runs `work` and fails when it leaves open sockets, servers, child processes, worker threads or timers behind that were not
 * there before. Waits `patienceMs` (30 s) for them to go: closing takes a few turns of the event loop.
 */
export async function assertNoLeaks(work: () => Promise<void>, patienceMs?: number): Promise<void> {
  const before = openResources()
  await work()
  await eventually(() => {
    const left = [...openResources()].filter(([kind, count]) => count > (before.get(kind) ?? 0))
    assert.deepEqual(left, [], `left open: ${left.join(' ')}`)
  }, patienceMs)
}

function openResources(): Map<string, number> {
  const counts = new Map<string, number>()
  for (const kind of process.getActiveResourcesInfo()) {
    if (watched.test(kind)) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  }
  return counts
}
