import { VoiceError } from '../../errors.ts'
import type { SpeechPartial, SpeechRecognizer } from '../../ports.ts'
import { uncertain } from '../uncertain.ts'
import type { GatherRules } from './gather-rules.ts'
import type { Turn } from './verb.ts'

/** What recognises speech on this call; undefined where keys have to do.
 * @throws VoiceError where speech alone is asked for, and there is nothing to recognise it
 */
export function recognizerFor({ parts, call, warn }: Turn, { dtmf }: GatherRules): SpeechRecognizer | undefined {
  if (parts.recognizer !== undefined && call.leg.media.hear !== undefined) return parts.recognizer
  const message = 'input of <Gather> asks for speech, and no speech recognizer is configured: use input="dtmf"'
  if (!dtmf) throw new VoiceError(uncertain.noRecognizer, message)
  warn(uncertain.noRecognizer, message)
  return undefined
}

/** How speech is listened to. */
export interface Listening {
  readonly recognizer: SpeechRecognizer
  readonly signal: AbortSignal
  /** The party speaks. */
  readonly began: () => void
}

/** Listens until the party has spoken; undefined where the recognizer failed. Never rejects. */
export async function recognizeSpeech(
  turn: Turn,
  rules: GatherRules,
  { recognizer, signal, began }: Listening,
): Promise<{ readonly text: string; readonly confidence: number } | undefined> {
  const partials = partialCallbacks(turn, rules)
  try {
    return await recognizer.recognize({
      sound: turn.call.leg.media.hear?.(signal) ?? silence(),
      language: rules.language,
      hints: rules.hints,
      silenceSeconds: rules.speechTimeout,
      maxSeconds: rules.maxSpeechTime,
      profanityFilter: rules.profanityFilter,
      model: rules.speechModel,
      enhanced: rules.enhanced,
      signal,
      onPartial(partial) {
        began()
        partials(partial)
      },
    })
  } catch (error) {
    if (!signal.aborted)
      turn.warn(uncertain.noRecognizer, `the speech recognizer failed: ${String(error).slice(0, 200)}`)
    return undefined
  }
}

async function* silence(): AsyncGenerator<never> {}

/** Tells what was understood so far; nobody waits for it (https://www.twilio.com/docs/voice/twiml/gather#partialresultcallback). */
function partialCallbacks(turn: Turn, { partial: place, language }: GatherRules): (partial: SpeechPartial) => void {
  if (place === undefined) return () => undefined
  let sequence = 0
  return ({ stable, unstable, stability }) => {
    const parameters = {
      StableSpeechResult: stable,
      UnstableSpeechResult: unstable,
      Stability: String(stability),
      Language: language,
      SequenceNumber: String(sequence++),
    }
    turn.tell({ place, parameters, purpose: 'call-partial-result' })
  }
}
