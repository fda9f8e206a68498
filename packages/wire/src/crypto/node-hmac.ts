import { Buffer } from 'node:buffer'
import type { Data, HashName, TextEncoding } from './algorithms.ts'
import { nodeCrypto } from './node-builtin.ts'

/** What RFC 2104 §2 makes of a key before any data comes. */
interface PreparedKey {
  readonly name: HashName
  readonly key: string
  /** The key XORed with 0x36, padded to the block of the hash: text of one byte a character. */
  readonly inner: string
  /** The key XORed with 0x5C, padded likewise, and room for the inner digest behind it. */
  readonly outer: Buffer
  readonly blockLength: number
}

const blockLengths: Readonly<Record<HashName, number>> = { sha1: 64, sha256: 64, sha384: 128, sha512: 128 }
const digestLengths: Readonly<Record<HashName, number>> = { sha1: 20, sha256: 32, sha384: 48, sha512: 64 }

/** Keys in use at once: an application has a few; a server for many clients falls back to computing them. */
const rememberedKeys = 32
const preparedKeys = new Map<string, PreparedKey>()
/** The key before the map: checks come in rows with one key, and to look it up costs a fifth of the hashing. */
let latest: PreparedKey | undefined

function prepare(name: HashName, key: string): PreparedKey | undefined {
  const blockLength = blockLengths[name]
  // Only ASCII: then both pads are ASCII too, and text that begins with one has it as its first UTF-8 bytes.
  if (key.length > blockLength || !/^[\0-\x7f]*$/.test(key)) return undefined
  const block = Buffer.alloc(blockLength)
  block.write(key, 0, 'latin1')
  const outer = Buffer.alloc(blockLength + digestLengths[name])
  outer.set(block.map((byte) => byte ^ 0x5c))
  const inner = Buffer.from(block.map((byte) => byte ^ 0x36)).toString('latin1')
  return { name, key, inner, outer, blockLength }
}

function preparedKey(name: HashName, key: string): PreparedKey | undefined {
  if (latest !== undefined && latest.key === key && latest.name === name) return latest
  const id = name + key
  const prepared = preparedKeys.get(id) ?? prepare(name, key)
  if (!prepared) return undefined
  if (preparedKeys.size >= rememberedKeys) preparedKeys.clear()
  preparedKeys.set(id, prepared)
  latest = prepared
  return prepared
}

/**
 * The HMAC of `data` as text.
 *
 * For a key and data given as text it is two one-shot digests, where the run time has them (Node 20.12): measured on 600 bytes on
 * Node 26, 1.1 µs against 2.1 µs for `createHmac`, whose object costs more than the hashing. Other keys and data take `createHmac`.
 */
export function hmacText(name: HashName, encoding: TextEncoding, key: Data, data: Data): string {
  const { hash, createHmac } = nodeCrypto()
  if (typeof key === 'string' && typeof data === 'string' && hash !== undefined) {
    const prepared = preparedKey(name, key)
    if (prepared !== undefined) {
      const { inner, outer, blockLength } = prepared
      outer.write(hash(name, inner + data, 'latin1'), blockLength, 'latin1')
      return hash(name, outer, encoding)
    }
  }
  return createHmac(name, key).update(data).digest(encoding)
}
