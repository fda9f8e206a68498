import type { Outcome } from '../../ports.ts'
import { retryAfterOf } from '../push/addresses.ts'
import type { Http2Answer } from '../push/http2-client.ts'

/** What an answer means, and what else follows from it. */
export interface ApnsVerdict {
  readonly outcome: Outcome
  /** Since when the token is gone, ms; undefined where it is not, or nothing tells. */
  readonly goneSince?: number
  /** The token does not belong to this service or app: gone where the environment is sure. */
  readonly wrongHere?: true
  /** The provider token has to be made anew. */
  readonly tokenExpired?: true
  /** The connection is of no more use. */
  readonly renewConnection?: true
  /** Nothing goes through until somebody acts. */
  readonly tellOperator?: true
}

type Follows = Omit<ApnsVerdict, 'outcome'>
type Row = readonly ['refused' | 'deferred' | 'device', string, Follows?, number?]

/** After trouble of its own Apple asks to wait about this long. */
const troubleWait = 15 * 60_000
const tokenWait = 20 * 60_000
const operator: Follows = { tellOperator: true }

/** `refused`: for good, here. `deferred`: the gateway as a whole waits. `device`: this one message waits. */
const table: Readonly<Record<string, Row>> = {
  BadDeviceToken: ['refused', 'the token is not valid for this service', { wrongHere: true }],
  DeviceTokenNotForTopic: ['refused', 'the token belongs to another app', { wrongHere: true }],
  Unregistered: ['refused', 'the app is no longer there'],
  ExpiredToken: ['refused', 'the token has expired'],
  PayloadTooLarge: ['refused', 'the notification is too large'],
  TooManyRequests: ['device', 'too many notifications for this device'],
  IdleTimeout: ['device', 'the connection was idle', { renewConnection: true }],
  TooManyProviderTokenUpdates: ['deferred', 'the team makes tokens too often', { renewConnection: true }, tokenWait],
  ExpiredProviderToken: ['device', 'the provider token has expired', { tokenExpired: true, renewConnection: true }],
  InvalidProviderToken: ['deferred', 'Apple does not take the key, its id or the team', operator],
  MissingProviderToken: ['deferred', 'Apple found no provider token', operator],
  UnrelatedKeyIdInToken: ['deferred', 'the key does not belong to the app', operator],
  BadEnvironmentKeyIdInToken: ['deferred', 'the key is not for this environment', operator],
  BadCertificate: ['deferred', 'Apple does not take the certificate', operator],
  BadCertificateEnvironment: ['deferred', 'the certificate is for the other environment', operator],
  Forbidden: ['refused', 'the team may not send this'],
  TopicDisallowed: ['refused', 'the team may not send to this topic'],
  InternalServerError: ['deferred', 'APNs is in trouble', {}, troubleWait],
  ServiceUnavailable: ['deferred', 'APNs is in trouble', {}, troubleWait],
  Shutdown: ['device', 'the server is going down', { renewConnection: true }],
}

/** Reads APNs' answer (https://developer.apple.com/documentation/usernotifications/handling-notification-responses-from-apns). */
export function apnsVerdict({ status, headers, body }: Http2Answer, apnsId: string, now: number): ApnsVerdict {
  if (status === 200) return { outcome: { kind: 'accepted', providerId: headers['apns-id'] ?? apnsId } }
  const { reason: name, timestamp } = reasonOf(body)
  const [kind, reason, follows = {}, wait] = table[name ?? ''] ?? otherwise(status, name)
  const errorCode = name ?? `http-${status}`
  if (kind === 'refused') {
    const gone = status === 410 ? { goneSince: timestamp ?? now } : {}
    return { outcome: { kind, errorCode, reason, failover: true }, ...follows, ...gone }
  }
  const retryAfter = retryAfterOf(headers['retry-after'], now) ?? wait
  const asked = retryAfter === undefined ? {} : { retryAfter }
  return { outcome: { kind: 'deferred', errorCode, reason, gatewayAtFault: kind === 'deferred', ...asked }, ...follows }
}

function otherwise(status: number, name: string | undefined): Row {
  const said = name === undefined ? `with ${status}` : `with ${name}`
  if (status >= 500) return ['deferred', `APNs is in trouble and answers ${said}`, {}, troubleWait]
  if (status === 429) return ['device', 'APNs asks to slow down']
  if (status === 403) return ['deferred', `APNs turns the team away ${said}`, operator]
  return ['refused', `APNs refused the request ${said}`]
}

function reasonOf(body: string): { reason?: string; timestamp?: number } {
  try {
    const { reason, timestamp } = (JSON.parse(body) ?? {}) as { reason?: unknown; timestamp?: unknown }
    return {
      ...(typeof reason === 'string' && /^[A-Za-z]{1,64}$/.test(reason) ? { reason } : {}),
      ...(typeof timestamp === 'number' ? { timestamp } : {}),
    }
  } catch {
    return {} // No JSON: the status alone speaks.
  }
}
