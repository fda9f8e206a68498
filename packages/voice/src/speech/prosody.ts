/** Values of `<prosody>` and `<break>`, bounded, as espeak-ng takes them. Source: https://www.w3.org/TR/speech-synthesis11/ §3.2. */

const namedRates: Readonly<Record<string, number>> = { 'x-slow': 50, slow: 75, medium: 100, fast: 130, 'x-fast': 180 }
const namedPitches: Readonly<Record<string, number>> = { 'x-low': 60, low: 80, medium: 100, high: 125, 'x-high': 150 }
const namedVolumes: Readonly<Record<string, number>> = {
  silent: 0,
  'x-soft': 30,
  soft: 60,
  medium: 100,
  loud: 140,
  'x-loud': 200,
}

interface Scale {
  readonly named: Readonly<Record<string, number>>
  readonly least: number
  readonly most: number
}

/** Percent of the default: from a name, `90%`, `+10%`, decibel, or semitones. Undefined where it can't be made out. */
function percent(value: string, { named, least, most }: Scale): string | undefined {
  const text = value.trim().toLowerCase()
  const [, sign = '', digits, unit] = /^([+-]?)(\d{1,6}(?:\.\d{1,6})?)(%|db|st)$/.exec(text) ?? []
  const amount = Number(`${sign}${digits}`)
  let result: number | undefined
  if (Object.hasOwn(named, text)) result = named[text]
  else if (unit === '%') result = sign === '' ? amount : 100 + amount
  else if (unit === 'db') result = 100 * 10 ** (amount / 20)
  else if (unit === 'st') result = 100 * 2 ** (amount / 12)
  return result === undefined ? undefined : `${Math.round(Math.min(most, Math.max(least, result)))}%`
}

/** How fast: 20 to 200 %. */
export const rateOf = (value: string): string | undefined => percent(value, { named: namedRates, least: 20, most: 200 })

/** How high: 50 to 200 %. */
export const pitchOf = (value: string): string | undefined =>
  percent(value, { named: namedPitches, least: 50, most: 200 })

/** How loud: up to 200 %. */
export const volumeOf = (value: string): string | undefined =>
  percent(value, { named: namedVolumes, least: 0, most: 200 })

/** Milliseconds by `strength`; those of Amazon Polly, whose voices most documents are written for. */
const strengths: Readonly<Record<string, number>> = {
  none: 0,
  'x-weak': 100,
  weak: 200,
  medium: 400,
  strong: 700,
  'x-strong': 1000,
}

/** Longest break, milliseconds; longer ones are cut to it. */
const longestBreakMs = 10_000

/** Length of a `<break>` in milliseconds: `time` goes before `strength`; medium where neither can be read. */
export function breakMs(attributes: Readonly<Record<string, string>>): number {
  const [, digits, unit] = /^\+?(\d{1,7}(?:\.\d{1,6})?)(ms|s)$/.exec(attributes.time?.trim().toLowerCase() ?? '') ?? []
  if (digits !== undefined) return Math.min(longestBreakMs, Math.round(Number(digits) * (unit === 's' ? 1000 : 1)))
  const strength = attributes.strength?.trim() ?? ''
  return Object.hasOwn(strengths, strength) ? (strengths[strength] ?? 400) : 400
}
