import { createHash, createHmac } from 'node:crypto'

/** An idempotency key as it is stored: 16 bytes of its SHA-256. */
export function hashKey(idempotencyKey: string): Uint8Array {
  return createHash('sha256').update(idempotencyKey).digest().subarray(0, 16)
}

/** One name for a client's key. */
export function keyName(clientId: string, key: Uint8Array): string {
  return `${clientId}:${Buffer.from(key.buffer, key.byteOffset, key.byteLength).toString('base64')}`
}

/**
 * Hash of what a request asks for, under its key, of which only a hash is kept: a request may hold a code, and a plain hash of six digits
 * is guessed at once by whoever reads the database. Fields in another order ask for the same.
 */
export function fingerprintOf(value: unknown, idempotencyKey: string): Uint8Array {
  const sorted = JSON.stringify(value, (_, field) =>
    field !== null && typeof field === 'object' && !Array.isArray(field)
      ? Object.fromEntries(Object.entries(field).sort(([a], [b]) => (a < b ? -1 : 1)))
      : field,
  )
  return createHmac('sha256', idempotencyKey).update(sorted).digest().subarray(0, 16)
}
