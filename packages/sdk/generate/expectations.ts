/**
 * Writes `test/fixtures/operations.json`, the expectations of the conformance test, straight from the facts:
 * `node packages/sdk/generate/expectations.ts <facts.json>`
 *
 * It shares no code with the generator of the tables: what an operation is called is looked up in the official library by
 * its method and URL, and how values are written and read is said here a second time, so that the test can fail.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { readSurface } from './official/surface.ts'

type Raw =
  | string
  | { t?: string; enum?: string[]; p?: Record<string, Raw>; items?: Raw; oneOf?: Raw[]; anyOf?: Raw[]; allOf?: Raw[] }
interface Operation {
  id: string
  q?: Record<string, Raw>
  f?: Record<string, Raw>
  h?: Record<string, Raw>
  j?: Raw
  r: Record<string, unknown>
  key?: string
  meta?: string
}
interface Spec {
  server: string
  paths: Record<string, { m?: Record<string, Operation> }>
  schemas?: Record<string, Raw>
}

/** Operations that the official library has dropped or never had, and what they are called here. */
const ownCalls: [url: RegExp, call: string][] = [
  [/assistants\.twilio\.com\/v1\/Assistants\/{}\/Messages$/, 'assistants.v1.assistants(#).messages'],
  [/assistants\.twilio\.com\/v1\/Assistants\/{}\/Feedbacks$/, 'assistants.v1.assistants(#).feedbacks'],
  [/assistants\.twilio\.com\/v1\/Assistants\/{}\/Knowledge$/, 'assistants.v1.assistants(#).assistantsKnowledge'],
  [/assistants\.twilio\.com\/v1\/Assistants\/{}\/Knowledge\/{}$/, 'assistants.v1.assistants(#).assistantsKnowledge(#)'],
  [/assistants\.twilio\.com\/v1\/Assistants\/{}\/Tools$/, 'assistants.v1.assistants(#).assistantsTools'],
  [/assistants\.twilio\.com\/v1\/Assistants\/{}\/Tools\/{}$/, 'assistants.v1.assistants(#).assistantsTools(#)'],
  [/assistants\.twilio\.com\/v1\/Assistants$/, 'assistants.v1.assistants'],
  [/assistants\.twilio\.com\/v1\/Assistants\/{}$/, 'assistants.v1.assistants(#)'],
  [/assistants\.twilio\.com\/v1\/Knowledge$/, 'assistants.v1.knowledge'],
  [/assistants\.twilio\.com\/v1\/Knowledge\/{}$/, 'assistants.v1.knowledge(#)'],
  [/assistants\.twilio\.com\/v1\/Knowledge\/{}\/Status$/, 'assistants.v1.knowledge(#).knowledgeStatus()'],
  [/assistants\.twilio\.com\/v1\/Knowledge\/{}\/Chunks$/, 'assistants.v1.knowledge(#).chunks'],
  [/assistants\.twilio\.com\/v1\/Tools$/, 'assistants.v1.tools'],
  [/assistants\.twilio\.com\/v1\/Tools\/{}$/, 'assistants.v1.tools(#)'],
  [/assistants\.twilio\.com\/v1\/Policies$/, 'assistants.v1.policies'],
  [/assistants\.twilio\.com\/v1\/Sessions$/, 'assistants.v1.sessions'],
  [/assistants\.twilio\.com\/v1\/Sessions\/{}$/, 'assistants.v1.sessions(#)'],
  [/assistants\.twilio\.com\/v1\/Sessions\/{}\/Messages$/, 'assistants.v1.sessions(#).messages'],
  [/monitor\.twilio\.com\/v2\/Alarms$/, 'monitor.v2.alarms'],
  [/monitor\.twilio\.com\/v2\/Alarms\/{}$/, 'monitor.v2.alarms(#)'],
  [/monitor\.twilio\.com\/v2\/Alarms\/{}\/status$/, 'monitor.v2.alarms(#).status()'],
]

const verbWords: Record<string, string> = {
  List: 'page',
  Create: 'create',
  Fetch: 'fetch',
  Update: 'update',
  Patch: 'patch',
  Delete: 'remove',
}
const anonymous = (url: string): string => url.replace(/\{[^}]*\}/g, '{}').replace(/\/$/, '')
const lower = (word: string): string => word.charAt(0).toLowerCase() + word.slice(1)
const library = (wire: string): string => lower(wire.replace(/[-_ ]+(\w)/g, (_, c: string) => c.toUpperCase()))

/** What stands for a Date in the fixture. */
const date = (iso: string): unknown => ({ $date: iso })

/** The sample of a text: the test knows it too. */
const plainText = "x ~é&=+'*"

class Expectations {
  readonly #spec: Spec

  constructor(spec: Spec) {
    this.#spec = spec
  }

  #resolve(raw: Raw): Exclude<Raw, string> & { t: string } {
    let at: Raw = raw
    while (typeof at === 'string' && at.startsWith('@'))
      at = this.#spec.schemas?.[at.slice(1).replace(/\?$/, '')] ?? 'any'
    if (typeof at !== 'string') {
      const ref = at.t?.startsWith('@') ? this.#resolve(at.t) : at
      return { ...ref, t: (ref.t ?? (ref.p === undefined ? 'any' : 'o')).replace(/\?$/, '') }
    }
    const text = at.replace(/\?$/, '')
    return text.startsWith('[') ? { t: '[]', items: text.slice(1, -1) || 'any' } : { t: text }
  }

  /** A sample of a parameter: what a program gives, and what must be on the wire (several values for a list). */
  parameter(raw: Raw): [given: unknown, written: string[]] {
    const { t, enum: values, items } = this.#resolve(raw)
    if (values !== undefined && values.length > 0) return [values[0], [String(values[0])]]
    if (t === '[]') {
      const [given, written] = this.parameter(items ?? 's')
      return [
        [given, given],
        [...written, ...written],
      ]
    }
    if (t.startsWith('i')) return [7, ['7']]
    if (t === 'n' || t.startsWith('n:')) return [1.5, ['1.5']]
    if (t === 'b') return [true, ['true']]
    if (t === 's:date') return [date('2026-02-03T04:05:06.789Z'), ['2026-02-03']]
    if (t === 's:date-time') return [date('2026-02-03T04:05:06.789Z'), ['2026-02-03T04:05:06Z']]
    if (/^(o|any|\{|union)/.test(t)) return [{ a: ['b', 1] }, ['{"a":["b",1]}']]
    return [plainText, [plainText]]
  }

  /** A sample of a JSON body: as a program gives it and as it must be on the wire. */
  body(raw: Raw, depth = 0): [given: unknown, written: unknown] {
    const { t, p, enum: values, items } = this.#resolve(raw)
    if (values !== undefined && values.length > 0) return [values[0], values[0]]
    if (t === '[]') {
      const [given, written] = this.body(items ?? 's', depth)
      return [[given], [written]]
    }
    if (p !== undefined && Object.keys(p).length > 0 && depth < 6) {
      const inner = Object.entries(p).map(([wire, type]) => [wire, this.body(type, depth + 1)] as const)
      return [
        Object.fromEntries(inner.map(([wire, [given]]) => [library(wire), given])),
        Object.fromEntries(inner.map(([wire, [, written]]) => [wire, written])),
      ]
    }
    if (t.startsWith('i') || t === 'n' || t.startsWith('n:')) return [3, 3]
    if (t === 'b') return [false, false]
    if (/^(o|any|\{)/.test(t)) return [{ keyOf_mine: 1 }, { keyOf_mine: 1 }]
    return ['é', 'é']
  }

  /** A sample of a record: the payload, and the properties that must come of it. */
  record(raw: Raw): [payload: Record<string, unknown>, read: Record<string, unknown>] {
    const payload: Record<string, unknown> = {}
    const read: Record<string, unknown> = {}
    for (const [wire, type] of Object.entries(this.#resolve(raw).p ?? {})) {
      const [sent, got] = this.#property(type)
      payload[wire] = sent
      read[wire === 'private' ? '_private' : library(wire)] = got
    }
    return [payload, read]
  }

  /** What a page lists, where the document tells of the page: the items of its first list. */
  inPage(raw: Raw): Raw {
    for (const inner of Object.values(this.#resolve(raw).p ?? {})) {
      const { t, items } = this.#resolve(inner)
      if (t === '[]' && items !== undefined) return items
    }
    return raw
  }

  #property(raw: Raw): [sent: unknown, got: unknown] {
    const { t, p, enum: values, items } = this.#resolve(raw)
    if (values !== undefined && values.length > 0) return [values[0], values[0]]
    if (t === 'i:int64') return ['12', '12']
    if (t.startsWith('i')) return ['12', 12]
    if (t === 'n' || t.startsWith('n:')) return [0.25, 0.25]
    if (t === 'b') return [true, true]
    if (t === 's:date') return ['2026-02-03', date('2026-02-03T00:00:00.000Z')]
    if (t === 's:date-time') return ['2026-02-03T04:05:06Z', date('2026-02-03T04:05:06.000Z')]
    if (t === 's:date-time-rfc-2822') return ['Tue, 03 Feb 2026 04:05:06 +0000', date('2026-02-03T04:05:06.000Z')]
    if (t === '[]') {
      const inner = this.#resolve(items ?? 's').p
      return inner === undefined ? [['x'], ['x']] : [[{ some_key: { deep_key: 1 } }], [{ someKey: { deep_key: 1 } }]]
    }
    // A format names a shape of its own, which is passed on as it is.
    if (p !== undefined && Object.keys(p).length > 0 && !t.startsWith('o:'))
      return [{ some_key: { deep_key: 1 } }, { someKey: { deep_key: 1 } }]
    return /^(o|any|\{)/.test(t) ? [{ some_key: 1 }, { some_key: 1 }] : ['é', 'é']
  }
}

interface Expected {
  id: string
  call: string
  verb: string
  method: string
  url: string
  /** A sample of its own only where it is not plain text. */
  parameters: [place: string, wire: string, name: string, given?: unknown, written?: string[]][]
  body?: [unknown, unknown]
  key?: string
  meta?: string
  record: number | null
}

const [factsPath] = process.argv.slice(2)
if (factsPath === undefined)
  throw new Error('Say where the facts are: node packages/sdk/generate/expectations.ts <facts.json>')
console.warn = () => {}
const facts = JSON.parse(readFileSync(factsPath, 'utf8')) as { specs: Record<string, Spec> }

/** Calls by method and URL, from the official library: ids are numbered in the order in which they are given. */
function officialCalls(): { calls: Map<string, string>; names: Map<string, string> } {
  const calls = new Map<string, string>()
  const names = new Map<string, string>()
  for (const place of readSurface().places) {
    for (const operation of place.operations) {
      const key = `${operation.method} ${anonymous(place.url)}`
      calls.set(key, withPositions(place.path, decodeURIComponent(place.url)))
      for (const p of operation.parameters) names.set(`${key} ${p.wire}`, p.name)
    }
  }
  return { calls, names }
}

/** `lookups.v2.lookupOverrides(#2,#1)`: each id carries the number of its place in the URL. */
function withPositions(path: readonly string[], url: string): string {
  const places = [...url.matchAll(/\{(\w+)\}/g)].map((m) => m[1])
  const used = new Set<number>()
  const steps = path.map((step) =>
    step.replace(/\w+(?=[,)])/g, (name) => {
      if (!step.startsWith('(')) return name
      const at = places.findIndex((place, i) => place === name && !used.has(i))
      used.add(at)
      return `#${at + 1}`
    }),
  )
  return steps.join('.').replaceAll('.(', '(')
}

const numbered = (call: string): string => {
  let n = 0
  return call.replace(/#/g, () => `#${++n}`)
}

const { calls, names } = officialCalls()
const records: unknown[] = []
const recordNumbers = new Map<string, number>()

const verbOf = (operation: Operation): string => verbWords[/^[A-Z][a-z]+/.exec(operation.id)?.[0] ?? ''] ?? ''

function recordOf(expectations: Expectations, spec: string, operation: Operation): number | null {
  const [, type] = Object.entries(operation.r).find(([status, raw]) => /^[23]/.test(status) && raw !== 0) ?? []
  if (type === undefined) return null
  const whole = type as Raw | { list: Raw }
  const raw =
    typeof whole === 'object' && 'list' in whole
      ? whole.list
      : verbOf(operation) === 'page'
        ? expectations.inPage(whole)
        : whole
  const sample = expectations.record(raw)
  const key = spec + JSON.stringify(sample)
  const number = recordNumbers.get(key) ?? records.push(sample) - 1
  recordNumbers.set(key, number)
  return number
}

function expect(key: string, spec: Spec, path: string, method: string, operation: Operation): Expected {
  const expectations = new Expectations(spec)
  const url = spec.server + path
  const address = `${method} ${anonymous(url)}`
  const call = calls.get(address) ?? numbered(ownCalls.find(([pattern]) => pattern.test(anonymous(url)))?.[1] ?? '')
  if (call === '') throw new Error(`Nobody knows what ${key} ${operation.id} is called`)
  const groups = { q: 'query', f: 'form', h: 'header' } as const
  const parameters = (Object.keys(groups) as (keyof typeof groups)[]).flatMap((group) =>
    Object.entries(operation[group] ?? {}).map(([name, raw]): Expected['parameters'][number] => {
      const wire = name.replace(/!$/, '')
      const plain = wire
        .replace(/[<>]$/, (c) => (c === '<' ? 'Before' : 'After'))
        .split('.')
        .map(library)
        .join('.')
      const given = names.get(`${address} ${wire}`) ?? plain
      const [sample, written] = expectations.parameter(raw)
      return sample === plainText ? [groups[group], wire, given] : [groups[group], wire, given, sample, written]
    }),
  )
  return {
    id: `${key} ${operation.id}`,
    call,
    verb: verbOf(operation),
    method,
    url,
    parameters,
    ...(operation.j === undefined ? {} : { body: expectations.body(operation.j) }),
    ...(operation.key === undefined ? {} : { key: operation.key }),
    ...(operation.meta === undefined ? {} : { meta: operation.meta }),
    record: recordOf(expectations, key, operation),
  }
}

const operations = Object.entries(facts.specs).flatMap(([key, spec]) =>
  Object.entries(spec.paths).flatMap(([path, raw]) =>
    Object.entries(raw.m ?? {}).map(([method, operation]) => expect(key, spec, path, method, operation)),
  ),
)
const lines = (values: readonly unknown[]): string => values.map((value) => JSON.stringify(value)).join(',\n')
writeFileSync(
  new URL('../test/fixtures/operations.json', import.meta.url),
  `{"records":[\n${lines(records)}\n],"operations":[\n${lines(operations)}\n]}\n`,
)
console.log(`${operations.length} operations, ${records.length} kinds of record`)
