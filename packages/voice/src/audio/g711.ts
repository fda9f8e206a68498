/** G.711: mu-law and A-law, by table. Sources: ITU-T G.711; its reference code (ITU-T G.191, `g711.c`). */

/** A law of G.711, by the name that SDP gives it. */
export type Law = 'PCMU' | 'PCMA'

/** The byte that is silence. */
export const silentByte: Readonly<Record<Law, number>> = { PCMU: 0xff, PCMA: 0xd5 }

const muBias = 33

function muLawToLinear(byte: number): number {
  const inverted = ~byte & 0xff
  const exponent = (inverted >> 4) & 7
  const step = 4 << (exponent + 1)
  const magnitude = (0x80 << exponent) + step * (inverted & 0x0f) + step / 2 - 4 * muBias
  return inverted & 0x80 ? -magnitude : magnitude
}

function aLawToLinear(byte: number): number {
  const flipped = byte ^ 0x55
  const exponent = (flipped >> 4) & 7
  const mantissa = (flipped & 0x0f) << 4
  const magnitude = exponent === 0 ? mantissa + 8 : (mantissa + 0x108) << (exponent - 1)
  return flipped & 0x80 ? magnitude : -magnitude
}

/** Samples by byte. */
function decodeTable(decode: (byte: number) => number): Int16Array {
  return Int16Array.from({ length: 256 }, (_, byte) => decode(byte))
}

/**
 * Bytes by sample (as 16 bits without a sign): to each sample the byte whose value is nearest. Filled by walking the 256 values in order,
 * so that coding what was decoded gives the same byte again.
 */
function encodeTable(samples: Int16Array): Uint8Array {
  // By value, so that of mu-law's two zeros the later one stays: 0xff, the one that is sent (G.711, table 2).
  const byValue = new Map(Array.from(samples, (value, byte) => [value, byte] as const))
  const order = Array.from(byValue, ([value, byte]) => ({ value, byte })).sort((a, b) => a.value - b.value)
  const table = new Uint8Array(65536)
  let at = 0
  for (let sample = -32768; sample <= 32767; sample++) {
    const distance = (index: number): number => Math.abs((order[index]?.value ?? Number.POSITIVE_INFINITY) - sample)
    while (distance(at + 1) <= distance(at)) at++
    table[sample & 0xffff] = order[at]?.byte ?? 0
  }
  return table
}

const muDecode = decodeTable(muLawToLinear)
const aDecode = decodeTable(aLawToLinear)
const muEncode = encodeTable(muDecode)
const aEncode = encodeTable(aDecode)

const decodeTables: Readonly<Record<Law, Int16Array>> = { PCMU: muDecode, PCMA: aDecode }
const encodeTables: Readonly<Record<Law, Uint8Array>> = { PCMU: muEncode, PCMA: aEncode }
const muToA = Uint8Array.from(muDecode, (sample) => aEncode[sample & 0xffff] ?? 0)
const aToMu = Uint8Array.from(aDecode, (sample) => muEncode[sample & 0xffff] ?? 0)

/**
 * Decodes `bytes` from `start` up to `end` into `into`, from its `at`th sample.
 */
export function decodeG711(law: Law, bytes: Uint8Array, start: number, end: number, into: Int16Array, at = 0): void {
  const table = decodeTables[law]
  for (let from = start, to = at; from < end; from++, to++) into[to] = table[bytes[from] as number] as number
}

/** Codes samples into `into`, from its `at`th byte. */
export function encodeG711(law: Law, samples: Int16Array, into: Uint8Array, at = 0): void {
  const table = encodeTables[law]
  for (let index = 0; index < samples.length; index++)
    into[at + index] = table[(samples[index] as number) & 0xffff] as number
}

/** Turns bytes of one law into those of the other, in place. */
export function transcodeG711(to: Law, bytes: Uint8Array, start: number, end: number): void {
  const table = to === 'PCMA' ? muToA : aToMu
  for (let index = start; index < end; index++) bytes[index] = table[bytes[index] as number] as number
}
