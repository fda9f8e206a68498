/**
 * Inflate (RFC 1951), small and synchronous: the tables of the products are packed with it, and every run time has to
 * read them the moment `client.verify` is touched. `DecompressionStream` is asynchronous and `node:zlib` is Node's alone.
 */

/** A canonical Huffman code (§3.2.2): how many codes of each length there are, and the symbols in code order. */
type Code = readonly [counts: number[], symbols: number[]]

const codeLengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

function codeOf(lengths: readonly number[]): Code {
  const counts = new Array<number>(16).fill(0)
  const symbols = lengths.map((_, symbol) => symbol).filter((symbol) => lengths[symbol])
  for (const symbol of symbols) counts[lengths[symbol] ?? 0]!++
  return [counts, symbols.sort((a, b) => lengths[a]! - lengths[b]! || a - b)]
}

// The fixed code of block type 1 (§3.2.6).
const fixedLengths = Array.from({ length: 288 }, (_, i) => (i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8))

function fail(): never {
  throw new RangeError('Packed table: not well formed')
}

/** Unpacks raw deflate data (no zlib header). Throws a RangeError on anything but well-formed input. */
export function inflateRaw(packed: Uint8Array): Uint8Array {
  const out: number[] = []
  let at = 0
  let held = 0
  let heldBits = 0

  const take = (count: number): number => {
    while (heldBits < count) {
      held |= (packed[at++] ?? fail()) << heldBits
      heldBits += 8
    }
    const value = held & ((1 << count) - 1)
    held >>>= count
    heldBits -= count
    return value
  }

  const symbolOf = ([counts, symbols]: Code): number => {
    let code = 0
    let first = 0
    let index = 0
    for (let length = 1; length < 16; length++) {
      code |= take(1)
      const count = counts[length]!
      if (code - count < first) return symbols[index + code - first] ?? fail()
      index += count
      first = (first + count) * 2
      code *= 2
    }
    return fail()
  }

  // Lengths and distances past the first few have extra bits: one more for every four lengths, or two distances (§3.2.5).
  const spread = (code: number, step: number): number => {
    const extra = Math.max(0, (code >> step) - 1)
    return (code < 2 << step ? code : ((code & ((1 << step) - 1)) + (1 << step)) << extra) + take(extra)
  }

  const block = (literals: Code, distances: Code): void => {
    for (let symbol = symbolOf(literals); symbol !== 256; symbol = symbolOf(literals)) {
      if (symbol < 256) out.push(symbol)
      else {
        const length = symbol === 285 ? 258 : 3 + spread(symbol - 257, 2)
        const from = out.length - 1 - spread(symbolOf(distances), 1)
        for (let i = 0; i < length; i++) out.push(out[from + i] ?? fail())
      }
    }
  }

  const dynamicBlock = (): void => {
    const literals = take(5) + 257
    const all = literals + take(5) + 1
    const codeLengths = new Array<number>(19).fill(0)
    for (let i = 0, used = take(4) + 4; i < used; i++) codeLengths[codeLengthOrder[i]!] = take(3)
    const code = codeOf(codeLengths)
    const lengths: number[] = []
    while (lengths.length < all) {
      const symbol = symbolOf(code)
      if (symbol < 16) lengths.push(symbol)
      else {
        const value = symbol === 16 ? lengths.at(-1)! : 0
        for (let times = symbol === 16 ? 3 + take(2) : symbol === 17 ? 3 + take(3) : 11 + take(7); times > 0; times--)
          lengths.push(value)
      }
    }
    block(codeOf(lengths.slice(0, literals)), codeOf(lengths.slice(literals)))
  }

  const storedBlock = (): void => {
    take(heldBits)
    const size = take(16)
    take(16)
    for (let i = 0; i < size; i++) out.push(take(8))
  }

  for (let last = 0; last === 0; ) {
    last = take(1)
    const kind = take(2)
    if (kind === 0) storedBlock()
    else if (kind === 1) block(codeOf(fixedLengths), codeOf(new Array<number>(30).fill(5)))
    else if (kind === 2) dynamicBlock()
    else fail()
  }
  return Uint8Array.from(out)
}
