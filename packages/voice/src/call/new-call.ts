import type { Program } from '../interpreter/program.ts'
import type { ProgressCallback } from './running-call.ts'

/** Where something is told. */
export interface CallbackPlace {
  readonly url: string
  readonly method: 'GET' | 'POST'
}

/** How a call is recorded from its answer on. */
export interface RecordRequest {
  readonly channels: 'mono' | 'dual'
  readonly trim: boolean
  readonly track: 'inbound' | 'outbound' | 'both'
  readonly callback?: CallbackPlace & { readonly events: readonly ('in-progress' | 'completed' | 'absent')[] }
}

/** Detection of answering machines. There is none here: whoever asks is told `unknown`. */
export interface MachineDetectionRequest {
  readonly mode: 'Enable' | 'DetectMessageEnd'
  /** The document is not kept waiting; what was found is told here. */
  readonly async?: { readonly callback?: CallbackPlace }
}

/** A call that a program asks for. What it says is taken as checked. */
export interface NewCall {
  /** UUID that the call is to have. Asked for again under the same one, it is the same call. */
  readonly id?: string
  /** E.164, `client:identity`, `sip:user@host`. */
  readonly to: string
  readonly from: string
  readonly program: Program
  readonly statusCallback?: ProgressCallback
  /** How long it may ring. 60 where left out. */
  readonly timeoutSeconds?: number
  /** How long it may last from the answer on. Four hours where left out. */
  readonly timeLimitSeconds?: number
  /** Keys that are pressed once it is answered: `0-9 A-D * #`, `w` waits 0.5 s, `W` 1 s. */
  readonly sendDigits?: string
  readonly record?: RecordRequest
  readonly machineDetection?: MachineDetectionRequest
  readonly callerName?: string
  /** Credentials for a SIP party. */
  readonly sipAuth?: { readonly username: string; readonly password: string }
  /** Name of the gateway by which it leaves, where it leaves at all; where left out, by the client's route. */
  readonly via?: string
  /** What it says is a secret, such as a code: the program is sealed while it waits, and forgotten when it is over. */
  readonly confidential?: boolean
  /**
   * Whoever answers is taken for the holder of the number. Such a call fails (13224) where it would end at a built-in phone while others leave by trunks: anybody can hold that phone, and would have a number that the trunk then shows.
   */
  readonly provesNumber?: boolean
  /** RFC 3339: it is not dialled before. */
  readonly notBefore?: string
  /** RFC 3339: it is not dialled after, also where nobody was there to dial it until then. */
  readonly notAfter?: string
  /** What its maker wants to find with it again. */
  readonly origin?: Readonly<Record<string, unknown>>
}

/** A change of a call that lives. */
export interface CallChange {
  /** `canceled` ends it unless it was answered; `completed` ends it in any case. */
  readonly status?: 'canceled' | 'completed'
  /** From now on it runs this. */
  readonly program?: Program
  /** From now on its progress is told there. */
  readonly statusCallback?: ProgressCallback
  /** How long it may last from the answer on. */
  readonly timeLimitSeconds?: number
}
