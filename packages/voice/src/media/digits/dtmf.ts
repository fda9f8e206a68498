import { frameSamples } from '../worker/sound-packet.ts'

/** Keys by their number in RFC 4733, section 3.2. */
export const keys = '0123456789*#ABCD'

/** The two frequencies of each key, Hz (ITU-T Q.23), by row and column. */
export const rowHertz: readonly number[] = [697, 770, 852, 941]
export const columnHertz: readonly number[] = [1209, 1336, 1477, 1633]

/** The keys by row and column. */
export const keypad: readonly string[] = ['123A', '456B', '789C', '*0#D']

/** -10 dBm0 for each of the two tones, about what telephones send. */
const amplitude = 7000

/** Gives the sound of a key being held, from its `at`th sample on. */
export function dtmfTone(digit: string, at: number): Int16Array {
  const row = keypad.findIndex((line) => line.includes(digit))
  const column = keypad[row]?.indexOf(digit) ?? 0
  const low = (2 * Math.PI * (rowHertz[row] ?? 0)) / 8000
  const high = (2 * Math.PI * (columnHertz[column] ?? 0)) / 8000
  return Int16Array.from({ length: frameSamples }, (_, index) =>
    Math.round(amplitude * (Math.sin(low * (at + index)) + Math.sin(high * (at + index)))),
  )
}
