/** Writers for the parts of DER (ITU-T X.690) that a certificate needs. Only writing: nothing from outside is ever parsed here. */

const lengthOf = (size: number): number[] =>
  size < 0x80 ? [size] : size < 0x100 ? [0x81, size] : [0x82, size >> 8, size & 0xff]

/** A value with its tag and length; values of 64 KiB and more are not needed. */
export function der(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const content = Buffer.concat(parts)
  if (content.length > 0xffff) throw new RangeError(`${content.length} bytes are too many for one value`)
  return Buffer.concat([Uint8Array.from([tag, ...lengthOf(content.length)]), content])
}

export const sequence = (...parts: readonly Uint8Array[]): Uint8Array => der(0x30, ...parts)
export const set = (...parts: readonly Uint8Array[]): Uint8Array => der(0x31, ...parts)
export const octets = (content: Uint8Array): Uint8Array => der(0x04, content)
export const utf8 = (text: string): Uint8Array => der(0x0c, Buffer.from(text))
export const yes: Uint8Array = der(0x01, Uint8Array.from([0xff]))

/** A context-specific tag: `[number]`, constructed or primitive. */
export const tagged = (number: number, constructed: boolean, ...parts: readonly Uint8Array[]): Uint8Array =>
  der((constructed ? 0xa0 : 0x80) | number, ...parts)

/** A non-negative integer, given as its big-endian bytes. */
export function integer(bytes: Uint8Array): Uint8Array {
  const first = bytes.findIndex((byte) => byte !== 0)
  const short = first < 0 ? Uint8Array.from([0]) : bytes.subarray(first)
  return der(0x02, ...((short[0] ?? 0) & 0x80 ? [Uint8Array.from([0]), short] : [short]))
}

/** A bit string of whole bytes, but for `unused` bits at its end. */
export const bits = (content: Uint8Array, unused = 0): Uint8Array => der(0x03, Uint8Array.from([unused]), content)

/** An object identifier in dotted form. */
export function oid(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  return der(0x06, Uint8Array.from([first * 40 + second, ...rest.flatMap(base128)]))
}

function base128(value: number): number[] {
  const digits = [value & 0x7f]
  for (let left = value >>> 7; left > 0; left >>>= 7) digits.unshift((left & 0x7f) | 0x80)
  return digits
}

/** UTCTime to 2049, GeneralizedTime from then on (RFC 5280 §4.1.2.5). */
export function time(at: number): Uint8Array {
  const text = `${new Date(at).toISOString().slice(0, 19).replaceAll(/[-:T]/g, '')}Z`
  return Number(text.slice(0, 4)) < 2050 ? der(0x17, Buffer.from(text.slice(2))) : der(0x18, Buffer.from(text))
}

/** PEM (RFC 7468) of a certificate. */
export function certificatePem(content: Uint8Array): string {
  const lines = Buffer.from(content)
    .toString('base64')
    .replaceAll(/(.{64})/g, '$1\n')
  return `-----BEGIN CERTIFICATE-----\n${lines.trimEnd()}\n-----END CERTIFICATE-----\n`
}
