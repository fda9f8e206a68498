import { VoiceResponse } from '@trunkline/twiml/builder'
import { fill } from '../language/fill.ts'
import type { Voice } from '../language/language.ts'

/** Seconds that a call waits for a key. */
const keyTimeout = 15

type Language = Parameters<VoiceResponse['say']>[0] extends infer A
  ? A extends { language?: infer L }
    ? L
    : never
  : never

const inLanguage = ({ language }: Voice) => ({ language: language as Language })

/**
 * The first document of a call: who calls, and that a key is to be pressed. Where nobody presses one, and no answering machine does, it
 * says goodbye and ends: the code is not spoken. Gather has no action, so the key is posted to the URL of this document
 * (https://www.twilio.com/docs/voice/twiml/gather#action).
 */
export function greetingDocument(voice: Voice, site: string): string {
  const response = new VoiceResponse()
  // No key ends the input (finishOnKey is empty), so that # and * count as any other.
  const gather = response.gather({ timeout: keyTimeout, numDigits: 1, finishOnKey: '' })
  gather.say(inLanguage(voice), fill(voice.phrases.greeting, { site }))
  response.say(inLanguage(voice), voice.phrases.noInput)
  return response.toString()
}

/**
 * The document that speaks the code, twice. Every digit is a `<Say>` of its own, because voices read "1. 2. 3." as ordinals in some
 * languages and longer runs as one number; a pause after each lets it be written down. Six digits make 15 Say and 14 Pause.
 */
export function codeDocument(voice: Voice, code: string): string {
  const response = new VoiceResponse()
  const say = (text: string) => response.say(inLanguage(voice), text)
  const pausing = (text: string) => {
    say(text)
    response.pause()
  }
  pausing(voice.phrases.intro)
  for (const digit of code) pausing(digit)
  pausing(voice.phrases.repeat)
  for (const digit of code) pausing(digit)
  say(voice.phrases.goodbye)
  return response.toString()
}

/** What a call hears whose code can no longer be given. */
export function overDocument(voice: Voice): string {
  const response = new VoiceResponse()
  response.say(inLanguage(voice), voice.phrases.over)
  return response.toString()
}
