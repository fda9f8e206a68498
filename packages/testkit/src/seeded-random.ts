/** A source of numbers that gives the same ones for the same seed. Not for secrets. */
export interface SeededRandom {
  /** A number from 0 up to, but not, 1. */
  next(): number
  bytes(length: number): Uint8Array<ArrayBuffer>
}

/** Mulberry32: 32 bits of state, plenty for tests. The same seed gives the same ids, jitter and choices on every run. */
export function seededRandom(seed = 1): SeededRandom {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return { next, bytes: (length) => Uint8Array.from({ length }, () => Math.floor(next() * 256)) }
}
