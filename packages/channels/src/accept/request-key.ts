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
  return createHmac('sha256', idempotencyKey).update(canonical(value)).digest().subarray(0, 16)
}

/** A JSON value with the fields of every object in one order. */
function canonical(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  const fields = value as Readonly<Record<string, unknown>>
  let text = ''
  for (const name of Object.keys(fields).sort()) {
    if (fields[name] === undefined) continue
    text += `${text === '' ? '' : ','}${JSON.stringify(name)}:${canonical(fields[name])}`
  }
  return `{${text}}`
}
