import { ProblemError } from '@trunkline/wire'

/** Bounds how many live streams there are, all together and for each owner, and ends them all at a stop. */
export interface StreamPlaces {
  /** Takes a place for `owner`. Throws `rate-limited` where none is left. Call `leave` when the stream is over. */
  enter(owner: string): { readonly abort: AbortController; leave(): void }
  /** Streams open now. */
  readonly open: number
  /** Ends every stream. */
  closeAll(): void
}

/** Makes an empty set of places. */
export function createStreamPlaces(limits: {
  readonly streams: number
  readonly streamsPerClient: number
}): StreamPlaces {
  const open = new Map<AbortController, string>()
  const perOwner = new Map<string, number>()
  return {
    enter(owner) {
      const mine = perOwner.get(owner) ?? 0
      if (open.size >= limits.streams) throw full('The server has as many live streams as it may')
      if (mine >= limits.streamsPerClient) throw full(`There are ${mine} live streams open already`)
      const abort = new AbortController()
      open.set(abort, owner)
      perOwner.set(owner, mine + 1)
      return { abort, leave: () => leave(open, perOwner, abort) }
    },
    get open() {
      return open.size
    },
    closeAll: () => [...open.keys()].forEach((abort) => void abort.abort()),
  }
}

const full = (why: string) =>
  new ProblemError('rate-limited', `${why}. Close one, or wait and open it again.`, { retryAfter: 5 })

function leave(open: Map<AbortController, string>, perOwner: Map<string, number>, abort: AbortController): void {
  const owner = open.get(abort)
  if (owner === undefined) return
  open.delete(abort)
  const left = (perOwner.get(owner) ?? 1) - 1
  if (left === 0) perOwner.delete(owner)
  else perOwner.set(owner, left)
}
