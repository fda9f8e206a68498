import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { RecordSource } from '@trunkline/voice'
import { sine } from '../sound-meter.ts'
import { tempFolder } from '../temp-folder.ts'
import { assertTone, type OpenedEngine } from './endpoint-bench.ts'
import { readWav } from './heard-sound.ts'

/** Both tracks, in time with each other. */
export async function recordBoth({ t, engine, open }: OpenedEngine, tolerance: number): Promise<void> {
  const { endpoint, party } = await open()
  const file = join(tempFolder(t), 'both.wav')
  const tracks = (['inbound', 'outbound'] as const).map((track): RecordSource[] => [{ endpoint, track }])
  const recorder = await engine.record({ file, channels: tracks })
  await Promise.all([party.say(sine(600, 1.5, 0.4)), endpoint.play(sine(1100, 0.5, 0.4))])
  await sleep(250)
  const end = await recorder.stop()
  assert.equal(end.reason, 'stopped')
  assert.ok(end.heard && end.seconds >= 1.7, JSON.stringify(end))
  assert.equal(end.bytes, readFileSync(file).length)
  const [inbound, outbound] = readWav(file) as [Int16Array, Int16Array]
  assert.equal(inbound.length, Math.round(end.seconds * 8000))
  // A party that speaks from a thread which others use, too, may be late by more than a recording waits for.
  assertTone(inbound, { hertz: 600, amplitude: 0.4, seconds: 1.5, tolerance: tolerance * 3, slack: 0.25 })
  assertTone(outbound, { hertz: 1100, amplitude: 0.4, seconds: 0.5, tolerance })
}

/** Both ways to pause. */
export async function recordPauses({ t, engine, open }: OpenedEngine): Promise<void> {
  const { endpoint } = await open()
  const folder = tempFolder(t)
  const channels: RecordSource[][] = [[{ endpoint, track: 'outbound' }]]
  const [skipping, silent] = await Promise.all([
    engine.record({ file: join(folder, 'skip.wav'), channels }),
    engine.record({ file: join(folder, 'silence.wav'), channels }),
  ])
  const playing = endpoint.play(sine(600, 1.2, 0.4))
  await sleep(500)
  await Promise.all([skipping.pause('skip'), silent.pause('silence')])
  await sleep(400)
  await Promise.all([skipping.resume(), silent.resume()])
  await playing
  const [skipped, silenced] = await Promise.all([skipping.stop(), silent.stop()])
  const missing = silenced.seconds - skipped.seconds
  assert.ok(missing > 0.3, `${missing} s were left out`)
  const [sound] = readWav(join(folder, 'silence.wav')) as [Int16Array]
  const quiet = sound.filter((sample) => Math.abs(sample) < 200).length / 8000
  assert.ok(quiet > 0.3, `${quiet} s were silent`)
}

/** What ends a recording by itself. */
export async function recordEnds({ t, engine, open }: OpenedEngine): Promise<void> {
  const { endpoint, party } = await open()
  const folder = tempFolder(t)
  const channels: RecordSource[][] = [[{ endpoint, track: 'inbound' }]]
  const [longest, silence] = await Promise.all([
    engine.record({ file: join(folder, 'max.wav'), channels, maxSeconds: 1 }),
    engine.record({ file: join(folder, 'silence.wav'), channels, silenceSeconds: 1, trimSilence: true }),
  ])
  await sleep(300)
  const began = performance.now()
  await party.say(sine(600, 0.6, 0.4))
  const said = (performance.now() - began) / 1_000
  const [byLength, bySilence] = await Promise.all([longest.ended, silence.ended])
  assert.equal(byLength.reason, 'max')
  assert.equal(byLength.seconds, 1)
  assert.equal(bySilence.reason, 'silence')
  const { seconds } = bySilence
  assert.ok(seconds > 0.58 && seconds < said + 0.2, `${seconds} s were kept of 0.6, said within ${said}`)
  const [sound] = readWav(join(folder, 'silence.wav')) as [Int16Array]
  assert.equal(sound.length / 8000, seconds)
}
