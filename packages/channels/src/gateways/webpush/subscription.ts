import type { PushAddress } from '../../ports.ts'

/** A browser's subscription (Push API, `PushSubscription.toJSON()`), read and checked. */
export interface Subscription {
  readonly endpoint: URL
  /** The browser's public key: uncompressed point on P-256, 65 bytes. */
  readonly p256dh: Buffer
  /** 16 bytes that only browser and application server know. */
  readonly auth: Buffer
}

const base64 = /^[A-Za-z0-9+/_-]+={0,2}$/

/**
 * Reads a subscription.
 * @returns the subscription, or in words what is wrong with it
 */
export function readSubscription(address: PushAddress, allowed: readonly string[]): Subscription | string {
  const { endpoint, keys } = address as { endpoint?: unknown; keys?: { p256dh?: unknown; auth?: unknown } }
  if (typeof endpoint !== 'string' || !URL.canParse(endpoint)) return 'the subscription has no endpoint'
  const url = new URL(endpoint)
  if (url.protocol !== 'https:' || url.username !== '' || url.password !== '')
    return 'the endpoint of the subscription is not an https URL'
  if (!allowed.some((pattern) => matches(url.host, pattern)))
    return `the endpoint of the subscription is at ${url.host}, which is not in the gateway's list of push services`
  const p256dh = bytes(keys?.p256dh)
  if (p256dh?.length !== 65 || p256dh[0] !== 4) return "the subscription's key p256dh is not a point of 65 bytes"
  const auth = bytes(keys?.auth)
  if (auth?.length !== 16) return "the subscription's secret auth is not 16 bytes"
  return { endpoint: url, p256dh, auth }
}

function bytes(value: unknown): Buffer | undefined {
  if (typeof value !== 'string' || !base64.test(value)) return undefined
  return Buffer.from(value, 'base64url')
}

/** Whether a host (with its port where it is not 443) is what a pattern allows: itself, or with `*.` any host below. */
function matches(host: string, pattern: string): boolean {
  const wanted = pattern.toLowerCase()
  return wanted.startsWith('*.') ? host.endsWith(wanted.slice(1)) && host.length > wanted.length - 1 : host === wanted
}
