import { splitOutside } from './grammar.ts'
import { headerKey, headerName } from './header-names.ts'

/** A header field: its name as it came or is to be written, and its value as wire text. */
export interface Header {
  readonly key: string
  readonly name: string
  readonly value: string
}

const fieldOf = (name: string, value: string): Header => {
  const key = headerKey(name)
  // Nothing that is put into a header may begin another one.
  return { key, name: name.toLowerCase() === key ? headerName(key) : name, value: value.replace(/[\r\n]+/g, ' ') }
}

/** The header fields of a message, in their order. */
export class Headers {
  #fields: Header[]

  constructor(fields: Iterable<readonly [name: string, value: string]> = []) {
    this.#fields = Array.from(fields, ([name, value]) => fieldOf(name, value))
  }

  /** The first field of this name. */
  get(name: string): string | undefined {
    const key = headerKey(name)
    return this.#fields.find((field) => field.key === key)?.value
  }

  /** All fields of this name. */
  all(name: string): string[] {
    const key = headerKey(name)
    return this.#fields.filter((field) => field.key === key).map(({ value }) => value)
  }

  /** The entries of a field that is a list, over all fields of this name; what can't be cut is left out. */
  list(name: string): string[] {
    return this.all(name).flatMap((value) => splitOutside(value, ',')?.filter((part) => part !== '') ?? [])
  }

  has(name: string): boolean {
    return this.get(name) !== undefined
  }

  /** Puts a field at the end. */
  add(name: string, value: string): this {
    this.#fields.push(fieldOf(name, value))
    return this
  }

  /** Puts a field before all others. */
  addFirst(name: string, value: string): this {
    this.#fields.unshift(fieldOf(name, value))
    return this
  }

  /** Replaces all fields of this name by one, where the first of them was. */
  set(name: string, value: string): this {
    const key = headerKey(name)
    const at = this.#fields.findIndex((field) => field.key === key)
    if (at < 0) return this.add(name, value)
    this.#fields = this.#fields.filter((field, index) => field.key !== key || index === at)
    this.#fields[at] = fieldOf(name, value)
    return this
  }

  remove(name: string): this {
    const key = headerKey(name)
    this.#fields = this.#fields.filter((field) => field.key !== key)
    return this
  }

  copy(): Headers {
    return new Headers(this.#fields.map(({ name, value }) => [name, value] as const))
  }

  [Symbol.iterator](): IterableIterator<Header> {
    return this.#fields.values()
  }

  get count(): number {
    return this.#fields.length
  }
}
