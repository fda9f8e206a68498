/**
 * Programs as data, for libraries in other languages: which methods to call, one inside the other, the last of them with
 * attributes and text. `record-twilio-python.py` runs them.
 */
import type { Family, FamilyRows } from '../generate/compact-grammar.ts'
import { methodName } from '../generate/render-builder.ts'
import { grammar, pathsOf, sample } from './official-cases.ts'

export interface Program {
  readonly name: string
  readonly family: Family
  /** Methods, each called on what the one before gave. */
  readonly path: readonly string[]
  readonly attributes: Readonly<Record<string, unknown>>
  readonly text?: string
  /** Text to add to the element that the path before the last method leads to, before and after. */
  readonly around?: boolean
}

/** Three programs for every element, and one for every child of every parent. */
export function pythonPrograms(): Program[] {
  return (['voice', 'messaging', 'fax'] as const).flatMap((family) => {
    const rows = grammar.families[family]
    return [...pathsOf(rows)].flatMap(([key, path]) => [
      ...(key === 'Response' ? [] : ofElement(family, key, path, rows)),
      ...ofChildren(family, key, path, rows),
    ])
  })
}

function ofElement(family: Family, key: string, path: readonly string[], { elements, enums }: FamilyRows): Program[] {
  const { attributes: types, text: rule } = elements[key]!
  const attributes = (last: boolean) =>
    Object.fromEntries(Object.entries(types).map(([name, type]) => [name, sample(type, enums, last)]))
  const text = rule === 'none' ? {} : { text: 'é & <b> "c" \' 日本 😀' }
  return [
    { name: `${key} bare`, family, path, attributes: {}, ...text },
    { name: `${key} with first values`, family, path, attributes: attributes(false), ...text },
    { name: `${key} with last values`, family, path, attributes: attributes(true), ...text },
  ]
}

function ofChildren(family: Family, key: string, path: readonly string[], { elements }: FamilyRows): Program[] {
  return elements[key]!.children.map((child) => ({
    name: `${child} in ${key}`,
    family,
    path: [...path, methodName(child)],
    attributes: {},
    ...(elements[child]!.text === 'none' ? {} : { text: 'inside' }),
    around: true,
  }))
}

if (import.meta.main) process.stdout.write(JSON.stringify(pythonPrograms()))
