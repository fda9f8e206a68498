/** A fault with Twilio's code (https://www.twilio.com/docs/api/errors). */
export class VoiceError extends Error {
  /** Twilio's code. */
  readonly code: number

  constructor(code: number, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'VoiceError'
    this.code = code
  }
}
