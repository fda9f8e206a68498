/** The operations of all products as a flat list: for whoever answers them, instead of calling them. */
import { productNames } from '../generated/packed.ts'
import {
  contextPath,
  lengthenPath,
  type OperationTable,
  type ResourceTable,
  readOperation,
  type VersionTable,
  verbs,
} from '../rest/table.ts'
import { productTable } from './tables.ts'

/** One parameter of an operation, by its name on the wire. */
export interface KnownParameter {
  readonly name: string
  readonly place: 'form' | 'query' | 'header'
  readonly required: boolean
}

/** One operation of Twilio's REST API, as it goes over the wire. */
export interface KnownOperation {
  /** First label of the product's host: `api`, `verify`, `flex-api`. */
  readonly host: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Path with its version and places: `/2010-04-01/Accounts/{AccountSid}/Messages.json`. */
  readonly path: string
  /** What the library does with it: `create`, `page` (a list), `fetch`, `update`, `patch` or `remove`. */
  readonly verb: string
  /** How a program reaches it: `api.v2010.accounts.messages`. */
  readonly resource: string
  readonly parameters: readonly KnownParameter[]
  /** Whether the body is JSON instead of a form. */
  readonly json: boolean
}

/** Where a resource hangs: what is the same for all that is below it. */
interface Above {
  readonly host: string
  readonly prefix: string
  readonly path: string
  readonly resource: string
}

/** Every operation that the library knows. Made anew at each call: keep it. */
export function knownOperations(): KnownOperation[] {
  return productNames.flatMap((product) => {
    const { h: host, v: versions } = productTable(product)
    return Object.entries(versions).flatMap(([version, table]) =>
      versionOperations(host, `${product}.${version}`, table),
    )
  })
}

function versionOperations(host: string, resource: string, { p, k }: VersionTable): KnownOperation[] {
  return children(k, { host, prefix: p === '' ? '' : `/${p}`, path: '', resource })
}

function children(tables: Readonly<Record<string, ResourceTable>> | undefined, above: Above): KnownOperation[] {
  return Object.entries(tables ?? {}).flatMap(([name, table]) => resourceOperations(name, table, above))
}

function resourceOperations(name: string, table: ResourceTable, above: Above): KnownOperation[] {
  const resource = `${above.resource}.${name}`
  const list = table.l === 0 ? '' : lengthenPath(table.l ?? '', above.path, name)
  const ids = table.a ?? (table.C === undefined ? undefined : 'sid')
  const context =
    ids === undefined ? '' : table.c === undefined ? contextPath(list, ids) : lengthenPath(table.c, above.path, name)
  return [
    ...placeOperations(table.L, { ...above, path: list, resource }),
    ...placeOperations(table.C, { ...above, path: context, resource }),
    ...children(table.k, { ...above, path: list, resource }),
    ...children(table.s, { ...above, path: context, resource }),
  ]
}

function placeOperations(
  tables: Readonly<Record<string, OperationTable>> | undefined,
  { host, prefix, path, resource }: Above,
): KnownOperation[] {
  return Object.entries(tables ?? {}).map(([letter, table]) => {
    const [verb, usual] = verbs[letter] ?? [letter, 'get']
    const { method, parameters, body } = readOperation(usual, table)
    return {
      host,
      method: method.toUpperCase() as KnownOperation['method'],
      path: prefix + wirePath(path),
      verb,
      resource,
      parameters: parameters.map(({ wire, place, required }) => ({ name: wire, place, required })),
      json: body !== undefined,
    }
  })
}

/** `/Accounts/{accountSid}` → `/Accounts/{AccountSid}`, as Twilio's documents write it. */
const wirePath = (path: string): string => path.replace(/\{(\w)/g, (_, letter: string) => `{${letter.toUpperCase()}`)
