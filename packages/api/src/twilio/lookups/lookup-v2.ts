import { type NumberReading, readNumber } from '@trunkline/accounts'
import { TwilioError } from '../errors/twilio-error.ts'
import type { TwilioCall, TwilioRoute } from '../route.ts'
import { uncertain } from '../uncertain.ts'
import { lineTypes, outOfCoverage, packageOff } from './line-type.ts'

const unused = 'It belongs to a data package that is not there.'
const unusedParameters = [
  ...['FirstName', 'LastName', 'AddressLine1', 'AddressLine2', 'City', 'State', 'PostalCode', 'AddressCountryCode'],
  ...['NationalId', 'DateOfBirth', 'LastVerifiedDate', 'VerificationSid', 'PartnerSubId'],
]
const differs =
  'line_type_intelligence knows the kind of line where the numbering plan tells it, and no carrier; of what is not known, and of all other packages, the members are null and error_code says why (60600, 60606).'

/** Lookup v2 (https://www.twilio.com/docs/lookup/v2-api): format, validity and country; what needs a carrier's data is null. */
export function lookupV2Routes(): TwilioRoute[] {
  return [
    {
      operation: 'GET lookups/v2/PhoneNumbers/{PhoneNumber}',
      ignores: Object.fromEntries(unusedParameters.map((name) => [name, unused])),
      differs,
      handle: (call) => ({ status: 200, body: fetchOne(call) }),
    },
    {
      operation: 'POST lookups/v2/batch/query',
      differs,
      handle: ({ json }) => ({ status: 200, body: { phone_numbers: readBatch(json).map(lookUpOne) } }),
    },
  ]
}

type Packages = Readonly<Record<string, (number: NumberReading) => object>>

/** Members of each data package, and what is known of them. */
const packages: Packages = {
  caller_name: () => ({ caller_name: null, caller_type: null, error_code: outOfCoverage }),
  sim_swap: () => ({
    last_sim_swap: null,
    carrier_name: null,
    mobile_country_code: null,
    mobile_network_code: null,
    error_code: packageOff,
  }),
  call_forwarding: () => ({ call_forwarding_enabled: null, error_code: packageOff }),
  line_type_intelligence: ({ kind }) => ({
    mobile_country_code: null,
    mobile_network_code: null,
    carrier_name: null,
    type: kind === null ? null : lineTypes[kind].v2,
    error_code: kind === null ? outOfCoverage : null,
  }),
  line_status: () => ({ status: null, error_code: packageOff }),
  identity_match: () => ({
    first_name_match: null,
    last_name_match: null,
    address_lines_match: null,
    city_match: null,
    state_match: null,
    postal_code_match: null,
    address_country_match: null,
    national_id_match: null,
    date_of_birth_match: null,
    summary_score: null,
    error_code: packageOff,
    error_message: null,
  }),
  reassigned_number: () => ({
    last_verified_date: null,
    is_number_reassigned: null,
    error_code: String(packageOff),
  }),
  sms_pumping_risk: () => ({
    carrier_risk_category: null,
    number_blocked: null,
    number_blocked_date: null,
    number_blocked_last_3_months: null,
    sms_pumping_risk_score: null,
    error_code: packageOff,
  }),
  phone_number_quality_score: () => ({ error_code: packageOff }),
  pre_fill: () => ({ error_code: packageOff }),
}

function fetchOne({ path, params, urls }: TwilioCall): object {
  const fields = (params.filled('Fields') ?? '').split(',').map((field) => field.trim())
  const asked = checkFields(fields.filter((field) => field !== '' && field !== 'validation'))
  const view = numberView(path.PhoneNumber ?? '', params.filled('CountryCode'), asked)
  return { ...view, url: urls.url('lookups', `/v2/PhoneNumbers/${view.phone_number}`) }
}

function numberView(text: string, country: string | undefined, asked: ReadonlySet<string>) {
  const number = readNumber(text, country ?? 'US')
  const { valid, fault } = number
  const known = Object.entries(packages).map(([name, of]) => [name, valid && asked.has(name) ? of(number) : null])
  return {
    calling_country_code: valid ? number.callingCode : null,
    country_code: valid ? number.country : null,
    phone_number: number.e164 ?? text,
    national_format: valid ? number.nationalFormat : null,
    valid,
    validation_errors: fault === null ? [] : [fault],
    ...Object.fromEntries(known),
  }
}

function checkFields(fields: readonly string[]): ReadonlySet<string> {
  const unknown = fields.find((field) => !Object.hasOwn(packages, field))
  if (unknown === undefined) return new Set(fields)
  throw new TwilioError(uncertain.parameterInvalid, `Invalid parameter Fields: there is no ${unknown.slice(0, 64)}`)
}

/** Numbers in one batch at most. */
const largestBatch = 100

/** One question of a batch. */
interface Question {
  readonly text: string
  readonly correlationId: string | undefined
  readonly country: string | undefined
  readonly asked: ReadonlySet<string>
}

/** @throws TwilioError for a body of another shape */
function readBatch(json: unknown): readonly Question[] {
  const list: unknown = isObject(json) ? json.phone_numbers : undefined
  if (!Array.isArray(list) || list.length === 0 || list.length > largestBatch) {
    throw invalid(`phone_numbers must be a list of 1 to ${largestBatch} numbers`)
  }
  return list.map((each: unknown) => {
    if (!isObject(each)) throw invalid('each of phone_numbers must be an object')
    const { phone_number, correlation_id, country_code, fields = [] } = each
    if (typeof phone_number !== 'string') throw invalid('phone_number must be text')
    if (!Array.isArray(fields)) throw invalid('fields must be a list')
    return {
      text: phone_number,
      correlationId: typeof correlation_id === 'string' ? correlation_id : undefined,
      country: typeof country_code === 'string' ? country_code : undefined,
      asked: checkFields(fields.map(String)),
    }
  })
}

const lookUpOne = ({ text, correlationId, country, asked }: Question): object => ({
  ...(correlationId === undefined ? {} : { correlation_id: correlationId }),
  ...numberView(text, country, asked),
  twilio_error_code: null,
})

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const invalid = (message: string): TwilioError => new TwilioError(uncertain.parameterInvalid, message)
