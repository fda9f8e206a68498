import { ProblemError } from '@trunkline/wire'

const printable = /^[\x20-\x7e]{1,255}$/
const quoted = /^"((?:[^"\\]|\\["\\])*)"$/

/**
 * Reads the Idempotency-Key header. The draft (draft-ietf-httpapi-idempotency-key-header-07) makes it a Structured Field string, in
 * quotes; most clients send it bare. Both mean the same key. Throws `idempotency-key-invalid` for anything else.
 */
export function parseIdempotencyKey(header: string | readonly string[] | undefined): string | undefined {
  if (header === undefined) return undefined
  const value = typeof header === 'string' ? header.trim() : header.join(', ')
  const inner = quoted.exec(value)?.[1]
  const key = inner === undefined ? value : inner.replaceAll(/\\(.)/g, '$1')
  if (!printable.test(key) || (inner === undefined && value.startsWith('"'))) {
    throw new ProblemError('idempotency-key-invalid')
  }
  return key
}
