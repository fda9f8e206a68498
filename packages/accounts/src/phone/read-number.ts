import {
  type CountryCode,
  getCountryCallingCode,
  isSupportedCountry,
  ParseError,
  type PhoneNumber,
  parsePhoneNumberWithError,
  type ValidatePhoneNumberLengthResult,
  validatePhoneNumberLength,
} from 'libphonenumber-js/max'

/** What kind of line a number is, as the numbering plan of its country has it; null where it does not tell, as in North America. */
export type LineKind =
  | 'mobile'
  | 'landline'
  | 'voip'
  | 'personal'
  | 'toll-free'
  | 'premium'
  | 'shared-cost'
  | 'pager'
  | 'uan'
  | 'voicemail'

/** What is wrong with a number, in Twilio's words (https://www.twilio.com/docs/lookup/v2-api). */
export type NumberFault =
  | 'TOO_SHORT'
  | 'TOO_LONG'
  | 'INVALID_BUT_POSSIBLE'
  | 'INVALID_COUNTRY_CODE'
  | 'INVALID_LENGTH'
  | 'NOT_A_NUMBER'

/** What the numbering plans say of a number. */
export interface NumberReading {
  /** No fault was found: the number lies in a range that its country has given out. */
  readonly valid: boolean
  readonly fault: NumberFault | null
  /** `+` and digits; null where not even that can be read. */
  readonly e164: string | null
  /** Calling code without `+`. */
  readonly callingCode: string | null
  /** ISO 3166-1 alpha-2; null for numbers of no country, such as +800, and where the number is not valid and several countries share the code. */
  readonly country: string | null
  /** As it is written in its country: `(415) 555-0100`. */
  readonly nationalFormat: string | null
  readonly kind: LineKind | null
}

/** Longer texts are no numbers: parsing them would only cost. */
const longest = 64

/**
 * Reads a number in E.164 form, or in the national form of `country`, with the full metadata of libphonenumber. Separators are taken out.
 * @param country ISO 3166-1 alpha-2, in any case; one that is not known counts as none
 */
export function readNumber(text: string, country?: string): NumberReading {
  const code = country?.toUpperCase()
  const home = code !== undefined && isSupportedCountry(code) ? code : undefined
  if (text.length > longest) return unreadable('NOT_A_NUMBER')
  try {
    const options = home === undefined ? { extract: false } : { extract: false, defaultCountry: home }
    return readingOf(parsePhoneNumberWithError(text.trim(), options))
  } catch (error) {
    if (error instanceof ParseError) {
      return unreadable(isFaultName(error.message) ? faultNames[error.message] : 'NOT_A_NUMBER', home)
    }
    throw error
  }
}

function readingOf(number: PhoneNumber): NumberReading {
  const valid = number.isValid()
  return {
    valid,
    fault: valid ? null : faultOf(number),
    e164: number.number,
    callingCode: number.countryCallingCode,
    country: number.country ?? null,
    nationalFormat: number.formatNational(),
    kind: kinds[number.getType() ?? ''] ?? null,
  }
}

/** A number that can be read but is not valid: it has a length that its country has not, or lies in no range that was given out. */
function faultOf({ number }: PhoneNumber): NumberFault {
  const length = validatePhoneNumberLength(number)
  return length === undefined ? 'INVALID_BUT_POSSIBLE' : faultNames[length]
}

function unreadable(fault: NumberFault, home?: CountryCode): NumberReading {
  const callingCode = home === undefined ? null : getCountryCallingCode(home)
  return { valid: false, fault, e164: null, callingCode, country: home ?? null, nationalFormat: null, kind: null }
}

/** By what libphonenumber-js says of a length, and as the message of its errors. */
const faultNames: Readonly<Record<ValidatePhoneNumberLengthResult, NumberFault>> = {
  INVALID_COUNTRY: 'INVALID_COUNTRY_CODE',
  TOO_SHORT: 'TOO_SHORT',
  TOO_LONG: 'TOO_LONG',
  INVALID_LENGTH: 'INVALID_LENGTH',
  NOT_A_NUMBER: 'NOT_A_NUMBER',
}
const isFaultName = (text: string): text is ValidatePhoneNumberLengthResult => Object.hasOwn(faultNames, text)

const kinds: Readonly<Record<string, LineKind>> = {
  MOBILE: 'mobile',
  FIXED_LINE: 'landline',
  VOIP: 'voip',
  PERSONAL_NUMBER: 'personal',
  TOLL_FREE: 'toll-free',
  PREMIUM_RATE: 'premium',
  SHARED_COST: 'shared-cost',
  PAGER: 'pager',
  UAN: 'uan',
  VOICEMAIL: 'voicemail',
}
