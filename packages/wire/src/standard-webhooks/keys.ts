import { ed25519PublicKey, randomBytes as systemRandomBytes } from '#crypto'
import { decodeBase64, encodeBase64 } from '../bytes/base64.ts'

/** A key of Standard Webhooks, taken out of its text. */
export type WebhookKey =
  | { readonly kind: 'symmetric'; readonly secret: Uint8Array }
  | { readonly kind: 'private'; readonly seed: Uint8Array }
  | { readonly kind: 'public'; readonly key: Uint8Array }

/** A key text that cannot be used. The text itself is not repeated in the message, because it may be a secret. */
export class WebhookKeyError extends Error {
  override readonly name = 'WebhookKeyError'
  readonly code = 'WEBHOOK_KEY_INVALID'
}

const prefixes = { symmetric: 'whsec_', private: 'whsk_', public: 'whpk_' } as const

function bytesAfter(prefix: string, text: string): Uint8Array {
  const bytes = decodeBase64(text.slice(prefix.length))
  if (!bytes) throw new WebhookKeyError(`what follows ${prefix} is not base64: copy the whole key`)
  return bytes
}

/**
 * Reads `whsec_…` (a shared secret), `whsk_…` (an ed25519 private key: 32 bytes, or 64 with the public key behind them) or `whpk_…`
 * (an ed25519 public key). Text without a prefix is taken for a shared secret, as the specification's own libraries do.
 * A shared secret may have any length, though the specification asks for 24 to 64 bytes: other senders' secrets have to be usable.
 * @throws WebhookKeyError when the text is none of these
 */
export function parseWebhookKey(text: string): WebhookKey {
  if (text.startsWith(prefixes.private)) {
    const bytes = bytesAfter(prefixes.private, text)
    if (bytes.length !== 32 && bytes.length !== 64) throw new WebhookKeyError('a whsk_ key has 32 or 64 bytes')
    return { kind: 'private', seed: bytes.subarray(0, 32) }
  }
  if (text.startsWith(prefixes.public)) {
    const key = bytesAfter(prefixes.public, text)
    if (key.length !== 32) throw new WebhookKeyError('a whpk_ key has 32 bytes')
    return { kind: 'public', key }
  }
  const secret = bytesAfter(text.startsWith(prefixes.symmetric) ? prefixes.symmetric : '', text)
  if (secret.length === 0) throw new WebhookKeyError('the secret is empty')
  return { kind: 'symmetric', secret }
}

/** A new shared secret, `whsec_…`, of 32 random bytes. */
export function generateWebhookSecret(randomBytes: (length: number) => Uint8Array = systemRandomBytes): string {
  return prefixes.symmetric + encodeBase64(randomBytes(32))
}

/** A new ed25519 key pair: `privateKey` (`whsk_…`, stays with the sender) and `publicKey` (`whpk_…`, goes to the receivers). */
export function generateWebhookKeyPair(randomBytes: (length: number) => Uint8Array = systemRandomBytes): {
  readonly privateKey: string
  readonly publicKey: string
} {
  const seed = randomBytes(32)
  return {
    privateKey: prefixes.private + encodeBase64(seed),
    publicKey: prefixes.public + encodeBase64(ed25519PublicKey(seed)),
  }
}
