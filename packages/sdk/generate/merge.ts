/** Adds the supplement (what the official library knows and the documents do not) to the facts. */
import type { RawFacts, RawOperation, RawPath, RawSpec, RawType } from './facts.ts'

/** Parameters that an operation has besides those of its document: `<place>:<wire name>`, and the order of all. */
export interface AddedParameters {
  readonly add: Readonly<Record<string, RawType>>
  readonly order: readonly string[]
  /** Parameters that must be there although the document does not say so. */
  readonly required?: readonly string[]
}

/** What is added to the facts. */
export interface Supplement {
  /** Documents, or paths and operations of documents that the facts have. */
  readonly specs: Readonly<Record<string, RawSpec>>
  /** Parameters of operations that the facts have, by `<document> <operation id>`. */
  readonly parameters: Readonly<Record<string, AddedParameters>>
  /** Old names on products that lead into a version. */
  readonly shortcuts: Readonly<Record<string, Readonly<Record<string, string>>>>
}

const groups = { form: 'f', query: 'q', header: 'h' } as const

/** The facts with the supplement's documents, paths, operations and parameters. */
export function mergeFacts(facts: RawFacts, supplement: Supplement): RawFacts {
  const specs: Record<string, RawSpec> = {}
  for (const key of new Set([...Object.keys(facts.specs), ...Object.keys(supplement.specs)])) {
    const [known, added] = [facts.specs[key], supplement.specs[key]]
    const spec = known ?? { ...(added as RawSpec), paths: {} }
    specs[key] = { ...spec, paths: mergePaths(key, spec.paths, added?.paths ?? {}, supplement) }
  }
  return { specs }
}

function mergePaths(
  key: string,
  known: RawSpec['paths'],
  added: RawSpec['paths'],
  supplement: Supplement,
): Record<string, RawPath> {
  const paths: Record<string, RawPath> = {}
  for (const [path, raw] of Object.entries({ ...added, ...known })) {
    const methods = { ...raw.m, ...(known[path] === undefined ? {} : added[path]?.m) }
    const entries = Object.entries(methods).map(([method, operation]) => [
      method,
      withParameters(operation, supplement.parameters[`${key} ${operation.id}`]),
    ])
    paths[path] = { ...raw, m: Object.fromEntries(entries) as Record<string, RawOperation> }
  }
  return paths
}

function withParameters(operation: RawOperation, added: AddedParameters | undefined): RawOperation {
  if (added === undefined) return operation
  const place = (name: string): number => added.order.indexOf(name.replace(/!$/, ''))
  const grown: Record<string, Record<string, RawType>> = {}
  for (const [word, letter] of Object.entries(groups)) {
    const fresh = Object.entries(added.add)
      .filter(([name]) => name.startsWith(`${word}:`))
      .map(([name, type]) => [name.slice(word.length + 1), type] as const)
    const known = Object.entries(operation[letter] ?? {}).map(
      ([name, type]) => [added.required?.includes(name) ? `${name}!` : name, type] as const,
    )
    const all = [...known, ...fresh]
    if (all.length > 0) grown[letter] = Object.fromEntries(all.sort(([a], [b]) => place(a) - place(b)))
  }
  return { ...operation, ...grown }
}
