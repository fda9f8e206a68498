import type { MachineDetectionRequest, NewCall, ProgressCallback, RecordRequest } from '@trunkline/voice'
import { notServed, TwilioError } from '../errors/twilio-error.ts'
import { isHttpUrl, type TwilioParams } from '../http/twilio-params.ts'
import { quoted } from '../messages/create-message.ts'
import { uncertain } from '../uncertain.ts'
import { readProgressCallback } from './progress-callback.ts'
import { given, readPlace } from './read-place.ts'
import { readSipAuth } from './sip-auth.ts'

/** Where the document of a call comes from; whichever of the three is used. */
export type CallSource =
  | { readonly kind: 'program'; readonly program: NewCall['program'] }
  | { readonly kind: 'application'; readonly sid: string }

/** What a request to create a call asks for, its form checked: who may call whom is checked elsewhere. */
export interface CreateCall {
  readonly to: string
  readonly from: string
  /** What the called party is shown, where it is not `from`. */
  readonly callerId?: string
  readonly source: CallSource
  readonly options: Pick<
    NewCall,
    'timeoutSeconds' | 'timeLimitSeconds' | 'sendDigits' | 'record' | 'machineDetection' | 'sipAuth'
  >
  readonly statusCallback?: ProgressCallback
  /** Codes of what is taken and warned of, as Twilio's debugger would. */
  readonly warnings: readonly number[]
}

/** Longest document in a parameter, characters. */
const longestTwiml = 4000
const longestTimeout = 600
const longestDigits = 32
/** Longest call, seconds: a day (https://www.twilio.com/docs/voice/api/call-resource#create-a-call). */
const longestCall = 86_400
const applicationSid = /^AP[0-9a-fA-F]{32}$/

/**
 * Reads the parameters of `POST …/Calls.json` and reports the first fault, in the order in which Twilio looks
 * (https://www.twilio.com/docs/voice/api/call-resource#create-a-call).
 * @throws TwilioError
 */
export function readCreateCall(params: TwilioParams): CreateCall {
  const to = params.required('To', 21201, "No 'To' number is specified")
  const from = params.required('From', 21213, "No 'From' number is specified")
  const warnings: number[] = []
  const source = readSource(params, warnings)
  const timeoutSeconds = readTimeout(params)
  const timeLimitSeconds = params.integer('TimeLimit', { min: 1, max: longestCall })
  const sendDigits = readDigits(params)
  const statusCallback = readProgressCallback(params, warnings)
  const record = readRecord(params)
  const machineDetection = readMachineDetection(params, sendDigits, warnings)
  const sipAuth = readSipAuth(params)
  checkServed(params)
  return {
    ...{ to, from, source, warnings },
    ...given('callerId', params.filled('CallerId')),
    ...given('statusCallback', statusCallback),
    options: {
      ...given('timeoutSeconds', timeoutSeconds),
      ...given('timeLimitSeconds', timeLimitSeconds),
      ...given('sendDigits', sendDigits),
      ...given('record', record),
      ...given('machineDetection', machineDetection),
      ...given('sipAuth', sipAuth),
    },
  }
}

/** @throws TwilioError 99501 */
function checkServed(params: TwilioParams): void {
  if (params.filled('Byoc') !== undefined) throw notServed('Trunkline has no BYOC trunks: leave Byoc out')
  if (params.filled('RecordingConfigurationId') === undefined) return
  throw notServed('Trunkline keeps no recording configurations: give RecordingChannels and the like instead')
}

/** ApplicationSid goes before Url, and Url before Twiml. @throws TwilioError 21205, 21209, 21218, 32018 */
function readSource(params: TwilioParams, warnings: number[]): CallSource {
  const sid = params.filled('ApplicationSid')
  const [url, twiml] = [params.filled('Url'), params.filled('Twiml')]
  if (sid === undefined && url === undefined && twiml === undefined) {
    throw new TwilioError(21205, "Url parameter is required: give 'Url', 'Twiml' or 'ApplicationSid'")
  }
  const program = readProgram(params)
  if (sid !== undefined) {
    if (applicationSid.test(sid)) return { kind: 'application', sid }
    throw new TwilioError(uncertain.applicationUnknown, `The ApplicationSid ${quoted(sid)} is not valid`)
  }
  if (url !== undefined && twiml !== undefined) warnings.push(32019)
  return { kind: 'program', program: program as NewCall['program'] }
}

/**
 * The program that Url, Method, Fallback… and Twiml say; undefined where neither Url nor Twiml is given. Create and update read it alike.
 * @throws TwilioError 21205, 21209, 32018
 */
export function readProgram(params: TwilioParams): NewCall['program'] | undefined {
  const [url, twiml] = [params.filled('Url'), params.filled('Twiml')]
  if (url !== undefined && !isHttpUrl(url.trim()))
    throw new TwilioError(21205, `Url is not a valid URL: ${quoted(url)}`)
  const method = params.method('Method', 21209) ?? 'POST'
  const fallback = readPlace(params, 'FallbackUrl', 'FallbackMethod', 21205)
  if (twiml !== undefined && url === undefined && twiml.length > longestTwiml) {
    throw new TwilioError(32018, `The Twiml parameter has more than ${longestTwiml} characters`)
  }
  const rest = fallback === undefined ? {} : { fallback }
  if (url !== undefined) return { document: { url: url.trim(), method }, ...rest }
  return twiml === undefined ? undefined : { twiml, ...rest }
}

/** More than ten minutes are ten minutes, as at Twilio. @throws TwilioError 21208 */
function readTimeout(params: TwilioParams): number | undefined {
  const seconds = params.integer('Timeout', { min: 1, code: 21208 })
  return seconds === undefined ? undefined : Math.min(seconds, longestTimeout)
}

/** @throws TwilioError 21206 */
function readDigits(params: TwilioParams): string | undefined {
  const digits = params.filled('SendDigits')
  if (digits === undefined || (digits.length <= longestDigits && /^[0-9A-D#*wW]+$/i.test(digits))) return digits
  throw new TwilioError(
    21206,
    `The SendDigits parameter ${quoted(digits)} is not valid: up to ${longestDigits} of 0-9, #, *, A-D, w and W`,
  )
}

const recordingEvents = ['in-progress', 'completed', 'absent'] as const

function readRecord(params: TwilioParams): RecordRequest | undefined {
  const wanted = params.boolean('Record') ?? false
  const channels = params.enumeration('RecordingChannels', ['mono', 'dual']) ?? 'mono'
  const track = params.enumeration('RecordingTrack', ['inbound', 'outbound', 'both']) ?? 'both'
  const trim = (params.enumeration('Trim', ['trim-silence', 'do-not-trim']) ?? 'trim-silence') === 'trim-silence'
  const place = readPlace(params, 'RecordingStatusCallback', 'RecordingStatusCallbackMethod', 21609)
  // One parameter with blanks between, or several parameters: both stand in the documentation.
  const words = params.texts('RecordingStatusCallbackEvent').flatMap((text) => text.split(/\s+/).filter(Boolean))
  const events = recordingEvents.filter((event) => words.includes(event))
  if (!wanted) return undefined
  const callback = place && { ...place, events: events.length === 0 ? (['completed'] as const) : events }
  return { channels, track, trim, ...given('callback', callback) }
}

/** What detection may be tuned with, and between which values. */
const tunings = [
  ['MachineDetectionTimeout', 3, 59],
  ['MachineDetectionSpeechThreshold', 1000, 6000],
  ['MachineDetectionSpeechEndThreshold', 500, 5000],
  ['MachineDetectionSilenceTimeout', 2000, 10_000],
] as const

/** @throws TwilioError 21234 */
function readMachineDetection(
  params: TwilioParams,
  sendDigits: string | undefined,
  warnings: number[],
): MachineDetectionRequest | undefined {
  const mode = params.enumeration('MachineDetection', ['Enable', 'DetectMessageEnd', 'none'], 21234)
  for (const [name, min, max] of tunings) params.integer(name, { min, max, code: 21234 })
  const async = params.boolean('AsyncAmd') ?? false
  const callback = readPlace(params, 'AsyncAmdStatusCallback', 'AsyncAmdStatusCallbackMethod', 21609)
  // Keys that are sent end the detection before it begins.
  if (mode === undefined || mode === 'none' || sendDigits !== undefined) return undefined
  if (!async) return { mode }
  if (callback === undefined) warnings.push(21262)
  return { mode, async: given('callback', callback) }
}
