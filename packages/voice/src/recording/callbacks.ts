import type { Statement } from '@trunkline/postgres'

/** A webhook that is written down with what it tells of, and made later, surely. */
export interface NewCallback {
  /** UUID of the client whose token signs it. */
  readonly clientId: string
  readonly kind: 'recording-status' | 'conference-status'
  /** UUID of what it tells of. With the sequence it is the same callback whenever it is written. */
  readonly subject: string
  readonly sequence: number
  readonly url: string
  readonly method: 'GET' | 'POST'
  readonly params: Readonly<Record<string, string>>
}

/** Webhooks to be made: those of one subject in the order of their sequence. */
export interface Callbacks {
  /** Writes them down; what is there already stays as it is. */
  statement(callbacks: readonly NewCallback[]): Statement
  /** Some were committed. */
  wake(): void
}
