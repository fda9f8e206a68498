import type { HttpResult } from '../http/http-caller.ts'
import type { HttpFailure, HttpFailureCode } from '../http/http-failure.ts'
import type { RetryReason } from './connection-overrides.ts'

/** What is wrong with a webhook, by Twilio's code (https://www.twilio.com/docs/api/errors, 11xxx and 12xxx). */
export interface WebhookFault {
  readonly code: number
  readonly message: string
}

const codes: Readonly<Record<HttpFailureCode, number>> = Object.freeze({
  'url-invalid': 11100,
  'request-invalid': 11200,
  'address-refused': 11210,
  'name-unresolved': 11210,
  'connect-failed': 11205,
  'tls-failed': 11220,
  'timed-out': 11203,
  'connection-cut': 11205,
  'response-malformed': 11206,
  canceled: 11200,
  overloaded: 11200,
})

/** Twilio's code for a request that got no answer. */
export function faultOfFailure({ code, message }: HttpFailure): WebhookFault {
  if (code === 'connect-failed' && /refused/i.test(message)) return { code: 11202, message }
  if (code === 'connect-failed' && /time/i.test(message)) return { code: 11201, message }
  return { code: codes[code], message }
}

/**
 * Whether nobody was there to take a request: no connection, one that was cut before an answer (the receiver died), or an answer that says so itself.
 * Not a receiver that is slow: it has the request, and asked again it would do its work twice.
 */
export function isAway({ answer, failure }: HttpResult): boolean {
  if (answer !== undefined) return answer.status === 502 || answer.status === 503
  return failure !== undefined && awayCodes.has(failure.code)
}

const awayCodes: ReadonlySet<HttpFailureCode> = new Set<HttpFailureCode>([
  'connect-failed',
  'name-unresolved',
  'connection-cut',
  'overloaded',
])

/** Which of the reasons for another try an end is; undefined for a success and for what no try would mend. */
export function retryReason({ answer, failure }: HttpResult): RetryReason | undefined {
  if (answer !== undefined) return answer.status >= 500 ? '5xx' : answer.status >= 400 ? '4xx' : undefined
  switch (failure?.code) {
    case 'connect-failed':
    case 'name-unresolved':
    case 'tls-failed':
    case 'overloaded':
      return 'ct'
    case 'timed-out':
    case 'connection-cut':
      return 'rt'
    default:
      return undefined
  }
}
