import { type TwimlElement, textOf } from '@trunkline/twiml'
import { VoiceError } from '../../errors.ts'
import type { DocumentReader } from '../document/document-reader.ts'
import { uncertain } from '../uncertain.ts'
import type { Prompt, PromptCodes } from './prompt.ts'
import { next, type Turn, type Verb } from './verb.ts'

/** Keys and pauses that can be sent (https://www.twilio.com/docs/voice/twiml/play#digits). */
export const sendable = /^[0-9A-D#*wW]+$/

/** `<Play>`: plays a sound, or sends keys (https://www.twilio.com/docs/voice/twiml/play). */
export const play: Verb = {
  coverage: { attributes: { loop: true, digits: true } },
  read(element, reader) {
    const digits = reader.attributesOf(element).text('digits')
    const prompt = digits === undefined ? readPlay(element, reader, { loop: 13410 }) : readKeys(element, reader, digits)
    return async (turn) => {
      if (prompt.empty) return next
      await turn.answer()
      await prompt.play(turn, turn.signal)
      return next
    }
  },
}

const loopsOf = (element: TwimlElement, reader: DocumentReader, code: number): number => {
  const loop = reader.attributesOf(element).integer('loop', { fallback: 1, min: 0, code })
  return loop === 0 ? uncertain.endlessLoops : loop
}

/** Reads a sound to be played. A sound that can't be had is passed over with a warning. */
export function readPlay(element: TwimlElement, reader: DocumentReader, codes: PromptCodes): Prompt {
  const loops = loopsOf(element, reader, codes.loop)
  const text = textOf(element)
  const url = reader.resolve(text)
  if (text === '' || url === undefined) reader.warn(11100, `<Play> leads to what is no URL: ${text.slice(0, 200)}`)
  if (text === '' || url === undefined) return { empty: true, play: async () => undefined }
  return {
    async play(turn, signal) {
      const sound = await load(turn, url, signal, codes)
      if (sound === undefined || signal.aborted) return
      await turn.call.leg.media.play(sound, { loops, signal })
    },
  }
}

async function load(turn: Turn, url: string, signal: AbortSignal, codes: PromptCodes) {
  if (signal.aborted) return undefined
  try {
    return await turn.parts.sounds.load(url, { signal })
  } catch (error) {
    if (signal.aborted) return undefined
    if (!(error instanceof VoiceError)) throw error
    turn.warn(error.code === 13420 ? (codes.type ?? error.code) : error.code, `${url}: ${error.message}`)
    return undefined
  }
}

function readKeys(element: TwimlElement, reader: DocumentReader, digits: string): Prompt {
  const loops = loopsOf(element, reader, 13410)
  if (!sendable.test(digits)) {
    reader.warn(13430, `digits of <Play> has other characters than 0-9, A-D, #, *, w and W: ${digits.slice(0, 60)}`)
    return { empty: true, play: async () => undefined }
  }
  return {
    async play({ call }, signal) {
      for (let round = 0; round < loops && !signal.aborted; round++) await call.leg.media.sendDigits(digits, signal)
    },
  }
}
