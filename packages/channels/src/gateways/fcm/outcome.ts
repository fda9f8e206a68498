import type { Outcome } from '../../ports.ts'
import { retryAfterOf, words } from '../push/addresses.ts'
import type { Http2Answer } from '../push/http2-client.ts'

/** What FCM's answer means, and what else follows from it. */
export interface FcmVerdict {
  readonly outcome: Outcome
  /** The token will never work again. */
  readonly gone: boolean
  /** The access token was refused. */
  readonly renewToken: boolean
  /** Nothing goes through until somebody looks at the project's credentials. */
  readonly tellOperator: boolean
}

interface FcmError {
  readonly status: string
  readonly errorCode: string
  readonly message: string
  readonly fields: readonly string[]
}

/** FCM asks to wait a minute at least where it names no time itself. */
const quotaWait = 60_000

/** Reads FCM's answer (https://firebase.google.com/docs/reference/fcm/rest/v1/ErrorCode). */
export function fcmVerdict(answer: Http2Answer, now: number): FcmVerdict {
  const nothing = { gone: false, renewToken: false, tellOperator: false }
  if (answer.status === 200) {
    const name = nameOf(answer.body)
    if (name !== undefined) return { ...nothing, outcome: { kind: 'accepted', providerId: name } }
    return {
      ...nothing,
      outcome: { kind: 'unknown', errorCode: 'fcm-malformed', reason: 'FCM answered 200 without a name' },
    }
  }
  const error = errorOf(answer)
  const said = error.message === '' ? '' : `: ${words(error.message)}`
  const refused = (what: string): Outcome => ({
    kind: 'refused',
    errorCode: error.errorCode,
    reason: what + said,
    failover: true,
  })
  const deferred = (what: string, wait?: number): Outcome => {
    const retryAfter = retryAfterOf(answer.headers['retry-after'], now) ?? wait
    const reason = what + said
    const base = { kind: 'deferred', errorCode: error.errorCode, reason, gatewayAtFault: true } as const
    return retryAfter === undefined ? base : { ...base, retryAfter }
  }
  switch (error.errorCode) {
    case 'UNREGISTERED':
      return { ...nothing, outcome: refused('the app is no longer there'), gone: true }
    case 'INVALID_ARGUMENT':
      return {
        ...nothing,
        outcome: refused('FCM does not take the message'),
        gone: error.fields.includes('message.token'),
      }
    case 'SENDER_ID_MISMATCH':
      return { ...nothing, outcome: refused('the token belongs to another project') }
    case 'QUOTA_EXCEEDED':
      return { ...nothing, outcome: deferred('FCM asks to slow down', quotaWait) }
    case 'UNAVAILABLE':
    case 'INTERNAL':
      return { ...nothing, outcome: deferred('FCM is in trouble') }
    case 'THIRD_PARTY_AUTH_ERROR':
      return {
        ...nothing,
        outcome: deferred("FCM may not use the project's APNs or Web Push credentials"),
        tellOperator: true,
      }
    default:
      return otherwise(answer.status, refused, deferred)
  }
}

function otherwise(
  status: number,
  refused: (what: string) => Outcome,
  deferred: (what: string, wait?: number) => Outcome,
): FcmVerdict {
  const nothing = { gone: false, renewToken: false, tellOperator: false }
  if (status === 401) return { ...nothing, outcome: deferred('FCM does not take the access token'), renewToken: true }
  if (status === 403) return { ...nothing, outcome: deferred('the service account may not send'), tellOperator: true }
  if (status === 404) return { ...nothing, outcome: deferred('FCM does not know the project'), tellOperator: true }
  if (status === 429) return { ...nothing, outcome: deferred('FCM asks to slow down', quotaWait) }
  if (status >= 500) return { ...nothing, outcome: deferred('FCM is in trouble') }
  return { ...nothing, outcome: refused(`FCM refused the request with ${status}`) }
}

function nameOf(body: string): string | undefined {
  const { name } = parsed(body)
  return typeof name === 'string' && name !== '' ? name : undefined
}

/** An answer from a proxy in between may be HTML. */
function parsed(body: string): Record<string, unknown> {
  try {
    const read: unknown = JSON.parse(body)
    return typeof read === 'object' && read !== null ? (read as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

function errorOf({ status, body }: Http2Answer): FcmError {
  const error = (parsed(body).error ?? {}) as { status?: unknown; message?: unknown; details?: unknown }
  const details = (Array.isArray(error.details) ? error.details : []) as Record<string, unknown>[]
  const own = details.find((one) => one?.['@type'] === 'type.googleapis.com/google.firebase.fcm.v1.FcmError')
  const violations = details.flatMap((one) => (Array.isArray(one?.fieldViolations) ? one.fieldViolations : []))
  const text = (value: unknown, otherwise: string) => (typeof value === 'string' ? value : otherwise)
  const name = text(error.status, `http-${status}`)
  return {
    status: name,
    // Without FCM's own code, the code of Google's APIs has the same meaning for these two alone.
    errorCode: text(own?.errorCode, name),
    message: text(error.message, ''),
    fields: violations.map((one: { field?: unknown }) => text(one?.field, '')),
  }
}
