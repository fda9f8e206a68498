import { type KnownOperation, knownOperations } from '@trunkline/sdk/operations'

/** The documented operations by name and by path. */
export interface OperationTable {
  readonly all: readonly KnownOperation[]
  /** By `METHOD host/path`. @throws Error for a name that is not documented */
  get(name: string): KnownOperation
  /** The operations on a path that was asked for: `find('verify', '/v2/Services/VA…')`. Linear, for what is not served alone. */
  find(host: string, path: string): readonly KnownOperation[]
}

/** The name of an operation, as routes say it. */
export const operationName = ({ method, host, path }: KnownOperation): string => `${method} ${host}${path}`

/** Unpacks the table of operations; a few milliseconds, once. */
export function createOperationTable(): OperationTable {
  const all = knownOperations()
  const byName = new Map(all.map((operation) => [operationName(operation), operation]))
  let patterns: { readonly operation: KnownOperation; readonly pattern: RegExp }[] | undefined
  return {
    all,
    get(name) {
      const found = byName.get(name)
      if (found === undefined) throw new Error(`Twilio has no operation ${name}`)
      return found
    },
    find(host, path) {
      patterns ??= all.map((operation) => ({ operation, pattern: patternOf(operation.path) }))
      const matching = patterns.filter((each) => each.operation.host === host && each.pattern.test(path))
      // `Services/PreregisteredUsa2p` is no service: a literal segment goes before a place.
      const fewest = Math.min(...matching.map(({ operation }) => placesIn(operation.path)))
      return matching.map(({ operation }) => operation).filter((operation) => placesIn(operation.path) === fewest)
    },
  }
}

const placesIn = (path: string): number => path.split('{').length

/** `/2010-04-01/Accounts/{Sid}.json` → a pattern for it, with and without `.json`. */
function patternOf(path: string): RegExp {
  const text = path
    .replace(/\.json$/, '')
    .replaceAll('.', '\\.')
    .replaceAll(/\{\w+\}/g, '[^/]+')
  return new RegExp(`^${text}(\\.json)?$`)
}
