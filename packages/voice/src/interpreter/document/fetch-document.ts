import { callFormWebhook, type HttpAnswer, type WebhookFault } from '@trunkline/events'
import type { RunningCall } from '../../call/running-call.ts'
import { VoiceError } from '../../errors.ts'
import { type CallState, cookiesOf } from '../call-state.ts'
import type { InterpreterParts } from '../ports.ts'
import type { DocumentPlace, Program } from '../program.ts'
import type { DocumentRequest } from '../verbs/verb.ts'
import type { DocumentWarning } from './document-reader.ts'
import { isSound, readAnswer, readSource } from './read-answer.ts'
import { type ReadyDocument, readDocument } from './read-document.ts'

/** What fetching for a call takes. */
export interface FetchContext {
  readonly parts: InterpreterParts
  readonly call: RunningCall
  readonly state: CallState
  readonly signal?: AbortSignal
}

/** A document that can be run, or why there is none. */
export type Fetched =
  | { readonly ok: true; readonly document: ReadyDocument }
  | { readonly ok: false; readonly fault: WebhookFault }

/**
 * Asks a client's program what to do (https://www.twilio.com/docs/voice/twiml#twilios-request-to-your-application): parameters of the call, signed, with its
 * cookies. What is wrong with the document stands in the request log. Never rejects.
 */
export async function fetchDocument(context: FetchContext, request: DocumentRequest): Promise<Fetched> {
  let read: Fetched | undefined
  const end = await post(context, request, {
    mayBeCut: isSound,
    read(answer, url) {
      read = readFetched(answer, placeAfter(request.place, url))
      return read.ok ? summed(read.document.warnings) : read.fault
    },
  })
  if (!end.ok) return { ok: false, fault: end.fault }
  return read ?? { ok: false, fault: { code: 12400, message: 'the answer was not read' } }
}

/** Makes a request whose answer means nothing. Never rejects. */
export async function tellProgram(
  context: Omit<FetchContext, 'signal'>,
  request: Omit<DocumentRequest, 'purpose'> & { readonly purpose: string },
): Promise<void> {
  await post(context, request, {})
}

/** Reads a document that was given in place. */
export function readInline(twiml: string): Fetched {
  return readSafely(() => readDocument(readSource(twiml), undefined))
}

/** The first request of a program that is fetched. */
export function firstRequest(program: Extract<Program, { document: DocumentPlace }>): DocumentRequest {
  return { place: program.document, parameters: program.parameters ?? {}, purpose: 'call-document' }
}

interface Reading {
  readonly mayBeCut?: (answer: HttpAnswer) => boolean
  readonly read?: (answer: HttpAnswer, url: string) => WebhookFault | undefined
}

async function post(
  { parts, call, state, signal }: FetchContext,
  { place, parameters, purpose }: Omit<DocumentRequest, 'purpose'> & { readonly purpose: string },
  reading: Reading,
) {
  const params = { ...call.parameters(), ...parameters }
  try {
    return await callFormWebhook(parts, {
      ...{ clientId: call.clientId, authToken: await parts.authToken(call.clientId), purpose },
      ...{ url: place.url, method: place.method, params, idempotencyToken: parts.randomUuid() },
      ...cookiesOf(state, parts.clock),
      ...reading,
      ...(signal === undefined ? {} : { signal }),
    })
  } catch (err) {
    parts.log.error({ err, callSid: call.sid, purpose }, 'a request of a call could not be made')
    return { ok: false, fault: { code: 12400, message: 'the request could not be made' } } as const
  }
}

const readFetched = (answer: HttpAnswer, place: DocumentPlace): Fetched =>
  readSafely(() => readDocument(readAnswer(answer, place.url), place))

function readSafely(read: () => ReadyDocument): Fetched {
  try {
    return { ok: true, document: read() }
  } catch (error) {
    if (!(error instanceof VoiceError)) throw error
    return { ok: false, fault: { code: error.code, message: error.message } }
  }
}

/** A document is known by the URL that it was asked for, with its fragment; after a redirect by where it came from. */
function placeAfter(place: DocumentPlace, url: string): DocumentPlace {
  const bare = place.url.split('#', 1)[0] ?? ''
  const same = URL.canParse(bare) && new URL(bare).href === url
  return same ? place : { ...place, url }
}

/** All that was wrong, as one entry of the request log: the first one's code. */
function summed(warnings: readonly DocumentWarning[]): WebhookFault | undefined {
  const [first] = warnings
  return first && { code: first.code, message: warnings.map(({ code, message }) => `${code} ${message}`).join('; ') }
}
