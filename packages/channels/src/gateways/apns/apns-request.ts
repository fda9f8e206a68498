import { createHash } from 'node:crypto'
import type { OutboundMessage, PushAddress } from '../../ports.ts'
import { isShown, notificationOf } from '../push/notification.ts'

/** Bytes of a payload; calls over IP have more room. */
const payloadLimit = 4_096
const voipLimit = 5_120
const collapseLimit = 64
const pushTypes = ['alert', 'background', 'voip'] as const

type PushType = (typeof pushTypes)[number]

/** A push address of type `apns`, read and checked. */
export interface ApnsAddress {
  /** Hex digits. */
  readonly token: string
  /** Which of Apple's services the token belongs to, where the app says so. */
  readonly environment: string | undefined
  readonly topic: string | undefined
  readonly pushType: PushType | undefined
}

/** Reads `{type: "apns", token, environment?, topic?, pushType?}`; in words what is wrong with it. */
export function readApnsAddress(address: PushAddress): ApnsAddress | string {
  const { token, environment, topic, pushType } = address
  if (typeof token !== 'string' || !/^([0-9a-fA-F]{2}){16,200}$/.test(token)) return 'the token is not in hex digits'
  if (environment !== undefined && environment !== 'production' && environment !== 'sandbox')
    return 'environment is production or sandbox'
  if (topic !== undefined && (typeof topic !== 'string' || !/^[\x21-\x7e]{1,255}$/.test(topic)))
    return 'topic is the bundle id of an app'
  if (pushType !== undefined && !pushTypes.includes(pushType as PushType))
    return `pushType is one of ${pushTypes.join(', ')}`
  return { token: token.toLowerCase(), environment, topic, pushType: pushType as PushType | undefined }
}

/** Path, headers and body of one request, without its authorization; or why there can be none. */
export type ApnsRequest =
  | { readonly path: string; readonly headers: Readonly<Record<string, string>>; readonly body: string }
  | { readonly errorCode: string; readonly reason: string }

/** Makes a request (https://developer.apple.com/documentation/usernotifications/sending-notification-requests-to-apns). */
export function apnsRequest(
  message: OutboundMessage,
  address: ApnsAddress,
  { topic, ttlSeconds, now }: { readonly topic: string; readonly ttlSeconds: number; readonly now: number },
): ApnsRequest {
  const shown = isShown(notificationOf(message))
  const pushType = address.pushType ?? (shown ? 'alert' : 'background')
  const body = payloadOf(message, pushType)
  const limit = pushType === 'voip' ? voipLimit : payloadLimit
  if (Buffer.byteLength(body) > limit) {
    const reason = `the notification has ${Buffer.byteLength(body)} bytes; APNs takes ${limit}`
    return { errorCode: 'push-too-large', reason }
  }
  const { collapseKey } = message.content
  const named = address.topic ?? topic
  return {
    path: `/3/device/${address.token}`,
    headers: {
      'apns-id': uuidOf(message.deliveryId),
      'apns-topic': pushType === 'voip' && !named.endsWith('.voip') ? `${named}.voip` : named,
      'apns-push-type': pushType,
      // A background push of priority 10 is refused.
      'apns-priority': pushType === 'background' || message.category === 'marketing' ? '5' : '10',
      'apns-expiration': String(expirationOf(message, ttlSeconds, now)),
      ...(collapseKey === undefined ? {} : { 'apns-collapse-id': collapseIdOf(collapseKey) }),
      'content-type': 'application/json',
    },
    body,
  }
}

function payloadOf(message: OutboundMessage, pushType: PushType): string {
  const { title, body, image, data } = notificationOf(message)
  const alert = { ...(title === undefined ? {} : { title }), ...(body === undefined ? {} : { body }) }
  const aps =
    pushType === 'background'
      ? { 'content-available': 1 }
      : { alert, sound: 'default', ...(image === undefined ? {} : { 'mutable-content': 1 }) }
  // Data stand beside `aps`, and cannot take its place.
  return JSON.stringify({ ...data, ...(image === undefined ? {} : { image }), deliveryId: message.deliveryId, aps })
}

/** Unix seconds until which APNs keeps the message; 0: it is tried once. */
function expirationOf({ expiresAt }: OutboundMessage, ttlSeconds: number, now: number): number {
  const kept = ttlSeconds === 0 ? 0 : Math.floor(now / 1_000) + ttlSeconds
  return expiresAt === undefined ? kept : Math.min(kept, Math.floor(expiresAt / 1_000))
}

/** `apns-id` is a UUID in lower case; the delivery's id is one, so every attempt of a delivery has the same. */
function uuidOf(deliveryId: string): string {
  const hex = deliveryId.slice(-32)
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

function collapseIdOf(collapseKey: string): string {
  if (Buffer.byteLength(collapseKey) <= collapseLimit && /^[\x21-\x7e]+$/.test(collapseKey)) return collapseKey
  return createHash('sha256').update(collapseKey).digest('base64url')
}
