import { readNumber } from '@trunkline/accounts'
import { notServed, TwilioError } from '../errors/twilio-error.ts'
import type { TwilioCall, TwilioRoute } from '../route.ts'
import { uncertain } from '../uncertain.ts'
import { lineTypes, outOfCoverage } from './line-type.ts'

const addOns = 'There are no add-ons.'

/** Lookup v1 (https://www.twilio.com/docs/lookup/v1-api): what numbering plans say, and honest nulls for names and carriers. */
export function lookupV1Routes(): TwilioRoute[] {
  return [
    {
      operation: 'GET lookups/v1/PhoneNumbers/{PhoneNumber}',
      refuses: { AddOns: addOns, AddOnsData: addOns },
      differs:
        'Type=carrier knows the kind of line where the numbering plan tells it, and no carrier; Type=caller-name knows no name. Both say so with error_code 60600.',
      handle: (call) => ({ status: 200, body: lookUp(call) }),
    },
  ]
}

function lookUp(call: TwilioCall): object {
  const { params, path, urls } = call
  if (params.has('AddOns')) throw notServed('Trunkline has no add-ons: leave AddOns out')
  const types = readTypes(call)
  const number = readNumber(path.PhoneNumber ?? '', params.filled('CountryCode') ?? 'US')
  if (!number.valid || number.e164 === null) throw call.notFound()
  const lineType = number.kind === null ? null : lineTypes[number.kind].v1
  return {
    caller_name: types.has('caller-name') ? { caller_name: null, caller_type: null, error_code: outOfCoverage } : null,
    country_code: number.country,
    phone_number: number.e164,
    national_format: number.nationalFormat,
    carrier: types.has('carrier') ? carrierOf(lineType) : null,
    add_ons: null,
    url: urls.url('lookups', `/v1/PhoneNumbers/${number.e164}`),
  }
}

const carrierOf = (type: string | null): object => ({
  mobile_country_code: null,
  mobile_network_code: null,
  name: null,
  type,
  error_code: type === null ? outOfCoverage : null,
})

/** The kinds of data that are asked for; comma lists are taken too, as programs send them. */
function readTypes({ params }: TwilioCall): ReadonlySet<string> {
  const types = params.texts('Type').flatMap((text) => text.split(','))
  const asked = types.map((type) => type.trim()).filter((type) => type !== '')
  const unknown = asked.find((type) => type !== 'carrier' && type !== 'caller-name')
  if (unknown === undefined) return new Set(asked)
  const message = `Invalid parameter Type: ${unknown.slice(0, 64)} is neither carrier nor caller-name`
  throw new TwilioError(uncertain.parameterInvalid, message)
}
