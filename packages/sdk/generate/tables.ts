/** Prints the tree of a product as the compact table that the run time reads (format: `src/rest/table.ts`). */

import { contextPath, lengthenPath, snake, usualReader, verbs } from '../src/rest/table.ts'
import { type RawSpec, type RawType, resolveType } from './facts.ts'
import type { Operation, Parameter, Product, Resource, Version, Writer } from './model.ts'
import { camel, parameterName } from './names.ts'

/** JSON as it is printed. */
export type Json = string | number | { readonly [key: string]: Json } | readonly Json[]

const letters = new Map(Object.entries(verbs).map(([letter, [verb, method]]) => [verb, { letter, method }]))

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
    ...(Object.keys(product.shortcuts).length > 0 ? { o: oldNames(product) } : {}),
  }
}

/** Old names in as few words as `oldNames` of the run time reads: a version with the most of them stands for all of its own. */
function oldNames(product: Product): string {
  const byVersion = new Map<string, string[]>()
  for (const [name, path] of Object.entries(product.shortcuts)) {
    const [version = '', child] = path.split('.')
    byVersion.set(version, [...(byVersion.get(version) ?? []), child === name ? path : `${name}=${path}`])
  }
  const several = product.property === 'preview'
  const main = [...byVersion].sort(([, a], [, b]) => b.length - a.length)[0]?.[0]
  const words = [...byVersion].map(([version, paths]) => {
    if (version !== main && !several) return paths.join(' ')
    return [version, ...paths.filter((path) => path.includes('='))].join(' ')
  })
  return words.sort((a, b) => Number(b === main) - Number(a === main)).join(' ')
}

function versionTable(version: Version): Json {
  return { p: version.prefix, k: resourcesTable(version.resources, '') }
}

function resourcesTable(resources: readonly Resource[], above: string): Json {
  const table: Record<string, Json> = {}
  for (const resource of resources) table[resource.name] = resourceTable(resource, above)
  return table
}

function resourceTable(resource: Resource, above: string): Json {
  const table: Record<string, Json> = {}
  const list = resource.listPath === null ? null : namedPath(resource.listPath)
  const context = resource.contextPath === null ? null : namedPath(resource.contextPath)
  if (resource.accessor.length > 0) table.x = resource.accessor.join(' ')
  if (list === null) table.l = 0
  else if (lengthenPath('', above, resource.name) !== list) table.l = shortenPath(list, above, resource.name)
  if (context !== null && resource.args !== null) {
    const ids = resource.args.join(' ')
    if (ids !== 'sid' || resource.contextOperations.length === 0) table.a = ids
    if (list === null || contextPath(list, ids) !== context) table.c = shortenPath(context, above, resource.name)
  }
  if (resource.listOperations.length > 0) table.L = operationsTable(resource.listOperations, resource.spec)
  if (resource.contextOperations.length > 0) table.C = operationsTable(resource.contextOperations, resource.spec)
  if (resource.listChildren.length > 0) table.k = resourcesTable(resource.listChildren, list ?? '')
  if (resource.contextChildren.length > 0) table.s = resourcesTable(resource.contextChildren, context ?? '')
  const readers = readersOf(resource)
  if (readers !== '') table.d = readers
  return table
}

const namedPath = (path: string): string => path.replace(/\{([^}]+)\}/g, (_, name: string) => `{${camel(name)}}`)

/** The shortest of the forms that `lengthenPath` makes this path of. */
function shortenPath(path: string, above: string, name: string): string {
  const root = above.replace(/\.json$/, '')
  const depth = root.split('/').length
  const id = /\{\w+\}$/.test(root) ? (/^\{(\w+)\}$/.exec(path.split('/')[depth - 1] ?? '')?.[1] ?? '') : ''
  const rest = `/${path.split('/').slice(depth).join('/')}`
  const forms = [`${id}+`, `+${rest}`, `${id}+${rest}`]
  return forms.find((form) => above !== '' && lengthenPath(form, above, name) === path) ?? path
}

function operationsTable(operations: readonly Operation[], spec: RawSpec): Json {
  const table: Record<string, Json> = {}
  for (const operation of operations) table[letters.get(operation.verb)?.letter ?? ''] = operationTable(operation, spec)
  return table
}

function operationTable(operation: Operation, spec: RawSpec): Json {
  const words: string[] = []
  if (operation.method !== letters.get(operation.verb)?.method) words.push(`.${operation.method}`)
  if (operation.tokenPaging) words.push('.token')
  if (operation.accept !== 'application/json') words.push(`.${operation.accept}`)
  if (operation.body !== undefined) words.push(operation.body.required ? '*!' : '*')
  words.push(...operation.parameters.map(parameterWord))
  const line = words.join(' ')
  const names = operation.body === undefined ? null : bodyNames(operation.body.type, spec)
  return names === null ? line : [line, names]
}

/** A form parameter of an operation that has a form needs no mark; a query one there, or a header, does. */
function parameterWord(p: Parameter, _index: number, all: readonly Parameter[]): string {
  const mixed = p.place === 'query' && all.some((other) => other.place === 'form')
  const place = p.place === 'header' ? ':' : mixed ? '?' : ''
  const name = p.name === parameterName(p.wire) ? '' : `=${p.name}`
  return `${place}${p.wire}${name}${writerMarks[p.writer]}${p.required ? '!' : ''}`
}

/** How the names in a JSON body are turned: all to snake_case where that fits every one of them, else by table. */
function bodyNames(type: RawType, spec: RawSpec): Json | null {
  const names: BodyName[] = []
  collectNames(type, spec, 0, names)
  if (names.every(({ wire }) => camel(wire) === wire)) return null
  const kept = new Set(names.filter((n) => n.open).map((n) => n.wire))
  const fits = names.every(({ wire, open }) => snake(camel(wire)) === wire && (open || !kept.has(wire)))
  return fits ? [...kept].join(' ') : bodyKeys(type, spec, 0)
}

interface BodyName {
  readonly wire: string
  /** Holds keys of the program's own. */
  readonly open: boolean
}

function collectNames(type: RawType, spec: RawSpec, depth: number, into: BodyName[]): void {
  const node = resolveType(type, spec)
  if (depth > 8) return
  if (node.kind === 'array') collectNames(node.items, spec, depth, into)
  if (node.kind !== 'object') return
  for (const [wire, inner] of Object.entries(node.props ?? {})) {
    into.push({ wire, open: isOpen(inner, spec) })
    collectNames(inner, spec, depth + 1, into)
  }
}

function isOpen(type: RawType, spec: RawSpec): boolean {
  const node = resolveType(type, spec)
  if (node.kind === 'array') return isOpen(node.items, spec)
  return (
    node.kind === 'any' ||
    node.kind === 'map' ||
    node.kind === 'union' ||
    (node.kind === 'object' && Object.keys(node.props ?? {}).length === 0)
  )
}

/** Names of a JSON body that differ between the wire and the library, and where to look deeper. */
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
      if (!marks.has(wire)) marks.set(wire, mark)
    }
  }
  return [...marks]
    .filter(([wire, mark]) => mark !== usualReader(wire))
    .map(([wire, mark]) => wire + (mark || '.'))
    .join(' ')
}

/** `@` a date, `#` a whole number, `>` an object or list of objects whose keys are turned too. */
export function readerMark(type: RawType, spec: RawSpec): '' | '@' | '#' | '>' {
  const node = resolveType(type, spec)
  // Whole numbers of 64 bits are left as they come, as in twilio-node.
  if (node.kind === 'integer') return node.format === 'int64' ? '' : '#'
  if (node.kind === 'string') return /^date/.test(node.format ?? '') ? '@' : ''
  if (node.kind === 'array') {
    const items = resolveType(node.items, spec)
    return items.kind === 'object' && items.props !== undefined ? '>' : ''
  }
  return node.kind === 'object' && !node.format && Object.keys(node.props ?? {}).length > 0 ? '>' : ''
}
