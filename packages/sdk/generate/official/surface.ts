/**
 * Walks the tree of the official library (the npm package `twilio`, MIT) and reads off which operations hang where. Its
 * code is generated and very regular, so what an operation sends can be read from the text of its methods.
 */
import { readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** A parameter as the official code writes it: name in the library, name on the wire, place, and how it is written. */
export interface OfficialParameter {
  readonly name: string
  readonly wire: string
  readonly place: 'form' | 'query' | 'header'
  readonly writer: string
  readonly required: boolean
}

/** A method of the official library that sends a request. */
export interface OfficialOperation {
  readonly verb: string
  readonly method: string
  readonly parameters: readonly OfficialParameter[]
  readonly takesBody: boolean
  readonly bodyRequired: boolean
  readonly instance: string | undefined
  readonly tokenPaging: boolean
}

/** A list or a context of the official library. */
export interface OfficialPlace {
  /** Where it hangs: `['verify', 'v2', 'services', '(sid)', 'verifications']`. */
  readonly path: readonly string[]
  readonly kind: 'list' | 'context'
  /** `Verification` of `VerificationListInstance`. */
  readonly noun: string
  readonly file: string
  readonly url: string
  readonly operations: readonly OfficialOperation[]
}

// biome-ignore lint/suspicious/noExplicitAny: the official library is read by reflection
type Reflected = any

const require = createRequire(import.meta.url)
const root = join(dirname(require.resolve('twilio/package.json')), 'lib')

const argumentNames = (fn: Reflected): string[] =>
  (/^[^(]*\(([^)]*)\)/.exec(String(fn))?.[1] ?? '')
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '')

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? sources(path) : entry.name.endsWith('.js') ? [path] : []
  })
}

/** Where each class came from; every list is marked with its file, its function and the ids it was made with. */
function instrument(): Map<unknown, string> {
  const origin = new Map<unknown, string>()
  for (const file of sources(join(root, 'rest'))) {
    const module = require(file) as Record<string, Reflected>
    for (const name of Object.keys(module ?? {})) {
      const original = module[name]
      if (typeof original !== 'function') continue
      origin.set(original, file)
      if (!/^[A-Z]\w*ListInstance$/.test(name) || String(original).startsWith('class')) continue
      module[name] = (...args: unknown[]) => {
        const list = original(...args)
        Object.defineProperty(list, '__mark', { value: { file, noun: name.replace(/ListInstance$/, ''), original } })
        return list
      }
    }
  }
  return origin
}

function readParameters(text: string, query: boolean): OfficialParameter[] {
  const required = new Set([...text.matchAll(/params\["([^"]+)"\] === null/g)].map((m) => m[1]))
  const found: OfficialParameter[] = []
  const lines = text.matchAll(/(data|headers)\["([^"]+)"\]\s*=\s*([\s\S]*?);\n/g)
  for (const [, target, wire = '', expression = ''] of lines) {
    const name = /params(?:\.(\w+)|\["([^"]+)"\])/.exec(expression)
    if (name === null) continue
    const given = name[1] ?? name[2] ?? ''
    const writer = [...expression.matchAll(/serialize\.(\w+)/g)].map((m) => m[1]).join(' ')
    const place = target === 'headers' ? 'header' : query ? 'query' : 'form'
    found.push({ name: given, wire, place, writer, required: required.has(given) })
  }
  return found
}

function readOperation(verb: string, fn: Reflected, pageKind: string): OfficialOperation | undefined {
  const text = String(fn)
  const method = /method: "(\w+)"/.exec(text)?.[1]
  if (method === undefined) return undefined
  return {
    verb,
    method,
    parameters: readParameters(text, method === 'get' || method === 'delete'),
    takesBody: /data = params;/.test(text),
    bodyRequired: /Required parameter "params" missing/.test(text),
    instance: /new (\w+)\(\w+(?:\._version)?, (?:payload|response)/.exec(text)?.[1],
    tokenPaging: pageKind === 'TokenPage',
  }
}

const verbs = ['create', 'page', 'fetch', 'update', 'patch', 'remove']

class Walk {
  readonly places: OfficialPlace[] = []
  readonly #origin: Map<unknown, string>

  constructor(origin: Map<unknown, string>) {
    this.#origin = origin
  }

  list(list: Reflected, path: readonly string[]): void {
    const { file, noun } = list.__mark
    const page = require(file)[`${noun}Page`]
    const kind = page === undefined ? '' : Object.getPrototypeOf(page).name
    this.#add(list, path, 'list', noun, file, (verb) => list[verb], kind)
    for (const name of Object.getOwnPropertyNames(list)) {
      if (/^_|^(length|name|prototype|arguments|caller|toJSON)$/.test(name)) continue
      const child = list[name]
      if (child?.__mark !== undefined) this.list(child, [...path, name])
    }
    if (typeof list.get !== 'function') return
    const ids = argumentNames(list.get)
    this.context(list.get(...ids.map((id) => `{${id}}`)), [...path, `(${ids.join(',')})`])
  }

  context(context: Reflected, path: readonly string[]): void {
    const type = context.constructor
    const file = this.#origin.get(type) ?? ''
    this.#add(context, path, 'context', type.name.replace(/ContextImpl$/, ''), file, (verb) => type.prototype[verb], '')
    for (const name of Object.getOwnPropertyNames(type.prototype)) {
      const getter = Object.getOwnPropertyDescriptor(type.prototype, name)?.get
      if (getter !== undefined) this.list(context[name], [...path, name])
    }
  }

  #add(
    place: Reflected,
    path: readonly string[],
    kind: 'list' | 'context',
    noun: string,
    file: string,
    find: (verb: string) => Reflected,
    pageKind: string,
  ): void {
    const operations = verbs
      .map((verb) => (typeof find(verb) === 'function' ? readOperation(verb, find(verb), pageKind) : undefined))
      .filter((operation) => operation !== undefined)
    const version = place._version
    const url = `${version._domain.baseUrl}/${version._version}${(place._uri ?? '').replace(/^(?!\/|$)/, '/')}`
    this.places.push({ path, kind, noun, file, url, operations })
  }
}

function versionsOf(domain: Reflected): [string, Reflected][] {
  const found: [string, Reflected][] = []
  for (let at = Object.getPrototypeOf(domain); at?.constructor.name !== 'Domain'; at = Object.getPrototypeOf(at)) {
    for (const name of Object.getOwnPropertyNames(at)) {
      if (/^(v\d+|hosted_numbers|marketplace|wireless|organization)$/.test(name)) found.push([name, domain[name]])
    }
  }
  return found
}

/** Every list and context of the official library. */
export function readSurface(): {
  places: readonly OfficialPlace[]
  shortcuts: Readonly<Record<string, Readonly<Record<string, string>>>>
} {
  const walk = new Walk(instrument())
  const shortcuts: Record<string, Record<string, string>> = {}
  const Twilio = require('twilio').Twilio
  const client = new Twilio(`AC${'0'.repeat(32)}`, 'x')
  const prototype = Object.getPrototypeOf(client)
  for (const property of Object.getOwnPropertyNames(prototype)) {
    const getter = Object.getOwnPropertyDescriptor(prototype, property)?.get
    const domain = getter === undefined ? undefined : client[property]
    if (domain?.baseUrl === undefined) continue
    shortcuts[property] = oldNames(domain)
    for (const [version, at] of versionsOf(domain)) walkVersion(walk, property, version, at)
  }
  return { places: walk.places, shortcuts }
}

/** Getters that warn and lead on, with the words of their warnings. */
function oldNames(domain: Reflected): Record<string, string> {
  const prototype = Object.getPrototypeOf(domain)
  const found: Record<string, string> = {}
  for (const name of Object.getOwnPropertyNames(prototype)) {
    const text = String(Object.getOwnPropertyDescriptor(prototype, name)?.get ?? '')
    const words = /"(\S+) is deprecated\. Use \S+ instead\."/.exec(text)
    const target = /return this\.(\S+?);/.exec(text)?.[1]
    if (words !== null && target !== undefined) found[name] = target
  }
  return found
}

function walkVersion(walk: Walk, product: string, name: string, version: Reflected): void {
  if (version.__mark !== undefined) {
    walk.list(version, [product, name])
    return
  }
  const prototype = Object.getPrototypeOf(version)
  for (const member of Object.getOwnPropertyNames(prototype)) {
    if (member === 'constructor' || member === 'account') continue
    const descriptor = Object.getOwnPropertyDescriptor(prototype, member)
    if (descriptor?.get !== undefined) walk.list(version[member], [product, name, member])
    else accessor(walk, [product, name, member], version, member, argumentNames(descriptor?.value))
  }
}

/** A method of a version: with all its ids it gives a context where the list has one, with fewer the list. */
function accessor(
  walk: Walk,
  path: readonly string[],
  version: Reflected,
  member: string,
  ids: readonly string[],
): void {
  const given = ids.map((id) => `{${id}}`)
  const whole = version[member](...given)
  if (whole.__mark !== undefined) {
    walk.list(whole, [...path, `(${ids.join(',')})`])
    return
  }
  const list = attempt(() => version[member](...given.slice(0, -1)))
  if (list?.__mark !== undefined) walk.list(list, [...path, `(${ids.slice(0, -1).join(',')})`])
  else walk.context(whole, [...path, `(${ids.join(',')})`])
}

function attempt(run: () => Reflected): Reflected {
  try {
    return run()
  } catch {
    return undefined
  }
}
