/** Reads the type declarations of the official library (`.d.ts`), as far as its generated code uses the language. */
import { readFileSync } from 'node:fs'
import type { RawType } from '../facts.ts'

interface Field {
  readonly name: string
  readonly optional: boolean
  readonly text: string
}

/** The declarations of one file: objects by name, and unions of literals by name. */
export interface Declarations {
  readonly objects: ReadonlyMap<string, readonly Field[]>
  readonly unions: ReadonlyMap<string, readonly string[]>
  /** Wire names that differ, by `<class>.<property>`: read off the constructors. */
  readonly wires: ReadonlyMap<string, string>
  /** Properties that are read as whole numbers, by `<class>.<property>`. */
  readonly integers: ReadonlySet<string>
  /** The type of the parameters of a method, by `<list or context> <verb>`. */
  readonly parameters: ReadonlyMap<string, string>
}

const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')

/** The text between the brace at `start` and the one that closes it. */
function braced(text: string, start: number): string {
  let depth = 0
  for (let at = start; at < text.length; at++) {
    if (text[at] === '{') depth++
    if (text[at] === '}' && --depth === 0) return text.slice(start + 1, at)
  }
  return ''
}

/** Splits at `;` outside of brackets. */
function statements(text: string): string[] {
  const found: string[] = []
  let depth = 0
  let from = 0
  for (let at = 0; at < text.length; at++) {
    const c = text[at] ?? ''
    if ('{([<'.includes(c)) depth++
    if ('})]'.includes(c) || (c === '>' && text[at - 1] !== '=')) depth--
    if (c === ';' && depth === 0) {
      found.push(text.slice(from, at).trim())
      from = at + 1
    }
  }
  return found
}

function fieldOf(statement: string): Field | undefined {
  const m = /^(?:readonly )?"?([A-Za-z_$][^"?:(]*)"?(\??):\s*([\s\S]+)$/.exec(statement)
  if (m === null) return undefined
  return { name: m[1] ?? '', optional: m[2] === '?', text: (m[3] ?? '').trim() }
}

/** Reads a module of the official library: `file` is its `.js`. */
export function readDeclarations(file: string): Declarations {
  const text = withoutComments(readFileSync(file.replace(/\.js$/, '.d.ts'), 'utf8'))
  const objects = new Map<string, Field[]>()
  const unions = new Map<string, string[]>()
  const parameters = new Map<string, string>()
  for (const m of text.matchAll(/(?:export )?(?:declare class|interface) (\w+)[^{]*\{/g)) {
    const parts = statements(braced(text, (m.index ?? 0) + m[0].length - 1))
    objects.set(
      m[1] ?? '',
      parts.map(fieldOf).filter((f) => f !== undefined),
    )
    for (const part of parts) {
      const method = /^(create|update|patch|fetch|remove|page)\(params\??: ([^,()]+?)(?: \||,|\))/.exec(part)
      if (method !== null && !method[2]?.startsWith('(')) parameters.set(`${m[1]} ${method[1]}`, method[2] ?? '')
    }
  }
  for (const m of text.matchAll(/export type (\w+) = ((?:"[^"]*"(?: \| )?)+);/g)) {
    unions.set(
      m[1] ?? '',
      [...(m[2] ?? '').matchAll(/"([^"]*)"/g)].map((v) => v[1] ?? ''),
    )
  }
  return { objects, unions, parameters, ...readConstructors(file) }
}

function readConstructors(file: string): { wires: Map<string, string>; integers: Set<string> } {
  const wires = new Map<string, string>()
  const integers = new Set<string>()
  const text = readFileSync(file, 'utf8')
  for (const m of text.matchAll(/^class (\w+) \{\n\s+constructor\((?:_version, _?)?payload[^)]*\) \{/gm)) {
    const body = braced(text, (m.index ?? 0) + m[0].length - 1)
    for (const p of body.matchAll(/this(?:\.(\w+)|\["([^"]+)"\]) =\s*([^;]*?)payload(?:\.(\w+)|\["([^"]+)"\])/g)) {
      const key = `${m[1]}.${p[1] ?? p[2]}`
      wires.set(key, p[4] ?? p[5] ?? '')
      if (p[3]?.includes('deserialize.integer')) integers.add(key)
    }
  }
  return { wires, integers }
}

/** Turns the text of a type into a type of the facts. */
export function toRawType(text: string, from: Declarations, depth = 0): RawType {
  const plain = text.trim().replace(/ \| null$/, '')
  const simple: Readonly<Record<string, string>> = {
    string: 's',
    number: 'n',
    boolean: 'b',
    Date: 's:date-time',
    object: 'o',
    any: 'any',
  }
  const known = simple[plain]
  if (known !== undefined) return known
  const list = /^Array<([\s\S]+)>$/.exec(plain) ?? /^([\w.]+)\[\]$/.exec(plain)
  if (list) return { t: '[]', items: toRawType(list[1] ?? 'any', from, depth) }
  const map = /^Record<string, ([\s\S]+)>$/.exec(plain) ?? /^\{\s*\[key: string\]: ([\s\S]+?);?\s*\}$/.exec(plain)
  if (map) return 'o'
  const values = from.unions.get(plain)
  if (values !== undefined) return { t: 's', enum: values }
  const fields = from.objects.get(plain)
  return fields === undefined || depth > 6 ? 'any' : toObject(plain, fields, from, depth)
}

/** An object type, with the names of the wire. */
export function toObject(name: string, fields: readonly Field[], from: Declarations, depth: number): RawType {
  const props: Record<string, RawType> = {}
  const required: string[] = []
  for (const field of fields) {
    if (/^_|\s/.test(field.name)) continue
    const wire = from.wires.get(`${name}.${field.name}`) ?? field.name
    props[wire] = from.integers.has(`${name}.${field.name}`) ? 'i' : toRawType(field.text, from, depth + 1)
    if (!field.optional) required.push(wire)
  }
  return { t: 'o', p: props, ...(required.length > 0 ? { req: required } : {}) }
}
