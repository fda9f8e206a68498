import type { TwimlElement } from '@trunkline/twiml'
import type { DocumentReader } from './document-reader.ts'

/** A whole number's range. */
interface Range<T> {
  readonly fallback: T
  readonly min: number
  readonly max?: number
  /** Twilio's code for a wrong one. */
  readonly code: number
}

/** Reads one element's attributes. A value that is wrong gives a warning with Twilio's code, and counts as not given. */
export class Attributes {
  readonly #element: TwimlElement
  readonly #reader: Pick<DocumentReader, 'warn' | 'resolve' | 'resolveOrFail'>

  constructor(element: TwimlElement, reader: Pick<DocumentReader, 'warn' | 'resolve' | 'resolveOrFail'>) {
    this.#element = element
    this.#reader = reader
  }

  /** As it is written, without white space around it; undefined where it is not there. */
  text(name: string): string | undefined {
    return this.#element.attributes[name]?.trim()
  }

  /** As it is written; undefined where it is not there or empty. */
  filled(name: string): string | undefined {
    return this.text(name) || undefined
  }

  integer<T extends number | undefined>(name: string, { fallback, min, max, code }: Range<T>): number | T {
    const text = this.text(name)
    if (text === undefined) return fallback
    const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
    if (value >= min && (max === undefined || value <= max)) return value
    const range = max === undefined ? `a whole number from ${min}` : `a whole number from ${min} to ${max}`
    this.wrong(name, text, range, code)
    return fallback
  }

  boolean(name: string, fallback: boolean, code: number): boolean {
    const text = this.text(name)
    if (text === undefined) return fallback
    if (/^(true|false)$/i.test(text)) return text.toLowerCase() === 'true'
    this.wrong(name, text, 'true or false', code)
    return fallback
  }

  method(name: string, code: number, fallback: 'GET' | 'POST' = 'POST'): 'GET' | 'POST' {
    return this.oneOf(name, ['GET', 'POST'], { fallback, code })
  }

  /** One of some words, in any letters. */
  oneOf<T extends string>(
    name: string,
    words: readonly T[],
    { fallback, code }: { readonly fallback: T; readonly code: number },
  ): T {
    const text = this.text(name)
    if (text === undefined) return fallback
    const found = words.find((word) => word.toLowerCase() === text.toLowerCase())
    if (found === undefined) this.wrong(name, text, `one of ${words.join(', ')}`, code)
    return found ?? fallback
  }

  /** Some of some words, parted by blanks; those that are none of them are left out. */
  someOf<T extends string>(
    name: string,
    words: readonly T[],
    { fallback, code }: { readonly fallback: readonly T[]; readonly code: number },
  ): readonly T[] {
    const text = this.text(name)
    if (text === undefined || text === '') return fallback
    const given = text.split(/[\s,]+/)
    const found = words.filter((word) => given.includes(word))
    const wrong = given.find((word) => !words.includes(word as T))
    if (wrong !== undefined) this.wrong(name, wrong, `one of ${words.join(', ')}`, code)
    return found.length === 0 ? fallback : found
  }

  /** A place that is told something; undefined where it is not given or no URL. */
  callback(name: string, code: number): string | undefined {
    const text = this.filled(name)
    if (text === undefined) return undefined
    const url = this.#reader.resolve(text)
    if (url === undefined) this.wrong(name, text, 'a URL', code)
    return url
  }

  /**
   * A place where the call goes on; undefined where it is not given.
   * @throws VoiceError 11100 for what is no URL
   */
  destination(name: string): string | undefined {
    const text = this.filled(name)
    return text === undefined ? undefined : this.#reader.resolveOrFail(text, `${name} of <${this.#element.kind}>`)
  }

  /** Tells that a value is wrong. */
  wrong(name: string, value: string, expected: string, code: number): void {
    this.#reader.warn(
      code,
      `${name} of <${this.#element.kind}> is ${JSON.stringify(value.slice(0, 60))}, not ${expected}`,
    )
  }
}
