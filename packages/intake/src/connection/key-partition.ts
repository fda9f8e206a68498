/** Seed and multiplier of the MurmurHash2 that Kafka's own clients use (org.apache.kafka.common.utils.Utils.murmur2). */
const seed = 0x9747b28c
const multiplier = 0x5bd1e995

/** Where the bytes of short keys stand for a moment. */
const shortKey = Buffer.allocUnsafe(256)

/** MurmurHash2 of the first `length` bytes, as a signed 32-bit number. */
export function murmur2(bytes: Uint8Array, length: number = bytes.length): number {
  const whole = length & ~3
  let hash = seed ^ length
  for (let at = 0; at < whole; at += 4) {
    let word = Math.imul(wordAt(bytes, at), multiplier)
    word = Math.imul(word ^ (word >>> 24), multiplier)
    hash = Math.imul(hash, multiplier) ^ word
  }
  if (whole < length) hash = Math.imul(hash ^ tailAt(bytes, whole, length), multiplier)
  hash = Math.imul(hash ^ (hash >>> 13), multiplier)
  return hash ^ (hash >>> 15)
}

/** The partition of a record with this key, of so many: that to which the producers of the Java client and librdkafka's `murmur2_random` send it. */
export function keyPartition(key: string | Uint8Array, partitions: number): number {
  return (hashOf(key) & 0x7fffffff) % partitions
}

function hashOf(key: string | Uint8Array): number {
  if (typeof key !== 'string') return murmur2(key)
  // A character takes three bytes at most.
  if (key.length * 3 > shortKey.length) return murmur2(Buffer.from(key))
  return murmur2(shortKey, shortKey.write(key))
}

/** Four bytes, little-endian. */
function wordAt(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24)
}

/** The bytes that are left, as {@link wordAt}. */
function tailAt(bytes: Uint8Array, at: number, length: number): number {
  let word = 0
  for (let index = length - 1; index >= at; index -= 1) word = (word << 8) | (bytes[index] ?? 0)
  return word
}
