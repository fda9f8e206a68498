/** Digits and marks as keyboards of all countries give them, in ASCII: full width becomes half, every hyphen `-`. */
const ascii = (text: string): string => text.normalize('NFKC').replace(/[‐-―−ー]/g, '-')

/** Calling codes of one and of two digits; all others have three (ITU-T E.164, assigned country codes). */
const shortCodes = new Set(
  '1 7 20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98'.split(
    ' ',
  ),
)

/** The calling code that a number in E.164 form begins with, without the `+`. */
export function callingCodeOf(e164: string): string {
  const digits = e164.slice(1)
  return [1, 2].map((length) => digits.slice(0, length)).find((code) => shortCodes.has(code)) ?? digits.slice(0, 3)
}

/**
 * Reads a number in international form, however it is written: `+81-50-1234-9876`, `0081 50…`, `tel:+81…`, full width.
 * @returns E.164, or undefined where it is not international or no number
 */
export function readInternational(written: string): string | undefined {
  const text = ascii(written).trim().replace(/^tel:/i, '').replace(/\(0\)/g, '')
  if (!/^(\+|00)[\d\s().\-/]+$/.test(text)) return undefined
  const digits = text.replace(/\D/g, '').replace(/^00/, '')
  return /^[1-9]\d{6,14}$/.test(digits) ? `+${digits}` : undefined
}

/** The digits of a number without what it is prefixed with inside its country, or undefined where it is no number at all. */
export function nationalDigits(written: string): string | undefined {
  const text = ascii(written).trim()
  return /^[\d\s().\-/*#]+$/.test(text) ? text.replace(/[\s().\-/]/g, '') : undefined
}

/** Countries whose numbers keep the 0 that they are dialled with. */
const keepsZero = new Set(['39', '378'])

/**
 * Reads what somebody dials. Without a `+` or `00` it is a number of the caller's own country; short ones (`110`, `*21#`) are taken as they are.
 * @param callerNumber E.164, the number that is called from
 * @returns E.164, a short number, or undefined where it is no number
 */
export function readDialled(written: string, callerNumber: string): string | undefined {
  const international = readInternational(written)
  if (international !== undefined) return international
  const digits = nationalDigits(written)
  if (digits === undefined || digits === '') return undefined
  if (digits.length < 7 || /[*#]/.test(digits)) return digits.length <= 15 ? digits : undefined
  const code = callingCodeOf(callerNumber)
  const national =
    code === '1' ? digits.replace(/^1(?=\d{10}$)/, '') : keepsZero.has(code) ? digits : digits.replace(/^0/, '')
  return readInternational(`+${code}${national}`)
}
