import { ed25519Sign, hmacText } from '#crypto'
import { encodeBase64 } from '../bytes/base64.ts'
import { signedContent } from './content.ts'
import { parseWebhookKey, WebhookKeyError } from './keys.ts'

/** What a sender signs. */
export interface StandardWebhook {
  /** The same on every retry; no dot in it. */
  readonly id: string
  /** Unix seconds of this attempt. */
  readonly timestamp: number
  /** The raw body, byte for byte as it is sent. */
  readonly body: string | Uint8Array
}

/** The three headers of a signed webhook, by their lower-case names. A type alias, so that it is assignable to a record of headers. */
export type StandardWebhookHeaders = {
  readonly 'webhook-id': string
  readonly 'webhook-timestamp': string
  readonly 'webhook-signature': string
}

function entry(content: string | Uint8Array, keyText: string): string {
  const key = parseWebhookKey(keyText)
  if (key.kind === 'symmetric') return `v1,${hmacText('sha256', 'base64', key.secret, content)}`
  if (key.kind === 'private') return `v1a,${encodeBase64(ed25519Sign(key.seed, content))}`
  throw new WebhookKeyError('a whpk_ key is public and cannot sign: use its whsk_ key')
}

/**
 * Signs a webhook after Standard Webhooks 1.0 (https://github.com/standard-webhooks/standard-webhooks).
 * @param keys one or several of `whsec_…` and `whsk_…`; while a secret is rotated, the old and the new one, and either verifies
 * @throws WebhookKeyError for a key that cannot sign, RangeError for an id with a dot, a timestamp that is no whole second, or no key
 */
export function signStandardWebhook(
  webhook: StandardWebhook,
  keys: string | readonly string[],
): StandardWebhookHeaders {
  const { id, timestamp, body } = webhook
  // A dot in the id would let one signature stand for two readings of `id.timestamp.body`.
  if (id === '' || id.includes('.')) throw new RangeError(`webhook id ${JSON.stringify(id)} is empty or has a dot`)
  if (!Number.isSafeInteger(timestamp) || timestamp < 0)
    throw new RangeError(`timestamp ${timestamp} is no whole second`)
  const list = typeof keys === 'string' ? [keys] : keys
  if (list.length === 0) throw new RangeError('no key to sign with')
  const content = signedContent(id, timestamp, body)
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': list.map((key) => entry(content, key)).join(' '),
  }
}
