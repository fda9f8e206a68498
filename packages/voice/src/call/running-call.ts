import type { CallStatus } from '@trunkline/wire'
import type { Leg } from '../leg/leg.ts'

/** A live call, as the interpreter and all that joins calls see it. One call is one leg, as Twilio has it. */
export interface RunningCall {
  /** `CA` and 32 hex digits. */
  readonly sid: string
  /** UUID of the client. */
  readonly clientId: string
  readonly accountSid: string
  readonly direction: 'inbound' | 'outbound-api' | 'outbound-dial'
  /** E.164, `client:…`, `sip:…`. */
  readonly from: string
  readonly to: string
  /** SID of the call whose `<Dial>` made this one. */
  readonly parentCallSid?: string
  readonly leg: Leg
  readonly status: CallStatus
  readonly placement: string
  /** Aborted when the call is over. */
  readonly over: AbortSignal
  /** The parameters that every request of this call carries, its status as it is now. */
  parameters(): Readonly<Record<string, string>>
  /** Answers where it has not been, and writes it down. Safe to call twice. */
  answer(): Promise<void>
  /** Ends it with a status: `completed` where it was answered, else `no-answer`. */
  hangUp(): Promise<void>
  /** Refuses it where it was not answered (`busy`, else `no-answer`), else hangs up. */
  reject(reason: 'busy' | 'rejected'): Promise<void>
}

/** Where a call's own events are told. */
export interface ProgressCallback {
  readonly url: string
  readonly method: 'GET' | 'POST'
  readonly events: readonly ('initiated' | 'ringing' | 'answered' | 'completed')[]
}

/** One party that `<Dial>` calls. */
export interface ChildRequest {
  readonly to:
    | { readonly kind: 'number'; readonly number: string }
    | { readonly kind: 'client'; readonly identity: string; readonly parameters: Readonly<Record<string, string>> }
    | { readonly kind: 'sip'; readonly uri: string; readonly username?: string; readonly password?: string }
  /** What the document asked for; where left out, the caller's own. Checked against what the client may show. */
  readonly callerId?: string
  /** How long it rings, seconds. */
  readonly timeoutSeconds: number
  readonly statusCallback?: ProgressCallback
}

/** What became of a child call. */
export interface ChildEnd {
  /** `completed`, `busy`, `no-answer`, `failed` or `canceled`. */
  readonly status: CallStatus
  /** Seconds from the answer; left out where there was none. */
  readonly durationSeconds?: number
  readonly sipCode?: number
}

/** A call that `<Dial>` makes. */
export interface ChildCall extends RunningCall {
  /** True when it is answered, false when it ended before. */
  readonly answered: Promise<boolean>
  /** Never rejects. */
  readonly ended: Promise<ChildEnd>
  /** Ends it while it rings: `canceled`. */
  cancel(): Promise<void>
  /** Has its last callback tell these parameters beside its own; asked for once it is over. They must not reject. */
  tellAtEnd(words: () => Promise<Readonly<Record<string, string>>>): void
  /** Whether somebody (REST) has taken the call for a document of its own; its parent's Dial is over for it then. */
  readonly takenAway: AbortSignal
}

/** Places child calls. */
export interface Dialer {
  /** Begins a child call. A wrong number or caller id is a child that has failed, with a log line and Twilio's code. */
  dial(parent: RunningCall, request: ChildRequest): Promise<ChildCall>
}
