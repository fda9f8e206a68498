import type { Pcm } from '../media/media.ts'
import { sampleRate } from './sound.ts'

/** A piece of a signal: frequencies that sound together (none: silence) for so many milliseconds. */
export interface Beat {
  readonly hertz: readonly number[]
  readonly ms: number
  /** Makes the tone swell so many times a second, as some countries' ringing does. */
  readonly swell?: number
}

/** Effective value, of full scale (-13 dB), for all frequencies of a beat together, between what ITU-T E.180 asks and what ears like. */
const level = 0.22
/** Ends are rounded off over so many milliseconds, or they would click. */
const edgeMs = 5

function writeBeat(into: Pcm, start: number, { hertz, ms, swell }: Beat): number {
  const length = Math.round((ms * sampleRate) / 1000)
  const edge = Math.min((edgeMs * sampleRate) / 1000, length / 2)
  const amplitude = (level * 32_767 * Math.SQRT2) / Math.max(1, Math.sqrt(hertz.length))
  for (let index = 0; index < length; index += 1) {
    const seconds = index / sampleRate
    const sum = hertz.reduce((total, frequency) => total + Math.sin(2 * Math.PI * frequency * seconds), 0)
    const modulation = swell === undefined ? 1 : 0.6 + 0.4 * Math.sin(2 * Math.PI * swell * seconds)
    const envelope = Math.min(1, (index + 1) / edge, (length - index) / edge)
    into[start + index] = Math.round(sum * modulation * envelope * amplitude)
  }
  return start + length
}

/** Renders beats one after the other. */
export function renderBeats(beats: readonly Beat[]): Pcm {
  const length = beats.reduce((sum, { ms }) => sum + Math.round((ms * sampleRate) / 1000), 0)
  const sound = new Int16Array(length)
  let at = 0
  for (const beat of beats) at = writeBeat(sound, at, beat)
  return sound
}

const kept = new Map<string, Pcm>()

/** Renders once; the sounds of this file are few and never change. */
export function renderOnce(name: string, render: () => Pcm): Pcm {
  const sound = kept.get(name) ?? render()
  kept.set(name, sound)
  return sound
}

/** The beep before a recording: 1 kHz, half a second. */
export const recordBeep = (): Pcm => renderOnce('record', () => renderBeats([{ hertz: [1000], ms: 500 }]))

/** What a conference hears when somebody comes (rising) or goes (falling). */
export const conferenceBeep = (event: 'enter' | 'exit'): Pcm => {
  const notes = event === 'enter' ? [523.25, 783.99] : [783.99, 523.25]
  return renderOnce(`conference-${event}`, () => renderBeats(notes.map((note) => ({ hertz: [note], ms: 150 }))))
}
