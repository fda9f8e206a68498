import { setTimeout as sleep } from 'node:timers/promises'
import type { StreamEvent } from '../streams/event-stream.ts'

/** At least this long between two fragments, so that a flood of messages does not become a flood of pages. Milliseconds. */
const restBetween = 250
/** What no arrival tells of (queue depth, gateways) is looked at this often. Milliseconds. */
const lookEvery = 2_000

/** Yields the page's live part as one event whenever it has changed. */
export async function* liveFragments(
  render: () => Promise<string>,
  arrivals: (signal: AbortSignal) => AsyncIterable<unknown>,
  signal: AbortSignal,
): AsyncIterable<StreamEvent> {
  const news = newsOf(arrivals(signal))
  let shown = ''
  while (!signal.aborted) {
    const fragment = await render()
    if (fragment !== shown) yield { data: fragment }
    shown = fragment
    await sleep(restBetween, undefined, { signal }).catch(() => undefined)
    await Promise.race([news.next(), sleep(lookEvery, undefined, { signal }).catch(() => undefined)])
  }
}

/** Remembers that something came while nobody was waiting; several count as one. */
function newsOf(source: AsyncIterable<unknown>) {
  let pending = false
  let wake: (() => void) | undefined
  const read = async () => {
    for await (const _ of source) {
      pending = true
      wake?.()
    }
  }
  // Where arrivals cannot be watched, looking every two seconds is what is left.
  read().catch(() => undefined)
  return {
    next: () =>
      new Promise<void>((resolve) => {
        wake = () => {
          pending = false
          wake = undefined
          resolve()
        }
        if (pending) wake()
      }),
  }
}
