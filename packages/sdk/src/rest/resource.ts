/** One resource of the tree, compiled from its table when it is first touched: how its lists, contexts and records look. */
import type { HttpResponse } from '../http/http-client.ts'
import { read } from './deserialize.ts'
import { type ApiResponse, buildRequest, perform, readArguments, withCallback } from './operation.ts'
import { addPaging } from './paging.ts'
import { camel, type OperationRule, type OperationTable, type ResourceTable, readOperation } from './table.ts'
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

type Method = (this: never, ...args: unknown[]) => unknown

/** Puts a method on a prototype, out of the way of loops over properties. */
export function define(target: object, name: string | symbol, value: Method): void {
  Object.defineProperty(target, name, { value, writable: true, configurable: true })
}

/** A path parameter must be there and stay one segment: no slash, no question mark, no `..`. */
function pathSegment(name: string, value: unknown): string {
  const text = value === null || value === undefined ? '/' : String(value)
  if (/[/?]/.test(text) || /^\.{1,2}$/.test(text)) throw new Error(`Parameter '${name}' is not valid.`)
  // A raw # or \ would change which resource the URL names.
  return text.replace(/#/g, '%23').replace(/\\/g, '%5C')
}

const namesIn = (path: string): string[] => [...path.matchAll(/\{(\w+)\}/g)].map((m) => m[1] ?? '')

/** The ids of a deeper place: those of the one above under this path's names, then the new ones. */
function solve(path: string, above: Solution, ids: readonly unknown[]): Solution {
  const values = [...Object.values(above), ...ids]
  return Object.fromEntries(namesIn(path).map((name, i) => [name, values[i]]))
}

function fill(path: string, solution: Solution): string {
  const names = namesIn(path)
  for (const name of names) pathSegment(name, solution[name])
  return path.startsWith('{') ? '' : path.replace(/\{(\w+)\}/g, (_, name: string) => pathSegment(name, solution[name]))
}

/** A resource, compiled. */
export class Resource {
  readonly table: ResourceTable
  readonly #listRules: Map<string, OperationRule>
  readonly #contextRules: Map<string, OperationRule>
  readonly #readers: ReadonlyMap<string, string>
  readonly #listPrototype: object
  readonly #contextPrototype: object
  readonly #instancePrototype: object

  constructor(table: ResourceTable) {
    this.table = table
    this.#listRules = rules(table.L)
    this.#contextRules = rules(table.C)
    const marks = (table.d ?? '').split(' ').filter((word) => word !== '')
    this.#readers = new Map(marks.map((word) => [word.slice(0, -1), word.slice(-1)]))
    this.#listPrototype = this.#compile(this.#listRules, table.k, Function.prototype)
    this.#contextPrototype = this.#compile(this.#contextRules, table.s, Object.prototype)
    this.#instancePrototype = this.#compileInstance()
  }

  /** The list under a place above, with ids of its own where it is a method. */
  list(version: Version, above: Solution, ids: readonly unknown[]): unknown {
    const _solution = solve(this.table.l, above, ids)
    const _uri = fill(this.table.l, _solution)
    const callable = this.table.a === undefined ? {} : (...own: unknown[]) => this.context(version, _solution, own)
    Object.setPrototypeOf(callable, this.#listPrototype)
    return Object.assign(callable, { _version: version, _solution, _uri })
  }

  /** The context of one record. */
  context(version: Version, above: Solution, ids: readonly unknown[]): object {
    const path = this.table.c ?? ''
    const _solution = solve(path, above, ids)
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
      if (!(name in record)) record[name] = read(this.#readers.get(wire) ?? '', value)
    }
    return record
  }

  #compile(own: Map<string, OperationRule>, children: ResourceTable['k'], base: object): object {
    const prototype = Object.create(base) as object
    for (const [verb, rule] of own) {
      if (verb === 'page')
        addPaging(prototype, rule, (version, payload, solution) => this.instance(version, payload, solution))
      else this.#addOperation(prototype, verb, rule)
    }
    for (const [name, table] of Object.entries(children ?? {})) defineChild(prototype, name, table)
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

  #compileInstance(): object {
    const prototype = Object.create(Object.prototype) as object
    const proxied = this.table.c === undefined ? [] : [...this.#contextRules.keys()]
    for (const verb of proxied.flatMap((v) => [v, `${v}WithHttpInfo`])) {
      define(prototype, verb, function (this: InstanceInside, ...args: unknown[]) {
        const context = this._proxy
        return (context[verb] as (...given: unknown[]) => unknown).apply(context, args)
      } as Method)
    }
    for (const name of Object.keys(this.table.s ?? {})) {
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
    const own = (this.table.a ?? '').split(' ').filter((name) => name !== '')
    const names = namesIn(this.table.c ?? '')
    const above = Object.values(record._solution).slice(0, names.length - own.length)
    const ids = own.map((name) => record._solution[name] ?? record[name] ?? record.sid ?? record.id)
    return this.context(record._version, Object.fromEntries(above.entries()), ids)
  }
}

interface InstanceInside {
  readonly _version: Version
  readonly _solution: Solution
  readonly _proxy: Record<string, unknown>
  readonly [property: string]: unknown
}

function rules(tables: Readonly<Record<string, OperationTable>> | undefined): Map<string, OperationRule> {
  return new Map(Object.entries(tables ?? {}).map(([verb, table]) => [verb, readOperation(verb, table)]))
}

const compiled = new WeakMap<ResourceTable, Resource>()

/** The resource of a table; compiled once. */
export function resourceOf(table: ResourceTable): Resource {
  const found = compiled.get(table) ?? new Resource(table)
  compiled.set(table, found)
  return found
}

const made = Symbol('children')

/** Hangs a resource under a prototype: a getter, made once for each place; or a method where the list takes ids. */
export function defineChild(prototype: object, name: string, table: ResourceTable): void {
  if (table.x !== undefined) {
    const own = table.x.split(' ').length
    define(prototype, name, function (this: Place, ...ids: unknown[]) {
      const resource = resourceOf(table)
      const list = resource.list(this._version, this._solution, ids.slice(0, own))
      return ids.length > own && ids[own] !== undefined
        ? (list as (...ids: unknown[]) => unknown)(...ids.slice(own))
        : list
    } as Method)
    return
  }
  Object.defineProperty(prototype, name, {
    enumerable: true,
    configurable: true,
    get(this: Place & { [made]?: Map<string, unknown> }) {
      this[made] ??= new Map()
      const list = this[made].get(name) ?? resourceOf(table).list(this._version, this._solution, [])
      this[made].set(name, list)
      return list
    },
  })
}
