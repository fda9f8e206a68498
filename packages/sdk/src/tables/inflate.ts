/**
 * Inflate (RFC 1951), small and synchronous: the tables of the products are packed with it, and every run time has to
 * read them the moment `client.verify` is touched. `DecompressionStream` is asynchronous and `node:zlib` is Node's alone.
 */

const lengthBase = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
]
const lengthExtra = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0]
const codeOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

/** A canonical Huffman code (RFC 1951 §3.2.2): how many codes of each length, and the symbols in code order. */
interface Huffman {
  readonly counts: number[]
  readonly symbols: number[]
}

function huffman(lengths: readonly number[]): Huffman {
  const counts = new Array<number>(16).fill(0)
  for (const length of lengths) counts[length] = (counts[length] ?? 0) + 1
  const symbols: number[] = []
  for (let length = 1; length < 16; length++) {
    for (let symbol = 0; symbol < lengths.length; symbol++) if (lengths[symbol] === length) symbols.push(symbol)
  }
  return { counts, symbols }
}

/** Reads one packed block of data. Throws a RangeError on anything but well-formed input. */
class Inflater {
  readonly #input: Uint8Array
  #output: Uint8Array
  #size = 0
  #at = 0
  #bits = 0
  #held = 0

  constructor(input: Uint8Array, sizeHint: number) {
    this.#input = input
    this.#output = new Uint8Array(sizeHint)
  }

  run(): Uint8Array {
    for (let last = 0; last === 0; ) {
      last = this.#take(1)
      const kind = this.#take(2)
      if (kind === 0) this.#stored()
      else if (kind === 1) this.#block(huffman(fixedLengths()), huffman(new Array<number>(30).fill(5)))
      else if (kind === 2) this.#dynamic()
      else throw new RangeError('Packed table: unknown block')
    }
    return this.#output.subarray(0, this.#size)
  }

  #take(count: number): number {
    while (this.#held < count) {
      const byte = this.#input[this.#at++]
      if (byte === undefined) throw new RangeError('Packed table: cut short')
      this.#bits |= byte << this.#held
      this.#held += 8
    }
    const value = this.#bits & ((1 << count) - 1)
    this.#bits >>>= count
    this.#held -= count
    return value
  }

  #symbol({ counts, symbols }: Huffman): number {
    let code = 0
    let first = 0
    let index = 0
    for (let length = 1; length < 16; length++) {
      code |= this.#take(1)
      const count = counts[length] ?? 0
      if (code - count < first) return symbols[index + code - first] ?? 0
      index += count
      first = (first + count) << 1
      code <<= 1
    }
    throw new RangeError('Packed table: bad code')
  }

  #put(byte: number): void {
    if (this.#size === this.#output.length) {
      const larger = new Uint8Array(this.#output.length * 2 + 64)
      larger.set(this.#output)
      this.#output = larger
    }
    this.#output[this.#size++] = byte
  }

  #stored(): void {
    this.#bits = 0
    this.#held = 0
    const size = this.#take(16)
    this.#take(16)
    for (let i = 0; i < size; i++) this.#put(this.#take(8))
  }

  #dynamic(): void {
    const literals = this.#take(5) + 257
    const distances = this.#take(5) + 1
    const used = this.#take(4) + 4
    const codeLengths = new Array<number>(19).fill(0)
    for (let i = 0; i < used; i++) codeLengths[codeOrder[i] ?? 0] = this.#take(3)
    const code = huffman(codeLengths)
    const lengths: number[] = []
    while (lengths.length < literals + distances) {
      const symbol = this.#symbol(code)
      if (symbol < 16) lengths.push(symbol)
      else if (symbol === 16) repeat(lengths, lengths.at(-1) ?? 0, this.#take(2) + 3)
      else repeat(lengths, 0, symbol === 17 ? this.#take(3) + 3 : this.#take(7) + 11)
    }
    this.#block(huffman(lengths.slice(0, literals)), huffman(lengths.slice(literals)))
  }

  #block(literals: Huffman, distances: Huffman): void {
    for (let symbol = this.#symbol(literals); symbol !== 256; symbol = this.#symbol(literals)) {
      if (symbol < 256) this.#put(symbol)
      else this.#copy(symbol - 257, distances)
    }
  }

  #copy(code: number, distances: Huffman): void {
    const length = (lengthBase[code] ?? 0) + this.#take(lengthExtra[code] ?? 0)
    const symbol = this.#symbol(distances)
    const extra = symbol < 4 ? 0 : (symbol >> 1) - 1
    const distance = symbol < 4 ? symbol + 1 : 1 + ((2 + (symbol & 1)) << extra) + this.#take(extra)
    if (distance > this.#size) throw new RangeError('Packed table: copy from before the start')
    for (let i = 0; i < length; i++) this.#put(this.#output[this.#size - distance] ?? 0)
  }
}

function repeat(lengths: number[], value: number, times: number): void {
  for (let i = 0; i < times; i++) lengths.push(value)
}

function fixedLengths(): number[] {
  return Array.from({ length: 288 }, (_, i) => (i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8))
}

/** Unpacks raw deflate data (no zlib header). `sizeHint`: expected size in bytes. */
export function inflateRaw(packed: Uint8Array, sizeHint = packed.length * 6): Uint8Array {
  return new Inflater(packed, sizeHint).run()
}
