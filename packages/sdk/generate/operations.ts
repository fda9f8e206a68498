/** Reads one operation of the facts. */
import { parseType, type RawOperation, type RawSpec, type RawType, resolveType } from './facts.ts'
import type { Operation, Parameter, Verb, Writer } from './model.ts'
import { parameterName } from './names.ts'
import { acceptTypes } from './overrides.ts'

const verbs: readonly (readonly [string, Verb])[] = [
  ['List', 'page'],
  ['Create', 'create'],
  ['Fetch', 'fetch'],
  ['Update', 'update'],
  ['Patch', 'patch'],
  ['Delete', 'remove'],
]

/** Which verb an operation is, by the first word of its id. */
export function verbOf(id: string): Verb {
  const found = verbs.find(([word]) => id.startsWith(word))
  if (found === undefined) throw new Error(`No verb for operation ${id}`)
  return found[1]
}

/** Query names that paging owns: the library has its own words for them. */
const pagingNames = new Set(['Page', 'PageSize', 'PageToken'])

/** PageSize keeps its place where filters come after it, so that the query is written in the order of the document. */
function standsAmongFilters(parameter: Parameter, after: readonly Parameter[]): boolean {
  return parameter.wire === 'PageSize' && after.some((p) => p.place === 'query' && !pagingNames.has(p.wire))
}

/** Turns an operation of the facts into one of the library. */
export function readOperation(method: string, raw: RawOperation, spec: RawSpec): Operation {
  const verb = verbOf(raw.id)
  const parameters = [
    ...readParameters(raw.q, 'query', spec),
    ...readParameters(raw.f, 'form', spec),
    ...readParameters(raw.h, 'header', spec),
  ].filter((p, i, all) => verb !== 'page' || !pagingNames.has(p.wire) || standsAmongFilters(p, all.slice(i + 1)))
  return {
    id: raw.id,
    verb,
    method,
    parameters: sortParameters(parameters),
    ...(raw.j === undefined ? {} : { body: { type: raw.j, required: raw.jreq === 1 } }),
    contentType: contentTypeOf(method, raw, parameters),
    accept: acceptTypes[raw.id] ?? 'application/json',
    tokenPaging: raw.meta === 'token' && raw.q?.pageToken !== undefined,
    result: resultOf(raw, spec),
  }
}

function contentTypeOf(method: string, raw: RawOperation, parameters: readonly Parameter[]): string | null {
  if (raw.j !== undefined) return raw.ct ?? 'application/json'
  return parameters.some((p) => p.place === 'form') && method !== 'get' ? 'application/x-www-form-urlencoded' : null
}

/** Required ones first, as twilio-node writes them; otherwise in the order of the document. */
function sortParameters(parameters: readonly Parameter[]): Parameter[] {
  return [...parameters.filter((p) => p.required), ...parameters.filter((p) => !p.required)]
}

function readParameters(
  from: Readonly<Record<string, RawType>> | undefined,
  place: Parameter['place'],
  spec: RawSpec,
): Parameter[] {
  return Object.entries(from ?? {}).map(([key, type]) => {
    const required = key.endsWith('!')
    const wire = required ? key.slice(0, -1) : key
    const name = parameterName(wire)
    return { name, wire, place, required, type, writer: writerOf(type, spec) }
  })
}

/** Which writer a type needs; what `qs` writes by itself needs none. */
export function writerOf(raw: RawType, spec: RawSpec): Writer {
  const node = resolveType(raw, spec)
  if (node.kind === 'string') {
    if (node.format === 'date') return 'date'
    if (node.format === 'date-time' || node.format === 'date-time-rfc-2822') return 'date-time'
    return node.format === 'twiml' ? 'twiml' : ''
  }
  if (node.kind === 'array') {
    const items = parseType(node.items)
    return items.kind === 'any' || items.kind === 'object' ? 'json-list' : ''
  }
  if (node.kind === 'object' && node.format?.startsWith('prefixed-collapsible-map')) return 'dotted-map'
  return node.kind === 'any' || node.kind === 'object' || node.kind === 'map' ? 'json' : ''
}

function resultOf(raw: RawOperation, spec: RawSpec): RawType | null {
  for (const [status, type] of Object.entries(raw.r)) {
    if (!/^[23]/.test(status) || type === 0) continue
    if (typeof type === 'object' && 'list' in type) return type.list
    return verbOf(raw.id) === 'page' ? recordOfPage(type as RawType, spec) : (type as RawType)
  }
  return null
}

/** A few lists tell of the page and not of its records: those are what its first list holds. */
function recordOfPage(page: RawType, spec: RawSpec): RawType {
  const node = resolveType(page, spec)
  const lists = node.kind === 'object' ? Object.values(node.props ?? {}).map(parseType) : []
  const list = lists.find((type) => type.kind === 'array')
  return list?.kind === 'array' ? list.items : page
}
