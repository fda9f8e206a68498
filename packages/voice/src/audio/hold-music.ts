import type { Pcm } from '../media/media.ts'
import { sampleRate } from './sound.ts'
import { renderOnce } from './tones.ts'

/**
 * Music to wait by, of our own making and so free of anybody's rights: a slow turn of four chords, broken over a soft bass, 64 s, ending where it begins.
 */

/** Semitones above the A of 110 Hz: bass, and the notes of the chord over it. A minor 7, F major 7, C major 7, G 6: all within one key. */
const chords: readonly { readonly bass: number; readonly notes: readonly number[] }[] = [
  { bass: 0, notes: [12, 15, 19, 22, 24, 22, 19, 15] },
  { bass: -4, notes: [8, 12, 15, 19, 24, 19, 15, 12] },
  { bass: 3, notes: [15, 19, 22, 26, 27, 26, 22, 19] },
  { bass: -2, notes: [10, 14, 17, 19, 22, 19, 17, 14] },
]

/** The tune of each turn, one note a half bar; undefined is a rest. */
const tunes: readonly (readonly (number | undefined)[])[] = [
  [undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined],
  [31, undefined, 29, 27, 26, undefined, 22, undefined],
  [24, 27, 31, undefined, 34, 31, 29, undefined],
  [31, 29, 27, 24, 26, undefined, 24, undefined],
]

const beatSeconds = 0.5
const chordSeconds = 8 * beatSeconds
const turnSeconds = chords.length * chordSeconds
const totalSeconds = tunes.length * turnSeconds

interface Note {
  readonly start: number
  readonly semitones: number
  readonly seconds: number
  readonly level: number
  /** How much of the second and third partial is in it. */
  readonly bright: number
}

function* notes(): Generator<Note> {
  for (const [turn, tune] of tunes.entries()) {
    for (const [index, { bass, notes: broken }] of chords.entries()) {
      const start = turn * turnSeconds + index * chordSeconds
      yield { start, semitones: bass, seconds: chordSeconds, level: 0.16, bright: 0.6 }
      for (const [step, semitones] of broken.entries())
        yield { start: start + step * beatSeconds, semitones, seconds: 1.6, level: 0.1, bright: 0.25 }
      for (const half of [0, 1]) {
        const semitones = tune[index * 2 + half]
        if (semitones !== undefined)
          yield { start: start + half * 4 * beatSeconds, semitones, seconds: 2.4, level: 0.12, bright: 0.4 }
      }
    }
  }
}

/**
 * A plucked, soft tone: it comes within 15 ms and dies away. What goes beyond the end sounds at the start, so that the loop has no seam. The sine turns by
 * multiplication and its partials follow from it: four times as fast as to ask Math.sin for each.
 */
function mix(into: Float32Array, { start, semitones, seconds, level, bright }: Note): void {
  const step = (2 * Math.PI * 110 * 2 ** (semitones / 12)) / sampleRate
  const turn = { cos: Math.cos(step), sin: Math.sin(step) }
  const length = Math.round(seconds * sampleRate)
  const decay = Math.exp(-3 / length)
  const rise = 0.015 * sampleRate
  const fall = 0.1 * sampleRate
  let at = Math.round(start * sampleRate) % into.length
  let [cos, sin, loudness] = [1, 0, level]
  for (let index = 0; index < length; index += 1) {
    const wave = sin + bright * (sin * cos + 0.2 * sin * (3 - 4 * sin * sin))
    into[at] = (into[at] ?? 0) + wave * loudness * Math.min(1, index / rise, (length - index) / fall)
    at = at + 1 === into.length ? 0 : at + 1
    loudness *= decay
    const next = cos * turn.cos - sin * turn.sin
    sin = cos * turn.sin + sin * turn.cos
    cos = next
  }
}

function render(): Pcm {
  const mixed = new Float32Array(totalSeconds * sampleRate)
  for (const note of notes()) mix(mixed, note)
  return Int16Array.from(mixed, (sample) => Math.round(Math.max(-1, Math.min(1, sample)) * 32_767))
}

/** Hold music: 64 s, to be played without end. Made at the first call, which takes up to a tenth of a second. */
export const holdMusic = (): Pcm => renderOnce('hold-music', render)
