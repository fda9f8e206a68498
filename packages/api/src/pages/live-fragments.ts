import { setTimeout as sleep } from 'node:timers/promises'
import type { StreamEvent } from '../streams/event-stream.ts'

/** At least this long between two fragments, so that a flood of messages does not become a flood of pages. Milliseconds. */
const restBetween = 250
/** What no arrival tells of (queue depth, gateways) is looked at this often. Milliseconds. */
const lookEvery = 2_000

/** Waits so many milliseconds, or until the signal fires. Never rejects. */
export type Pause = (milliseconds: number, signal: AbortSignal) => Promise<void>

const pauseReally: Pause = (milliseconds, signal) => sleep(milliseconds, undefined, { signal }).catch(() => undefined)

/** Yields the page's live part as one event whenever it has changed. */
export async function* liveFragments(
  render: () => Promise<string>,
  arrivals: (signal: AbortSignal) => AsyncIterable<unknown>,
  signal: AbortSignal,
  pause: Pause = pauseReally,
): AsyncIterable<StreamEvent> {
  const news = newsOf(arrivals(signal))
  let shown = ''
  while (!signal.aborted) {
    news.forget()
    const fragment = await render()
    if (fragment !== shown) yield { data: fragment }
    shown = fragment
    await pause(restBetween, signal)
    await Promise.race([news.came(), pause(lookEvery, signal)])
  }
}

/** Remembers that something came since it was forgotten, also while nobody was waiting; several count as one. */
function newsOf(source: AsyncIterable<unknown>) {
  let news = Promise.withResolvers<void>()
  const read = async () => {
    for await (const _ of source) news.resolve()
  }
  // Where arrivals cannot be watched, looking every two seconds is what is left.
  read().catch(() => undefined)
  return {
    came: () => news.promise,
    forget() {
      news = Promise.withResolvers()
    },
  }
}
