import type { NumberInput } from '@trunkline/accounts'
import { isSid, ProblemError } from '@trunkline/wire'
import { readFriendlyName } from '../accounts/friendly-name.ts'
import { TwilioError } from '../errors/twilio-error.ts'
import type { TwilioParams } from '../http/twilio-params.ts'
import { uncertain } from '../uncertain.ts'
import { type GivenHooks, readHooks } from './hook-params.ts'

const applicationUnknown = 21420

/** SIDs of resources that are kept with a number and have no effect: their parameters, our names and prefixes. */
const keptSids: readonly (readonly [name: string, setting: string, prefix: string])[] = [
  ['TrunkSid', 'trunkSid', 'TK'],
  ['AddressSid', 'addressSid', 'AD'],
  ['EmergencyAddressSid', 'emergencyAddressSid', 'AD'],
  ['BundleSid', 'bundleSid', 'BU'],
  ['IdentitySid', 'identitySid', 'RI'],
]

/** What a request says of a number. @throws TwilioError for the first value that is wrong */
export function readNumberSettings(params: TwilioParams): GivenHooks & NumberInput {
  const given: Record<string, string | boolean | null> = {}
  const name = readFriendlyName(params)
  if (name !== undefined) given.friendlyName = name
  Object.assign(given, readHooks(params, { StatusCallback: 'statusCallback' }))
  for (const [parameter, setting] of [
    ['VoiceApplicationSid', 'voiceApplicationSid'],
    ['SmsApplicationSid', 'smsApplicationSid'],
  ] as const) {
    if (params.has(parameter)) given[setting] = readApplication(params, parameter) ?? null
  }
  for (const [parameter, setting, prefix] of keptSids) {
    if (params.has(parameter)) given[setting] = readSid(params, parameter, prefix) ?? null
  }
  const mode = params.enumeration('VoiceReceiveMode', ['voice', 'fax'])
  if (mode !== undefined) given.voiceReceiveMode = mode
  const emergency = params.enumeration('EmergencyStatus', ['Active', 'Inactive'])
  if (emergency !== undefined) given.emergencyStatus = emergency
  return given
}

function readApplication(params: TwilioParams, name: string): string | undefined {
  const sid = params.filled(name)
  if (sid === undefined || isSid(sid, 'AP')) return sid
  throw new TwilioError(applicationUnknown, `${name} ${sid.slice(0, 64)} is no application of this account`)
}

function readSid(params: TwilioParams, name: string, prefix: string): string | undefined {
  const sid = params.filled(name)
  if (sid === undefined || new RegExp(`^${prefix}[0-9a-f]{32}$`).test(sid)) return sid
  throw new TwilioError(uncertain.parameterInvalid, `Invalid parameter ${name}: it must be ${prefix} and 32 hex digits`)
}

/** Waits for a change of a number, and says as Twilio does that an application is not the account's. */
export async function withApplications<T>(change: Promise<T>): Promise<T> {
  try {
    return await change
  } catch (error) {
    const pointer = error instanceof ProblemError ? error.errors?.[0]?.pointer : undefined
    if (pointer !== '/voiceApplicationSid' && pointer !== '/smsApplicationSid') throw error
    const name = pointer === '/smsApplicationSid' ? 'SmsApplicationSid' : 'VoiceApplicationSid'
    throw new TwilioError(applicationUnknown, { message: `${name} is no application of this account`, cause: error })
  }
}

/** A number in a query, where a plus sign that was not encoded has become a blank. */
export const readNumberFilter = (params: TwilioParams, name: string): string | undefined =>
  params.filled(name)?.replace(/^ (?=[\d*])/, '+')
