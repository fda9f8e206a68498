import type { ProblemCode } from '@trunkline/wire'

/** Why the client of a record is not believed. */
export type IdentityCode =
  | 'client-missing'
  | 'client-unknown'
  | 'client-mismatch'
  | 'client-not-trusted'
  | 'client-held-to-topic'
  | 'client-secret-wrong'
  | 'client-key-wrong'

/** Why a record cannot be accepted: what HTTP would answer as a problem, or who the client is not. */
export type PoisonCode = IdentityCode | ProblemCode

/** A record that cannot be accepted. */
export interface Poison {
  readonly code: PoisonCode
  /** What is wrong and what to do; holds nothing of what the message says. */
  readonly detail: string
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[]
  /** As the record or its topic names it. */
  readonly clientSid?: string
}
