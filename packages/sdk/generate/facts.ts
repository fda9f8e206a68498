/**
 * The facts about Twilio's REST API as the generator reads them: Twilio's public OpenAPI documents
 * (https://github.com/twilio/twilio-oai, MIT) boiled down to names, types and places, without prose.
 */

/** One type in its short form (`"s:uri"`, `"[s]"`, `"@message_enum_status"`) or spelt out. */
export type RawType = string | RawComplex

/** A type that needs more than its short form. */
export interface RawComplex {
  readonly t?: string
  readonly enum?: readonly string[]
  readonly p?: Readonly<Record<string, RawType>>
  readonly req?: readonly string[]
  readonly items?: RawType
  readonly oneOf?: readonly RawType[]
  readonly anyOf?: readonly RawType[]
  readonly allOf?: readonly RawType[]
}

/** One operation: a method on a path. */
export interface RawOperation {
  readonly id: string
  /** The name it hangs under, where it differs from its path's. */
  readonly mnt?: string
  readonly q?: Readonly<Record<string, RawType>>
  readonly f?: Readonly<Record<string, RawType>>
  readonly h?: Readonly<Record<string, RawType>>
  readonly j?: RawType
  readonly jreq?: number
  readonly ct?: string
  readonly r: Readonly<Record<string, RawType | { readonly list: RawType } | 0>>
  readonly key?: string
  readonly meta?: 'v2010' | 'meta' | 'token' | 'other'
}

/** One path of a document. `x`: list or instance; `par`: path of the parent; `mnt`: the name it hangs under. */
export interface RawPath {
  readonly x?: 'list' | 'instance'
  readonly par?: string
  readonly mnt?: string
  readonly cls?: string
  readonly p?: Readonly<Record<string, RawType>>
  readonly m?: Readonly<Record<string, RawOperation>>
}

/** One document: one version of one product. */
export interface RawSpec {
  readonly server: string
  readonly version: string | null
  readonly paths: Readonly<Record<string, RawPath>>
  readonly schemas?: Readonly<Record<string, RawType>>
}

/** The whole of the facts. */
export interface RawFacts {
  readonly specs: Readonly<Record<string, RawSpec>>
}

/** A type, taken apart. */
export type TypeNode =
  | { readonly kind: 'string'; readonly format?: string; readonly values?: readonly string[] }
  | { readonly kind: 'integer' | 'number' | 'boolean' | 'any'; readonly format?: string }
  | {
      readonly kind: 'object'
      readonly format?: string
      readonly props?: Readonly<Record<string, RawType>>
      readonly required: readonly string[]
    }
  | { readonly kind: 'array'; readonly items: RawType }
  | { readonly kind: 'map'; readonly values: RawType }
  | { readonly kind: 'ref'; readonly name: string }
  | { readonly kind: 'union'; readonly of: readonly RawType[] }

const scalar: Readonly<Record<string, 'integer' | 'number' | 'boolean' | 'any'>> = {
  i: 'integer',
  n: 'number',
  b: 'boolean',
  any: 'any',
}

/** Takes a type apart. A trailing `?` (may be null) is dropped: ask `isNullable`. */
export function parseType(raw: RawType): TypeNode {
  if (typeof raw === 'string') return parseShort(raw.replace(/\?$/, ''))
  const union = raw.oneOf ?? raw.anyOf ?? raw.allOf
  if (union !== undefined && raw.p === undefined) return { kind: 'union', of: union }
  const short = (raw.t ?? 'o').replace(/\?$/, '')
  if (raw.enum !== undefined) return { kind: 'string', values: raw.enum }
  if (short === '[]') return { kind: 'array', items: raw.items ?? 'any' }
  if (short === '{}' || (short.startsWith('o') && raw.p !== undefined)) {
    return { kind: 'object', props: raw.p ?? {}, required: raw.req ?? [], format: /^o:(.*)$/.exec(short)?.[1] ?? '' }
  }
  return parseShort(short)
}

function parseShort(short: string): TypeNode {
  const list = /^\[(.*)\]$/.exec(short)
  if (list) return { kind: 'array', items: list[1] || 'any' }
  const map = /^\{(.*)\}$/.exec(short)
  if (map) return { kind: 'map', values: map[1] || 'any' }
  if (short.startsWith('@')) return { kind: 'ref', name: short.slice(1) }
  const [base = 's', format] = splitFormat(short)
  if (base === 's' || base === 'sid') return format === undefined ? { kind: 'string' } : { kind: 'string', format }
  if (base === 'o') return { kind: 'object', required: [], ...(format === undefined ? {} : { format }) }
  const kind = scalar[base]
  if (kind === undefined) throw new Error(`Unknown type in the facts: ${short}`)
  return format === undefined ? { kind } : { kind, format }
}

function splitFormat(short: string): [string, string?] {
  const colon = short.indexOf(':')
  return colon < 0 ? [short] : [short.slice(0, colon), short.slice(colon + 1)]
}

/** Whether the value may be null. */
export function isNullable(raw: RawType): boolean {
  return typeof raw === 'string' ? raw.endsWith('?') : (raw.t ?? '').endsWith('?')
}

/** Follows references until something that is not one; undefined for a reference that leads nowhere. */
export function resolveType(raw: RawType, spec: RawSpec): TypeNode {
  let node = parseType(raw)
  for (let hops = 0; node.kind === 'ref' && hops < 8; hops++) {
    const target = spec.schemas?.[node.name]
    if (target === undefined) return { kind: 'any' }
    node = parseType(target)
  }
  return node
}
