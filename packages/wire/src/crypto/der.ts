/**
 * As much of DER (ITU-T X.690) as RSA keys need: integers, octet and bit strings, object identifiers, inside sequences.
 * Strict: definite lengths in their shortest form, nothing behind the end.
 */
export interface DerValue {
  readonly tag: number
  readonly content: Uint8Array
}

/** Tags of the values that keys are made of. */
export const derTag = {
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  objectIdentifier: 0x06,
  sequence: 0x30,
} as const

/** Bytes of a length that keys can have: 3 bytes say 16 MB. */
const longestLength = 3

function readLength(bytes: Uint8Array, at: number): { length: number; next: number } | undefined {
  const first = bytes[at]
  if (first === undefined) return undefined
  if (first < 0x80) return { length: first, next: at + 1 }
  const count = first & 0x7f
  if (count === 0 || count > longestLength || at + count >= bytes.length) return undefined
  let length = 0
  for (let index = 1; index <= count; index++) length = length * 256 + (bytes[at + index] ?? 0)
  const shortest = length >= 0x80 && (bytes[at + 1] ?? 0) !== 0
  return shortest ? { length, next: at + 1 + count } : undefined
}

/** The values that stand one behind the other in `bytes`; undefined when they don't fill it exactly. */
export function readDer(bytes: Uint8Array): DerValue[] | undefined {
  const values: DerValue[] = []
  for (let at = 0; at < bytes.length; ) {
    const tag = bytes[at] ?? 0
    const size = readLength(bytes, at + 1)
    if (!size || size.next + size.length > bytes.length) return undefined
    values.push({ tag, content: bytes.subarray(size.next, size.next + size.length) })
    at = size.next + size.length
  }
  return values
}

/** The members of a sequence that fills `bytes`; undefined when it is none. */
export function readSequence(bytes: Uint8Array): DerValue[] | undefined {
  const values = readDer(bytes)
  const [only] = values ?? []
  return values?.length === 1 && only?.tag === derTag.sequence ? readDer(only.content) : undefined
}

/** The value of an integer that is not negative; undefined when it is none. */
export function readInteger(value: DerValue | undefined): bigint | undefined {
  if (value?.tag !== derTag.integer || value.content.length === 0 || (value.content[0] ?? 0) >= 0x80) return undefined
  return bytesToBigInt(value.content)
}

/** The number that bytes say, the first being the highest. */
export function bytesToBigInt(bytes: Uint8Array): bigint {
  let hex = '0x0'
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0')
  return BigInt(hex)
}

/** The bytes of a number, the highest first, filled with zeros to `length`. */
export function bigIntToBytes(value: bigint, length: number): Uint8Array {
  const hex = value.toString(16).padStart(length * 2, '0')
  return Uint8Array.from({ length }, (_, at) => Number.parseInt(hex.slice(at * 2, at * 2 + 2), 16))
}
