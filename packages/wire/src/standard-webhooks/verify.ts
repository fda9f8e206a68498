import { ed25519PublicKey, ed25519Verify, hmac, sameBytes } from '#crypto'
import { decodeBase64 } from '../bytes/base64.ts'
import { signedContent } from './content.ts'
import { parseWebhookKey, type WebhookKey } from './keys.ts'

/** Why a webhook is not to be trusted. */
export type WebhookRefusal =
  /** One of the three headers is missing or empty. */
  | 'WEBHOOK_HEADER_MISSING'
  /** The timestamp is no whole number of seconds. */
  | 'WEBHOOK_TIMESTAMP_INVALID'
  /** Older than the tolerance: a replay, or the clocks disagree. */
  | 'WEBHOOK_TOO_OLD'
  /** Newer than the tolerance: the clocks disagree. */
  | 'WEBHOOK_TOO_NEW'
  /** No listed signature is of one of the keys. */
  | 'WEBHOOK_SIGNATURE_WRONG'

/** What {@link verifyStandardWebhook} found. */
export type WebhookVerdict =
  | { readonly valid: true; readonly id: string; readonly timestamp: number }
  | { readonly valid: false; readonly code: WebhookRefusal; readonly message: string }

/** Headers as Node, fetch or a plain object gives them; names in any case. */
export type HeaderSource =
  | { get(name: string): string | null | undefined }
  | Readonly<Record<string, string | readonly string[] | undefined>>

/** How {@link verifyStandardWebhook} judges. */
export interface VerifyWebhookOptions {
  /** Milliseconds since 1970. */
  readonly now: number
  /** How far the timestamp may be from `now`, either way. Default 300 seconds. */
  readonly toleranceSeconds?: number
}

function readHeader(headers: HeaderSource, name: string): string {
  if (typeof headers.get === 'function') return headers.get(name) ?? ''
  const record = headers as Readonly<Record<string, string | readonly string[] | undefined>>
  const key = name in record ? name : Object.keys(record).find((candidate) => candidate.toLowerCase() === name)
  const value = key === undefined ? undefined : record[key]
  return typeof value === 'string' ? value : (value?.join(' ') ?? '')
}

function matches(key: WebhookKey, content: string | Uint8Array, version: string, signature: Uint8Array): boolean {
  if (key.kind === 'symmetric') return version === 'v1' && sameBytes(signature, hmac('sha256', key.secret, content))
  if (version !== 'v1a') return false
  return ed25519Verify(key.kind === 'public' ? key.key : ed25519PublicKey(key.seed), content, signature)
}

/** The listed signatures of a version that we know. At most 20 are read, so that a long header cannot keep us busy. */
function* listed(header: string): Generator<{ version: string; signature: Uint8Array }> {
  for (const item of header.split(' ', 20)) {
    const comma = item.indexOf(',')
    const version = item.slice(0, comma)
    const signature = version === 'v1' || version === 'v1a' ? decodeBase64(item.slice(comma + 1)) : undefined
    if (signature) yield { version, signature }
  }
}

function refuse(code: WebhookRefusal, message: string): WebhookVerdict {
  return { valid: false, code, message }
}

/**
 * Verifies a webhook after Standard Webhooks 1.0. Never throws for what the sender sent.
 * @param body the raw body, before any JSON parsing
 * @param keys what the receiver knows: `whsec_…` or `whpk_…`, several while a secret is rotated; any may match
 * @throws WebhookKeyError when one of the receiver's own keys is malformed
 */
export function verifyStandardWebhook(
  headers: HeaderSource,
  body: string | Uint8Array,
  keys: string | readonly string[],
  { now, toleranceSeconds = 300 }: VerifyWebhookOptions,
): WebhookVerdict {
  const id = readHeader(headers, 'webhook-id')
  const stamp = readHeader(headers, 'webhook-timestamp')
  const signatures = readHeader(headers, 'webhook-signature')
  if (!id || !stamp || !signatures) {
    return refuse('WEBHOOK_HEADER_MISSING', 'webhook-id, webhook-timestamp and webhook-signature are all needed')
  }
  if (!/^\d{1,15}$/.test(stamp))
    return refuse('WEBHOOK_TIMESTAMP_INVALID', 'webhook-timestamp is no Unix time in seconds')
  const age = Math.floor(now / 1000) - Number(stamp)
  if (age > toleranceSeconds)
    return refuse('WEBHOOK_TOO_OLD', `signed ${age} s ago: check the clocks, or it is a replay`)
  if (age < -toleranceSeconds)
    return refuse('WEBHOOK_TOO_NEW', `signed ${-age} s ahead of this clock: check the clocks`)
  const known = (typeof keys === 'string' ? [keys] : keys).map(parseWebhookKey)
  const content = signedContent(id, stamp, body)
  for (const { version, signature } of listed(signatures)) {
    if (known.some((key) => matches(key, content, version, signature))) {
      return { valid: true, id, timestamp: Number(stamp) }
    }
  }
  return refuse('WEBHOOK_SIGNATURE_WRONG', 'no signature is of a known key: check the secret, and verify the raw body')
}
