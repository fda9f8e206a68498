/** What can go wrong in this package for the operator to mend. */
export type IntakeErrorCode = 'CONFIG' | 'BROKER_AWAY' | 'BROKER_REFUSED'

/** A fault of the configuration, or of the way to the brokers. */
export class IntakeError extends Error {
  override readonly name = 'IntakeError'
  readonly code: IntakeErrorCode
  /** Whether the same may work later without anybody doing anything. */
  readonly retryable: boolean

  constructor(code: IntakeErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
    this.retryable = code === 'BROKER_AWAY'
  }
}
