/**
 * The compact tables that the resource tree is built from, as the generator prints them, and their reader.
 *
 * An operation is a line of words: `.put` or `.token` say how it differs from the usual, `*` or `*!` that it takes a JSON
 * body (that must be there), and the others are parameters by their wire names: `To! StatusCallback SendAt@ :If-Match`.
 * Before the name: `:` a header, `?` a query parameter of an operation that has a form. After it: `=name` where the
 * library's name does not follow from the wire's, a mark for how it is written, `!` when it must be there.
 */

/** How a value is written: `@` instant, `#` date, `{` JSON, `[` list of JSON, `~` text, `^` dotted map, or as it is. */
export type WriterMark = '@' | '#' | '{' | '[' | '~' | '^' | ''

/** Names of a JSON body that differ between library and wire; 0 at the end, an object where it goes deeper. */
export interface BodyKeys {
  readonly [wire: string]: BodyKeys | 0
}

/** An operation as printed. */
export type OperationTable = string | readonly [line: string, keys: BodyKeys]

/** A resource as printed. */
export interface ResourceTable {
  /** Path of the list below the version's prefix, with `{id}` places. */
  readonly l: string
  /** Path of the context. */
  readonly c?: string
  /** Ids that calling the list takes, separated by spaces. */
  readonly a?: string
  /** Ids that the list itself takes where it is a method (`chunks(kbId, knowledgeId)`). */
  readonly x?: string
  /** Operations of the list, and of the context. */
  readonly L?: Readonly<Record<string, OperationTable>>
  readonly C?: Readonly<Record<string, OperationTable>>
  /** What hangs under the list, and under the context. */
  readonly k?: Readonly<Record<string, ResourceTable>>
  readonly s?: Readonly<Record<string, ResourceTable>>
  /** Properties of a record that are more than copied: `@` date, `#` whole number, `>` object whose keys are turned. */
  readonly d?: string
}

/** A version as printed: path prefix and resources. */
export interface VersionTable {
  readonly p: string
  readonly k: Readonly<Record<string, ResourceTable>>
}

/** A product as printed: host label, versions, old names that lead into a version. */
export interface ProductTable {
  readonly h: string
  readonly v: Readonly<Record<string, VersionTable>>
  readonly o?: Readonly<Record<string, string>>
}

/** One parameter, read. */
export interface ParameterRule {
  readonly name: string
  readonly wire: string
  readonly place: 'form' | 'query' | 'header'
  readonly mark: WriterMark
  readonly required: boolean
}

/** One operation, read. */
export interface OperationRule {
  readonly method: string
  readonly accept: string
  readonly parameters: readonly ParameterRule[]
  readonly body: { readonly required: boolean; readonly keys: BodyKeys | 0 } | undefined
  readonly tokenPaging: boolean
}

const usualMethod: Readonly<Record<string, string>> = {
  create: 'post',
  page: 'get',
  fetch: 'get',
  update: 'post',
  patch: 'patch',
  remove: 'delete',
}

/** `status_callback`, `StatusCallback` or `Status-Callback` → `statusCallback`. */
export function camel(name: string): string {
  const joined = name.replace(/[-_ ]+([A-Za-z0-9])/g, (_, c: string) => c.toUpperCase())
  return joined.charAt(0).toLowerCase() + joined.slice(1)
}

/** The library's name of a wire parameter: `DateSent<` → `dateSentBefore`, `Email.Address` → `email.address`. */
export function parameterName(wire: string): string {
  const range = wire.endsWith('<') ? 'Before' : wire.endsWith('>') ? 'After' : ''
  const plain = range === '' ? wire : wire.slice(0, -1)
  return plain.split('.').map(camel).join('.') + range
}

/** Reads the line of an operation. */
export function readOperation(verb: string, table: OperationTable): OperationRule {
  const [line, keys] = typeof table === 'string' ? [table, 0 as const] : table
  const words = line.split(' ')
  const flags = words.filter((w) => w.startsWith('.')).map((w) => w.slice(1))
  const body = words.find((w) => w === '*' || w === '*!')
  const method = flags.find((flag) => /^[a-z]+$/.test(flag) && flag !== 'token') ?? usualMethod[verb] ?? 'get'
  const place = method === 'get' || method === 'delete' ? 'query' : 'form'
  return {
    method,
    accept: flags.find((flag) => flag.includes('/')) ?? 'application/json',
    parameters: words.filter((w) => /^[?:]?[A-Za-z0-9]/.test(w)).map((word) => readParameter(word, place)),
    body: body === undefined ? undefined : { required: body === '*!', keys },
    tokenPaging: flags.includes('token'),
  }
}

function readParameter(word: string, usualPlace: 'form' | 'query'): ParameterRule {
  const [, where = '', wire = '', name, mark = '', must] =
    /^([?:]?)([^=@#{[~^!]+)(?:=([^@#{[~^!]+))?([@#{[~^]?)(!?)$/.exec(word) ?? []
  const place = where === ':' ? 'header' : where === '?' ? 'query' : usualPlace
  return { wire, place, name: name ?? parameterName(wire), mark: mark as WriterMark, required: must === '!' }
}
