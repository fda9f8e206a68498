import { TwilioError } from '../errors/twilio-error.ts'
import { uncertain } from '../uncertain.ts'
import { readDay, readInstant } from './read-date.ts'

/** Values by name, as they came: text, or texts where a name was repeated. */
export type RawParams = Readonly<Record<string, string | readonly string[] | undefined>>

/** The span that date filters (`DateSent`, `DateSent<`, `DateSent>`) leave. */
export interface DateRange {
  /** From this instant on. */
  readonly from?: Date
  /** Before this instant. */
  readonly until?: Date
}

const longestUrl = 4000

/**
 * Typed reader over the parameters of a request. Names are case-sensitive and unknown ones are ignored, as at Twilio. An absent parameter is
 * undefined; all but `text` and `texts` read an empty one as absent. A wrong value throws a {@link TwilioError} with the `code` given,
 * else with the one that `uncertain.ts` chooses.
 */
export class TwilioParams {
  readonly #raw: RawParams

  constructor(raw: RawParams) {
    this.#raw = raw
  }

  /** Whether the parameter is there, empty or not. */
  has(name: string): boolean {
    return this.#raw[name] !== undefined
  }

  /** The text as it came, which may be empty. @throws TwilioError for a NUL character, which cannot be stored */
  text(name: string): string | undefined {
    const value = this.#raw[name]
    const text = typeof value === 'object' ? value.at(uncertain.repeatedParameter === 'first' ? 0 : -1) : value
    if (text?.includes('\0')) throw invalid(name, 'must not hold a NUL character')
    return text
  }

  /** All texts of a parameter that may be repeated (`MediaUrl`). */
  texts(name: string): readonly string[] {
    const value = this.#raw[name]
    const texts = value === undefined ? [] : typeof value === 'string' ? [value] : value
    if (texts.some((text) => text.includes('\0'))) throw invalid(name, 'must not hold a NUL character')
    return texts
  }

  /** The text, where it is not empty. */
  filled(name: string): string | undefined {
    return this.text(name) || undefined
  }

  /** The text of a parameter that must be there. @throws TwilioError with `code` */
  required(name: string, code: number, message = `Missing required parameter ${name} in the post body`): string {
    const text = this.filled(name)
    if (text === undefined) throw new TwilioError(code, message)
    return text
  }

  /** `true` or `false` in any case (older Python clients send `True`). */
  boolean(name: string, code?: number): boolean | undefined {
    const text = this.filled(name)?.toLowerCase()
    if (text === undefined) return undefined
    if (text === 'true') return true
    if (text === 'false') return false
    throw invalid(name, 'must be true or false', code)
  }

  /** A whole number. */
  integer(
    name: string,
    bounds: { readonly min?: number; readonly max?: number; readonly code?: number } = {},
  ): number | undefined {
    const text = this.filled(name)?.trim()
    if (text === undefined) return undefined
    const { min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER, code } = bounds
    const value = /^[+-]?\d{1,16}$/.test(text) ? Number(text) : Number.NaN
    if (value >= min && value <= max) return value
    throw invalid(name, `must be a whole number${within(bounds)}`, code)
  }

  /** A decimal number. */
  number(name: string, code?: number): number | undefined {
    const text = this.filled(name)?.trim()
    if (text === undefined) return undefined
    if (/^[+-]?(\d+\.?\d*|\.\d+)$/.test(text)) return Number(text)
    throw invalid(name, 'must be a number', code)
  }

  /** An instant: ISO 8601 with a zone, RFC 2822, or a day, which stands for its beginning in UTC. */
  instant(name: string, code?: number): Date | undefined {
    const text = this.filled(name)
    if (text === undefined) return undefined
    const instant = readInstant(text)
    if (instant === undefined) throw invalid(name, 'must be a date and time such as 2026-11-20T21:00:00Z', code)
    return instant
  }

  /**
   * The filters `Name`, `Name<` and `Name>`: on that day (UTC), at or before, at or after; the ends belong to it. Instants are taken too, and are as
   * coarse as seconds.
   */
  dates(name: string, code?: number): DateRange {
    const on = this.#span(name, code)
    const before = this.#span(`${name}<`, code)
    const after = this.#span(`${name}>`, code)
    const starts = [on?.from, after?.from].filter((date) => date !== undefined)
    const ends = [on?.until, before?.until].filter((date) => date !== undefined)
    return {
      ...(starts.length === 0 ? {} : { from: new Date(Math.max(...starts.map(Number))) }),
      ...(ends.length === 0 ? {} : { until: new Date(Math.min(...ends.map(Number))) }),
    }
  }

  #span(name: string, code: number | undefined): { from: Date; until: Date } | undefined {
    const text = this.filled(name)
    if (text === undefined) return undefined
    const day = readDay(text)
    if (day !== undefined) return { from: day, until: new Date(day.getTime() + 86_400_000) }
    const instant = readInstant(text)
    if (instant === undefined) throw invalid(name, 'must be a date such as 2026-11-20', code)
    const second = Math.floor(instant.getTime() / 1000) * 1000
    return { from: new Date(second), until: new Date(second + 1000) }
  }

  /** An absolute http or https URL of 4000 characters at most, as it came. */
  url(name: string, code?: number): string | undefined {
    const text = this.filled(name)?.trim()
    if (text === undefined || text === '') return undefined
    if (isHttpUrl(text)) return text
    throw invalid(name, 'must be an absolute http or https URL', code)
  }

  /** `GET` or `POST`, in any case. */
  method(name: string, code?: number): 'GET' | 'POST' | undefined {
    const text = this.filled(name)?.toUpperCase()
    if (text === undefined || text === 'GET' || text === 'POST') return text
    throw invalid(name, 'must be GET or POST', code)
  }

  /** One of some words, in any case; given in the case of the list. */
  enumeration<const Word extends string>(name: string, words: readonly Word[], code?: number): Word | undefined {
    const text = this.filled(name)?.toLowerCase()
    if (text === undefined) return undefined
    const word = words.find((each) => each.toLowerCase() === text)
    if (word === undefined) throw invalid(name, `must be one of ${words.join(', ')}`, code)
    return word
  }

  /** All pairs, repeated names one after the other: to write a list's address again. */
  *pairs(): Iterable<readonly [name: string, value: string]> {
    for (const [name, value] of Object.entries(this.#raw)) {
      for (const text of typeof value === 'string' ? [value] : (value ?? [])) yield [name, text]
    }
  }
}

/** Whether a text is an absolute http or https URL that is short enough and has a host. */
export function isHttpUrl(text: string): boolean {
  if (text.length > longestUrl || !/^https?:\/\/[^/?#\s]/i.test(text)) return false
  return URL.canParse(text)
}

function invalid(name: string, must: string, code: number = uncertain.parameterInvalid): TwilioError {
  return new TwilioError(code, `Invalid parameter ${name}: it ${must}`)
}

function within({ min, max }: { readonly min?: number; readonly max?: number }): string {
  if (min !== undefined && max !== undefined) return ` from ${min} to ${max}`
  if (min !== undefined) return ` of at least ${min}`
  return max === undefined ? '' : ` of at most ${max}`
}
