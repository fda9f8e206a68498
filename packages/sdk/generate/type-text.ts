/** Prints types of the facts as TypeScript. */
import { parseType, type RawSpec, type RawType, resolveType, type TypeNode } from './facts.ts'
import { camel, pascal } from './names.ts'

/** Which way a value travels: what a program gives, a JSON body, what comes back, what hides deeper in that. */
export type Direction = 'parameter' | 'body' | 'record' | 'nested'

/** Property names that need no quotes. */
export const quoted = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name))

/** `message_enum_update_status` → `MessageUpdateStatus`. */
export const enumName = (schema: string): string => pascal(schema.replace('_enum_', '_').replace(/[^A-Za-z0-9]+/g, '_'))

const stringMap = (inner: string): string => `Record<string, ${inner}>`

/** Prints types of one document and remembers the enums that they use. */
export class TypePrinter {
  readonly #spec: RawSpec
  readonly enums = new Map<string, readonly string[]>()

  constructor(spec: RawSpec) {
    this.#spec = spec
  }

  /** The text of a type. */
  print(raw: RawType, direction: Direction, depth = 0): string {
    const node = parseType(raw)
    if (node.kind === 'ref') return this.#reference(node.name, raw, direction, depth)
    return this.#node(node, direction, depth)
  }

  #reference(name: string, raw: RawType, direction: Direction, depth: number): string {
    const target = resolveType(raw, this.#spec)
    if (target.kind !== 'string' || target.values === undefined) return this.#node(target, direction, depth)
    this.enums.set(enumName(name), target.values)
    return enumName(name)
  }

  #node(node: TypeNode, direction: Direction, depth: number): string {
    if (node.kind === 'string') return this.#string(node.format, direction)
    if (node.kind === 'integer' || node.kind === 'number') return 'number'
    if (node.kind === 'boolean') return 'boolean'
    if (node.kind === 'array') {
      const list = direction === 'parameter' || direction === 'body' ? 'ReadonlyArray' : 'Array'
      return `${list}<${this.print(node.items, direction === 'record' ? 'nested' : direction, depth + 1)}>`
    }
    if (node.kind === 'map')
      return stringMap(this.print(node.values, direction === 'record' ? 'nested' : direction, depth + 1))
    if (node.kind === 'object') return this.#object(node, direction, depth)
    return this.#anything(direction)
  }

  #string(format: string | undefined, direction: Direction): string {
    const isDate = format === 'date' || format === 'date-time' || format === 'date-time-rfc-2822'
    if (format === 'twiml') return 'string | { toString(): string }'
    if (!isDate) return 'string'
    return direction === 'record' ? 'Date' : direction === 'parameter' ? 'Date | string' : 'string'
  }

  #anything(direction: Direction): string {
    return direction === 'record' || direction === 'nested' ? 'any' : 'unknown'
  }

  #object(node: Extract<TypeNode, { kind: 'object' }>, direction: Direction, depth: number): string {
    if (node.format === 'uri-map') return stringMap('string')
    if (node.format === 'phone-number-capabilities')
      return '{ mms: boolean; sms: boolean; voice: boolean; fax: boolean }'
    if (direction === 'parameter' || node.props === undefined || depth > 6) return this.#anything(direction)
    const fields = Object.entries(node.props).map(([wire, type]) => {
      const name = direction === 'nested' && depth > 2 ? wire : camel(wire)
      const optional = direction === 'body' && !node.required.includes(wire) ? '?' : ''
      return `${quoted(name)}${optional}: ${this.print(type, direction === 'record' ? 'nested' : direction, depth + 1)}`
    })
    if (fields.length === 0) return direction === 'body' ? stringMap('unknown') : 'any'
    return `{ ${fields.join('; ')} }`
  }
}
