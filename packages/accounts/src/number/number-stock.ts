import { isE164 } from '@trunkline/wire'
import { type NumberPlace, placeOfNumber } from '../phone/place-of-number.ts'
import { readNumber } from '../phone/read-number.ts'
import { builtInRanges, type NumberRange } from './built-in-ranges.ts'
import { kindOfLine, type NumberAbilities, type NumberKind } from './number-kind.ts'

/** Numbers of a carrier that clients may take: what a trunk brings along. */
export interface DeclaredRange extends NumberRange {
  /** Default: by the numbering plan. */
  readonly kind?: NumberKind
  /** Default: all. */
  readonly abilities?: Partial<NumberAbilities>
}

/** Which numbers clients may take. */
export interface StockOptions {
  /** Whether the numbers that are kept for fiction are offered; they are by default. */
  readonly builtIn?: boolean
  readonly ranges?: readonly DeclaredRange[]
}

/** A number that may be had, unless somebody has it. */
export interface OfferedNumber {
  readonly phoneNumber: string
  readonly country: string
  readonly kind: NumberKind
  readonly place: NumberPlace
  readonly abilities: NumberAbilities
}

/** Which numbers are looked for. All that is given must hold. */
export interface StockFilter {
  readonly country: string
  readonly kind: NumberKind
  /** First digits of the national number: an area code. */
  readonly areaCode?: string
  /** Digits, letters of a telephone's keypad, and `*` for any digit; anywhere in the number. */
  readonly contains?: string
  /** Postal abbreviation of a state or province. */
  readonly region?: string
  readonly locality?: string
  readonly abilities?: Partial<NumberAbilities>
}

/** Numbers in a row that have all but their digits in common. */
interface Block extends Omit<OfferedNumber, 'phoneNumber' | 'place'> {
  readonly first: number
  readonly count: number
  readonly callingCode: string
  /** Asked for only where it matters: the geocoding data of each calling code take a moment to read. */
  readonly place: () => NumberPlace
}

/** More numbers than these in all are refused: each search may have to look at all of them. */
const mostDeclared = 100_000

/** The numbers that clients may take: those kept for fiction, and those that the configuration declares. */
export class NumberStock {
  readonly #options: StockOptions
  #blocks: readonly Block[] | undefined

  /** @throws RangeError for a range that is none */
  constructor(options: StockOptions = {}) {
    this.#options = options
    let total = 0
    for (const each of options.ranges ?? []) total += countOf(each)
    if (total > mostDeclared) throw new RangeError(`${total} numbers are declared, more than ${mostDeclared}`)
  }

  /** The countries that numbers are offered of, in the order of their names, and the kinds of each. */
  countries(): readonly { readonly country: string; readonly kinds: readonly NumberKind[] }[] {
    const kinds = new Map<string, Set<NumberKind>>()
    for (const { country, kind } of this.#all()) kinds.set(country, (kinds.get(country) ?? new Set()).add(kind))
    return [...kinds].sort(([a], [b]) => (a < b ? -1 : 1)).map(([country, some]) => ({ country, kinds: [...some] }))
  }

  /** What is offered under this number; undefined for all others. */
  find(e164: string): OfferedNumber | undefined {
    if (!isE164(e164)) return undefined
    const digits = Number(e164.slice(1))
    const block = this.#all().find(({ first, count }) => digits >= first && digits < first + count)
    return block === undefined ? undefined : offerOf(block, digits)
  }

  /**
   * What is offered, taken or not, one number of each place in turn: whoever takes the first ones gets a choice of places.
   * @param after a number of this stock: only what comes behind it
   */
  *search(filter: StockFilter, after?: string): Iterable<OfferedNumber> {
    const blocks = this.#all().map((block, at) => ({ block, at }))
    const wanted = blocks.filter(({ block }) => isWanted(block, filter))
    const start = after === undefined ? undefined : this.#positionOf(after)
    const pattern = filter.contains === undefined ? undefined : patternOf(filter.contains)
    const longest = Math.max(0, ...wanted.map(({ block }) => block.count))
    for (let offset = start?.offset ?? 0; offset < longest; offset += 1) {
      for (const { block, at } of wanted) {
        if (offset >= block.count || (start?.offset === offset && at <= start.at)) continue
        const digits = block.first + offset
        if (isIn(digits, block, filter) && (pattern?.test(String(digits)) ?? true)) yield offerOf(block, digits)
      }
    }
  }

  #positionOf(e164: string): { offset: number; at: number } | undefined {
    const digits = Number(e164.slice(1))
    const at = this.#all().findIndex(({ first, count }) => digits >= first && digits < first + count)
    return at < 0 ? undefined : { at, offset: digits - (this.#all()[at]?.first ?? 0) }
  }

  #all(): readonly Block[] {
    if (this.#blocks !== undefined) return this.#blocks
    const { builtIn = true, ranges = [] } = this.#options
    const declared = ranges.map(blockOf)
    const isDeclared = (block: Block) => declared.some((each) => overlap(each, block))
    const own = builtIn
      ? builtInRanges()
          .map(blockOf)
          .filter((block) => !isDeclared(block))
      : []
    this.#blocks = [...declared, ...own].sort((a, b) => (String(a.first) < String(b.first) ? -1 : 1))
    return this.#blocks
  }
}

function countOf({ first, last }: NumberRange): number {
  const count = isE164(first) && isE164(last) && first.length === last.length ? Number(last) - Number(first) + 1 : 0
  if (count < 1)
    throw new RangeError(`${first} to ${last} are no numbers in a row: E.164, of one length, the lower first`)
  return count
}

const overlap = (a: Block, b: Block): boolean => a.first < b.first + b.count && b.first < a.first + a.count

function blockOf(declared: DeclaredRange): Block {
  const { first, kind, abilities } = declared
  const { country, callingCode, kind: line } = readNumber(first)
  return {
    first: Number(first.slice(1)),
    count: countOf(declared),
    callingCode: callingCode ?? '',
    country: country ?? '',
    kind: kind ?? kindOfLine(line),
    place: () => placeOfNumber(first),
    abilities: { voice: true, sms: true, mms: true, ...abilities },
  }
}

const offerOf = ({ country, kind, place, abilities }: Block, digits: number): OfferedNumber => ({
  phoneNumber: `+${digits}`,
  ...{ country, kind, place: place(), abilities },
})

function isWanted(block: Block, { country, kind, region, locality, abilities = {} }: StockFilter): boolean {
  const same = (a: string | null, b: string) => a?.toLowerCase() === b.toLowerCase()
  if (block.country !== country || block.kind !== kind) return false
  if (region !== undefined && !same(block.place().state, region)) return false
  if (locality !== undefined && !same(block.place().city, locality)) return false
  return (['voice', 'sms', 'mms'] as const).every(
    (each) => (abilities[each] ?? block.abilities[each]) === block.abilities[each],
  )
}

function isIn(digits: number, { callingCode }: Block, { areaCode }: StockFilter): boolean {
  return areaCode === undefined || String(digits).startsWith(callingCode + areaCode)
}

/** Keys of a telephone (ITU-T E.161). */
const keys = ['', '', 'ABC', 'DEF', 'GHI', 'JKL', 'MNO', 'PQRS', 'TUV', 'WXYZ'] as const

/** Whether a text can be looked for in numbers. */
export const isNumberPattern = (text: string): boolean => /^[0-9A-Za-z*]{2,20}$/.test(text)

function patternOf(text: string): RegExp {
  const digits = [...text.toUpperCase()].map((letter) => {
    if (letter === '*') return '\\d'
    return /\d/.test(letter) ? letter : String(keys.findIndex((key) => letter !== '' && key.includes(letter)))
  })
  return new RegExp(digits.join(''))
}
