import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import type { MediaEndpoint, MediaEngine } from '@trunkline/voice'
import { amplitudeAt, loudestFrequency } from '../sound-meter.ts'
import { loudPart } from './heard-sound.ts'

/** The party at the far side of an endpoint. */
export interface FarParty {
  /** Says a piece of sound, at the speed of speech. */
  say(sound: Int16Array): Promise<unknown>
  press(digits: string): Promise<unknown>
  /** Begins to keep what it hears; gives what ends that and tells it. */
  hear(): Promise<() => Promise<Int16Array>>
  /** The keys that it was sent so far. */
  keys(): string
}

/** An endpoint with its party. */
export interface EndpointBench {
  readonly endpoint: MediaEndpoint
  readonly party: FarParty
}

/** How the suite opens an endpoint of a kind. Register with `t.after` what the suite does not close: the endpoint's engine it does. */
export type OpenMediaEndpoint = (t: TestContext, engine: MediaEngine, placement: string) => Promise<EndpointBench>

/** What differs between kinds. */
export interface MediaConformanceOptions {
  /** Puts each endpoint in a worker of its own. */
  readonly acrossWorkers?: boolean
  /** How far off amplitudes may be, as a share; 0.1 where left out. More for a codec other than G.711. */
  readonly tolerance?: number
  /** For `webrtc`. */
  readonly webrtc?: unknown
}

/** What a test of the suite works with. */
export interface OpenedEngine {
  readonly t: TestContext
  readonly engine: MediaEngine
  open(): Promise<EndpointBench>
}

/** A tone that is to be heard. */
export interface ExpectedTone {
  readonly hertz: number
  readonly amplitude: number
  readonly seconds: number
  readonly tolerance: number
  /** How much longer or shorter it may be, seconds; about a tick where left out. */
  readonly slack?: number
}

/** A tone and nothing but it, as long and as loud as it was: so nothing of it was lost. */
export function assertTone(
  sound: Int16Array,
  { hertz, amplitude, seconds, tolerance, slack = 0.021 }: ExpectedTone,
): void {
  const part = loudPart(sound)
  const length = part.length / 8000
  assert.ok(Math.abs(length - seconds) < slack, `a tone of ${seconds} s was heard for ${length} s`)
  assert.equal(loudestFrequency(part), hertz)
  const measured = amplitudeAt(part, hertz)
  assert.ok(Math.abs(measured - amplitude) < amplitude * tolerance, `a tone of ${amplitude} was heard at ${measured}`)
}
