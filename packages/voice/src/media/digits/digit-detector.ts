import { Goertzel } from '../../audio/goertzel.ts'
import { columnHertz, keypad, rowHertz } from './dtmf.ts'

/** Samples that are looked at together: 12.75 ms, so that the shortest tone that is to be recognised (40 ms, ITU-T Q.24) has two whole blocks in it wherever it begins. */
const blockSamples = 102
/** Both tones together are at least this strong: about -30 dBm0 each. */
const leastEnergy = 8.0e7 / 4
/** By how much the one tone may be stronger than the other, as energies: the high one by 8 dB, the low one by 4 dB and more on long lines (ITU-T Q.24). */
const mostColumnOverRow = 6.3
const mostRowOverColumn = 6.3
/** By how much each tone stands out among those of its group. */
const leastOverOthers = 6.3
/** What share of all energy the two tones make: in a clean key it is 51 (half the block's samples); speech has its energy elsewhere, too. */
const leastOfAll = 36
/** Blocks in a row that say the same, before a key is taken; and that say otherwise, before it may come again. */
const blocksToTake = 2
const blocksToRelease = 3

/** Finds the keys of a telephone in sound (DTMF, ITU-T Q.23 and Q.24). */
export class DigitDetector {
  readonly #found: (digit: string) => void
  readonly #rows = rowHertz.map((hertz) => new Goertzel(hertz))
  readonly #columns = columnHertz.map((hertz) => new Goertzel(hertz))
  #filled = 0
  #energy = 0
  #candidate: string | undefined
  #repeats = 0
  #pressed: string | undefined
  #misses = 0

  constructor(found: (digit: string) => void) {
    this.#found = found
  }

  /** Takes the next samples. */
  push(samples: Int16Array): void {
    for (const sample of samples) {
      this.#energy += sample * sample
      for (const filter of this.#rows) filter.add(sample)
      for (const filter of this.#columns) filter.add(sample)
      this.#filled += 1
      if (this.#filled === blockSamples) this.#finishBlock()
    }
  }

  #finishBlock(): void {
    const key = this.#keyOfBlock()
    this.#repeats = key !== undefined && key === this.#candidate ? this.#repeats + 1 : 1
    this.#candidate = key
    if (this.#pressed !== undefined) {
      this.#misses = key === this.#pressed ? 0 : this.#misses + 1
      if (this.#misses >= blocksToRelease) this.#pressed = undefined
    }
    if (key === undefined || this.#repeats < blocksToTake || key === this.#pressed) return
    this.#pressed = key
    this.#misses = 0
    this.#found(key)
  }

  #keyOfBlock(): string | undefined {
    const rows = this.#rows.map((filter) => filter.take())
    const columns = this.#columns.map((filter) => filter.take())
    const all = this.#energy
    this.#energy = 0
    this.#filled = 0
    const row = strongest(rows)
    const column = strongest(columns)
    const low = rows[row] as number
    const high = columns[column] as number
    if (low + high < leastEnergy || low + high < leastOfAll * all) return undefined
    if (high > low * mostColumnOverRow || low > high * mostRowOverColumn) return undefined
    return standsOut(rows, row) && standsOut(columns, column) ? keypad[row]?.[column] : undefined
  }
}

function strongest(energies: readonly number[]): number {
  return energies.reduce((best, energy, index) => (energy > (energies[best] as number) ? index : best), 0)
}

function standsOut(energies: readonly number[], best: number): boolean {
  const peak = energies[best] as number
  return energies.every((energy, index) => index === best || peak > energy * leastOverOthers)
}
