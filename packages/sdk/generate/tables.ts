/** Prints the tree of a product as the compact table that the run time reads (format: `src/rest/table.ts`). */
import { type RawSpec, type RawType, resolveType } from './facts.ts'
import type { Operation, Parameter, Product, Resource, Version, Writer } from './model.ts'
import { camel, parameterName } from './names.ts'

/** JSON as it is printed. */
export type Json = string | number | { readonly [key: string]: Json } | readonly Json[]

const usualMethod: Readonly<Record<string, string>> = {
  create: 'post',
  page: 'get',
  fetch: 'get',
  update: 'post',
  patch: 'patch',
  remove: 'delete',
}

const writerMarks: Readonly<Record<Writer, string>> = {
  '': '',
  'date-time': '@',
  date: '#',
  json: '{',
  'json-list': '[',
  twiml: '~',
  'dotted-map': '^',
}

/** The table of one product. */
export function productTable(product: Product): Json {
  const versions: Record<string, Json> = {}
  for (const version of product.versions) versions[version.property] = versionTable(version)
  return {
    h: product.host,
    v: versions,
    ...(Object.keys(product.shortcuts).length > 0 ? { o: product.shortcuts } : {}),
  }
}

function versionTable(version: Version): Json {
  return { p: version.prefix, k: resourcesTable(version.resources) }
}

function resourcesTable(resources: readonly Resource[]): Json {
  const table: Record<string, Json> = {}
  for (const resource of resources) table[resource.name] = resourceTable(resource)
  return table
}

function resourceTable(resource: Resource): Json {
  const table: Record<string, Json> = {}
  if (resource.accessor.length > 0) table.x = resource.accessor.join(' ')
  table.l = namedPath(resource.listPath ?? listTemplate(resource))
  if (resource.contextPath !== null && resource.args !== null) {
    table.c = namedPath(resource.contextPath)
    table.a = resource.args.join(' ')
  }
  if (resource.listOperations.length > 0) table.L = operationsTable(resource.listOperations, resource.spec)
  if (resource.contextOperations.length > 0) table.C = operationsTable(resource.contextOperations, resource.spec)
  if (resource.listChildren.length > 0) table.k = resourcesTable(resource.listChildren)
  if (resource.contextChildren.length > 0) table.s = resourcesTable(resource.contextChildren)
  const readers = readersOf(resource)
  if (readers !== '') table.d = readers
  return table
}

/** A list without a path of its own still carries the ids of its parent. */
function listTemplate(resource: Resource): string {
  return [...resource.listParameters, ...resource.accessor].map((name) => `{${name}}`).join('')
}

const namedPath = (path: string): string => path.replace(/\{([^}]+)\}/g, (_, name: string) => `{${camel(name)}}`)

function operationsTable(operations: readonly Operation[], spec: RawSpec): Json {
  const table: Record<string, Json> = {}
  for (const operation of operations) table[operation.verb] = operationTable(operation, spec)
  return table
}

function operationTable(operation: Operation, spec: RawSpec): Json {
  const words: string[] = []
  if (operation.method !== usualMethod[operation.verb]) words.push(`.${operation.method}`)
  if (operation.tokenPaging) words.push('.token')
  if (operation.accept !== 'application/json') words.push(`.${operation.accept}`)
  if (operation.body !== undefined) words.push(operation.body.required ? '*!' : '*')
  words.push(...operation.parameters.map(parameterWord))
  const line = words.join(' ')
  const keys = operation.body === undefined ? null : bodyKeys(operation.body.type, spec, 0)
  return keys === null ? line : [line, keys]
}

/** A form parameter of an operation that has a form needs no mark; a query one there, or a header, does. */
function parameterWord(p: Parameter, _index: number, all: readonly Parameter[]): string {
  const mixed = p.place === 'query' && all.some((other) => other.place === 'form')
  const place = p.place === 'header' ? ':' : mixed ? '?' : ''
  const name = p.name === parameterName(p.wire) ? '' : `=${p.name}`
  return `${place}${p.wire}${name}${writerMarks[p.writer]}${p.required ? '!' : ''}`
}

/** Keys of a JSON body whose names differ between the wire and the library, and where to look deeper. */
function bodyKeys(type: RawType, spec: RawSpec, depth: number): Json | null {
  const node = resolveType(type, spec)
  if (depth > 8) return null
  if (node.kind === 'array') return bodyKeys(node.items, spec, depth)
  if (node.kind !== 'object' || node.props === undefined) return null
  const keys: Record<string, Json> = {}
  for (const [wire, inner] of Object.entries(node.props)) {
    const below = bodyKeys(inner, spec, depth + 1)
    if (below !== null) keys[wire] = below
    else if (camel(wire) !== wire) keys[wire] = 0
  }
  return Object.keys(keys).length > 0 ? keys : null
}

/** Properties of the records of a resource that are more than copied: dates, whole numbers, typed objects. */
function readersOf(resource: Resource): string {
  const marks = new Map<string, string>()
  for (const operation of [...resource.contextOperations, ...resource.listOperations]) {
    if (operation.result === null) continue
    const node = resolveType(operation.result, resource.spec)
    if (node.kind !== 'object') continue
    for (const [wire, type] of Object.entries(node.props ?? {})) {
      const mark = readerMark(type, resource.spec)
      if (mark !== '' && !marks.has(wire)) marks.set(wire, mark)
    }
  }
  return [...marks].map(([wire, mark]) => `${wire}${mark}`).join(' ')
}

/** `@` a date, `#` a whole number, `>` an object or list of objects whose keys are turned too. */
export function readerMark(type: RawType, spec: RawSpec): '' | '@' | '#' | '>' {
  const node = resolveType(type, spec)
  if (node.kind === 'integer') return '#'
  if (node.kind === 'string') return /^date/.test(node.format ?? '') ? '@' : ''
  if (node.kind === 'array') {
    const items = resolveType(node.items, spec)
    return items.kind === 'object' && items.props !== undefined ? '>' : ''
  }
  return node.kind === 'object' && Object.keys(node.props ?? {}).length > 0 ? '>' : ''
}
