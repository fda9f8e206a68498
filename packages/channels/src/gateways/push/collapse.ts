import { createHash } from 'node:crypto'

/**
 * A collapse key as the `Topic` of a push service: at most 32 characters of the base64url alphabet (RFC 8030 §5.4). A key that is
 * neither that short nor of that alphabet is hashed.
 */
export function topicOf(collapseKey: string): string {
  if (/^[A-Za-z0-9_-]{1,32}$/.test(collapseKey)) return collapseKey
  return createHash('sha256').update(collapseKey).digest('base64url').slice(0, 32)
}
