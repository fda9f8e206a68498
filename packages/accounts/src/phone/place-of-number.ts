import { isE164 } from '@trunkline/wire'
import { geocodeOf } from './geocodes.ts'
import { type NumberReading, readNumber } from './read-number.ts'
import { regionCodes } from './regions.ts'

/** Where a number belongs, as far as its digits tell; null where they do not. */
export interface NumberPlace {
  /** `San Francisco`. */
  readonly city: string | null
  /** Postal abbreviation of a state or province: `CA`. */
  readonly state: string | null
  /** ISO 3166-1 alpha-2. */
  readonly country: string | null
}

/** The names of the four fields of a party, in each of Twilio's spellings: `FromCity`, `ToState`, `CallerZip`, `CalledCountry`. */
export type PlaceFields = Readonly<Record<string, string>>

const nowhere: NumberPlace = Object.freeze({ city: null, state: null, country: null })
const remembered = new Map<string, NumberPlace>()
const mostRemembered = 10_000

/**
 * Where a number in E.164 form belongs: the country by the numbering plan, city and state of fixed lines by libphonenumber's geocoding data. A
 * hint: numbers are taken along, and those of mobiles tell no city.
 */
export function placeOfNumber(e164: string): NumberPlace {
  const known = remembered.get(e164)
  if (known !== undefined) return known
  const place = findPlace(readNumber(e164))
  for (const oldest of remembered.keys()) {
    if (remembered.size < mostRemembered) break
    remembered.delete(oldest)
  }
  remembered.set(e164, place)
  return place
}

function findPlace({ valid, e164, callingCode, country, kind }: NumberReading): NumberPlace {
  if (e164 === null || callingCode === null || country === null) return nowhere
  // The ranges of other lines belong to no place, though the data have entries for some.
  if (!valid || (kind !== null && kind !== 'landline')) return { ...nowhere, country }
  const text = geocodeOf(callingCode, e164.slice(1 + callingCode.length))
  return text === undefined ? { ...nowhere, country } : { ...splitPlace(text), country }
}

/** `San Francisco, CA`, `São Paulo - SP`, `New Jersey` or `Berlin`. */
function splitPlace(text: string): Pick<NumberPlace, 'city' | 'state'> {
  const [, city, state] = /^(.+?)(?:, | - )([A-Z]{2})$/.exec(text) ?? []
  if (city !== undefined && state !== undefined) return { city, state }
  const region = regionCodes[text]
  return region === undefined ? { city: text, state: null } : { city: null, state: region }
}

/**
 * The fields that Twilio's webhooks carry about a party that is a plain phone number: `placeFields('From', '+14155550100')` is
 * `{FromCity: 'SAN FRANCISCO', FromState: 'CA', FromZip: '', FromCountry: 'US'}`. They are there, empty, where nothing is known; the digits never
 * tell a postal code. Other parties (`client:alice`, `whatsapp:+1…`, a short code, a name) have none of them.
 * https://www.twilio.com/docs/messaging/guides/webhook-request
 */
export function placeFields(party: 'From' | 'To' | 'Caller' | 'Called', address: string): PlaceFields {
  if (!isE164(address)) return {}
  const { city, state, country } = placeOfNumber(address)
  return {
    [`${party}City`]: city?.toUpperCase() ?? '',
    [`${party}State`]: state ?? '',
    [`${party}Zip`]: '',
    [`${party}Country`]: country ?? '',
  }
}
