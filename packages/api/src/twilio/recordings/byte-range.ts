/** Bytes from one place on to before another. */
export interface ByteRange {
  readonly from: number
  readonly until: number
}

/**
 * Reads a Range header of one range (RFC 9110 §14.2). Several ranges, other units and what is malformed count as no range: all is sent then, as the RFC allows.
 * @returns undefined for all of it, `unsatisfiable` where nothing of it is there
 */
export function readRange(header: string | undefined, length: number): ByteRange | 'unsatisfiable' | undefined {
  const found = /^\s*bytes\s*=\s*(\d*)\s*-\s*(\d*)\s*$/i.exec(header ?? '')
  const [, first = '', last = ''] = found ?? []
  if (found === null || (first === '' && last === '')) return undefined
  if (first === '') {
    const suffix = Math.min(Number(last), length)
    return suffix === 0 ? 'unsatisfiable' : { from: length - suffix, until: length }
  }
  const from = Number(first)
  const until = last === '' ? length : Math.min(Number(last) + 1, length)
  if (last !== '' && Number(last) < from) return undefined
  return from >= length ? 'unsatisfiable' : { from, until }
}
