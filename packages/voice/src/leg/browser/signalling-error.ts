/** Codes that the SDK knows (https://www.twilio.com/docs/api/errors, 31xxx and 53405), and what each says. */
export const signallingFaults = {
  31000: 'Unknown error',
  31001: 'Application not found',
  31003: 'Connection timeout',
  31100: 'Malformed request',
  31103: 'Maximum parameter length exceeded',
  31105: 'Invalid client name',
  31201: 'Authentication failed',
  31202: 'Signature validation failed',
  31203: 'No valid account',
  31204: 'JWT is invalid',
  31205: 'JWT has expired',
  31206: 'Rate exceeded authorized limit',
  31207: 'JWT expiration too long',
  31209: 'Reconnect attempt is not authorized',
  31210: 'Call message event type is invalid',
  31212: 'Call message event payload size exceeded authorized limit',
  31404: 'Not found',
  31480: 'Temporarily unavailable',
  31486: 'Busy here',
  31603: 'Declined',
  53402: 'Client is unable to apply a remote media description',
  53405: 'Media connection failed',
} as const

/** A code that the page is told. */
export type SignallingCode = keyof typeof signallingFaults

/** What the page did can't be done. */
export class SignallingError extends Error {
  override readonly name = 'SignallingError'
  readonly code: SignallingCode

  constructor(code: SignallingCode, detail?: string, options?: ErrorOptions) {
    super(detail === undefined ? signallingFaults[code] : `${signallingFaults[code]}: ${detail}`, options)
    this.code = code
  }

  /** As the page is told. */
  get body(): { readonly code: SignallingCode; readonly message: string } {
    return { code: this.code, message: this.message }
  }
}
