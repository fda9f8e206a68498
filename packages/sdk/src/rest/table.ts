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

/**
 * How the names in a JSON body are turned: 0, not at all; by table; or all of them to snake_case, but for what hides under
 * the names in this list, which is the program's own.
 */
export type BodyNames = 0 | BodyKeys | readonly string[]

/** An operation as printed: its line, and how the names in its body are turned. */
export type OperationTable = string | readonly [line: string, names: BodyKeys | string]

/** A resource as printed. */
export interface ResourceTable {
  /** Path of the list below the version's prefix, with `{id}` places, as `lengthenPath` reads it; 0 where it has none. */
  readonly l?: string | 0
  /** Path of the context, where it does not follow from the list's. */
  readonly c?: string
  /** Ids that calling the list takes, separated by spaces; `sid` where there are operations of a context and nothing is said. */
  readonly a?: string
  /** Ids that the list itself takes where it is a method (`chunks(kbId, knowledgeId)`). */
  readonly x?: string
  /** Operations of the list, and of the context, by the first letter of their verbs (`P` is patch, `p` page). */
  readonly L?: Readonly<Record<string, OperationTable>>
  readonly C?: Readonly<Record<string, OperationTable>>
  /** What hangs under the list, and under the context. */
  readonly k?: Readonly<Record<string, ResourceTable>>
  readonly s?: Readonly<Record<string, ResourceTable>>
  /** Properties of a record that are more than copied: `@` date, `#` whole number, `>` object whose keys are turned; `.` is copied. */
  readonly d?: string
}

/** A version as printed: path prefix and resources. */
export interface VersionTable {
  readonly p: string
  readonly k: Readonly<Record<string, ResourceTable>>
}

/**
 * A product as printed: host label, versions, and the old names that lead into them: a version for all that hangs under
 * it (`account` for the account), `v3.channels` or `tokens=v1.token` for one.
 */
export interface ProductTable {
  readonly h: string
  readonly v: Readonly<Record<string, VersionTable>>
  readonly o?: string
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
  readonly body: { readonly required: boolean; readonly names: BodyNames } | undefined
  readonly tokenPaging: boolean
}

/** Verbs by their letters in the tables, with the methods that they usually have. */
export const verbs: Readonly<Record<string, readonly [verb: string, method: string]>> = {
  c: ['create', 'post'],
  p: ['page', 'get'],
  f: ['fetch', 'get'],
  u: ['update', 'post'],
  P: ['patch', 'patch'],
  r: ['remove', 'delete'],
}

/** `status_callback`, `StatusCallback` or `Status-Callback` → `statusCallback`. */
export function camel(name: string): string {
  const joined = name.replace(/[-_ ]+([A-Za-z0-9])/g, (_, c: string) => c.toUpperCase())
  return joined.charAt(0).toLowerCase() + joined.slice(1)
}

/** `statusCallback` → `status_callback`. */
export function snake(name: string): string {
  return name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)
}

/** The library's name of a wire parameter: `DateSent<` → `dateSentBefore`, `Email.Address` → `email.address`. */
export function parameterName(wire: string): string {
  // `version` is taken: lists and contexts know theirs by it in twilio-node.
  if (wire === 'Version') return 'versionParam'
  const range = wire.endsWith('<') ? 'Before' : wire.endsWith('>') ? 'After' : ''
  const plain = range === '' ? wire : wire.slice(0, -1)
  return plain.split('.').map(camel).join('.') + range
}

/** How a property is read where a table does not say: by its name, dates and whole numbers are easily told. */
export function usualReader(wire: string): string {
  if (/^date(_|[A-Z])|(_date|_at|_until|_expires|At|Until|(start|end)_time|_timestamp)$/.test(wire)) return '@'
  return /^(reservations_|max_|ttl|tasks_|total_)|_(index|timeout|limit|interval|length|age)$|.s_count$/.test(wire)
    ? '#'
    : ''
}

/**
 * A path as printed, made whole. `/Services` is whole. `serviceSid+/Webhooks` goes on from the path above, whose last id is
 * called `serviceSid` from here on; without the id it is called after its resource; without the rest the path goes on
 * with the resource's own name. Nothing at all is short for `+`.
 */
export function lengthenPath(path: string, above: string, name: string): string {
  const plus = path.indexOf('+')
  if (path !== '' && plus < 0) return path
  const root = above.replace(/\.json$/, '')
  const owner = /(\w+?)s?\/\{\w+\}$/.exec(root)?.[1] ?? ''
  const id = path.slice(0, Math.max(plus, 0)) || `${camel(owner)}Sid`
  const end = above.endsWith('.json') ? '.json' : ''
  return (
    root.replace(/\{\w+\}$/, `{${id}}`) +
    (path.slice(plus + 1) || `/${name.charAt(0).toUpperCase()}${name.slice(1)}${end}`)
  )
}

/** The path of a context that lies below its list, as most do. `ids`: their names, separated by spaces. */
export function contextPath(list: string, ids: string): string {
  const places = ids.split(' ').map((id) => `/{${id}}`)
  return list.replace(/(\.json)?$/, `${places.join('')}$1`)
}

/** Reads the line of an operation. */
export function readOperation(usualMethod: string, table: OperationTable): OperationRule {
  const [line, names] = typeof table === 'string' ? [table, 0 as const] : table
  const words = line.split(' ')
  const flags = words.filter((w) => w.startsWith('.')).map((w) => w.slice(1))
  const body = words.find((w) => w === '*' || w === '*!')
  const method = flags.find((flag) => /^[a-z]+$/.test(flag) && flag !== 'token') ?? usualMethod
  const place = method === 'get' || method === 'delete' ? 'query' : 'form'
  return {
    method,
    accept: flags.find((flag) => flag.includes('/')) ?? 'application/json',
    parameters: words.filter((w) => /^[?:]?[A-Za-z0-9]/.test(w)).map((word) => readParameter(word, place)),
    body:
      body === undefined
        ? undefined
        : { required: body === '*!', names: typeof names === 'string' ? names.split(' ') : names },
    tokenPaging: flags.includes('token'),
  }
}

function readParameter(word: string, usualPlace: 'form' | 'query'): ParameterRule {
  const [, where = '', wire = '', name, mark = '', must] =
    /^([?:]?)([^=@#{[~^!]+)(?:=([^@#{[~^!]+))?([@#{[~^]?)(!?)$/.exec(word) ?? []
  const place = where === ':' ? 'header' : where === '?' ? 'query' : usualPlace
  return { wire, place, name: name ?? parameterName(wire), mark: mark as WriterMark, required: must === '!' }
}
