import type { TwimlElement } from '@trunkline/twiml'
import { VoiceError } from '../../errors.ts'
import type { DocumentReader } from '../document/document-reader.ts'
import { uncertain } from '../uncertain.ts'
import type { Prompt, PromptCodes } from './prompt.ts'
import { innerXml, spokenText } from './ssml.ts'
import { type ElementCoverage, next, type Turn, type Verb } from './verb.ts'

/** What the speech engine makes of the elements inside is its own business: they are handed to it as they are. */
const bySpeech = (names: readonly string[]): ElementCoverage => ({
  attributes: Object.fromEntries(names.map((name) => [name, true as const])),
  note: 'As far as the speech engine goes.',
})

/** `<Say>`: speaks (https://www.twilio.com/docs/voice/twiml/say). Empty, it neither speaks nor answers. */
export const say: Verb = {
  coverage: { attributes: { voice: true, language: true, loop: true } },
  nouns: {
    break: bySpeech(['strength', 'time']),
    emphasis: bySpeech(['level']),
    lang: bySpeech(['xml:lang']),
    p: bySpeech([]),
    phoneme: bySpeech(['alphabet', 'ph']),
    prosody: bySpeech(['pitch', 'rate', 'volume']),
    s: bySpeech([]),
    'say-as': bySpeech(['format', 'interpret-as']),
    sub: bySpeech(['alias']),
    w: bySpeech(['role']),
  },
  read(element, reader) {
    const prompt = readSay(element, reader, { loop: 13510 })
    return async (turn) => {
      if (prompt.empty) return next
      await turn.answer()
      await prompt.play(turn, turn.signal)
      return next
    }
  },
}

/** Reads something to be said. With a code for voices, a voice that does not fit makes the document one that can't be run; else it is passed over. */
export function readSay(element: TwimlElement, reader: DocumentReader, codes: PromptCodes): Prompt {
  const attributes = reader.attributesOf(element)
  const loop = attributes.integer('loop', { fallback: 1, min: 0, code: codes.loop })
  const voice = attributes.filled('voice')
  const language = attributes.filled('language')
  const ssml = innerXml(element)
  const text = spokenText(element)
  const empty = text === ''
  if (empty) reader.warn(13520, '<Say> has nothing to say')
  return {
    empty,
    async play(turn, signal) {
      if (empty || signal.aborted) return
      const sound = await synthesize(turn, { ssml, signal, voice, language }, codes)
      if (sound === undefined || signal.aborted) return
      await turn.call.leg.media.play(sound, { loops: loop === 0 ? uncertain.endlessLoops : loop, signal, text })
    },
  }
}

type SayRequest = Parameters<Turn['parts']['speech']['say']>[0]

async function synthesize(turn: Turn, request: SayRequest, codes: PromptCodes) {
  try {
    return await turn.parts.speech.say(request)
  } catch (error) {
    if (request.signal?.aborted) return undefined
    if (!(error instanceof VoiceError)) throw error
    const isVoice = error.code === 13511 || error.code === 13512
    if (isVoice && codes.voice !== undefined) throw new VoiceError(codes.voice, error.message, { cause: error })
    turn.warn(error.code, error.message)
    return undefined
  }
}
