/** What can go wrong with media. */
export type MediaErrorCode =
  /** The endpoint, room or engine is over, or its worker thread died. Nothing to retry with it: open another. */
  | 'closed'
  /** All RTP ports of the range are taken. */
  | 'no-ports'
  /** A bound was reached: too many endpoints, seats, recorders. */
  | 'full'
  /** What was asked for makes no sense: a bridge with itself, an unknown key, an offer that can't be read. */
  | 'wrong'
  /** A fault of ours. */
  | 'failed'

/** A fault of media. */
export class MediaError extends Error {
  readonly code: MediaErrorCode
  /** Whether the same may work later. */
  readonly retryable: boolean

  constructor(code: MediaErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'MediaError'
    this.code = code
    this.retryable = code === 'no-ports' || code === 'full'
  }
}
