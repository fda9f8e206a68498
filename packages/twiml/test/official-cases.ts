/**
 * Programs that build the same document with any library of twilio-node's shape, generated from the grammar: every
 * element, every attribute, and odd values everywhere.
 */
import type { CompactGrammar, ElementRow, Family, FamilyRows } from '../generate/compact-grammar.ts'
import { methodName } from '../generate/render-builder.ts'
import compactGrammar from '../src/generated/grammar.json' with { type: 'json' }

/** A builder as these programs see it: its methods by name. */
export interface AnyBuilder {
  [method: string]: (...given: unknown[]) => AnyBuilder
}

/** A library: its three response classes. */
export type Library = Readonly<Record<Family, new () => AnyBuilder>>

/** One program: what it builds, and with which of the three classes. */
export interface OfficialCase {
  readonly name: string
  readonly family: Family
  readonly build: (response: AnyBuilder) => void
}

export const grammar = compactGrammar as CompactGrammar

/** Elements that the grammar has and release 6.2.0 of the official library has not. */
export const removed: ReadonlySet<string> = new Set(['Assistant'])

/** Calls a method of a builder, or complains of its absence by name. */
export function call(builder: AnyBuilder, method: string, ...given: unknown[]): AnyBuilder {
  const found = builder[method]
  if (typeof found !== 'function') throw new TypeError(`no method ${method}`)
  return found.apply(builder, given)
}

/** What a program gives: the document, or the start of the message of what it throws. */
export function outcome(library: Library, family: Family, build: OfficialCase['build']): string {
  const response = new library[family]()
  try {
    build(response)
    return String(response)
  } catch (error) {
    return `throws ${kindOf((error as Error).message)}`
  }
}

/** The words that both libraries start with; the rest of our messages says what to do. */
function kindOf(message: string): string {
  const known = ['Invalid character in string', 'Invalid character in name', 'Comment text cannot contain double-hypen']
  const more = ['Missing element text', 'Missing comment text', 'Cannot convert a Symbol value to a string']
  return [...known, ...more].find((start) => message.startsWith(start)) ?? message
}

/** How to reach an element from the response: the methods to call, the element's own last. */
export function pathsOf({ elements }: FamilyRows): ReadonlyMap<string, readonly string[]> {
  const paths = new Map<string, readonly string[]>([['Response', []]])
  for (const [key, path] of paths) {
    for (const child of elements[key]!.children) {
      if (!paths.has(child) && !removed.has(child)) paths.set(child, [...path, methodName(child)])
    }
  }
  return paths
}

/** Runs the way to an element's parent and then the element's own method. */
function reach(path: readonly string[], ...given: unknown[]): (response: AnyBuilder) => AnyBuilder {
  return (response) => {
    const parent = path.slice(0, -1).reduce((builder, method) => call(builder, method), response)
    return call(parent, path.at(-1)!, ...given)
  }
}

const oddValues: readonly (readonly [string, unknown])[] = [
  ['null', null],
  ['undefined', undefined],
  ['zero', 0],
  ['minus zero', -0],
  ['a fraction', 0.1],
  ['a large number', 1e21],
  ['NaN', Number.NaN],
  ['a big integer', 12n],
  ['false', false],
  ['true', true],
  ['an empty string', ''],
  ['spaces', '  a  b '],
  ['an empty array', []],
  ['an array', ['a', 'b']],
  ['an array with holes', [null, 'a', undefined, 0]],
  ['a nested array', [['a', 'b'], 'c']],
  ['markup', `<a href="x">&amp;'</a>]]>`],
  ['white space', '\t\n\r\r\n'],
  ['controls that are legal', '\x7f\x85\u2028'],
  ['text in other scripts', 'Ünïcödé 日本語 ελ 😀 \u{10FFFF}'],
]

const oddAttributes: readonly (readonly [string, unknown])[] = [
  ...oddValues,
  ['a function', () => 5],
  ['an object', { a: 1 }],
  ['an object with a value', { valueOf: () => 7 }],
  ['a date', new Date(0)],
  ['a string object', new String('abc')],
  ['a symbol', Symbol('s')],
]

const scalars = oddValues.filter(([, value]) => !Array.isArray(value))

/** A value of the type that the grammar gives. */
export function sample(type: string, enums: FamilyRows['enums'], last: boolean): unknown {
  const name = type.replace('[]', '')
  const values = enums[name] ?? { string: ['text'], number: [3], boolean: [true] }[name]!
  const one = last ? values.at(-1) : values[0]
  if (!type.endsWith('[]')) return one
  return last ? values : [one]
}

function attributeCases(family: Family, key: string, row: ElementRow, path: readonly string[]): OfficialCase[] {
  const { enums } = grammar.families[family]
  const text = row.text === 'none' ? [] : ['text']
  return Object.entries(row.attributes).flatMap(([name, type]) =>
    [false, true].map((last) => ({
      name: `${key}.${name} ${last ? 'last' : 'first'}`,
      family,
      build: reach(path, { [name]: sample(type, enums, last) }, ...text),
    })),
  )
}

function elementCases(family: Family, key: string, row: ElementRow, path: readonly string[]): OfficialCase[] {
  const { enums } = grammar.families[family]
  const made = (name: string, ...given: unknown[]): OfficialCase => ({
    name: `${key} ${name}`,
    family,
    build: reach(path, ...given),
  })
  const all = Object.fromEntries(
    Object.entries(row.attributes).map(([name, type]) => [name, sample(type, enums, false)]),
  )
  return [
    made('bare'),
    made('with text alone', 'text & <more>'),
    made('with every attribute', all, 'text'),
    made('with every attribute backwards', Object.fromEntries(Object.entries(all).reverse())),
    made('with attributes undefined', undefined, 'text'),
    made('with attributes null', null, 'text'),
    made('with null alone', null),
    made('with null twice', null, null),
    made('with a number for attributes', 5, 'text'),
    made('with a number alone', 0),
    made('with unknown attributes', { unknown: 1, 'data-x': 'y', 'a:b': 'c' }, 'text'),
    made('with a name that is no name', { 'a b': 1 }, 'text'),
    made('with an empty name', { '': 1 }, 'text'),
    ...oddAttributes.map(([odd, value]) => made(`with ${odd} for an attribute`, { before: 1, odd: value, after: 2 })),
    ...scalars.map(([odd, value]) => made(`with ${odd} for text`, {}, value)),
  ]
}

/** Every pair of parent and child, the child between text. */
function edgeCases(family: Family, key: string, row: ElementRow, path: readonly string[]): OfficialCase[] {
  return row.children
    .filter((child) => !removed.has(child))
    .map((child) => ({
      name: `${child} in ${key}`,
      family,
      build: (response) => {
        const parent = path.length === 0 ? response : reach(path)(response)
        call(parent, 'addText', 'before ')
        call(parent, methodName(child), {}, 'inside')
        call(parent, 'addText', ' after')
      },
    }))
}

const controls = ['\0', '\x01', '\x08', '\x0b', '\x1f', '\ud800', '\udc00', 'a\udfff\ud800b', '\ufffe', '\uffff']

function documentCases(family: Family): OfficialCase[] {
  const made = (name: string, build: (response: AnyBuilder) => void): OfficialCase => ({ name, family, build })
  const shown = (text: string): string => JSON.stringify(text)
  return [
    made('nothing', () => {}),
    made('text in the response', (r) => call(r, 'addText', ' a & b ')),
    made('empty text and a child', (r) => [call(r, 'addText', ''), call(r, 'addChild', 'x')]),
    made('empty text alone', (r) => call(r, 'addText', '')),
    made('two texts', (r) => [call(r, 'addText', 'a'), call(r, 'addText', 'b')]),
    ...scalars.map(([odd, value]) => made(`${odd} for text`, (r) => call(r, 'addText', value))),
    ...scalars.map(([odd, value]) => made(`${odd} for a comment`, (r) => call(r, 'comment', value))),
    ...controls.map((text) => made(`${shown(text)} in text`, (r) => call(r, 'addText', text))),
    ...controls.map((text) => made(`${shown(text)} in a comment`, (r) => call(r, 'comment', text))),
    made('two hyphens in a comment', (r) => call(r, 'comment', 'a--b')),
    made('a hyphen at the end of a comment', (r) => call(r, 'comment', 'a-')),
    made('comments all around', (r) => {
      for (const method of ['commentBefore', 'comment', 'commentAfter'])
        for (const n of [1, 2, 3]) call(r, method, `${method} ${n}`)
    }),
    ...['x', 'x:y', 'ünï', '_', 'a.b-c', '1x', 'a b', '', '<', '😀', '-a'].map((tag) =>
      made(`a child called ${shown(tag)}`, (r) => call(r, 'addChild', tag, { a: 1 })),
    ),
    made('a child with text for attributes', (r) => call(r, 'addChild', 'x', 'text')),
    made('a child with null for attributes', (r) => call(r, 'addChild', 'x', null)),
    made('a child without a tag', (r) => call(r, 'addChild', undefined)),
    made('children of children', (r) => {
      const child = call(r, 'addChild', 'a', { b: ['c', 'd'] })
      call(child, 'addText', 'text')
      call(call(child, 'addChild', 'e'), 'addChild', 'f')
      call(child, 'addText', 'more')
    }),
    made('deep nesting', (r) => {
      let child = r
      for (let depth = 0; depth < 100; depth += 1) child = call(child, 'addChild', 'x', { depth })
    }),
  ]
}

/** Every generated program. */
export function officialCases(): OfficialCase[] {
  return (['voice', 'messaging', 'fax'] as const).flatMap((family) => {
    const rows = grammar.families[family]
    const reached = [...pathsOf(rows)]
    const ofElements = reached.flatMap(([key, path]) => {
      const row = rows.elements[key]!
      const own =
        path.length === 0 ? [] : [...attributeCases(family, key, row, path), ...elementCases(family, key, row, path)]
      return [...own, ...edgeCases(family, key, row, path)]
    })
    return [...ofElements, ...documentCases(family)]
  })
}
