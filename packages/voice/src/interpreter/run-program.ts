import type { RunningCall } from '../call/running-call.ts'
import { VoiceError } from '../errors.ts'
import { untilAborted } from './abort.ts'
import { CallState } from './call-state.ts'
import { type Fetched, fetchDocument, firstRequest, readInline, tellProgram } from './document/fetch-document.ts'
import type { ReadyDocument, ReadyVerb } from './document/read-document.ts'
import type { InterpreterParts, Sleep } from './ports.ts'
import type { DocumentPlace, Program, ProgramEnd } from './program.ts'
import { uncertain } from './uncertain.ts'
import type { DocumentRequest, Turn, VerbEnd } from './verbs/verb.ts'

/** Which verbs a program may use, and what comes of the others. */
export interface Scope {
  /** All where left out. */
  readonly verbs?: readonly string[]
  /** Twilio's code for a verb that is not among them. */
  readonly refusal: number
  /** Whether the party is told by voice that its document failed. */
  readonly tellsErrors: boolean
}

/** What running takes. */
export interface RunContext {
  readonly parts: InterpreterParts
  readonly sleep: Sleep
  readonly call: RunningCall
  readonly state: CallState
  readonly scope: Scope
  /** The signal of whoever asked. */
  readonly asked: AbortSignal
  /** Given when the party is gone. */
  readonly gone: AbortSignal
  /** Keeps hold of requests that nobody waits for. */
  readonly background: (work: Promise<void>) => void
  readonly whisper: Turn['whisper']
}

/** What is wrong with a document, and where it came from. */
interface Failure {
  readonly code: number
  readonly message: string
  readonly url: string | undefined
}

type DocumentEnd =
  | ProgramEnd
  | { readonly kind: 'document'; readonly request: DocumentRequest }
  | { readonly failure: Failure }

/**
 * Runs documents one after another.
 *
 * ```
 *  program ──> document ──verbs──> done · hung-up
 *     ^           │   └──Redirect, action──> document …
 *     │           └──can't be had or run──> fallback (ErrorCode, ErrorUrl) ──> document …
 *     │                                        └──fails too──> the spoken error ──> failed
 *     └─────────────── party-left · aborted at any time
 * ```
 */
export class ProgramRun {
  readonly #context: RunContext
  readonly #program: Program
  readonly #signal: AbortSignal
  readonly #turn: Turn

  constructor(context: RunContext, program: Program) {
    this.#context = context
    this.#program = program
    this.#signal = AbortSignal.any([context.asked, context.gone])
    this.#turn = this.#makeTurn()
  }

  async run(): Promise<ProgramEnd> {
    let request: DocumentRequest | undefined = 'document' in this.#program ? firstRequest(this.#program) : undefined
    while (!this.#signal.aborted) {
      const end: DocumentEnd = await this.#runDocument(request)
      if ('failure' in end) {
        const fallback = this.#fallbackFor(end.failure, request)
        if (fallback === undefined) return this.#fail(end.failure)
        request = fallback
      } else if (end.kind === 'document') {
        request = this.#carried(end.request)
      } else {
        return end
      }
    }
    return this.#interrupted()
  }

  /** Fetches a document, or reads the one in place, and runs its verbs. */
  async #runDocument(request: DocumentRequest | undefined): Promise<DocumentEnd> {
    const fetched = request === undefined ? this.#inline() : await this.#fetch(request)
    if (this.#signal.aborted) return this.#interrupted()
    if (!fetched.ok) return { failure: { ...fetched.fault, url: request?.place.url } }
    const { document } = fetched
    this.#logWarnings(document, request)
    return this.#runVerbs(document.verbs, request)
  }

  #inline(): Fetched {
    return readInline('twiml' in this.#program ? this.#program.twiml : '')
  }

  async #fetch(request: DocumentRequest): Promise<Fetched> {
    const { parts, call, state, sleep } = this.#context
    const when = state.count()
    const { code, pauseMs } = uncertain.documents
    if (when === 'never') {
      return {
        ok: false,
        fault: { code, message: 'documents lead to one another and nothing is heard: a loop of redirects' },
      }
    }
    if (when === 'later') await sleep(pauseMs, this.#signal)
    return fetchDocument({ parts, call, state, signal: this.#signal }, request)
  }

  async #runVerbs(verbs: readonly ReadyVerb[], request: DocumentRequest | undefined): Promise<DocumentEnd> {
    for (const [index, verb] of verbs.entries()) {
      const { verbs: allowed, refusal } = this.#context.scope
      if (allowed !== undefined && !allowed.includes(verb.tag)) {
        const message = `<${verb.tag}> cannot be used here, only ${allowed.join(', ')}`
        return { failure: { code: refusal, message, url: request?.place.url } }
      }
      const end = await this.#runVerb(verb, request)
      if ('failure' in end) return this.#signal.aborted ? this.#interrupted() : end
      if (end.kind === 'hung-up') return end
      if (this.#signal.aborted) {
        await this.#sayFarewell(verb, end, verbs[index + 1])
        return this.#interrupted()
      }
      if (end.kind === 'document') return end
    }
    return { kind: 'done' }
  }

  async #runVerb(
    { tag, run }: ReadyVerb,
    request: DocumentRequest | undefined,
  ): Promise<VerbEnd | { readonly failure: Failure }> {
    const { parts, call, state } = this.#context
    const begun = parts.clock.now()
    try {
      return await run(this.#turn)
    } catch (err) {
      const url = request?.place.url
      if (err instanceof VoiceError) return { failure: { code: err.code, message: err.message, url } }
      if (!this.#signal.aborted) parts.log.error({ err, callSid: call.sid, verb: tag }, 'a verb failed')
      return { failure: { code: 12400, message: `<${tag}> failed inside`, url } }
    } finally {
      if (parts.clock.now() - begun >= uncertain.happeningMs) state.happened()
    }
  }

  /**
   * What a verb still asks for when the call has left its document: requested, and the answer thrown away. A `<Redirect>` behind a `<Dial>` that was ended
   * by a redirect makes its request, too (https://www.twilio.com/docs/voice/api/call-resource#update-a-call-resource).
   */
  async #sayFarewell(verb: ReadyVerb, end: VerbEnd, following: ReadyVerb | undefined): Promise<void> {
    if (end.kind === 'document') return this.#tellLast(end.request)
    if (verb.tag !== 'Dial' || following?.tag !== 'Redirect' || this.#context.gone.aborted) return
    const last = await this.#runVerb(following, undefined)
    if ('kind' in last && last.kind === 'document') this.#tellLast(last.request)
  }

  #tellLast(request: DocumentRequest): void {
    const { background, call, gone, sleep } = this.#context
    const work = async (): Promise<void> => {
      // The status that is told is the one that the call ends with, once that is written down.
      if (gone.aborted && !call.over.aborted) {
        const patience = new AbortController()
        await Promise.race([untilAborted(call.over), sleep(uncertain.statusPatienceMs, patience.signal)])
        patience.abort()
      }
      await tellProgram(this.#context, request)
    }
    background(work())
  }

  /** Parameters of a restricted program (which conference somebody waits for) go with all its requests. */
  #carried(request: DocumentRequest): DocumentRequest {
    if (this.#context.scope.verbs === undefined || !('document' in this.#program)) return request
    return { ...request, parameters: { ...this.#program.parameters, ...request.parameters } }
  }

  /** The fallback, with the parameters of the request that failed; undefined where it failed itself, where there is none, and for loops. */
  #fallbackFor({ code, url }: Failure, failed: DocumentRequest | undefined): DocumentRequest | undefined {
    const place: DocumentPlace | undefined = this.#program.fallback
    if (place === undefined || failed?.purpose === 'call-fallback' || code === uncertain.documents.code)
      return undefined
    const parameters = { ...failed?.parameters, ErrorCode: String(code), ErrorUrl: url?.split('#', 1)[0] ?? '' }
    return { place, parameters, purpose: 'call-fallback' }
  }

  async #fail({ code, message, url }: Failure): Promise<ProgramEnd> {
    const { parts, call, scope } = this.#context
    parts.log.warn({ callSid: call.sid, code, url, reason: message }, 'a call ends: its document cannot be had or run')
    if (scope.tellsErrors) await this.#speakError()
    return this.#signal.aborted ? this.#interrupted() : { kind: 'failed', code, reason: message }
  }

  async #speakError(): Promise<void> {
    const { parts, call } = this.#context
    const text = uncertain.applicationError
    try {
      if (uncertain.answersToTellErrors) await this.#turn.answer()
      if (this.#signal.aborted || call.leg.state !== 'answered') return
      const sound = await parts.speech.say({ ssml: text, signal: this.#signal })
      await call.leg.media.play(sound, { text, signal: this.#signal })
    } catch (err) {
      if (!this.#signal.aborted) parts.log.warn({ err, callSid: call.sid }, 'the error could not be spoken')
    }
  }

  #logWarnings({ warnings }: ReadyDocument, request: DocumentRequest | undefined): void {
    for (const { code, message } of warnings.slice(0, 20)) this.#turn.warn(code, message)
    if (warnings.length > 20)
      this.#turn.warn(12200, `${warnings.length} faults in ${request?.place.url ?? 'the document'}`)
  }

  #interrupted(): ProgramEnd {
    return this.#context.gone.aborted ? { kind: 'party-left' } : { kind: 'aborted' }
  }

  #makeTurn(): Turn {
    const { parts, call, sleep, background, whisper, gone } = this.#context
    return {
      ...{ call, parts, sleep, whisper, signal: this.#signal },
      partyLeft: () => gone.aborted,
      answer: async () => {
        if (this.#signal.aborted) return
        try {
          await call.answer()
        } catch (err) {
          if (!this.#signal.aborted) throw err
        }
      },
      warn: (code, message) => parts.log.warn({ callSid: call.sid, code }, `TwiML: ${message}`),
      // Cookies are not shared with callbacks (https://www.twilio.com/docs/voice/twiml#cookies).
      tell: (request) => background(tellProgram({ parts, call, state: new CallState() }, request)),
    }
  }
}
