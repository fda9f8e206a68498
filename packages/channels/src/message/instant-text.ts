/** Instants whose text is kept: nearly all that are asked for are one of the last few milliseconds. A power of two. */
const kept = 64
const instants = new Float64Array(kept).fill(Number.NaN)
const texts: string[] = new Array(kept).fill('')

/**
 * An instant as RFC 3339 text, in UTC with milliseconds. A message is told the time a dozen times on its way, and many messages the same times at once, while
 * `toISOString` takes half a microsecond.
 * @param ms milliseconds since the epoch
 * @throws RangeError where there is no such instant
 */
export function instantText(ms: number): string {
  const place = ms & (kept - 1)
  if (instants[place] !== ms) {
    texts[place] = new Date(ms).toISOString()
    instants[place] = ms
  }
  return texts[place] as string
}
