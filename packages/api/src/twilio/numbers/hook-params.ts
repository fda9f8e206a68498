import { TwilioError } from '../errors/twilio-error.ts'
import type { TwilioParams } from '../http/twilio-params.ts'

/** Longer URLs are not kept. */
const longestUrl = 2048

/** Codes of faults that numbers and applications share (https://www.twilio.com/docs/api/errors). */
const codes = {
  url: 21402,
  method: 21403,
  voiceFallbackAlone: 21405,
  smsFallbackAlone: 21406,
  callback: 21609,
} as const

/** Names of settings, on the wire and ours. */
type Names = Readonly<Record<string, string>>

const urls: Names = {
  VoiceUrl: 'voiceUrl',
  VoiceFallbackUrl: 'voiceFallbackUrl',
  SmsUrl: 'smsUrl',
  SmsFallbackUrl: 'smsFallbackUrl',
}
const methods: Names = {
  VoiceMethod: 'voiceMethod',
  VoiceFallbackMethod: 'voiceFallbackMethod',
  SmsMethod: 'smsMethod',
  SmsFallbackMethod: 'smsFallbackMethod',
  StatusCallbackMethod: 'statusCallbackMethod',
}

/** Settings as they were given: null takes away, what was not given is not there. */
export type GivenHooks = Readonly<Record<string, string | boolean | null>>

/**
 * Reads the URLs and methods that numbers and applications have in common, and the callbacks that `callbacks` names. An empty text takes away.
 * @throws TwilioError 21402, 21403, 21609, and 20001 for what has no code
 */
export function readHooks(params: TwilioParams, callbacks: Names): GivenHooks {
  const given: Record<string, string | boolean | null> = {}
  const read = (names: Names, value: (name: string) => string | undefined) => {
    for (const [name, setting] of Object.entries(names)) if (params.has(name)) given[setting] = value(name) ?? null
  }
  read(urls, (name) => readUrl(params, name, codes.url))
  read(methods, (name) => params.method(name, codes.method))
  read(callbacks, (name) => readUrl(params, name, codes.callback))
  read({ ApiVersion: 'apiVersion' }, (name) => params.enumeration(name, ['2010-04-01', '2008-08-01']))
  if (params.has('VoiceCallerIdLookup')) given.voiceCallerIdLookup = params.boolean('VoiceCallerIdLookup') ?? null
  return given
}

function readUrl(params: TwilioParams, name: string, code: number): string | undefined {
  const url = params.url(name, code)
  if (url === undefined || url.length <= longestUrl) return url
  throw new TwilioError(code, `Invalid parameter ${name}: it must have at most ${longestUrl} characters`)
}

/** What a number or an application has, or will have. */
interface Hooks {
  readonly voiceUrl?: unknown
  readonly smsUrl?: unknown
}

/** A fallback URL needs the URL that it stands in for. @throws TwilioError 21405, 21406 */
export function checkFallbacks(given: GivenHooks, before: Hooks = {}): void {
  const alone = (fallback: string, url: 'voiceUrl' | 'smsUrl') =>
    typeof given[fallback] === 'string' && (given[url] === undefined ? before[url] : given[url]) == null
  if (alone('voiceFallbackUrl', 'voiceUrl')) {
    throw new TwilioError(codes.voiceFallbackAlone, 'VoiceFallbackUrl was set and VoiceUrl is empty')
  }
  if (alone('smsFallbackUrl', 'smsUrl')) {
    throw new TwilioError(codes.smsFallbackAlone, 'SmsFallbackUrl was set and SmsUrl is empty')
  }
}
