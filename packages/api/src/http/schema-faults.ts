import type { ProblemFault } from '@trunkline/wire'
import type { ErrorObject } from 'ajv'
import { closestName } from './closest-name.ts'

/** How many faults one answer names; the rest would only repeat the first ones' reason. */
const maxFaults = 20

/** What a failed validation amounts to: its faults, and whether all of them are fields that do not exist. */
export interface SchemaFaults {
  readonly faults: readonly ProblemFault[]
  readonly onlyUnknownFields: boolean
}

/**
 * Turns ajv's errors into RFC 6901 pointers and words. Where a union failed, ajv reports every branch; here only the branch that
 * the input came closest to is told, because the others are noise to the reader.
 */
export function schemaFaults(errors: readonly ErrorObject[]): SchemaFaults {
  const told = new Map<string, ProblemFault>()
  // A key that is refused comes twice: as a fault of the key's text, and as `propertyNames`, which knows where the key stands.
  const chosen = withoutOtherBranches(errors).filter((error) => error.propertyName === undefined)
  for (const error of chosen) {
    const fault = faultOf(error)
    if (!told.has(fault.pointer)) told.set(fault.pointer, fault)
    if (told.size === maxFaults) break
  }
  return { faults: [...told.values()], onlyUnknownFields: chosen.length > 0 && chosen.every(isUnknownField) }
}

const isUnknownField = (error: ErrorObject) =>
  error.keyword === 'additionalProperties' || error.keyword === 'unevaluatedProperties'

const isUnion = (error: ErrorObject) => error.keyword === 'anyOf' || error.keyword === 'oneOf'

/** Replaces a failed union and its branches' errors by those of the closest branch. Innermost unions come first in ajv's order. */
function withoutOtherBranches(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  let rest = errors
  for (const union of errors.filter(isUnion)) {
    if (!rest.includes(union)) continue
    const inside = rest.filter((error) => error.schemaPath.startsWith(`${union.schemaPath}/`))
    const outside = rest.filter((error) => error !== union && !inside.includes(error))
    rest = [...outside, ...closestBranch(union, inside)]
  }
  return rest
}

function closestBranch(union: ErrorObject, inside: readonly ErrorObject[]): readonly ErrorObject[] {
  const branches = Map.groupBy(inside, (error) => error.schemaPath.slice(union.schemaPath.length + 1).split('/', 1)[0])
  const atUnion = (error: ErrorObject) => error.instancePath === union.instancePath
  const rightKind = [...branches.values()].filter(
    (branch) => !branch.some((error) => atUnion(error) && (error.keyword === 'type' || error.keyword === 'const')),
  )
  const [best] = rightKind.toSorted((a, b) => a.length - b.length)
  if (best !== undefined) return best
  return [{ ...union, message: kindsOf(inside.filter(atUnion)) }]
}

/** Words for a value that fits no branch: the constants or types that would have been right. */
function kindsOf(errors: readonly ErrorObject[]): string {
  const constants = errors.filter((error) => error.keyword === 'const').map((error) => error.params.allowedValue)
  const types = errors.filter((error) => error.keyword === 'type').map((error) => typeName(error.params.type))
  if (constants.length > 0 && types.length === 0) return `must be one of ${constants.join(', ')}`
  return `must be ${[...new Set([...types, ...constants.map((value) => JSON.stringify(value))])].join(' or ')}`
}

const typeName = (type: string | readonly string[]): string =>
  (typeof type === 'string' ? [type] : type).map((one) => typeNames[one] ?? one).join(' or ')

const typeNames: Readonly<Record<string, string>> = {
  string: 'a string',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  array: 'an array',
  null: 'null',
}

const escapePointer = (name: string) => name.replaceAll('~', '~0').replaceAll('/', '~1')

function faultOf(error: ErrorObject): ProblemFault {
  const { keyword, params, instancePath } = error
  if (keyword === 'required')
    return { pointer: `${instancePath}/${escapePointer(params.missingProperty)}`, detail: 'is required' }
  if (isUnknownField(error)) return unknownField(error)
  const words = wordings[keyword]
  return { pointer: instancePath, detail: words === undefined ? (error.message ?? 'is wrong') : words(params) }
}

function unknownField(error: ErrorObject): ProblemFault {
  const name: string = error.params.additionalProperty ?? error.params.unevaluatedProperty
  const known = Object.keys((error.parentSchema?.properties as object | undefined) ?? {})
  const near = closestName(name, known)
  return {
    pointer: `${error.instancePath}/${escapePointer(name)}`,
    detail: near === undefined ? 'is not a field here' : `is not a field here; did you mean ${near}?`,
  }
}

type Wording = (params: ErrorObject['params']) => string

const formats: Readonly<Record<string, string>> = {
  'date-time': 'an instant such as 2026-11-20T21:00:00Z',
  date: 'a date such as 2026-12-25',
  email: 'an e-mail address such as ana@example.com',
  uri: 'an absolute URL',
}

/** What patterns mean, by an example of what they take; the pattern itself says nothing to most readers. */
const patterns: readonly (readonly [pattern: RegExp, words: string])[] = [
  [/^\^\(\[01\]\[0-9\].*24:00\$$/, 'must be a time of day such as 21:00, or 24:00'],
  [/^\^\(\[01\]\[0-9\]/, 'must be a time of day such as 08:30'],
  [/^\^\\d\{4\}-\\d\{2\}-\\d\{2\}\$$/, 'must be a date such as 2026-12-25'],
  [/^\^\[\^\\r\\n\]\*\$$/, 'must be one line'],
  [/^\^\[A-Z\]\{2\}\$$/, 'must be the two letters of a country, such as DE'],
  [/^\^\[A-Za-z\]\{2,3\}\(\[_-\]/, 'must be a language such as de or pt-BR'],
]

function patternWords(pattern: string): string {
  const choice = /^\^\(([\w|-]+)\)\$$/.exec(pattern)?.[1]
  if (choice !== undefined) return `must be one of ${choice.replaceAll('|', ', ')}`
  const prefix = /^\^([A-Z]{2})\[0-9a-f\]\{32\}\$$/.exec(pattern)?.[1]
  if (prefix !== undefined) return `must be an id: ${prefix} and 32 of 0-9 and a-f`
  return patterns.find(([known]) => known.test(pattern))?.[1] ?? `must match ${pattern}`
}

const wordings: Readonly<Record<string, Wording | undefined>> = {
  type: (params) => `must be ${typeName(params.type)}`,
  const: (params) => `must be ${JSON.stringify(params.allowedValue)}`,
  enum: (params) => `must be one of ${params.allowedValues.join(', ')}`,
  format: (params) => `must be ${formats[params.format] ?? params.format}`,
  pattern: (params) => patternWords(params.pattern),
  minLength: (params) => (params.limit === 1 ? 'must not be empty' : `must have at least ${params.limit} characters`),
  maxLength: (params) => `must have at most ${params.limit} characters`,
  minItems: (params) => (params.limit === 1 ? 'must not be empty' : `must have at least ${params.limit} items`),
  maxItems: (params) => `must have at most ${params.limit} items`,
  minProperties: (params) => `must have at least ${params.limit} field${params.limit === 1 ? '' : 's'}`,
  maxProperties: (params) => `must have at most ${params.limit} fields`,
  exclusiveMinimum: (params) => `must be more than ${params.limit}`,
  minimum: (params) => `must be at least ${params.limit}`,
  maximum: (params) => `must be at most ${params.limit}`,
  propertyNames: (params) => `has the key ${params.propertyName}, which is not a usable name`,
  uniqueItems: (params) => `must not repeat itself (items ${params.j} and ${params.i})`,
}
