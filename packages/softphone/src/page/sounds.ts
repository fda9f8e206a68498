/** The phone's sounds, made here: nothing is fetched from anybody. */

const rate = 16_000

interface Tone {
  readonly hertz: readonly number[]
  readonly ms: number
  /** Dies away, as a bell does. */
  readonly bell?: boolean
  readonly level?: number
}

function render(tones: readonly Tone[]): Int16Array {
  const samples: number[] = []
  for (const { hertz, ms, bell = false, level = 0.3 } of tones) {
    const length = Math.round((ms * rate) / 1000)
    for (let index = 0; index < length; index += 1) {
      const time = index / rate
      const edge = Math.min(1, index / 80, (length - index) / 80)
      const envelope = bell ? edge * Math.exp((-4 * index) / length) : edge
      const wave = hertz.reduce((sum, frequency) => sum + Math.sin(2 * Math.PI * frequency * time), 0)
      samples.push(Math.round((32_767 * level * envelope * wave) / Math.max(1, hertz.length)))
    }
  }
  return Int16Array.from(samples)
}

/** A WAV as a URL that the page itself holds. */
function wavUrl(tones: readonly Tone[]): string {
  const samples = render(tones)
  const header = new DataView(new ArrayBuffer(44))
  const text = (at: number, word: string): void => {
    for (let index = 0; index < word.length; index += 1) header.setUint8(at + index, word.charCodeAt(index))
  }
  text(0, 'RIFF')
  header.setUint32(4, 36 + samples.byteLength, true)
  text(8, 'WAVEfmt ')
  header.setUint32(16, 16, true)
  header.setUint16(20, 1, true)
  header.setUint16(22, 1, true)
  header.setUint32(24, rate, true)
  header.setUint32(28, rate * 2, true)
  header.setUint16(32, 2, true)
  header.setUint16(34, 16, true)
  text(36, 'data')
  header.setUint32(40, samples.byteLength, true)
  return URL.createObjectURL(new Blob([header, samples as Int16Array<ArrayBuffer>], { type: 'audio/wav' }))
}

/** Frequencies of the keys' rows and columns (ITU-T Q.23). */
const rows = [697, 770, 852, 941]
const columns = [1209, 1336, 1477]
const keys = ['123', '456', '789', 's0h']

const note = (semitones: number, ms: number): Tone => ({
  hertz: [440 * 2 ** (semitones / 12), 880 * 2 ** (semitones / 12)],
  ms,
  bell: true,
  level: 0.4,
})

/** Rising and falling twice, then a rest, until somebody answers. */
const ring: readonly Tone[] = [
  ...[3, 7, 10, 15, 10, 7].map((semitones) => note(semitones, 190)),
  ...[3, 7, 10, 15].map((semitones) => note(semitones, 190)),
  { hertz: [], ms: 1600 },
]

/** By the names that the SDK's option `sounds` has. */
export function makeSounds(): Record<string, string> {
  const sounds: Record<string, string> = {
    incoming: wavUrl(ring),
    outgoing: wavUrl([note(3, 120), note(10, 220)]),
    disconnect: wavUrl([note(10, 120), note(3, 220)]),
  }
  for (const [row, line] of keys.entries())
    for (const [column, key] of [...line].entries())
      sounds[`dtmf${key}`] = wavUrl([{ hertz: [rows[row] ?? 0, columns[column] ?? 0], ms: 140, level: 0.2 }])
  return sounds
}
