import { childElements, type TwimlElement, textOf } from '@trunkline/twiml'
import type { ChildRequest, ProgressCallback } from '../../../call/running-call.ts'
import type { Attributes } from '../../document/attributes.ts'
import type { DocumentReader } from '../../document/document-reader.ts'
import type { DocumentPlace } from '../../program.ts'
import { uncertain } from '../../uncertain.ts'
import { sendable } from '../play.ts'
import type { ElementCoverage } from '../verb.ts'
import { readSip } from './sip-noun.ts'

/** Somebody whom `<Dial>` calls. */
export interface Party {
  readonly to: ChildRequest['to']
  /** What it hears before it is put through. */
  readonly whisper: DocumentPlace | undefined
  /** Keys that are pressed once it has answered. */
  readonly sendDigits: string | undefined
  readonly statusCallback: ProgressCallback | undefined
}

const noDetection = 'nobody detects answering machines'
const detection = {
  machineDetection: noDetection,
  machineDetectionTimeout: noDetection,
  machineDetectionSpeechThreshold: noDetection,
  machineDetectionSpeechEndThreshold: noDetection,
  machineDetectionSilenceTimeout: noDetection,
  amdStatusCallback: noDetection,
  amdStatusCallbackMethod: noDetection,
}
const told = { statusCallback: true, statusCallbackMethod: true, statusCallbackEvent: true } as const
const parameters = { attributes: { name: true, value: true } } as const

/** What is done with the nouns that are parties. */
export const partyCoverage: Readonly<Record<string, ElementCoverage>> = {
  Number: {
    attributes: {
      ...{ url: true, method: true, sendDigits: true, ...told, ...detection },
      byoc: 'the route of a call is configured, not chosen by documents',
    },
  },
  Client: { attributes: { url: true, method: true, ...told } },
  Identity: { attributes: {} },
  Parameter: parameters,
  Sip: { attributes: { url: true, method: true, username: true, password: true, ...told, ...detection } },
  Uri: {
    attributes: {
      ...{ username: true, password: true },
      priority: 'the first `<Uri>` is dialled',
      weight: 'the first `<Uri>` is dialled',
    },
  },
  Headers: { attributes: {} },
  Header: parameters,
}

/** Reads whom a `<Dial>` calls; what cannot be read is left out with a warning, and so is what is one too many. */
export function readParties(element: TwimlElement, reader: DocumentReader): readonly Party[] {
  const nouns = childElements(element)
  const text = textOf(element)
  // Text beside nouns is no number to dial.
  if (nouns.length === 0) return text === '' ? [] : [plainNumber(text)]
  const parties = nouns.flatMap((noun) => readNoun(noun, reader) ?? [])
  const { mostParties } = uncertain
  if (parties.length > mostParties) {
    const isSip = parties.every(({ to }) => to.kind === 'sip')
    reader.warn(isSip ? 13250 : 13215, `<Dial> calls ${mostParties} parties at most; ${parties.length} were given`)
  }
  return parties.slice(0, mostParties)
}

const plainNumber = (text: string): Party => ({
  to: { kind: 'number', number: text },
  ...{ whisper: undefined, sendDigits: undefined, statusCallback: undefined },
})

function readNoun(noun: TwimlElement, reader: DocumentReader): Party | undefined {
  const attributes = reader.attributesOf(noun)
  switch (noun.kind) {
    case 'Number':
      return {
        to: { kind: 'number', number: textOf(noun) },
        ...readTold(attributes, 13221),
        sendDigits: readSendDigits(attributes),
      }
    case 'Client': {
      const to = readClient(noun, reader)
      return to && { to, ...readTold(attributes, 12200), sendDigits: undefined }
    }
    case 'Sip': {
      const to = readSip(noun, reader)
      return to && { to, ...readTold(attributes, 13241), sendDigits: undefined }
    }
    default:
      reader.warn(13215, `<${noun.kind.slice(0, 40)}> cannot be dialled`)
      return undefined
  }
}

const longestIdentity = 256

function readClient(noun: TwimlElement, reader: DocumentReader): Party['to'] | undefined {
  const children = childElements(noun)
  const named = children.find(({ kind }) => kind === 'Identity')
  const identity = named === undefined ? textOf(noun) : textOf(named)
  if (identity === '' || identity.length > longestIdentity) {
    reader.warn(
      13215,
      identity === '' ? '<Client> names nobody' : `<Client> is longer than ${longestIdentity} characters`,
    )
    return undefined
  }
  const pairs = children
    .filter(({ kind, attributes }) => kind === 'Parameter' && attributes.name !== undefined)
    .map(({ attributes }) => [attributes.name, attributes.value ?? ''])
  return { kind: 'client', identity, parameters: Object.fromEntries(pairs) as Record<string, string> }
}

const events = ['initiated', 'ringing', 'answered', 'completed'] as const

/** What the nouns have in common. */
function readTold(attributes: Attributes, methodCode: number): Pick<Party, 'whisper' | 'statusCallback'> {
  const method = attributes.method('method', methodCode)
  const url = attributes.destination('url')
  const callback = attributes.callback('statusCallback', 11100)
  const callbackMethod = attributes.method('statusCallbackMethod', methodCode)
  const told = attributes.someOf('statusCallbackEvent', events, { fallback: ['completed'], code: 12200 })
  return {
    whisper: url === undefined ? undefined : { url, method },
    statusCallback: callback === undefined ? undefined : { url: callback, method: callbackMethod, events: told },
  }
}

function readSendDigits(attributes: Attributes): string | undefined {
  const digits = attributes.filled('sendDigits')
  if (digits === undefined || sendable.test(digits)) return digits
  attributes.wrong('sendDigits', digits, 'of 0-9, A-D, #, *, w and W', 13222)
  return undefined
}
