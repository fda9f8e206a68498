/** Walks down a tree of resources by the text of a call. */
import assert from 'node:assert/strict'

type Tree = Record<string, unknown>
type Call = (...args: unknown[]) => unknown

/**
 * Walks `verify.v2.services(#1).verifications` down from a client; `#1` stands for an id. Each step must be there. Methods
 * are called on the object that they belong to.
 */
export function walk(client: object, call: string): Tree {
  return call.split(/\.(?![^(]*\))/).reduce<unknown>((at, step) => {
    const [name = ''] = step.split('(')
    let [owner, next]: [unknown, unknown] = [at, (at as Tree)[name]]
    assert.ok(next !== undefined, `nothing at ${step} of ${call}`)
    for (const [, ids = ''] of step.matchAll(/\(([^)]*)\)/g)) {
      const given = ids === '' ? [] : ids.split(',').map((id) => id.replace('#', 'ID'))
      ;[owner, next] = [undefined, (next as Call).apply(owner, given)]
    }
    return next
  }, client) as Tree
}

/** Calls an operation at the end of a walk. */
export function invoke(client: object, call: string, verb: string, args: readonly unknown[]): unknown {
  const place = walk(client, call)
  return (place[verb] as Call).apply(place, [...args])
}
