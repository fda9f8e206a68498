import {
  defaultName,
  isNumberPattern,
  type NumberKind,
  type OfferedNumber,
  placeOfNumber,
  readNumber,
} from '@trunkline/accounts'
import { TwilioError } from '../errors/twilio-error.ts'
import type { TwilioParams } from '../http/twilio-params.ts'
import type { TwilioUrls } from '../http/twilio-urls.ts'
import type { TwilioParts } from '../parts.ts'
import type { TwilioCall, TwilioPage, TwilioRoute } from '../route.ts'
import { uncertain } from '../uncertain.ts'
import { readNumberFilter } from './number-params.ts'
import { capabilitiesOf, kindNames } from './number-view.ts'

type Parts = Pick<TwilioParts, 'accounts'>

const base = 'api/2010-04-01/Accounts/{AccountSid}/AvailablePhoneNumbers'

const noneAsked = 'No number asks for an address, so none is left out.'
const ignores = {
  Beta: 'No number is a beta number, so none is left out.',
  ExcludeAllAddressRequired: noneAsked,
  ExcludeLocalAddressRequired: noneAsked,
  ExcludeForeignAddressRequired: noneAsked,
  Distance: 'Where a number is, is not known that well: NearNumber finds those of its area code or town.',
}
const differs =
  'Offered are numbers kept for fiction, which ring nobody, and those that the configuration declares. Postal codes, coordinates, rate centers and LATAs of numbers are not known: a search by one finds nothing.'

/** AvailablePhoneNumbers: what an account may take (https://www.twilio.com/docs/phone-numbers/api/availablephonenumber-resource). */
export function availableNumberRoutes(parts: Parts): TwilioRoute[] {
  const kinds = Object.entries(kindNames) as readonly (readonly [NumberKind, { readonly path: string }])[]
  return [
    {
      operation: `GET ${base}.json`,
      differs: 'The list has one page.',
      handle: (call) => ({ key: 'countries', records: countryViews(parts, call) }),
    },
    {
      operation: `GET ${base}/{CountryCode}.json`,
      handle(call) {
        const view = countryViews(parts, call).find(({ country_code }) => country_code === countryOf(call))
        if (view === undefined) throw call.notFound()
        return { status: 200, body: view }
      },
    },
    ...kinds.map(([kind, { path }]) => ({
      operation: `GET ${base}/{CountryCode}/${path}.json`,
      ignores,
      differs,
      handle: (call: TwilioCall) => search(parts, call, kind),
    })),
  ]
}

const countryOf = ({ path }: TwilioCall): string => path.CountryCode?.toUpperCase() ?? ''

const countryNames = new Intl.DisplayNames(['en'], { type: 'region' })

function countryViews({ accounts }: Parts, { account, urls }: TwilioCall) {
  return accounts.market.countries().map(({ country, kinds }) => {
    const path = `/Accounts/${account.sid}/AvailablePhoneNumbers/${country}`
    return {
      country_code: country,
      country: countryNames.of(country) ?? country,
      uri: urls.uri(path),
      beta: false,
      subresource_uris: subresources(path, kinds, urls),
    }
  })
}

const subresources = (path: string, kinds: readonly NumberKind[], urls: TwilioUrls): object =>
  Object.fromEntries(kinds.map((kind) => [kindNames[kind].key, urls.uri(`${path}/${kindNames[kind].path}`)]))

async function search({ accounts }: Parts, call: TwilioCall, kind: NumberKind): Promise<TwilioPage> {
  const { page, params } = call
  const country = countryOf(call)
  const offered = accounts.market
    .countries()
    .find((each) => each.country === country)
    ?.kinds.includes(kind)
  if (offered !== true) throw call.notFound()
  const filter = readFilter(params)
  const limit = page.size + 1
  const after = page.after === undefined ? {} : { after: page.after }
  const found =
    filter === undefined ? [] : await accounts.market.offered({ country, kind, ...filter }, { ...after, limit })
  const records = found.slice(0, page.size)
  const next = found.length > page.size ? records.at(-1)?.phoneNumber : undefined
  return { key: 'available_phone_numbers', records: records.map(offerView), next }
}

/** Facts about a place that are known of no number. */
const unknownPlaces = ['InPostalCode', 'InRateCenter', 'InLata', 'NearLatLong'] as const

/** What is looked for; undefined: no number can be it. @throws TwilioError 21451 and for values that are none */
function readFilter(params: TwilioParams) {
  const areaCode = params.filled('AreaCode')
  if (areaCode !== undefined && !/^\d{1,8}$/.test(areaCode)) throw new TwilioError(21451, 'AreaCode must be digits')
  const contains = readPattern(params)
  const abilities = readAbilities(params)
  const near = readNear(params)
  if (params.boolean('FaxEnabled') === true || near === null) return undefined
  if (unknownPlaces.some((name) => params.filled(name) !== undefined)) return undefined
  const region = params.filled('InRegion')
  const locality = params.filled('InLocality')
  return {
    abilities,
    ...near,
    ...(areaCode === undefined ? {} : { areaCode }),
    ...(contains === undefined ? {} : { contains }),
    ...(region === undefined ? {} : { region }),
    ...(locality === undefined ? {} : { locality }),
  }
}

function readPattern(params: TwilioParams): string | undefined {
  const text = params.filled('Contains')?.replace(/[\s+().-]/g, '')
  if (text === undefined || isNumberPattern(text)) return text
  throw new TwilioError(uncertain.parameterInvalid, 'Contains must be 2 to 20 digits, letters and *')
}

function readAbilities(params: TwilioParams): { voice?: boolean; sms?: boolean; mms?: boolean } {
  const [voice, sms, mms] = [params.boolean('VoiceEnabled'), params.boolean('SmsEnabled'), params.boolean('MmsEnabled')]
  return {
    ...(voice === undefined ? {} : { voice }),
    ...(sms === undefined ? {} : { sms }),
    ...(mms === undefined ? {} : { mms }),
  }
}

/** Near a number are those of its area code (North America) or of its town; null: none. */
function readNear(params: TwilioParams): { areaCode?: string; locality?: string } | null {
  const text = readNumberFilter(params, 'NearNumber')
  if (text === undefined) return {}
  const { e164, callingCode } = readNumber(text)
  if (e164 === null) throw new TwilioError(21401, `NearNumber ${text.slice(0, 64)} is not a valid phone number`)
  if (callingCode === '1') return { areaCode: e164.slice(2, 5) }
  const { city } = placeOfNumber(e164)
  return city === null ? null : { locality: city }
}

const offerView = ({ phoneNumber, country, place, abilities }: OfferedNumber): object => ({
  friendly_name: defaultName(phoneNumber),
  phone_number: phoneNumber,
  lata: null,
  locality: place.city,
  rate_center: null,
  latitude: null,
  longitude: null,
  region: place.state,
  postal_code: null,
  iso_country: country,
  address_requirements: 'none',
  beta: false,
  capabilities: capabilitiesOf(abilities),
})
