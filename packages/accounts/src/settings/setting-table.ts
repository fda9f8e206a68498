/** What kind of value a setting takes. */
export type SettingKind = 'url' | 'method' | 'application' | 'text'

/** Settings as they are stored: only those that are set. */
export type StoredSettings = Readonly<Record<string, string>>

/**
 * Where calls and messages to a number are asked about, by Twilio's words
 * (https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource).
 */
export const numberSettings = Object.freeze({
  friendlyName: 'text',
  voiceUrl: 'url',
  voiceMethod: 'method',
  voiceFallbackUrl: 'url',
  voiceFallbackMethod: 'method',
  voiceApplicationSid: 'application',
  smsUrl: 'url',
  smsMethod: 'method',
  smsFallbackUrl: 'url',
  smsFallbackMethod: 'method',
  smsApplicationSid: 'application',
  statusCallback: 'url',
  statusCallbackMethod: 'method',
} satisfies Record<string, SettingKind>)

/** What a TwiML application says (https://www.twilio.com/docs/usage/api/applications). */
export const applicationSettings = Object.freeze({
  voiceUrl: 'url',
  voiceMethod: 'method',
  voiceFallbackUrl: 'url',
  voiceFallbackMethod: 'method',
  statusCallback: 'url',
  statusCallbackMethod: 'method',
  smsUrl: 'url',
  smsMethod: 'method',
  smsFallbackUrl: 'url',
  smsFallbackMethod: 'method',
  smsStatusCallback: 'url',
  messageStatusCallback: 'url',
} satisfies Record<string, SettingKind>)

/** Settings as they are seen: every one of the table, null where it is not set. */
export type SettingsView<Table> = { readonly [Name in keyof Table]: string | null }

/** Settings as they are given: what is left out stays as it is, null takes it away. */
export type SettingsInput<Table> = { readonly [Name in keyof Table]?: string | null }
