import type { HttpAnswer } from '@trunkline/events'
import { createDocument, createElement, parseTwiml, type TwimlDocument, TwimlParseError } from '@trunkline/twiml'
import { VoiceError } from '../../errors.ts'

/** Media types that hold TwiML (https://www.twilio.com/docs/voice/twiml#twilio-understands-mime-types). */
const markup: ReadonlySet<string> = new Set(['text/xml', 'application/xml', 'text/html', ''])
/** Characters of a document (https://www.twilio.com/docs/api/errors/11750). */
const longest = 65_536

/** The media type of an answer, without parameters; empty where it names none. */
export const typeOf = ({ headers }: Pick<HttpAnswer, 'headers'>): string =>
  (headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''

/** Whether an answer is sound, which is fetched by itself when it is played. */
export const isSound = (answer: Pick<HttpAnswer, 'headers'>): boolean => typeOf(answer).startsWith('audio/')

/**
 * Reads a successful answer: TwiML, sound that is played, or text that is spoken.
 * @param url where it came from
 * @throws VoiceError 11750, 11770, 12100, 12102 and 12300 for what is no document
 */
export function readAnswer(answer: Pick<HttpAnswer, 'headers' | 'body'>, url: string): TwimlDocument {
  if (isSound(answer)) return oneVerb('Play', url)
  const type = typeOf(answer)
  const source = new TextDecoder().decode(answer.body)
  if (markup.has(type)) return readSource(source)
  if (type === 'text/plain') return readPlain(source)
  throw new VoiceError(
    12300,
    `the answer is ${type.slice(0, 80)}; TwiML is text/xml, sound audio/mpeg, text to be spoken text/plain`,
  )
}

/** Reads TwiML. @throws VoiceError 11750, 11770, 12100 or 12102 */
export function readSource(source: string): TwimlDocument {
  try {
    return parseTwiml(source, { maxLength: longest })
  } catch (error) {
    if (error instanceof TwimlParseError) throw new VoiceError(error.twilioCode, error.message, { cause: error })
    throw error
  }
}

/** Plain text that is TwiML is run; all other is spoken. */
function readPlain(source: string): TwimlDocument {
  if (source.trim() === '') throw new VoiceError(11770, 'the answer is empty')
  if (!/^<(\?xml|Response)/.test(source)) return oneVerb('Say', speakable(source))
  try {
    return readSource(source)
  } catch (error) {
    if (error instanceof VoiceError) return oneVerb('Say', speakable(source))
    throw error
  }
}

/** Without what XML cannot hold (XML 1.0 §2.2), which nobody can say either. */
const speakable = (text: string): string =>
  text.trim().replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, ' ')

const oneVerb = (tag: string, text: string): TwimlDocument =>
  createDocument(createElement('Response', {}, [createElement(tag, {}, [text])]))
