import { parseAddress } from '@trunkline/wire'
import { ParseError, type PhoneNumber, parsePhoneNumberWithError } from 'libphonenumber-js/max'
import { BoundedMap } from '../windows/bounded-map.ts'

/** What kind of line a number is, as the numbering plan of its country has it. */
export type PhoneType =
  | 'mobile'
  | 'fixed-line'
  | 'fixed-line-or-mobile'
  | 'voip'
  | 'personal'
  | 'toll-free'
  | 'premium-rate'
  | 'shared-cost'
  | 'pager'
  | 'uan'
  | 'voicemail'
  | 'unknown'

/** A phone number that may be sent to. */
export interface Phone {
  readonly ok: true
  /** The address as it is kept: the number, with the prefix before it where one was given (`whatsapp:+14155550123`). */
  readonly address: string
  /** Without its colon; null for a bare number. */
  readonly prefix: string | null
  /** `+` and up to 15 digits. */
  readonly e164: string
  /** ISO 3166-1 alpha-2; null for numbers of no country, such as +800. */
  readonly country: string | null
  readonly type: PhoneType
}

/** Why a text is not an address. `reason` says what to do, and is fit to be shown to the client. */
export interface AddressFault {
  readonly ok: false
  readonly reason: string
}

const LONGEST = 64
const CACHED = 10_000
const cache = new BoundedMap<string, Phone | AddressFault>(CACHED)

/**
 * Reads a phone number in international form and checks it with the full metadata of libphonenumber: the number must
 * belong to a range that its country has given out.
 *
 * Accepted: `+` or `00`, then digits, with spaces, hyphens, dots, slashes and parentheses between them, `(0)` included;
 * `tel:` before it is dropped, another prefix such as `whatsapp:` is kept. Without `+` or `00` a number is refused: nothing
 * tells its country.
 */
export function parsePhone(raw: string): Phone | AddressFault {
  const known = cache.get(raw)
  if (known) return known
  if (raw.length > LONGEST) return fault(`the number is longer than ${LONGEST} characters`)
  const parsed = readAddress(raw)
  cache.set(raw, parsed)
  return parsed
}

function readAddress(raw: string): Phone | AddressFault {
  const text = raw.trim()
  const address = parseAddress(text)
  if (!address) return fault('the number is empty: write it in international form, such as +14155550123')
  const prefix = address.prefix === 'tel' ? null : address.prefix
  return readNumber(address.value, prefix)
}

function readNumber(text: string, prefix: string | null): Phone | AddressFault {
  const compact = text.replace(/[ .\-/\u00a0\u2009\u2010-\u2015\u202f]/g, '').replace(/^00/, '+')
  if (!/^\+?[\d()]+$/.test(compact)) return fault(unreadable(text))
  if (!compact.startsWith('+')) {
    return fault('the number does not say its country: write it in international form, such as +14155550123')
  }
  try {
    return describe(parsePhoneNumberWithError(compact, { extract: false }), prefix)
  } catch (error) {
    if (error instanceof ParseError) return fault(parseFaults[error.message] ?? 'this is not a phone number')
    throw error
  }
}

function describe(number: PhoneNumber, prefix: string | null): Phone | AddressFault {
  const e164 = number.number
  if (!number.isPossible())
    return fault(`${e164} has too few or too many digits for a number of +${number.countryCallingCode}`)
  if (!number.isValid())
    return fault(`${e164} is not in a range of numbers that are in use in +${number.countryCallingCode}`)
  const address = prefix === null ? e164 : `${prefix}:${e164}`
  const type = typeNames[number.getType() ?? ''] ?? 'unknown'
  return { ok: true, address, prefix, e164, country: number.country ?? null, type }
}

function unreadable(text: string): string {
  return /ext|x|#|;/i.test(text)
    ? 'the number has an extension, which cannot be sent to: leave it out'
    : 'the number has characters that no number has: write it in international form, such as +14155550123'
}

function fault(reason: string): AddressFault {
  return { ok: false, reason }
}

/** What libphonenumber-js gives as the message of its errors. */
const parseFaults: Readonly<Record<string, string>> = {
  INVALID_COUNTRY: 'no country has this calling code',
  TOO_SHORT: 'the number has too few digits',
  TOO_LONG: 'the number has too many digits',
  NOT_A_NUMBER: 'this is not a phone number: write it in international form, such as +14155550123',
}

const typeNames: Readonly<Record<string, PhoneType>> = {
  MOBILE: 'mobile',
  FIXED_LINE: 'fixed-line',
  FIXED_LINE_OR_MOBILE: 'fixed-line-or-mobile',
  VOIP: 'voip',
  PERSONAL_NUMBER: 'personal',
  TOLL_FREE: 'toll-free',
  PREMIUM_RATE: 'premium-rate',
  SHARED_COST: 'shared-cost',
  PAGER: 'pager',
  UAN: 'uan',
  VOICEMAIL: 'voicemail',
}
