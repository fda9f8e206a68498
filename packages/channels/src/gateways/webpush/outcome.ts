import type { HttpAnswer, HttpFailure } from '@trunkline/events'
import type { Outcome } from '../../ports.ts'
import { retryAfterOf, words } from '../push/addresses.ts'

/** What a push service's answer means (RFC 8030 §5, §8.4; RFC 8292 §4.2). */
export function answeredOutcome(answer: HttpAnswer, now: number): Outcome {
  const { status, headers } = answer
  if (status >= 200 && status < 300) return { kind: 'accepted', providerId: headers.location ?? '' }
  const errorCode = `http-${status}`
  const said = words(new TextDecoder().decode(answer.body))
  const reason = (what: string) => (said === '' ? what : `${what}: ${said}`)
  const refused = (what: string, failover: boolean): Outcome => ({
    kind: 'refused',
    errorCode,
    reason: reason(what),
    failover,
  })
  const deferred = (what: string, gatewayAtFault: boolean): Outcome => {
    const retryAfter = retryAfterOf(headers['retry-after'], now)
    return {
      kind: 'deferred',
      errorCode,
      reason: reason(what),
      gatewayAtFault,
      ...(retryAfter === undefined ? {} : { retryAfter }),
    }
  }
  if (status === 404 || status === 410) return refused('the subscription has ended', true)
  if (status === 413) return refused('the message is too large for the push service', true)
  if (status === 429) return deferred('the push service asks to slow down', true)
  if (status === 401 || status === 403) return deferred('the push service does not take the VAPID keys', true)
  if (status >= 500) return deferred('the push service is in trouble', true)
  return refused(`the push service refused the request with ${status}`, true)
}

/** Failures before a request left: nothing was sent for certain. */
const beforeSending: ReadonlySet<HttpFailure['code']> = new Set([
  'name-unresolved',
  'connect-failed',
  'tls-failed',
  'overloaded',
])

/** What a request without an answer means. */
export function failedOutcome({ code, message }: HttpFailure): Outcome {
  if (code === 'address-refused' || code === 'url-invalid' || code === 'request-invalid')
    return { kind: 'refused', errorCode: code, reason: words(message), failover: true }
  if (beforeSending.has(code))
    return { kind: 'deferred', errorCode: code, reason: 'no connection to the push service', gatewayAtFault: true }
  return { kind: 'unknown', errorCode: code, reason: 'the request left and no whole answer came' }
}
