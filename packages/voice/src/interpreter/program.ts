import type { RunningCall } from '../call/running-call.ts'

/** A place to fetch a document from. */
export interface DocumentPlace {
  readonly url: string
  readonly method: 'GET' | 'POST'
}

/** What a call is to do: a document in place or one to be fetched, and what is asked when that fails. */
export type Program = { readonly fallback?: DocumentPlace } & (
  | { readonly twiml: string }
  | {
      readonly document: DocumentPlace /** Parameters of this first request beside those of the call. */
      readonly parameters?: Readonly<Record<string, string>>
    }
)

/** How a program came to its end. */
export type ProgramEnd =
  /** The document ran out (the caller of `run` hangs up, or bridges where it was a whisper). */
  | { readonly kind: 'done' }
  /** `<Hangup>`, `<Reject>`: the call was ended by the document. */
  | { readonly kind: 'hung-up' }
  /** The party went. */
  | { readonly kind: 'party-left' }
  /** The signal was given: a redirect, or the end of what it waited for. */
  | { readonly kind: 'aborted' }
  /** The document could not be had or not be run, nor the fallback; a verb that is not there. */
  | { readonly kind: 'failed'; readonly code: number; readonly reason: string }

/** How a document is run. */
export interface RunOptions {
  readonly signal: AbortSignal
  /** Verbs that may be used (a whisper, hold music); all where left out. */
  readonly verbs?: readonly string[]
}

/** Runs TwiML on calls. */
export interface Interpreter {
  /** Runs until the document has come to an end, and all that follow from it. Never rejects; leaves the hanging up to the caller, but for verbs that do it. */
  run(call: RunningCall, program: Program, options: RunOptions): Promise<ProgramEnd>
}
