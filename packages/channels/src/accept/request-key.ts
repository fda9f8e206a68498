import { createHmac, hash } from 'node:crypto'

/** Digits of what is stored of a key and of a fingerprint: 16 bytes of their hashes. */
const digits = 32
/** Bytes of a block of SHA-256, and of its digest. */
const [blockLength, digestLength] = [64, 32]
/** Longer texts are rare, and for them the object of `createHmac` costs little beside the hashing. Characters; each takes three bytes at most. */
const longestText = 4096
/** So many names are sorted by moving each to its place. */
const fewNames = 16
/** What RFC 2104 §2 hashes: the key XORed with 0x36 and the text, then the key XORed with 0x5C and the first digest. Filled anew for each request. */
const inner = Buffer.alloc(blockLength + longestText * 3)
const outer = Buffer.alloc(blockLength + digestLength)

/** An idempotency key as it is stored: 16 bytes of its SHA-256, in hexadecimal digits. */
export function hashKey(idempotencyKey: string): string {
  return hash('sha256', idempotencyKey, 'hex').slice(0, digits)
}

/** One name for a client's key, of which the hash is given. */
export function keyName(clientId: string, key: string): string {
  return `${clientId}:${key}`
}

/**
 * Hash of what a request asks for, under its key, of which only a hash is kept: a request may hold a code, and a plain hash of six digits
 * is guessed at once by whoever reads the database. Fields in another order ask for the same. In hexadecimal digits.
 */
export function fingerprintOf(value: unknown, idempotencyKey: string): string {
  return hmac(idempotencyKey, canonical(value)).slice(0, digits)
}

/** HMAC-SHA-256 as hexadecimal digits. Every request has a key of its own, and two digests cost less than half of what the object of `createHmac` does. */
function hmac(key: string, text: string): string {
  if (text.length > longestText || Buffer.byteLength(key) > blockLength)
    return createHmac('sha256', key).update(text).digest('hex')
  inner.fill(0, 0, blockLength).write(key)
  for (let index = 0; index < blockLength; index += 1) {
    const byte = inner[index] as number
    inner[index] = byte ^ 0x36
    outer[index] = byte ^ 0x5c
  }
  const end = blockLength + inner.write(text, blockLength)
  outer.write(hash('sha256', inner.subarray(0, end), 'latin1'), blockLength, 'latin1')
  return hash('sha256', outer, 'hex')
}

/** A JSON value with the fields of every object in one order. */
function canonical(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  const fields = value as Readonly<Record<string, unknown>>
  let text = ''
  for (const name of sorted(Object.keys(fields))) {
    if (fields[name] === undefined) continue
    text += `${text === '' ? '' : ','}${JSON.stringify(name)}:${canonical(fields[name])}`
  }
  return `{${text}}`
}

/** Sorts in place, by UTF-16 code units. For the few names of most objects, `sort` makes more than the names themselves take. */
function sorted(names: string[]): string[] {
  if (names.length > fewNames) return names.sort()
  for (let from = 1; from < names.length; from += 1) {
    const name = names[from] as string
    let to = from
    for (; to > 0 && (names[to - 1] as string) > name; to -= 1) names[to] = names[to - 1] as string
    names[to] = name
  }
  return names
}
