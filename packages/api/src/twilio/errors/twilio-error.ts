import { findRestError, type RestErrorBody, restError, restErrorUrl } from '@trunkline/wire'

/** What is said of a refusal beside its code. */
export interface TwilioErrorOptions extends ErrorOptions {
  /** What happened, in the words for the caller. Default: the condition of the table of codes. */
  readonly message?: string
  /** HTTP status, where the case asks for another than the table's; a code that is only logged has 400. */
  readonly status?: number
  readonly details?: Readonly<Record<string, unknown>>
  /** Seconds after which a retry makes sense; becomes the Retry-After header. */
  readonly retryAfter?: number
}

/**
 * Codes of Trunkline's own in Twilio's error shape. Twilio's codes end below 99000; these lie above, and `more_info` leads to our
 * own page instead of Twilio's.
 */
export const ownCodes = Object.freeze({
  /** A path, method, parameter value or representation that Twilio serves and Trunkline does not: 501. */
  notServed: 99501,
})

/** Where the own codes are explained. */
const ownPage = 'docs/reference/twilio-coverage.md'

/** A request of the Twilio-compatible edge that was refused, with one of Twilio's codes (https://www.twilio.com/docs/api/errors). Nothing was changed by it. */
export class TwilioError extends Error {
  override readonly name = 'TwilioError'
  readonly code: number
  readonly status: number
  readonly details: Readonly<Record<string, unknown>> | undefined
  readonly retryAfter: number | undefined

  /** @param detail the words for the caller, or more. @throws RangeError for a code that is in no table, when its message is not given */
  constructor(code: number, detail: string | TwilioErrorOptions = {}) {
    const options = typeof detail === 'string' ? { message: detail } : detail
    const given = options.status ?? findRestError(code)?.status ?? 400
    const { status, message } = restError(code, { ...options, status: given })
    super(message, options)
    this.code = code
    this.status = status
    this.details = options.details
    this.retryAfter = options.retryAfter
  }

  /** The body as Twilio sends it. */
  toBody(): RestErrorBody {
    const own = this.code === ownCodes.notServed
    const more_info = own ? ownPage : restErrorUrl(this.code)
    const body = { code: this.code, message: this.message, more_info, status: this.status }
    return this.details === undefined ? body : { ...body, details: this.details }
  }
}

/** The refusal of what Twilio has and Trunkline has not: 501, never a made-up success. */
export function notServed(message: string): TwilioError {
  return new TwilioError(ownCodes.notServed, { status: 501, message })
}
