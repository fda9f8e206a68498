const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** Base32 (RFC 4648 §6) without padding, as authenticator apps read it. */
export function base32(bytes: Uint8Array): string {
  let text = ''
  let bits = 0
  let value = 0
  for (const byte of bytes) {
    value = ((value & 0x1f) << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += letters[(value >>> bits) & 31]
    }
  }
  return bits === 0 ? text : text + letters[(value << (5 - bits)) & 31]
}

/** Reads base32 in either case, with blanks, hyphens and padding between. Undefined for what is none. */
export function fromBase32(text: string): Uint8Array | undefined {
  const clean = text.toUpperCase().replace(/[\s-]/g, '').replace(/=+$/, '')
  const bytes: number[] = []
  let bits = 0
  let value = 0
  for (const letter of clean) {
    const digit = letters.indexOf(letter)
    if (digit < 0) return undefined
    value = ((value & 0xff) << 5) | digit
    bits += 5
    if (bits < 8) continue
    bits -= 8
    bytes.push((value >>> bits) & 0xff)
  }
  return new Uint8Array(bytes)
}
