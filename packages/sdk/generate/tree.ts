/** Builds the tree of resources of one version from its paths. */
import type { RawPath, RawSpec } from './facts.ts'
import type { Resource, Version } from './model.ts'
import { camel } from './names.ts'
import { readOperation } from './operations.ts'
import { listOperations, resourceNames } from './overrides.ts'

interface Place {
  readonly path: string
  readonly raw: RawPath
  readonly kind: 'list' | 'instance'
}

const parametersOf = (path: string): string[] => [...path.matchAll(/\{([^}]+)\}/g)].map((m) => m[1] ?? '')
const anonymous = (path: string): string => path.replace(/\{[^}]*\}/g, '{}')

/** Instance where the path says so, or ends with a parameter. */
function kindOf(path: string, raw: RawPath): 'list' | 'instance' {
  if (Object.values(raw.m ?? {}).some((operation) => listOperations.has(operation.id))) return 'list'
  if (raw.x !== undefined) return raw.x
  return /\}(\.json)?$/.test(path) ? 'instance' : 'list'
}

function nameOf(path: string, raw: RawPath, key: string): string {
  const given = resourceNames[key]
  if (given !== undefined) return given
  if (raw.mnt !== undefined) return camel(raw.mnt)
  const words = path
    .replace(/\.json$/, '')
    .split('/')
    .filter((s) => s !== '' && !s.startsWith('{'))
  const last = words.at(-1) ?? ''
  return /^[A-Z0-9]+$/.test(last) ? last.toLowerCase() : camel(last)
}

/** Paths that lead somewhere: with operations, or named as the parent of one that has. */
function livePaths(places: readonly Place[]): Set<string> {
  const live = new Set<string>()
  const parents = new Map(places.map((p) => [anonymous(p.path), p]))
  for (const place of places) {
    if (Object.keys(place.raw.m ?? {}).length === 0) continue
    for (let at: Place | undefined = place; at !== undefined; ) {
      live.add(anonymous(at.path))
      at = at.raw.par === undefined ? undefined : parents.get(anonymous(at.raw.par))
    }
  }
  return live
}

/** Paths of a document that belong under one prefix, without the prefix. */
export function placesUnder(spec: RawSpec, prefix: string): Place[] {
  const start = prefix === '' ? '/' : `/${prefix}/`
  return Object.entries(spec.paths)
    .filter(([path]) => path.startsWith(start))
    .map(([path, raw]) => {
      const short = path.slice(start.length - 1)
      const parent = raw.par?.startsWith(start) ? raw.par.slice(start.length - 1) : raw.par
      return { path: short, raw: parent === undefined ? raw : { ...raw, par: parent }, kind: kindOf(short, raw) }
    })
}

/** The tree of one version. `key` names it in the overrides (`verify_v2`). */
export function buildVersion(key: string, property: string, prefix: string, spec: RawSpec): Version {
  const places = placesUnder(spec, prefix)
  const live = livePaths(places)
  const version: Version = { property, prefix, spec, resources: [] }
  const byPath = new Map<string, { resource: Resource; kind: 'list' | 'instance' }>()
  const ordered = [...places].sort((a, b) => depth(a) - depth(b))
  for (const place of ordered) {
    if (!live.has(anonymous(place.path))) continue
    const parent = place.raw.par === undefined ? undefined : byPath.get(anonymous(place.raw.par))
    const ids = parametersOf(place.path).length
    const siblings = siblingsOf(version, parent, ids)
    const knownIds = parent === undefined ? 0 : Math.min(parametersOf(place.raw.par ?? '').length, ids)
    for (const [name, methods] of splitMethods(place, key)) {
      const resource = findOrAdd(siblings, name, place, knownIds, spec)
      attach(resource, place, methods, knownIds, spec)
      if (!byPath.has(anonymous(place.path))) byPath.set(anonymous(place.path), { resource, kind: place.kind })
    }
  }
  return version
}

/** Parents come before children; a list comes before its instance. */
function depth(place: Place): number {
  return place.path.split('/').length * 2 + (place.kind === 'instance' ? 1 : 0)
}

/** A child hangs under the context only where it needs an id that the list does not have. */
function siblingsOf(
  version: Version,
  parent: { resource: Resource; kind: 'list' | 'instance' } | undefined,
  ids: number,
): Resource[] {
  if (parent === undefined) return version.resources
  const { resource } = parent
  const underContext =
    (resource.args?.length ?? 0) > 0 && parent.kind === 'instance' && ids >= resource.contextParameters.length
  return underContext ? resource.contextChildren : resource.listChildren
}

/** Most places are one resource; a few (`Keys.json`) are two, told apart by operation. */
function splitMethods(place: Place, key: string): [string, string[]][] {
  const groups = new Map<string, string[]>()
  for (const [method, operation] of Object.entries(place.raw.m ?? {})) {
    const name = nameOf(
      place.path,
      operation.mnt === undefined ? place.raw : { mnt: operation.mnt },
      `${key} ${operation.id}`,
    )
    groups.set(name, [...(groups.get(name) ?? []), method])
  }
  if (groups.size === 0) groups.set(nameOf(place.path, place.raw, `${key} ${place.path}`), [])
  return [...groups]
}

function findOrAdd(siblings: Resource[], name: string, place: Place, knownIds: number, spec: RawSpec): Resource {
  const found = siblings.find((r) => r.name === name)
  if (found !== undefined) return found
  const resource: Resource = {
    name,
    accessor: place.kind === 'list' ? parametersOf(place.path).slice(knownIds).map(camel) : [],
    listPath: null,
    contextPath: null,
    args: null,
    listOperations: [],
    contextOperations: [],
    listChildren: [],
    contextChildren: [],
    listParameters: parametersOf(place.path).slice(0, knownIds),
    contextParameters: [],
    spec,
  }
  siblings.push(resource)
  return resource
}

function attach(resource: Resource, place: Place, methods: readonly string[], knownIds: number, spec: RawSpec): void {
  const ids = parametersOf(place.path)
  const list = place.kind === 'list'
  if (list) {
    resource.listPath = place.path
    resource.listParameters = ids
  } else {
    // Called with in the order of their declaration, which is not always that of the path.
    const declared = Object.keys(place.raw.p ?? {})
    const own = ids.slice(knownIds + resource.accessor.length)
    const args = own.sort((a, b) => declared.indexOf(a) - declared.indexOf(b)).map(camel)
    if (args.length === 0 && methods.length === 0) return
    resource.contextPath = place.path
    resource.contextParameters = ids
    resource.args = args
  }
  for (const method of methods) {
    const raw = place.raw.m?.[method]
    if (raw === undefined) continue
    const operation = readOperation(method, raw, spec)
    ;(list ? resource.listOperations : resource.contextOperations).push(operation)
  }
}
