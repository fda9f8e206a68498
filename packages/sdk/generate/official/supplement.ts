/**
 * Writes `generate/supplement.json`: what the official library (npm package `twilio`, MIT) can do and the public documents
 * do not tell of, in the form of the facts: `node packages/sdk/generate/official/supplement.ts <facts.json>`
 */
import { readFileSync, writeFileSync } from 'node:fs'
import type { RawFacts, RawOperation, RawPath, RawType } from '../facts.ts'
import type { AddedParameters, Supplement } from '../merge.ts'
import { type Declarations, readDeclarations, toObject, toRawType } from './declarations.ts'
import { type OfficialOperation, type OfficialPlace, readSurface } from './surface.ts'

const anonymous = (url: string): string => url.replace(/\{[^}]*\}/g, '{}').replace(/\/$/, '')
const snake = (name: string): string => name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)
const verbWords: Readonly<Record<string, string>> = {
  page: 'List',
  remove: 'Delete',
  create: 'Create',
  fetch: 'Fetch',
  update: 'Update',
  patch: 'Patch',
}
const paging = new Set(['Page', 'PageSize', 'PageToken'])

class Supplementer {
  readonly specs: Record<string, { server: string; version: string; paths: Record<string, RawPath> }> = {}
  readonly parameters: Record<string, AddedParameters> = {}
  readonly #facts: RawFacts
  readonly #places: readonly OfficialPlace[]
  readonly #known = new Map<string, { key: string; operation: RawOperation }>()
  readonly #declarations = new Map<string, Declarations>()

  constructor(facts: RawFacts, places: readonly OfficialPlace[]) {
    this.#facts = facts
    this.#places = places
    for (const [key, spec] of Object.entries(facts.specs)) {
      for (const [path, raw] of Object.entries(spec.paths)) {
        for (const [method, operation] of Object.entries(raw.m ?? {}))
          this.#known.set(anonymous(`${method} ${spec.server}${path}`), { key, operation })
      }
    }
  }

  run(): void {
    for (const place of this.#places) {
      for (const operation of place.operations) {
        const known = this.#known.get(anonymous(`${operation.method} ${place.url}`))
        if (known === undefined) this.#addOperation(place, operation)
        else this.#addParameters(place, operation, known.key, known.operation)
      }
    }
  }

  #declarationsOf(place: OfficialPlace): Declarations {
    const found = this.#declarations.get(place.file) ?? readDeclarations(place.file)
    this.#declarations.set(place.file, found)
    return found
  }

  #addParameters(place: OfficialPlace, operation: OfficialOperation, key: string, known: RawOperation): void {
    if (operation.takesBody || known.j !== undefined) return
    const words = Object.keys({ ...known.q, ...known.f, ...known.h })
    const names = new Set(words.map((name) => name.replace(/!$/, '')))
    const required = operation.parameters.filter((p) => p.required && words.includes(p.wire)).map((p) => p.wire)
    const fresh = operation.parameters.filter(
      (p) => !names.has(p.wire) && !/^(pageSize|pageNumber|pageToken)$/.test(p.name),
    )
    if (fresh.length === 0 && required.length === 0) return
    const entries = fresh.map((p) => [
      `${p.place}:${p.wire}${p.required ? '!' : ''}`,
      this.#typeOf(place, operation, p.name, p.writer),
    ])
    this.parameters[`${key} ${known.id}`] = {
      add: Object.fromEntries(entries),
      order: operation.parameters.map((p) => p.wire),
      ...(required.length > 0 ? { required } : {}),
    }
  }

  #typeOf(place: OfficialPlace, operation: OfficialOperation, name: string, writer: string): RawType {
    const from = this.#declarationsOf(place)
    const options = from.objects.get(from.parameters.get(this.#holder(place, operation)) ?? '')
    if (writer === 'iso8601Date') return 's:date'
    if (writer.includes('object')) return writer.includes('map') ? '[any]' : 'any'
    return toRawType(options?.find((f) => f.name === name)?.text ?? 'string', from)
  }

  #holder(place: OfficialPlace, operation: OfficialOperation): string {
    return `${place.noun}${place.kind === 'list' ? 'ListInstance' : 'Context'} ${operation.verb}`
  }

  #addOperation(place: OfficialPlace, operation: OfficialOperation): void {
    const url = new URL(place.url.replace(/[{}]/g, (c) => (c === '{' ? '%7B' : '%7D')))
    const path = decodeURIComponent(url.pathname)
    const version = path.split('/')[1] ?? ''
    const label = url.hostname.split('.')[0]?.replace(/-api$/, '').replace(/-/g, '_') ?? ''
    const key = label === 'preview' ? 'preview' : `${label}_${version}`
    const spec = this.#specOf(key, url.origin, version)
    const [known = path] = Object.keys(this.#facts.specs[key]?.paths ?? {}).filter(
      (p) => anonymous(p) === anonymous(path),
    )
    const raw = (spec.paths[known] ?? this.#path(place)) as RawPath
    spec.paths[known] = { ...raw, m: { ...raw.m, [operation.method]: this.#operation(place, operation) } }
  }

  #specOf(key: string, server: string, version: string): { paths: Record<string, RawPath> } {
    const spec = this.specs[key] ?? { server, version, paths: {} }
    this.specs[key] = spec
    return spec
  }

  #path(place: OfficialPlace): RawPath {
    const steps = place.path.filter((step) => !step.startsWith('('))
    const parent = this.#parentOf(place)
    return {
      x: place.kind === 'list' ? 'list' : 'instance',
      mnt: snake(steps.at(-1) ?? ''),
      ...(parent === undefined ? {} : { par: parent }),
    }
  }

  /** The path of the context or list that a place hangs under; undefined for one that hangs under the version. */
  #parentOf(place: OfficialPlace): string | undefined {
    const own = place.path.at(-1)?.startsWith('(') ? 2 : 1
    const above = place.path.slice(0, place.path.length - own)
    if (above.length <= 2) return undefined
    const parent = this.#places.find((p) => p.path.join('.') === above.join('.'))
    return parent === undefined ? undefined : decodeURIComponent(new URL(parent.url).pathname)
  }

  #operation(place: OfficialPlace, operation: OfficialOperation): RawOperation {
    const from = this.#declarationsOf(place)
    const group = (where: string): Record<string, RawType> =>
      Object.fromEntries(
        operation.parameters
          .filter((p) => p.place === where && !paging.has(p.wire))
          .map((p) => [p.wire + (p.required ? '!' : ''), this.#typeOf(place, operation, p.name, p.writer)]),
      )
    const [q, f, h] = [group('query'), group('form'), group('header')]
    const bodyType = from.parameters.get(this.#holder(place, operation)) ?? 'any'
    return {
      id: `${verbWords[operation.verb]}${place.noun}`,
      ...(Object.keys(q).length > 0 ? { q } : {}),
      ...(Object.keys(f).length > 0 ? { f } : {}),
      ...(Object.keys(h).length > 0 ? { h } : {}),
      ...(operation.takesBody ? { j: toRawType(bodyType, from), ...(operation.bodyRequired ? { jreq: 1 } : {}) } : {}),
      r: this.#answer(place, operation, from),
      ...(operation.verb === 'page' ? { meta: operation.tokenPaging ? 'token' : 'meta' } : {}),
    }
  }

  #answer(place: OfficialPlace, operation: OfficialOperation, from: Declarations): RawOperation['r'] {
    if (operation.verb === 'remove') return { '204': 0 }
    const name = (operation.instance ?? `${place.noun}Instance`).replace(/Page$/, 'Instance')
    const fields = from.objects.get(name)
    const record = fields === undefined ? 'any' : toObject(name, fields, from, 0)
    return operation.verb === 'page' ? { '200': { list: record } } : { '200': record }
  }
}

const [factsPath] = process.argv.slice(2)
if (factsPath === undefined)
  throw new Error('Say where the facts are: node packages/sdk/generate/official/supplement.ts <facts.json>')
console.warn = () => {}
const { places, shortcuts } = readSurface()
const supplementer = new Supplementer(JSON.parse(readFileSync(factsPath, 'utf8')) as RawFacts, places)
supplementer.run()
const used = Object.fromEntries(Object.entries(shortcuts).filter(([, names]) => Object.keys(names).length > 0))
const supplement: Supplement = { specs: supplementer.specs, parameters: supplementer.parameters, shortcuts: used }
writeFileSync(new URL('../supplement.json', import.meta.url), print(supplement))

/** One path or one operation to a line. */
function print(value: Supplement): string {
  return `${JSON.stringify(value, null, 1).replace(/\n {5,}/g, '')}\n`
}
