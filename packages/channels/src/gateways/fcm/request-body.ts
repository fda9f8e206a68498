import type { OutboundMessage } from '../../ports.ts'
import { isShown, notificationOf, timeToLive } from '../push/notification.ts'

/** Bytes of notification and data together that FCM takes. */
const payloadLimit = 4_096

/** Keys that FCM keeps for itself (https://firebase.google.com/docs/cloud-messaging/customize-messages/set-message-type#data_messages). */
const reserved = /^(from|message_type|google.*|gcm.*)$/i

/** The request's body, or why there can be none. */
export type FcmBody = { readonly body: string } | { readonly errorCode: string; readonly reason: string }

/** Makes the body of `messages:send` for one token (https://firebase.google.com/docs/reference/fcm/rest/v1/projects.messages). */
export function fcmBody(message: OutboundMessage, token: string, now: number, ttlSeconds: number): FcmBody {
  const shown = notificationOf(message)
  const { data, ...notification } = shown
  const bad = Object.keys(data).find((key) => reserved.test(key) || key === '')
  if (bad !== undefined)
    return { errorCode: 'push-data-reserved', reason: `FCM keeps the data key ${JSON.stringify(bad)} for itself` }
  const payload = {
    ...(isShown(shown) ? { notification } : {}),
    // FCM takes strings alone; whatever else goes as the JSON of it.
    data: Object.fromEntries([
      ...Object.entries(data).map(([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value)]),
      ['deliveryId', message.deliveryId],
    ]),
  }
  const size = Buffer.byteLength(JSON.stringify(payload))
  if (size > payloadLimit)
    return { errorCode: 'push-too-large', reason: `the notification has ${size} bytes; FCM takes ${payloadLimit}` }
  const { collapseKey } = message.content
  const android = {
    priority: message.category === 'marketing' ? 'NORMAL' : 'HIGH',
    ttl: `${timeToLive(message, now, ttlSeconds)}s`,
    ...(collapseKey === undefined ? {} : { collapse_key: collapseKey }),
    ...(collapseKey === undefined || !isShown(shown) ? {} : { notification: { tag: collapseKey } }),
  }
  return { body: JSON.stringify({ message: { token, ...payload, android } }) }
}
