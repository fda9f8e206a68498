import { childElements, type TwimlElement } from '@trunkline/twiml'
import type { Attributes } from '../document/attributes.ts'
import type { DocumentReader } from '../document/document-reader.ts'
import { collectInput, type GatherInput } from './gather-input.ts'
import { type GatherRules, readRules } from './gather-rules.ts'
import { readPlay } from './play.ts'
import type { Prompt } from './prompt.ts'
import { readSay } from './say.ts'
import { next, type Turn, type Verb, type VerbEnd } from './verb.ts'

/** `<Gather>`: takes keys and speech (https://www.twilio.com/docs/voice/twiml/gather). */
export const gather: Verb = {
  coverage: {
    attributes: {
      action: true,
      method: true,
      input: true,
      timeout: true,
      finishOnKey: true,
      numDigits: true,
      actionOnEmptyResult: true,
      bargeIn: true,
      speechTimeout: true,
      maxSpeechTime: true,
      language: true,
      hints: true,
      profanityFilter: true,
      speechModel: true,
      enhanced: true,
      partialResultCallback: true,
      partialResultCallbackMethod: true,
      debug: 'it is not documented what it does',
    },
    note: 'Speech needs a recognizer, and there is none by default: `input="speech"` fails with 13340, `input="dtmf speech"` takes keys alone.',
  },
  read(element, reader) {
    const attributes = reader.attributesOf(element)
    const method = attributes.method('method', 13312)
    const action = attributes.destination('action')
    const rules = readRules(attributes)
    const prompts = readPrompts(element, reader)
    const url = () => action ?? reader.own('action of <Gather>')
    return async (turn) => {
      await turn.answer()
      const input = await collectInput(turn, rules, prompts)
      return endOf(turn, rules, input, () => ({ url: url(), method }))
    }
  },
}

/** What is heard while input is waited for. */
function readPrompts(element: TwimlElement, reader: DocumentReader): readonly Prompt[] {
  return childElements(element).flatMap((child): Prompt[] => {
    switch (child.kind) {
      case 'Say':
        return [readSay(child, reader, { loop: 13322, voice: 13321 })]
      case 'Play':
        if (child.attributes.digits !== undefined) {
          reader.warn(13320, '<Play digits> cannot stand in <Gather>')
          return []
        }
        return [readPlay(child, reader, { loop: 13410, type: 13325 })]
      case 'Pause':
        return [readPause(reader.attributesOf(child))]
      default:
        reader.warn(13320, `<${child.kind.slice(0, 40)}> cannot stand in <Gather>, which takes Say, Play and Pause`)
        return []
    }
  })
}

function readPause(attributes: Attributes): Prompt {
  const seconds = attributes.integer('length', { fallback: 1, min: 1, code: 13910 })
  return { play: ({ sleep }, signal) => sleep(seconds * 1000, signal) }
}

function endOf(
  { signal }: Turn,
  rules: GatherRules,
  input: GatherInput,
  place: () => { readonly url: string; readonly method: 'GET' | 'POST' },
): VerbEnd {
  const empty = input.kind === 'none' || (input.kind === 'keys' && input.digits === '')
  if (signal.aborted || (empty && !rules.actionOnEmptyResult)) return next
  const parameters = { ...inputParameters(rules, input), msg: 'Gather End' }
  return { kind: 'document', request: { place: place(), parameters, purpose: 'call-action' } }
}

function inputParameters({ dtmf, language }: GatherRules, input: GatherInput): Record<string, string> {
  switch (input.kind) {
    case 'speech':
      return { SpeechResult: input.text, Confidence: String(input.confidence), Language: language }
    case 'keys':
      return { Digits: input.digits, FinishedOnKey: input.finishedOn }
    case 'none':
      return dtmf ? { Digits: '', FinishedOnKey: '' } : {}
  }
}
