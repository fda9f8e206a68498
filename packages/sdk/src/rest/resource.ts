/** One resource of the tree, compiled from its table when it is first touched: how its lists, contexts and records look. */
import type { HttpResponse } from '../http/http-client.ts'
import { define, type Method } from './define.ts'
import { read } from './deserialize.ts'
import { type ApiResponse, buildRequest, perform, readArguments, withCallback } from './operation.ts'
import { addPaging } from './paging.ts'
import {
  camel,
  contextPath,
  lengthenPath,
  type OperationRule,
  type OperationTable,
  type ResourceTable,
  readOperation,
  usualReader,
  verbs,
} from './table.ts'
import type { Version } from './version.ts'

/** Ids in the path of a resource, by name. */
export type Solution = Readonly<Record<string, unknown>>

/** A list or a context: a place that operations are called on. */
export interface Place {
  readonly _version: Version
  readonly _solution: Solution
  readonly _uri: string
}

const inspect = Symbol.for('nodejs.util.inspect.custom')

/** A record as it came back: its properties by the library's names, and the operations of its context. */
export interface Instance {
  readonly [property: string]: unknown
}

/** A path parameter must be there and stay one segment: no slash, no question mark, no `..`. */
function pathSegment(name: string, value: unknown): string {
  const text = value === null || value === undefined ? '/' : String(value)
  if (/[/?]/.test(text) || /^\.{1,2}$/.test(text)) throw new Error(`Parameter '${name}' is not valid.`)
  // A raw # or \ would change which resource the URL names.
  return text.replace(/#/g, '%23').replace(/\\/g, '%5C')
}

const namesIn = (path: string): string[] => [...path.matchAll(/\{(\w+)\}/g)].map((m) => m[1] ?? '')

/** The ids of a path: own ones by name, the others in order from the place above, where they may have other names. */
function solve(path: string, above: Solution, own: Solution): Solution {
  const values = Object.values(above)
  const solution: Record<string, unknown> = {}
  for (const name of namesIn(path)) solution[name] = Object.hasOwn(own, name) ? own[name] : values.shift()
  return solution
}

const fill = (path: string, solution: Solution): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => pathSegment(name, solution[name]))

const wordsOf = (text: string | undefined): string[] => (text ? text.split(' ') : [])

const named = (names: readonly string[], values: readonly unknown[]): Solution =>
  Object.fromEntries(names.map((name, i) => [name, values[i]]))

/** A resource, compiled. */
export class Resource {
  readonly #ids: string[]
  readonly #listIds: string[]
  readonly #listPath: string | undefined
  readonly #contextPath: string | undefined
  readonly #listRules: Map<string, OperationRule>
  readonly #contextRules: Map<string, OperationRule>
  readonly #readers: Map<string, string>
  readonly #listPrototype: object
  readonly #contextPrototype: object
  readonly #instancePrototype: object

  /** `above`: path of the place that it hangs under. */
  constructor(table: ResourceTable, name: string, above: string) {
    const ids = table.a ?? (table.C === undefined ? undefined : 'sid')
    this.#ids = wordsOf(ids)
    this.#listIds = wordsOf(table.x)
    this.#listPath = table.l === 0 ? undefined : lengthenPath(table.l ?? '', above, name)
    this.#contextPath =
      ids === undefined
        ? undefined
        : table.c === undefined
          ? contextPath(this.#listPath ?? '', ids)
          : lengthenPath(table.c, above, name)
    this.#listRules = rules(table.L)
    this.#contextRules = rules(table.C)
    this.#readers = new Map(wordsOf(table.d).map((word) => [word.slice(0, -1), word.slice(-1)] as const))
    this.#listPrototype = this.#compile(this.#listRules, table.k, this.#listPath ?? '', Function.prototype)
    this.#contextPrototype = this.#compile(this.#contextRules, table.s, this.#contextPath ?? '', Object.prototype)
    this.#instancePrototype = this.#compileInstance(Object.keys(table.s ?? {}))
  }

  /** The list under a place above; where it is a method, with its ids, and the context when there are more. */
  open(version: Version, above: Solution, given: readonly unknown[]): unknown {
    const ids = named(this.#listIds, given)
    const path = this.#listPath
    const _solution = path === undefined ? above : solve(path, above, ids)
    const _uri = path === undefined ? '' : fill(path, _solution)
    const more = given.slice(this.#listIds.length)
    if (more.some((id) => id !== undefined)) return this.#context(version, _solution, more)
    const list = this.#contextPath === undefined ? {} : (...own: unknown[]) => this.#context(version, _solution, own)
    Object.setPrototypeOf(list, this.#listPrototype)
    return Object.assign(list, { _version: version, _solution, _uri })
  }

  #context(version: Version, above: Solution, given: readonly unknown[]): object {
    const path = this.#contextPath ?? ''
    const _solution = solve(path, above, named(this.#ids, given))
    const place: Place = { _version: version, _solution, _uri: fill(path, _solution) }
    return Object.assign(Object.create(this.#contextPrototype), place) as object
  }

  /** A record from its payload. `solution`: the ids of the place it came from. */
  instance(version: Version, payload: unknown, solution: Solution): Instance {
    const record = Object.create(this.#instancePrototype) as Record<string, unknown>
    const hidden = { _version: version, _solution: solution }
    for (const [key, value] of Object.entries(hidden)) Object.defineProperty(record, key, { value, writable: true })
    for (const [wire, value] of Object.entries((payload ?? {}) as object)) {
      const name = wire === 'private' ? '_private' : camel(wire)
      if (!(name in record)) record[name] = read(this.#readers.get(wire) ?? usualReader(wire), value)
    }
    return record
  }

  #compile(own: Map<string, OperationRule>, children: ResourceTable['k'], path: string, base: object): object {
    const prototype = Object.create(base) as object
    for (const [verb, rule] of own) {
      if (verb === 'page')
        addPaging(prototype, rule, (version, payload, solution) => this.instance(version, payload, solution))
      else this.#addOperation(prototype, verb, rule)
    }
    for (const [name, table] of Object.entries(children ?? {})) defineChild(prototype, name, table, path)
    if (base === Function.prototype)
      define(prototype, 'get', function (this: (...ids: unknown[]) => unknown, ...ids) {
        return this(...ids)
      } as Method)
    define(prototype, 'toJSON', function (this: Place) {
      return this._solution
    } as Method)
    define(prototype, inspect, function (this: Place) {
      return this._solution
    } as Method)
    return prototype
  }

  #addOperation(prototype: object, verb: string, rule: OperationRule): void {
    const takesParameters = rule.parameters.length > 0 || rule.body !== undefined
    const call = (place: Place, args: unknown[], withHttpInfo: boolean): Promise<unknown> => {
      const given = readArguments(rule, args, takesParameters)
      const request = buildRequest(rule, place._uri, given)
      const answer = perform(place._version, verb, request).then((response) =>
        this.#result(place, verb, response, withHttpInfo),
      )
      return withCallback(answer, given.callback)
    }
    define(prototype, verb, function (this: Place, ...args: unknown[]) {
      return call(this, args, false)
    } as Method)
    define(prototype, `${verb}WithHttpInfo`, function (this: Place, ...args: unknown[]) {
      return call(this, args, true)
    } as Method)
  }

  #result(place: Place, verb: string, response: HttpResponse, withHttpInfo: boolean): unknown {
    if (verb === 'remove') return withHttpInfo ? { ...response, body: response.statusCode === 204 } : true
    const body = this.instance(place._version, response.body, place._solution)
    return withHttpInfo ? ({ ...response, body } satisfies ApiResponse<unknown>) : body
  }

  #compileInstance(children: readonly string[]): object {
    const prototype = Object.create(Object.prototype) as object
    const proxied = this.#contextPath === undefined ? [] : [...this.#contextRules.keys()]
    for (const verb of proxied.flatMap((v) => [v, `${v}WithHttpInfo`])) {
      define(prototype, verb, function (this: InstanceInside, ...args: unknown[]) {
        const context = this._proxy
        return (context[verb] as (...given: unknown[]) => unknown).apply(context, args)
      } as Method)
    }
    for (const name of children) {
      define(prototype, name, function (this: InstanceInside) {
        return this._proxy[name]
      } as Method)
    }
    const resource = this
    Object.defineProperty(prototype, '_proxy', {
      get(this: InstanceInside) {
        return resource.#contextOf(this)
      },
    })
    const data = function (this: Instance): unknown {
      return { ...this }
    }
    define(prototype, 'toJSON', data as Method)
    define(prototype, inspect, data as Method)
    return prototype
  }

  /** The context of a record: ids that its place did not have come from the payload. */
  #contextOf(record: InstanceInside): object {
    const own = this.#ids.map((name) => record._solution[name] ?? record[name] ?? record.sid ?? record.id)
    const above = Object.entries(record._solution).filter(([name]) => !this.#ids.includes(name))
    return this.#context(record._version, Object.fromEntries(above), own)
  }
}

interface InstanceInside {
  readonly _version: Version
  readonly _solution: Solution
  readonly _proxy: Record<string, unknown>
  readonly [property: string]: unknown
}

function rules(tables: Readonly<Record<string, OperationTable>> | undefined): Map<string, OperationRule> {
  return new Map(
    Object.entries(tables ?? {}).map(([letter, table]) => {
      const [verb, method] = verbs[letter] ?? [letter, 'get']
      return [verb, readOperation(method, table)]
    }),
  )
}

const made = Symbol('children')

/** Hangs a resource under a prototype: a getter, made once for each place; or a method where the list takes ids. */
export function defineChild(prototype: object, name: string, table: ResourceTable, above: string): void {
  let compiled: Resource | undefined
  const resource = (): Resource => (compiled ??= new Resource(table, name, above))
  if (table.x !== undefined) {
    define(prototype, name, function (this: Place, ...ids: unknown[]) {
      return resource().open(this._version, this._solution, ids)
    } as Method)
    return
  }
  Object.defineProperty(prototype, name, {
    enumerable: true,
    configurable: true,
    get(this: Place & { [made]?: Map<string, unknown> }) {
      this[made] ??= new Map()
      const child = this[made].get(name) ?? resource().open(this._version, this._solution, [])
      this[made].set(name, child)
      return child
    },
  })
}
