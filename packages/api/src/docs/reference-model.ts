import { isObject, type Json } from './hoist-schemas.ts'

/** A field of a body, a query or an answer, flattened to one line. */
export interface FieldLine {
  /** Path from the body's root, such as `content.text` or `deliveries[].status`. */
  readonly path: string
  readonly type: string
  readonly required: boolean
  readonly about: string
}

/** What a body or an answer holds: a shape that is shown once under its name, or fields of its own. */
export interface Holder {
  readonly shape: string | undefined
  readonly fields: readonly FieldLine[]
}

/** A named shape that several calls share. */
export interface Shape {
  readonly name: string
  readonly about: string
  readonly fields: readonly FieldLine[]
}

/** One call of the API, ready to be shown. */
export interface Operation {
  readonly id: string
  readonly tag: string
  readonly method: string
  readonly path: string
  readonly summary: string
  readonly description: string
  readonly query: readonly FieldLine[]
  readonly body: Holder
  /** Status of the success, and what it holds. */
  readonly status: string
  readonly answer: Holder
  /** Markdown list of the problems that are special to this call; empty where there are none. */
  readonly problems: readonly string[]
}

/** The reference: what the pages at `/docs` and in `docs/reference` are made of. */
export interface Reference {
  readonly about: string
  readonly tags: readonly { readonly name: string; readonly description: string }[]
  readonly operations: readonly Operation[]
  readonly shapes: readonly Shape[]
}

type Node = { readonly [name: string]: Json }
const node = (value: Json | undefined): Node => (isObject(value) ? value : {})
const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '')
const list = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : [])

/** Reads an OpenAPI document into the reference. */
export function referenceOf(document: Json): Reference {
  const root = node(document)
  const schemas = node(node(root.components).schemas)
  const operations = Object.entries(node(root.paths)).flatMap(([path, methods]) =>
    Object.entries(node(methods)).map(([method, operation]) => operationOf(path, method, node(operation))),
  )
  return {
    about: text(node(root.info).description),
    tags: list(root.tags).map((tag) => ({ name: text(node(tag).name), description: text(node(tag).description) })),
    operations,
    shapes: Object.entries(schemas).map(([name, schema]) => ({
      name,
      about: text(node(schema).description),
      fields: fieldsOf(node(schema), '', 0),
    })),
  }
}

function operationOf(path: string, method: string, operation: Node): Operation {
  const responses = node(operation.responses)
  const status = Object.keys(responses).find((code) => code.startsWith('2')) ?? ''
  const parameters = list(operation.parameters).map(node)
  return {
    id: text(operation.operationId),
    tag: text(list(operation.tags)[0]),
    method: method.toUpperCase(),
    path,
    summary: text(operation.summary),
    description: text(operation.description),
    query: parameters.filter((one) => one.in === 'query').map((one) => parameterLine(one)),
    body: holderOf(node(operation.requestBody)),
    status,
    answer: holderOf(node(responses[status])),
    problems: text(node(responses.default).description)
      .split('\n')
      .filter((line) => line.startsWith('- ')),
  }
}

const parameterLine = (parameter: Node): FieldLine => ({
  path: text(parameter.name),
  type: typeOf(node(parameter.schema)),
  required: parameter.required === true,
  about: text(parameter.description),
})

function holderOf(holder: Node): Holder {
  const schema = node(node(node(holder.content)['application/json']).schema)
  const shape = shapeOf(schema)
  return { shape, fields: shape === undefined ? fieldsOf(schema, '', 0) : [] }
}

const shapeOf = (schema: Node) => /^#\/components\/schemas\/(.+)$/.exec(text(schema.$ref))?.[1]

/** Deeper than this a reader looks at the schema itself. */
const deepest = 4

/** The fields of an object, those of objects within it after theirs. What has a name of its own is named and not spelt out. */
function fieldsOf(schema: Node, prefix: string, depth: number): readonly FieldLine[] {
  const required = list(schema.required)
  return Object.entries(node(schema.properties)).flatMap(([name, field]) => {
    const inner = node(field)
    const path = `${prefix}${name}`
    const line = { path, type: typeOf(inner), required: required.includes(name), about: aboutOf(inner) }
    if (depth >= deepest) return [line]
    return [line, ...fieldsOf(inner, `${path}.`, depth + 1), ...fieldsOf(node(inner.items), `${path}[].`, depth + 1)]
  })
}

function typeOf(schema: Node): string {
  const shape = shapeOf(schema)
  if (shape !== undefined) return shape
  const choices = [...list(schema.anyOf), ...list(schema.oneOf)].map((one) => typeOf(node(one)))
  if (choices.length > 0) return [...new Set(choices)].join(' or ')
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (Array.isArray(schema.enum)) return schema.enum.map((one) => JSON.stringify(one)).join(' or ')
  if (schema.type === 'array') return `list of ${typeOf(node(schema.items))}`
  const types = typeof schema.type === 'string' ? [schema.type] : list(schema.type).map(text)
  return types.length === 0 ? 'anything' : types.join(' or ')
}

const limits = [
  ['minimum', 'at least'],
  ['exclusiveMinimum', 'more than'],
  ['maximum', 'at most'],
  ['maxItems', 'items at most'],
  ['maxLength', 'characters at most'],
  ['default', 'default'],
] as const

function aboutOf(schema: Node): string {
  const bounds = limits.flatMap(([key, words]) => {
    const value = schema[key]
    if (value === undefined) return []
    const shown = typeof value === 'string' ? value : JSON.stringify(value)
    return [words.endsWith('at most') && words !== 'at most' ? `${shown} ${words}` : `${words} ${shown}`]
  })
  return [text(schema.description), bounds.length === 0 ? '' : `(${bounds.join(', ')})`]
    .filter((one) => one !== '')
    .join(' ')
}
