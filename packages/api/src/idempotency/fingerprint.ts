import { createHash } from 'node:crypto'

/** SHA-256 over a request's meaning: its body with the keys of every object sorted, so that re-serialising it changes nothing. */
export function fingerprint(body: unknown): Uint8Array {
  return createHash('sha256').update(canonicalJson(body)).digest()
}

/** JSON with sorted keys. `undefined` (no body) has a text of its own, unlike every JSON text. */
export function canonicalJson(value: unknown): string {
  if (value === undefined) return 'undefined'
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonicalJson(field)}`).join(',')}}`
}
