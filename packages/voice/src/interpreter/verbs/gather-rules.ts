import type { Attributes } from '../document/attributes.ts'

/** What `<Gather>` waits for, and how long. Seconds. */
export interface GatherRules {
  readonly dtmf: boolean
  readonly speech: boolean
  readonly timeout: number
  /** Empty: no key ends the input. */
  readonly finishOnKey: string
  readonly numDigits: number | undefined
  readonly actionOnEmptyResult: boolean
  /** Whether speaking stops what is played; a key always does. */
  readonly bargeIn: boolean
  readonly speechTimeout: number | 'auto'
  readonly maxSpeechTime: number
  readonly language: string
  readonly hints: readonly string[]
  readonly profanityFilter: boolean
  readonly speechModel: string
  readonly enhanced: boolean
  readonly partial: { readonly url: string; readonly method: 'GET' | 'POST' } | undefined
}

const mostHints = 500
const longestHint = 100
/** Speech is listened to for a minute at most (https://www.twilio.com/docs/voice/twiml/gather#speechtimeout). */
const longestSpeech = 60

/** Reads the attributes of `<Gather>` (https://www.twilio.com/docs/voice/twiml/gather#attributes). */
export function readRules(attributes: Attributes): GatherRules {
  const input = attributes.someOf('input', ['dtmf', 'speech'], { fallback: ['dtmf'], code: 13326 })
  const timeout = readTimeout(attributes)
  const method = attributes.method('partialResultCallbackMethod', 13329)
  const url = attributes.callback('partialResultCallback', 11100)
  return {
    dtmf: input.includes('dtmf'),
    speech: input.includes('speech'),
    timeout,
    finishOnKey: readFinishKey(attributes),
    numDigits: attributes.integer('numDigits', { fallback: undefined, min: 1, code: 13314 }),
    actionOnEmptyResult: attributes.boolean('actionOnEmptyResult', false, 13338),
    bargeIn: attributes.boolean('bargeIn', true, 13332),
    speechTimeout: readSpeechTimeout(attributes, timeout),
    maxSpeechTime: attributes.integer('maxSpeechTime', {
      ...{ fallback: longestSpeech, min: 1, max: longestSpeech, code: 13328 },
    }),
    language: readLanguage(attributes),
    hints: readHints(attributes),
    profanityFilter: attributes.boolean('profanityFilter', true, 13333),
    speechModel: readModel(attributes),
    enhanced: attributes.boolean('enhanced', false, 13334),
    partial: url === undefined ? undefined : { url, method },
  }
}

/** `auto` is documented for the timeout of speech, and seen here. */
function readTimeout(attributes: Attributes): number {
  if (attributes.text('timeout') === 'auto') return 5
  return attributes.integer('timeout', { fallback: 5, min: 1, code: 13313 })
}

function readFinishKey(attributes: Attributes): string {
  const text = attributes.text('finishOnKey') ?? '#'
  if (/^[0-9#*]?$/.test(text)) return text
  attributes.wrong('finishOnKey', text, 'one of 0-9, # and *, or nothing', 13310)
  return '#'
}

function readSpeechTimeout(attributes: Attributes, timeout: number): number | 'auto' {
  const text = attributes.text('speechTimeout')
  if (text === undefined) return timeout
  if (text === 'auto') return 'auto'
  return attributes.integer('speechTimeout', { fallback: timeout, min: 1, code: 13327 })
}

function readLanguage(attributes: Attributes): string {
  const text = attributes.filled('language')
  if (text === undefined) return 'en-US'
  if (/^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$/.test(text)) return text
  attributes.wrong('language', text, 'a language tag', 13331)
  return 'en-US'
}

const models =
  /^(default|numbers_and_commands|phone_call|telephony(_short)?|medical_conversation|long|short|chirp(_\d+)?|experimental_\w+|googlev\d_\w+|deepgram(_\w[\w-]*)?)$/

function readModel(attributes: Attributes): string {
  const text = attributes.filled('speechModel')
  if (text === undefined || models.test(text)) return text ?? 'default'
  attributes.wrong('speechModel', text, 'a model that is known', 13334)
  return 'default'
}

function readHints(attributes: Attributes): readonly string[] {
  const text = attributes.filled('hints')
  if (text === undefined) return []
  const hints = text
    .split(',')
    .map((hint) => hint.trim())
    .filter((hint) => hint !== '')
  const fitting = hints.filter((hint) => hint.length <= longestHint).slice(0, mostHints)
  if (fitting.length < hints.length) {
    attributes.wrong('hints', `${hints.length} entries`, `${mostHints} of ${longestHint} characters at most`, 13330)
  }
  return fitting
}
