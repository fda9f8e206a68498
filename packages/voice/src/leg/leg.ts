import type { MediaEndpoint } from '../media/media.ts'

/** What a leg is: a built-in phone, an inside line to another number here, a SIP party, a browser. */
export type LegKind = 'phone' | 'line' | 'sip' | 'client'

/** Where a leg is: a party is being called or calls us; it has answered or was answered; it is over. */
export type LegState = 'calling' | 'ringing' | 'answered' | 'ended'

/** Why a leg is over. */
export type LegCause = 'completed' | 'busy' | 'no-answer' | 'rejected' | 'failed' | 'canceled'

/** How a leg came to its end. */
export interface LegEnd {
  readonly cause: LegCause
  /** Who ended it. */
  readonly by: 'party' | 'us'
  readonly sipCode?: number
  /** Twilio's code of the fault, where there is one. */
  readonly errorCode?: number
  readonly reason?: string
}

/** Why a call that comes in is not taken: busy (SIP 486), rejected (SIP 404 as Twilio does), failed (SIP 500), forbidden (SIP 403), missing (SIP 404). */
export type RejectCause = 'busy' | 'rejected' | 'failed' | 'forbidden' | 'missing'

/**
 * One party of a call: the signalling, and the sound beside it.
 *
 *   calling ──> ringing ──> answered ──> ended      (any state may end)
 *
 * `inbound`: the party calls us, and `ring`, `answer` and `reject` are ours. `outbound`: we call the party, and those are its own.
 */
export interface Leg {
  readonly id: string
  readonly kind: LegKind
  readonly direction: 'inbound' | 'outbound'
  readonly state: LegState
  /** There from the beginning; sound flows once the leg is answered, or earlier where there is early media. */
  readonly media: MediaEndpoint
  /** True once it is answered; false where it ended before. Never rejects. */
  readonly answered: Promise<boolean>
  /** Never rejects. */
  readonly ended: Promise<LegEnd>
  /** Tells when the party rings; at once where it does already. */
  onRinging(listener: () => void): () => void
  /** Inbound: tells the party that it rings. Safe to call twice. */
  ring(): Promise<void>
  /** Inbound: takes the call. Safe to call twice. */
  answer(): Promise<void>
  /** Inbound, before the answer: refuses the call. */
  reject(cause: RejectCause): Promise<void>
  /** Ends it: before the answer it is canceled. Safe to call twice. Resolves when it is over on our side. */
  hangUp(cause?: 'completed' | 'canceled' | 'failed'): Promise<void>
  /** Parameters that webhooks carry beside the ordinary ones (`SipCallId`, `SipHeader_X-…`); may grow with the answer. */
  readonly parameters: Readonly<Record<string, string>>
}

/** Whom an outbound leg goes to. */
export type DialTarget =
  | { readonly kind: 'phone'; readonly number: string }
  | { readonly kind: 'line'; readonly number: string }
  | {
      readonly kind: 'client'
      /** UUID of the client whose browser phone it is. */
      readonly clientId: string
      readonly identity: string
      readonly parameters: Readonly<Record<string, string>>
    }
  | {
      readonly kind: 'sip'
      /** `sip:user@host;transport=tcp?X-Header=value`: a phone that is registered here, or anywhere else. */
      readonly uri: string
      readonly username?: string
      readonly password?: string
    }
  | { readonly kind: 'trunk' /** Name of the gateway. */; readonly gateway: string; readonly number: string }

/** How an outbound leg is placed. */
export interface DialOptions {
  /** UUID of the client that pays. */
  readonly clientId: string
  readonly callSid: string
  /** E.164, `client:identity`, or what a SIP party may be told. */
  readonly from: string
  /** What the party is told of itself being called as, such as the number for a browser. */
  readonly to: string
  readonly placement: string
}

/** Places outbound legs of one or more kinds. */
export interface LegProvider {
  readonly kinds: readonly DialTarget['kind'][]
  /**
   * Begins to call; the promise gives the leg at once, in state `calling`. A party that can't be reached is a leg that has ended, with its cause. How long it
   * rings is the caller's business: `hangUp('canceled')`.
   */
  dial(target: DialTarget, options: DialOptions): Promise<Leg>
}

/** A call that came in, told to whoever runs calls. */
export interface IncomingCall {
  readonly leg: Leg
  /** UUID of the client whose number, application or SIP domain is called. */
  readonly clientId: string
  /** E.164, `client:identity`, `sip:user@host`, `anonymous`. */
  readonly from: string
  /** E.164, `sip:…`, or empty. */
  readonly to: string
  /** What answers it: a number's webhooks, a TwiML application's, or those of the SIP domain. */
  readonly via:
    | { readonly kind: 'number'; readonly number: string }
    | { readonly kind: 'application'; readonly applicationSid: string }
    | { readonly kind: 'sip'; readonly username: string }
  readonly placement: string
  /** The SID that it was given already, where the signalling had to tell it. */
  readonly callSid?: string
  readonly forwardedFrom?: string
  readonly callerName?: string
  /** Parameters of the caller's own, merged into every request as they are. */
  readonly parameters: Readonly<Record<string, string>>
}

/** Takes a call that came in; a leg that nobody takes is rejected by who runs calls. */
export type TakeCall = (call: IncomingCall) => void
