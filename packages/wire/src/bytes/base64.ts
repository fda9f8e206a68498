/**
 * Base64 and base64url (RFC 4648 §4 and §5) without any runtime's help: Node's `Buffer` is not in a browser, `btoa` takes
 * no bytes, and `Uint8Array.prototype.toBase64` is not yet everywhere.
 */
const standard = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const urlSafe = `${standard.slice(0, 62)}-_`

/** The value of each character of both alphabets by its code, 255 for what is in neither. */
const valueOfCode: Uint8Array = /* @__PURE__ */ (() => {
  const values = new Uint8Array(128).fill(255)
  for (let value = 0; value < 64; value++) {
    values[standard.charCodeAt(value)] = value
    values[urlSafe.charCodeAt(value)] = value
  }
  return values
})()

function encode(bytes: Uint8Array, alphabet: string, padded: boolean): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const left = bytes.length - at
    const bits = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)
    text += alphabet.charAt(bits >> 18) + alphabet.charAt((bits >> 12) & 63)
    if (left > 1) text += alphabet.charAt((bits >> 6) & 63)
    if (left > 2) text += alphabet.charAt(bits & 63)
  }
  return padded ? text.padEnd(Math.ceil(text.length / 4) * 4, '=') : text
}

/** Base64 with padding. */
export function encodeBase64(bytes: Uint8Array): string {
  return encode(bytes, standard, true)
}

/** Base64url without padding, as JWTs use it (RFC 7515 §2). */
export function encodeBase64Url(bytes: Uint8Array): string {
  return encode(bytes, urlSafe, false)
}

/** Length of the text without the padding that it may carry; -1 when the padding is wrong. */
function unpaddedLength(text: string): number {
  let length = text.length
  while (length > 0 && text.length - length < 2 && text.charCodeAt(length - 1) === 61) length--
  const padding = text.length - length
  if (length % 4 === 1 || (padding > 0 && text.length % 4 !== 0)) return -1
  return length
}

/**
 * The bytes of a base64 or base64url text, padded or not; undefined when it is neither.
 * Strict, unlike `Buffer.from`: one text has one meaning, so a signature cannot be spelled in two ways (bits beyond the last byte must
 * be zero, RFC 4648 §3.5).
 */
export function decodeBase64(text: string): Uint8Array | undefined {
  const length = unpaddedLength(text)
  if (length < 0) return undefined
  const bytes = new Uint8Array(Math.floor((length * 3) / 4))
  let bits = 0
  let held = 0
  let at = 0
  for (let index = 0; index < length; index++) {
    const value = valueOfCode[text.charCodeAt(index)] ?? 255
    if (value === 255) return undefined
    bits = ((bits << 6) | value) & 0xffff
    held += 6
    if (held >= 8) {
      held -= 8
      bytes[at++] = (bits >> held) & 0xff
    }
  }
  return (bits & ((1 << held) - 1)) === 0 ? bytes : undefined
}
