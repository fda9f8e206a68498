/** G.711 computed bit by bit, to check tables against. Source: ITU-T G.191, `g711.c`. */

/** A byte of mu-law for a sample of 16 bits. */
export function muLaw(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0
  const magnitude = Math.min(Math.abs(sample), 32_635) + 132
  let exponent = 7
  while (exponent > 0 && !(magnitude & (1 << (exponent + 7)))) exponent -= 1
  return ~(sign | (exponent << 4) | ((magnitude >> (exponent + 3)) & 0x0f)) & 0xff
}

/** The sample of a byte of mu-law. */
export function fromMuLaw(byte: number): number {
  const bits = ~byte & 0xff
  const magnitude = ((((bits & 0x0f) << 3) + 132) << ((bits >> 4) & 7)) - 132
  return bits & 0x80 ? -magnitude : magnitude
}

/** A byte of A-law for a sample of 16 bits. */
export function aLaw(sample: number): number {
  let magnitude = (sample < 0 ? ~sample : sample) >> 4
  let exponent = 0
  if (magnitude > 15) for (exponent = 1; magnitude > 31; exponent++) magnitude >>= 1
  const bits = (exponent << 4) | (magnitude & 0x0f) | (sample >= 0 ? 0x80 : 0)
  return bits ^ 0x55
}

/** The sample of a byte of A-law. */
export function fromALaw(byte: number): number {
  const bits = byte ^ 0x55
  const exponent = (bits >> 4) & 7
  const mantissa = ((bits & 0x0f) << 4) + 8
  const magnitude = exponent === 0 ? mantissa : (mantissa + 0x100) << (exponent - 1)
  return bits & 0x80 ? magnitude : -magnitude
}
