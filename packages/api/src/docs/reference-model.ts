import { isObject, type Json } from './hoist-schemas.ts'

/** A field of a body, a query or an answer, flattened to one line. */
export interface FieldLine {
  /** Path from the body's root, such as `content.text` or `deliveries[].status`. */
  readonly path: string
  readonly type: string
  readonly required: boolean
  readonly about: string
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
  readonly body: readonly FieldLine[]
  /** Status of the success, and its fields. */
  readonly status: string
  readonly answer: readonly FieldLine[]
  /** Markdown list of the problems that are special to this call; empty where there are none. */
  readonly problems: readonly string[]
}

/** The reference: what the pages at `/docs` and in `docs/reference` are made of. */
export interface Reference {
  readonly about: string
  readonly tags: readonly { readonly name: string; readonly description: string }[]
  readonly operations: readonly Operation[]
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
    Object.entries(node(methods)).map(([method, operation]) => operationOf(path, method, node(operation), schemas)),
  )
  return {
    about: text(node(root.info).description),
    tags: list(root.tags).map((tag) => ({ name: text(node(tag).name), description: text(node(tag).description) })),
    operations,
  }
}

function operationOf(path: string, method: string, operation: Node, schemas: Node): Operation {
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
    body: contentFields(node(operation.requestBody), schemas),
    status,
    answer: contentFields(node(responses[status]), schemas),
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

function contentFields(holder: Node, schemas: Node): readonly FieldLine[] {
  const schema = node(node(node(holder.content)['application/json']).schema)
  return fieldsOf(schema, '', schemas, 0)
}

/** Deeper than this a reader looks at the schema itself. */
const deepest = 4

function fieldsOf(given: Node, prefix: string, schemas: Node, depth: number): readonly FieldLine[] {
  const schema = resolve(given, schemas)
  const required = list(schema.required)
  return Object.entries(node(schema.properties)).flatMap(([name, field]) => {
    const inner = resolve(node(field), schemas)
    const path = `${prefix}${name}`
    const line = { path, type: typeOf(inner), required: required.includes(name), about: aboutOf(inner) }
    if (depth >= deepest) return [line]
    const items = resolve(node(inner.items), schemas)
    return [
      line,
      ...fieldsOf(inner, `${path}.`, schemas, depth + 1),
      ...fieldsOf(items, `${path}[].`, schemas, depth + 1),
    ]
  })
}

function resolve(schema: Node, schemas: Node): Node {
  const name = /^#\/components\/schemas\/(.+)$/.exec(text(schema.$ref))?.[1]
  return name === undefined ? schema : node(schemas[name])
}

function typeOf(schema: Node): string {
  const choices = [...list(schema.anyOf), ...list(schema.oneOf)].map((one) => typeOf(node(one)))
  if (choices.length > 0) return [...new Set(choices)].join(' or ')
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (Array.isArray(schema.enum)) return schema.enum.map((one) => JSON.stringify(one)).join(' or ')
  if (schema.type === 'array') return `list of ${typeOf(node(schema.items))}`
  if (text(schema.$ref) !== '') return text(schema.$ref).replace(/^.*\//, '')
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
