/**
 * A list with one more at its end, and no longer than that: a spread and `push` make room for seventeen, and lists of one or two are kept for
 * thousands of messages in flight.
 */
export function appended<One>(list: readonly One[], one: One): One[] {
  return list.toSpliced(list.length, 0, one)
}
