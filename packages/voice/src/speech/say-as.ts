/** `<say-as>`: how numbers, dates and the like are read. Source: https://www.w3.org/TR/ssml-sayas/ and the values that Twilio takes. */

/** What is spoken: words, or characters one by one; between them it breathes. */
export interface Reading {
  readonly how: 'words' | 'characters'
  readonly text: string
}

const words = (text: string): Reading[] => [{ how: 'words', text }]
const characters = (text: string): Reading[] => [{ how: 'characters', text }]

const ordinalEnds: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd', other: 'th' }
/** Languages that write an ordinal with a full stop, which their voices know. */
const dottedOrdinals = new Set(['cs', 'da', 'de', 'fi', 'hr', 'hu', 'is', 'nb', 'no', 'pl', 'sk', 'sl', 'sr', 'tr'])

function ordinal(text: string, language: string): Reading[] {
  const number = Number(text)
  if (!/^\d{1,15}$/.test(text)) return words(text)
  if (language === 'en') {
    const rule = new Intl.PluralRules('en', { type: 'ordinal' }).select(number)
    return words(`${text}${ordinalEnds[rule]}`)
  }
  return words(dottedOrdinals.has(language) ? `${text}.` : text)
}

/** Digits in the groups in which they were written. */
function telephone(text: string): Reading[] {
  return text
    .split(/[^\d*#a-z]+/i)
    .filter((group) => group !== '')
    .map((group) => ({ how: 'characters', text: group }))
}

const dateParts: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  d: { day: 'numeric' },
  m: { month: 'long' },
  y: { year: 'numeric' },
}

/** `date` with the order in `format`: `mdy`, `ym`, …; eight digits are year, month and day. */
function date(text: string, tag: string, format: string): Reading[] {
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(text)
  const order = compact ? 'ymd' : format === 'yyyymmdd' ? 'ymd' : format || 'mdy'
  const numbers = compact ? compact.slice(1) : text.split(/[^\d]+/).filter((part) => part !== '')
  if (numbers.length !== order.length || !/^[dmy]{1,3}$/.test(order)) return words(text)
  const part = (letter: string, otherwise: number): number =>
    order.includes(letter) ? Number(numbers[order.indexOf(letter)]) : otherwise
  const when = new Date(Date.UTC(2000, part('m', 1) - 1, part('d', 1)))
  when.setUTCFullYear(part('y', 2000))
  if (Number.isNaN(when.getTime()) || when.getUTCMonth() !== part('m', 1) - 1) return words(text)
  const shown = Object.assign({}, ...[...order].map((letter) => dateParts[letter]))
  return words(new Intl.DateTimeFormat(tag, { ...shown, timeZone: 'UTC' }).format(when))
}

/** `1'21"`: minutes and seconds. A time of day (`2:30pm`) is read as it stands. */
function time(text: string, tag: string): Reading[] {
  const [, minutes, seconds] = /^(?:(\d+)')?(?:(\d+)")?$/.exec(text) ?? []
  const spoken = (amount: string | undefined, unit: string): string[] => {
    if (amount === undefined) return []
    return [new Intl.NumberFormat(tag, { style: 'unit', unit, unitDisplay: 'long' }).format(Number(amount))]
  }
  const parts = [...spoken(minutes, 'minute'), ...spoken(seconds, 'second')]
  return words(parts.length === 0 ? text : parts.join(' '))
}

function fraction(text: string, language: string): Reading[] {
  return words(language === 'en' ? text.replaceAll('+', ' and ').replaceAll('/', ' over ') : text)
}

/** The tag if dates can be written for it. */
function knownTag(tag: string): string {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(tag)[0] ?? 'en-US'
  } catch {
    return 'en-US'
  }
}

/** What a `<say-as>` has. */
export interface SayAs {
  readonly text: string
  readonly interpretAs: string
  readonly format: string
  /** Language tag of the voice. */
  readonly language: string
}

/** How it is read; what can't be made out is read as it stands. */
export function readSayAs({ text: given, interpretAs, format, language: tag }: SayAs): Reading[] {
  const text = given.trim()
  const language = tag.toLowerCase().split('-')[0] ?? ''
  if (interpretAs === 'characters' || interpretAs === 'spell-out' || interpretAs === 'digits') return characters(text)
  if (interpretAs === 'telephone') return telephone(text)
  if (interpretAs === 'ordinal') return ordinal(text, language)
  if (interpretAs === 'date') return date(text, knownTag(tag), format)
  if (interpretAs === 'time') return time(text, knownTag(tag))
  if (interpretAs === 'fraction') return fraction(text, language)
  // cardinal, number, unit and address are what a voice does by itself.
  return words(interpretAs === 'expletive' ? 'beep' : text)
}
