import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'

const defaultTimeoutMs = 30_000
const pauseMs = 5

/**
 * Waits until an assertion no longer throws, or, in its second form, until a condition holds. Tries every few
 * milliseconds; after `timeoutMs` (30 s: generous, since machines are busy) it fails with the last error, or the words given.
 */
export async function eventually(assertion: () => unknown, timeoutMs?: number): Promise<void>
export async function eventually(what: string, holds: () => boolean, timeoutMs?: number): Promise<void>
export async function eventually(
  first: string | (() => unknown),
  second?: number | (() => boolean),
  third?: number,
): Promise<void> {
  if (typeof first === 'string') {
    const holds = second as () => boolean
    const timeoutMs = third ?? defaultTimeoutMs
    return until(() => assert.ok(holds(), `${first}: not within ${timeoutMs} ms`), timeoutMs)
  }
  return until(first, typeof second === 'number' ? second : defaultTimeoutMs)
}

async function until(assertion: () => unknown, timeoutMs: number): Promise<void> {
  const end = performance.now() + timeoutMs
  for (;;) {
    try {
      await assertion()
      return
    } catch (error) {
      if (performance.now() > end) throw error
    }
    await sleep(pauseMs)
  }
}
