import type { CallLimits, CallLimitsInput } from './call-limits.ts'

/** A call that is to leave this server. */
export interface OutsideCall {
  /** UUID of the client that pays. */
  readonly clientId: string
  /** E.164. */
  readonly to: string
  /** Who asks: the API, a document's `<Dial>`, or a SIP phone that dials by itself. Each has codes of its own for the same refusal. */
  readonly by: 'api' | 'dial' | 'sip'
}

/** Why a call may not leave. */
export interface CallRefusal {
  /** Twilio's code (https://www.twilio.com/docs/api/errors). */
  readonly code: number
  readonly reason: string
}

/** What was found right before a number is dialled. */
export type Admission =
  /** It counts as a call that is under way until `release` is called, once it is over. Safe to call twice. */
  { readonly admitted: true; release(): void } | { readonly admitted: false; readonly refusal: CallRefusal }

/**
 * Keeps clients from calling where nobody meant them to: stolen credentials, or a document that dials what a stranger keyed in, are worth money to
 * whoever owns an expensive number. Numbers here are free, and calls to them are not counted.
 */
export interface CallGuard {
  /** Whether the client may call there at all. Counts nothing; any process may ask. */
  check(call: OutsideCall): Promise<CallRefusal | undefined>
  /** The same right before dialling, and whether it is one call too many: of a minute, or at a time. Counts in this process, the one that runs the calls. */
  admit(call: OutsideCall): Promise<Admission>
  /** How many calls a second that a client asked for through the API are dialled; the others wait. */
  perSecond(clientId: string): Promise<number>
  readonly limits: CallLimitsDesk
}

/** What clients may, as operators set it. */
export interface CallLimitsDesk {
  /** What holds for a client: its own limits, and the server's where it has none. */
  of(clientId: string): Promise<CallLimits>
  /** What was set for the client itself. */
  own(clientId: string): Promise<CallLimitsInput>
  /** Replaces what was set for the client itself; what is left out is the server's. @throws ProblemError `validation-failed` */
  set(clientId: string, limits: CallLimitsInput): Promise<CallLimits>
}
