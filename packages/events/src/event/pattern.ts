import { ProblemError } from '@trunkline/wire'

const shape = /^(?:\*|[A-Za-z0-9_]+(?:\.[A-Za-z0-9_]+)*(?:\.\*)?)$/
const longest = 100
const most = 50

/**
 * Checks the patterns that choose which events an endpoint gets: a type (`delivery.delivered`), everything below a word
 * (`delivery.*`), or everything (`*`).
 * @throws ProblemError `validation-failed` with a pointer to each pattern that is none
 */
export function checkPatterns(patterns: readonly string[]): void {
  if (patterns.length === 0 || patterns.length > most) {
    const detail = `1 to ${most} patterns; leave the field out for all events`
    throw new ProblemError('validation-failed', undefined, { errors: [{ pointer: '/events', detail }] })
  }
  const errors = patterns.flatMap((pattern, index) =>
    shape.test(pattern) && pattern.length <= longest
      ? []
      : [{ pointer: `/events/${index}`, detail: 'an event type such as delivery.delivered, or delivery.*, or *' }],
  )
  if (errors.length > 0) throw new ProblemError('validation-failed', undefined, { errors })
}

/** The pattern for SQL's LIKE: `delivery.*` is `delivery.%`, and what LIKE would read as a wildcard stands for itself. */
export function likeOf(pattern: string): string {
  const literal = pattern.replace(/[\\%_]/g, (char) => `\\${char}`)
  return literal.replace(/\*$/, '%')
}
