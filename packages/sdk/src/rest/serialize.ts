/** How values go onto the wire: the rules of twilio-node's `serialize`, from each parameter's mark in the tables. */
import { type BodyKeys, type BodyNames, camel, snake, type WriterMark } from './table.ts'

const twoDigits = (n: number): string => String(n).padStart(2, '0')

/** A Date as `YYYY-MM-DD` in UTC; anything else as it is. */
export function iso8601Date(value: unknown): unknown {
  return value instanceof Date && !Number.isNaN(value.getTime()) ? isoParts(value)[0] : value
}

/** A Date as `YYYY-MM-DDTHH:mm:ssZ` in UTC, without fractions; anything else as it is. */
export function iso8601DateTime(value: unknown): unknown {
  return value instanceof Date && !Number.isNaN(value.getTime()) ? `${isoParts(value).join('T')}Z` : value
}

function isoParts(d: Date): [date: string, time: string] {
  const date = `${String(d.getUTCFullYear()).padStart(4, '0')}-${twoDigits(d.getUTCMonth() + 1)}-${twoDigits(d.getUTCDate())}`
  return [date, `${twoDigits(d.getUTCHours())}:${twoDigits(d.getUTCMinutes())}:${twoDigits(d.getUTCSeconds())}`]
}

/** Objects, lists and null as JSON; strings and the rest as they are. */
export function object(value: unknown): unknown {
  return typeof value === 'object' ? JSON.stringify(value) : value
}

const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  Object.prototype.toString.call(value) === '[object Object]'

/**
 * A nested object as dotted keys under a prefix: `{a: {b: 1}}` → `{'AddOns.a.b': 1}`. A key equal to one above it is not
 * repeated, as in twilio-node. Anything but an object gives nothing.
 */
export function prefixedCollapsibleMap(value: unknown, prefix: string): Record<string, unknown> {
  const flat: Record<string, unknown> = {}
  const walk = (node: Record<string, unknown>, above: readonly string[]): void => {
    for (const [key, inner] of Object.entries(node)) {
      const path = above.includes(key) ? above : [...above, key]
      if (isPlainObject(inner)) walk(inner, path)
      else flat[[prefix, ...path].filter((part) => part !== '').join('.')] = inner
    }
  }
  if (isPlainObject(value)) walk(value, [])
  return flat
}

/** Writes one value by its mark. */
export function write(mark: WriterMark, value: unknown): unknown {
  if (mark === '@') return iso8601DateTime(value)
  if (mark === '#') return iso8601Date(value)
  if (mark === '{') return object(value)
  if (mark === '[') return Array.isArray(value) ? value.map(object) : value
  if (mark === '~') return String(value)
  return value
}

/** A JSON body with the library's names turned into the wire's, wherever the product's table knows the names. */
export function writeBody(value: unknown, names: BodyNames): unknown {
  if (names === 0 || value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map((item) => writeBody(item, names))
  if (!isPlainObject(value)) return value
  const rename = Array.isArray(names) ? inSnakeCase(names) : byTable(names as BodyKeys)
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      const [wire, deeper] = rename(name)
      return [wire, writeBody(inner, deeper)]
    }),
  )
}

type Rename = (name: string) => [wire: string, deeper: BodyNames]

const inSnakeCase =
  (kept: readonly string[]): Rename =>
  (name) => {
    const wire = snake(name)
    return [wire, kept.includes(wire) ? 0 : kept]
  }

function byTable(keys: BodyKeys): Rename {
  const wires = new Map(Object.keys(keys).map((wire) => [camel(wire), wire]))
  return (name) => {
    const wire = Object.hasOwn(keys, name) ? name : (wires.get(name) ?? name)
    return [wire, keys[wire] ?? 0]
  }
}

const percent = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)

function* pairs(key: string, value: unknown): Generator<string> {
  if (value === undefined || typeof value === 'function') return
  if (value === null) yield `${percent(key)}=`
  else if (value instanceof Date) yield `${percent(key)}=${percent(value.toISOString())}`
  else if (Array.isArray(value)) for (const item of value) yield* pairs(key, item)
  else if (typeof value === 'object' && isPlainObject(value)) {
    for (const [inner, v] of Object.entries(value)) yield* pairs(`${key}[${inner}]`, v)
  } else yield `${percent(key)}=${percent(String(value))}`
}

/** A query string or form (RFC 3986 escapes, a space is %20): lists repeat the key, null is empty, undefined is left out. */
export function queryString(data: Readonly<Record<string, unknown>>): string {
  return Object.entries(data)
    .flatMap(([key, value]) => [...pairs(key, value)])
    .join('&')
}
