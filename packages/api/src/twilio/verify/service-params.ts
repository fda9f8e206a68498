import type { ServiceInput } from '@trunkline/verify'
import { notServed } from '../errors/twilio-error.ts'
import type { TwilioParams } from '../http/twilio-params.ts'
import { invalidParameter } from './verify-faults.ts'

/** Twilio takes 30 characters, or 32 as its document says. */
const longestName = 32

const unheard = 'Kept and given back; it has no effect.'

/** Parameters of a service that have no effect, with the reason. */
export const ignoredServiceParameters = {
  LookupEnabled: unheard,
  TtsName: unheard,
  DoNotShareWarningEnabled: unheard,
  VerifyEventSubscriptionEnabled: unheard,
  'Push.IncludeDate': unheard,
  'Push.ApnCredentialSid': unheard,
  'Push.FcmCredentialSid': unheard,
  'Whatsapp.MsgServiceSid': unheard,
  'Whatsapp.From': unheard,
}

const noPasskeys = 'Passkeys are not served.'

/** Parameters of a service that are refused, with the reason. */
export const refusedServiceParameters = {
  Psd2Enabled: 'Amount and payee are not bound to the code: true is refused.',
  DefaultTemplateSid: 'There are no templates.',
  'Passkeys.RelyingParty.Id': noPasskeys,
  'Passkeys.RelyingParty.Name': noPasskeys,
  'Passkeys.RelyingParty.Origins': noPasskeys,
  'Passkeys.AuthenticatorAttachment': noPasskeys,
  'Passkeys.DiscoverableCredentials': noPasskeys,
  'Passkeys.UserVerification': noPasskeys,
}

const keptFlags = {
  LookupEnabled: 'lookupEnabled',
  DoNotShareWarningEnabled: 'doNotShareWarningEnabled',
  VerifyEventSubscriptionEnabled: 'verifyEventSubscriptionEnabled',
  SkipSmsToLandlines: 'skipSmsToLandlines',
  'Push.IncludeDate': 'pushIncludeDate',
} as const
const keptTexts = {
  TtsName: 'ttsName',
  'Push.ApnCredentialSid': 'apnCredentialSid',
  'Push.FcmCredentialSid': 'fcmCredentialSid',
  'Whatsapp.MsgServiceSid': 'whatsappServiceSid',
  'Whatsapp.From': 'whatsappFrom',
} as const

/** Kinds of lines that a service refuses that does not text landlines. */
const landlines = ['fixed-line']

/** What a request says of a service. @throws TwilioError 60200, and 501 for what is not served */
export function readService(params: TwilioParams, linesBefore: readonly string[]): ServiceInput {
  for (const name of Object.keys(refusedServiceParameters)) {
    const off = name === 'Psd2Enabled' && params.boolean(name, 60200) !== true
    if (!off && params.filled(name) !== undefined) throw notServed(`Trunkline does not serve ${name}`)
  }
  const name = readName(params)
  return {
    ...(name === undefined ? {} : { friendlyName: name }),
    settings: { ...readSettings(params), ...readLines(params, linesBefore) },
    edge: readKept(params),
  }
}

function readName(params: TwilioParams): string | undefined {
  const name = params.text('FriendlyName')?.trim()
  if (name === undefined) return undefined
  const many = (name.match(/\d/g) ?? []).length > 4
  if (name === '' || name.length > longestName || many || /\p{Cc}|:\/\//u.test(name)) {
    throw invalidParameter('FriendlyName', `1 to ${longestName} characters, four digits at most, no link`)
  }
  return name
}

function readSettings(params: TwilioParams): Record<string, unknown> {
  const whole = (name: string, min: number, max: number) => params.integer(name, { min, max, code: 60200 })
  const settings = {
    codeLength: whole('CodeLength', 4, 10),
    keyPress: params.boolean('DtmfInputRequired', 60200),
    customCode: params.boolean('CustomCodeEnabled', 60200),
    totpIssuer: params.filled('Totp.Issuer'),
    totpPeriod: whole('Totp.TimeStep', 20, 60),
    totpDigits: whole('Totp.CodeLength', 6, 8),
    totpSkew: whole('Totp.Skew', 0, 2),
  }
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined))
}

function readLines(params: TwilioParams, before: readonly string[]): { readonly refusedLines?: readonly string[] } {
  const skip = params.boolean('SkipSmsToLandlines', 60200)
  if (skip === undefined) return {}
  const others = before.filter((line) => !landlines.includes(line))
  return { refusedLines: skip ? [...others, ...landlines] : others }
}

function readKept(params: TwilioParams): Record<string, unknown> {
  const flags = Object.entries(keptFlags).map(([name, key]) => [key, params.boolean(name, 60200)] as const)
  const texts = Object.entries(keptTexts).map(([name, key]) => [key, params.text(name)] as const)
  return Object.fromEntries([...flags, ...texts].filter(([, value]) => value !== undefined))
}
