import type { TwimlElement } from '@trunkline/twiml'
import type { RunningCall } from '../../call/running-call.ts'
import type { DocumentReader } from '../document/document-reader.ts'
import type { InterpreterParts, Sleep } from '../ports.ts'
import type { DocumentPlace, Program, ProgramEnd } from '../program.ts'

/** What is done with an attribute: honoured, or why not. */
export type Honoured = true | string

/** An element and what is done with its attributes; every attribute of the grammar must be named. */
export interface ElementCoverage {
  readonly attributes: Readonly<Record<string, Honoured>>
  /** What else there is to say of the element. */
  readonly note?: string
  /** Why it is not there yet. */
  readonly missing?: string
}

/** A document that is to be fetched. */
export interface DocumentRequest {
  readonly place: DocumentPlace
  /** Beside those of the call. */
  readonly parameters: Readonly<Record<string, string>>
  /** Why, for the request log. */
  readonly purpose: 'call-document' | 'call-action' | 'call-fallback'
}

/** How a verb ended: the next one is due, another document is, or the document has ended the call. */
export type VerbEnd =
  | { readonly kind: 'next' }
  | { readonly kind: 'document'; readonly request: DocumentRequest }
  | { readonly kind: 'hung-up' }

/** What a verb has to work with while it runs. */
export interface Turn {
  readonly call: RunningCall
  readonly parts: InterpreterParts
  /** Given when the verb has to end: the call is redirected, or its party went. */
  readonly signal: AbortSignal
  /** Whether the party went, as opposed to a redirect. */
  readonly partyLeft: () => boolean
  readonly sleep: Sleep
  /** Takes the call where it was not; nothing where it is over. */
  answer(): Promise<void>
  /** Writes down what was wrong, with Twilio's code. */
  warn(code: number, message: string): void
  /** Makes a request whose answer means nothing, beside the call. */
  tell(request: Omit<DocumentRequest, 'purpose'> & { readonly purpose: string }): void
  /** Runs a document on a party that was dialled, before it is put through. */
  whisper(child: RunningCall, program: Program, signal: AbortSignal): Promise<ProgramEnd>
}

/** A verb of a document, read, with all that it needs; run once. @throws VoiceError where it makes the document one that can't be run */
export type Step = (turn: Turn) => Promise<VerbEnd>

/** One verb: how it is read and run. */
export interface Verb {
  readonly coverage: ElementCoverage
  /** The nouns inside, by tag. */
  readonly nouns?: Readonly<Record<string, ElementCoverage>>
  /** @throws VoiceError where the document can't be run when it comes to this verb */
  read(element: TwimlElement, reader: DocumentReader): Step
}

/** The end of a verb after which the next one comes. */
export const next: VerbEnd = Object.freeze({ kind: 'next' })
