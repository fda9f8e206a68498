import type { Data } from './algorithms.ts'

const encoder = /* @__PURE__ */ new TextEncoder()

/** The bytes of data; text in UTF-8. */
export function bytesOf(data: Data): Uint8Array {
  return typeof data === 'string' ? encoder.encode(data) : data
}

/** `length` bytes of the runtime's cryptographic generator (Web Crypto), at most 65,536. */
export function randomBytes(length: number): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(length))
}

/** Whether two byte strings are equal, in a time that depends on their lengths only: every byte is looked at, and no branch on any. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  let difference = 0
  for (let at = 0; at < a.length; at++) difference |= (a[at] ?? 0) ^ (b[at] ?? 0)
  return difference === 0
}
