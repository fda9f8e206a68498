import type { Pcm, PlayEnd, PlayOptions } from '../media.ts'
import { MediaError } from '../media-error.ts'
import type { Target } from '../protocol.ts'
import type { MediaThread } from './media-thread.ts'
import { newNumber } from './numbers.ts'

/** Sound that was played before is in memory that the workers see; it goes when the caller lets go of the original. */
const shared = new WeakMap<Pcm, Int16Array>()

/** Memory that is shared with the workers, so that hold music for a hundred calls is there once. */
export function sharedSound(sound: Pcm): Int16Array {
  if (sound.buffer instanceof SharedArrayBuffer) return sound
  const known = shared.get(sound)
  if (known) return known
  const copy = new Int16Array(new SharedArrayBuffer(sound.byteLength))
  copy.set(sound)
  shared.set(sound, copy)
  return copy
}

/** Runs something of a worker that an AbortSignal ends. `closed` where it can't be done any more. */
export async function untilAborted<T>(
  signal: AbortSignal | undefined,
  begin: () => Promise<T>,
  stop: () => Promise<void>,
  ends: { readonly aborted: T; readonly closed: T },
): Promise<T> {
  if (signal?.aborted) return ends.aborted
  const onAbort = (): void => void stop().catch(() => undefined) // what can't be stopped has ended: `begin` tells how
  signal?.addEventListener('abort', onAbort, { once: true })
  try {
    return await begin()
  } catch (error) {
    if (error instanceof MediaError && error.code === 'closed') return ends.closed
    throw error
  } finally {
    signal?.removeEventListener('abort', onAbort)
  }
}

/** Plays to a party or to a room. */
export function playOn(thread: MediaThread, on: Target, sound: Pcm, options: PlayOptions = {}): Promise<PlayEnd> {
  const play = newNumber()
  const { loops = 1, text, signal } = options
  return untilAborted<PlayEnd>(
    signal,
    () => thread.ask('play', { on, play, sound: sharedSound(sound), loops, text }),
    () => thread.ask('stopPlay', { on, play }),
    { aborted: 'stopped', closed: 'closed' },
  )
}
