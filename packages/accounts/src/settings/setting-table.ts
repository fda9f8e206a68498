/** What a setting takes that is text. */
export type TextKind =
  | 'url'
  | 'method'
  | 'application'
  | 'text'
  | 'api-version'
  | 'receive-mode'
  | 'emergency-status'
  | 'trunk'
  | 'address'
  | 'bundle'
  | 'identity-document'

/** What kind of value a setting takes. */
export type SettingKind = TextKind | 'boolean'

/** The value of a setting. */
export type SettingValue<Kind> = Kind extends 'boolean' ? boolean : string

/** Settings as they are stored: only those that are set. */
export type StoredSettings = Readonly<Record<string, string | boolean>>

/**
 * Where calls and messages to a number are asked about, by Twilio's words
 * (https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource). Addresses, bundles, identities and emergency settings are what regulators
 * ask of numbers at Twilio: kept and given back, without effect.
 */
export const numberSettings = Object.freeze({
  friendlyName: 'text',
  apiVersion: 'api-version',
  voiceUrl: 'url',
  voiceMethod: 'method',
  voiceFallbackUrl: 'url',
  voiceFallbackMethod: 'method',
  voiceApplicationSid: 'application',
  voiceCallerIdLookup: 'boolean',
  voiceReceiveMode: 'receive-mode',
  trunkSid: 'trunk',
  smsUrl: 'url',
  smsMethod: 'method',
  smsFallbackUrl: 'url',
  smsFallbackMethod: 'method',
  smsApplicationSid: 'application',
  statusCallback: 'url',
  statusCallbackMethod: 'method',
  addressSid: 'address',
  bundleSid: 'bundle',
  identitySid: 'identity-document',
  emergencyStatus: 'emergency-status',
  emergencyAddressSid: 'address',
} satisfies Record<string, SettingKind>)

/** Settings of a number that name something of its client, and so do not go along to another one. */
export const ownedSettings = Object.freeze([
  'voiceApplicationSid',
  'smsApplicationSid',
  'trunkSid',
  'addressSid',
  'bundleSid',
  'identitySid',
  'emergencyAddressSid',
] as const satisfies (keyof typeof numberSettings)[])

/** What a TwiML application says (https://www.twilio.com/docs/usage/api/applications). */
export const applicationSettings = Object.freeze({
  apiVersion: 'api-version',
  voiceUrl: 'url',
  voiceMethod: 'method',
  voiceFallbackUrl: 'url',
  voiceFallbackMethod: 'method',
  voiceCallerIdLookup: 'boolean',
  statusCallback: 'url',
  statusCallbackMethod: 'method',
  smsUrl: 'url',
  smsMethod: 'method',
  smsFallbackUrl: 'url',
  smsFallbackMethod: 'method',
  smsStatusCallback: 'url',
  messageStatusCallback: 'url',
  publicApplicationConnectEnabled: 'boolean',
} satisfies Record<string, SettingKind>)

/** Settings as they are seen: every one of the table, null where it is not set. */
export type SettingsView<Table> = { readonly [Name in keyof Table]: SettingValue<Table[Name]> | null }

/** Settings as they are given: what is left out stays as it is, null takes it away. */
export type SettingsInput<Table> = { readonly [Name in keyof Table]?: SettingValue<Table[Name]> | null }
