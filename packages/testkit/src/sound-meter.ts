/** Measures sound: 8,000 samples a second, signed 16 bit, one channel. */

const sampleRate = 8000

/** How much of one frequency is in a piece, as the amplitude of its sine, of full scale (Goertzel 1958). */
export function amplitudeAt(sound: Int16Array, hertz: number): number {
  const coefficient = 2 * Math.cos((2 * Math.PI * hertz) / sampleRate)
  let [before, beforeThat] = [0, 0]
  for (const sample of sound) [before, beforeThat] = [sample / 32_768 + coefficient * before - beforeThat, before]
  const power = before ** 2 + beforeThat ** 2 - coefficient * before * beforeThat
  return (2 * Math.sqrt(Math.max(0, power))) / Math.max(1, sound.length)
}

/** The loudest frequency between 100 and 3,900 Hz, to 5 Hz. Looks at the middle second. */
export function loudestFrequency(sound: Int16Array): number {
  const middle = sound.length >> 1
  const part = sound.subarray(Math.max(0, middle - sampleRate / 2), middle + sampleRate / 2)
  let best = { hertz: 0, amplitude: 0 }
  for (let hertz = 100; hertz <= 3900; hertz += 5) {
    const amplitude = amplitudeAt(part, hertz)
    if (amplitude > best.amplitude) best = { hertz, amplitude }
  }
  return best.hertz
}

/** Effective value (root of the mean square), of full scale. */
export function loudness(sound: Int16Array): number {
  const sum = sound.reduce((total, sample) => total + (sample / 32_768) ** 2, 0)
  return Math.sqrt(sum / Math.max(1, sound.length))
}

/** A sine for tests. */
export function sine(hertz: number, seconds: number, amplitude = 0.5): Int16Array {
  return Int16Array.from({ length: Math.round(seconds * sampleRate) }, (_, index) =>
    Math.round(amplitude * 32_767 * Math.sin((2 * Math.PI * hertz * index) / sampleRate)),
  )
}
