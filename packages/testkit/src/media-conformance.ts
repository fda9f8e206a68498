import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { createMediaEngine, type MediaEngine, MediaError } from '@trunkline/voice'
import { eventually } from './eventually.ts'
import {
  assertTone,
  type EndpointBench,
  type MediaConformanceOptions,
  type OpenedEngine,
  type OpenMediaEndpoint,
} from './media/endpoint-bench.ts'
import { loudPart } from './media/heard-sound.ts'
import { recordBoth, recordEnds, recordPauses } from './media/recorder-checks.ts'
import { roomCoach, roomMix, roomSeats } from './media/room-checks.ts'
import { quietLog } from './quiet-log.ts'
import { amplitudeAt, loudestFrequency, sine } from './sound-meter.ts'
import { tempFolder } from './temp-folder.ts'

const meter = { count: () => undefined, gauge: () => undefined, observe: () => undefined }

/**
 * The tests that every kind of endpoint passes: what the port promises (`packages/voice/src/media/media.ts`), whatever carries the sound. Tones are measured at the far side: their frequency, how long they are, and how loud,
 * which a lost packet would change.
 *
 * Call it once at the top of a test file.
 */
export function describeMediaEndpoint(
  name: string,
  open: OpenMediaEndpoint,
  options: MediaConformanceOptions = {},
): void {
  let engine: MediaEngine
  before(() => {
    const workers = options.acrossWorkers ? 2 : 1
    const ports = { from: 0, to: 0 }
    engine = createMediaEngine({ workers, address: '127.0.0.1', ports, webrtc: options.webrtc, log: quietLog, meter })
  })
  after(() => engine.stop())
  const tolerance = options.tolerance ?? 0.1
  const check = (sentence: string, run: (bench: OpenedEngine, tolerance: number) => Promise<void>) =>
    test(`${name}: ${sentence}`, async (t) => {
      let opened = 0
      const openOne = async (): Promise<EndpointBench> => {
        opened += 1
        const bench = await open(t, engine, options.acrossWorkers ? `${t.name} ${opened}` : t.name)
        t.after(() => bench.endpoint.close())
        return bench
      }
      await run({ t, engine, open: openOne }, tolerance)
    })

  check('plays a piece for its exact length, and the party hears all of it', playWhole)
  check('stops a piece when told to, and for the piece that follows', playStops)
  check('plays a piece as often as told, without a gap', playLoops)
  check('records what the party says and what it hears, each in its channel', recordBoth)
  check('keeps silence in a recording, or leaves out what comes, while it is paused', recordPauses)
  check('ends a recording after its longest time and after silence, and trims it', recordEnds)
  check('tells the keys that the party presses, each once', tellKeys)
  check('sends keys to the party', sendKeys)
  check('joins two parties, who hear each other and get each other’s keys', bridge)
  check('parts two parties, and plays to one that is bridged', bridgeEnds)
  check('lets each of a room hear all others but not itself', roomMix)
  check('does not let a muted party be heard, nor a held one hear', roomSeats)
  check('lets a coach be heard by one alone', roomCoach)
  check('is over when it was closed, and whoever was joined to it goes on', close)
}

async function playWhole({ open }: OpenedEngine, tolerance: number): Promise<void> {
  const { endpoint, party } = await open()
  const stop = await party.hear()
  const began = performance.now()
  assert.equal(await endpoint.play(sine(700, 0.61, 0.4)), 'ended')
  const took = performance.now() - began
  assert.ok(took > 600, `it was over after ${took} ms`)
  await sleep(200)
  assertTone(await stop(), { hertz: 700, amplitude: 0.4, seconds: 0.61, tolerance })
}

async function playStops({ open }: OpenedEngine): Promise<void> {
  const { endpoint, party } = await open()
  const stop = await party.hear()
  const ending = new AbortController()
  const first = endpoint.play(sine(500, 30, 0.4), { signal: ending.signal })
  await sleep(300)
  ending.abort()
  assert.equal(await first, 'stopped')
  assert.equal(await endpoint.play(sine(500, 1), { signal: ending.signal }), 'stopped')
  const second = endpoint.play(sine(900, 30, 0.4), { loops: 0 })
  await sleep(100)
  const third = endpoint.play(sine(1300, 0.4, 0.4))
  assert.equal(await second, 'stopped')
  assert.equal(await third, 'ended')
  await sleep(200)
  const heard = loudPart(await stop())
  assert.equal(loudestFrequency(heard.subarray(-2_800)), 1300)
  // Some of it may be on its way for a moment; both that were stopped would go on for longer than this waits.
  await eventually(async () => {
    const listening = await party.hear()
    await sleep(200)
    assert.equal(loudPart(await listening()).length, 0, 'what was stopped is heard on')
  }, 15_000)
}

async function playLoops({ open }: OpenedEngine, tolerance: number): Promise<void> {
  const { endpoint, party } = await open()
  const stop = await party.hear()
  // 37.5 ms: a whole number of periods, and not of ticks.
  assert.equal(await endpoint.play(sine(800, 0.0375, 0.4), { loops: 16 }), 'ended')
  await sleep(200)
  assertTone(await stop(), { hertz: 800, amplitude: 0.4, seconds: 0.6, tolerance })
}

async function tellKeys({ open }: OpenedEngine): Promise<void> {
  const { endpoint, party } = await open()
  let told = ''
  const off = endpoint.onDigit((digit) => {
    told += digit
  })
  await party.press('15#*0')
  await eventually(() => assert.equal(told, '15#*0'))
  endpoint.injectDigit('7')
  await eventually(() => assert.equal(told, '15#*07'))
  off()
  endpoint.injectDigit('8')
  await sleep(50)
  assert.equal(told, '15#*07')
}

async function sendKeys({ open }: OpenedEngine): Promise<void> {
  const { endpoint, party } = await open()
  const began = performance.now()
  await endpoint.sendDigits('1w99#A')
  assert.ok(performance.now() - began > 1_000, 'the pause was left out')
  await eventually(() => assert.equal(party.keys(), '199#A'))
  await assert.rejects(endpoint.sendDigits('1x'), { code: 'wrong' })
}

async function bridge({ open }: OpenedEngine, tolerance: number): Promise<void> {
  const [a, b] = [await open(), await open()]
  const joined = await a.endpoint.bridge(b.endpoint)
  const [stopA, stopB] = [await a.party.hear(), await b.party.hear()]
  await Promise.all([a.party.say(sine(400, 0.6, 0.4)), b.party.say(sine(1000, 0.6, 0.4))])
  await sleep(200)
  assertTone(await stopA(), { hertz: 1000, amplitude: 0.4, seconds: 0.6, tolerance })
  assertTone(await stopB(), { hertz: 400, amplitude: 0.4, seconds: 0.6, tolerance })
  let told = ''
  a.endpoint.onDigit((digit) => {
    told += digit
  })
  await a.party.press('42')
  await eventually(() => assert.equal(b.party.keys(), '42'))
  await eventually(() => assert.equal(told, '42'))
  a.endpoint.injectDigit('#')
  await eventually(() => assert.equal(b.party.keys(), '42#'))
  assert.equal(a.party.keys(), '')
  await joined.end()
  await joined.end()
}

async function bridgeEnds({ open }: OpenedEngine): Promise<void> {
  const [a, b] = [await open(), await open()]
  const joined = await a.endpoint.bridge(b.endpoint)
  const stopWhile = await b.party.hear()
  await Promise.all([b.endpoint.play(sine(1500, 0.5, 0.4)), a.party.say(sine(400, 0.5, 0.4))])
  await sleep(150)
  const meanwhile = loudPart(await stopWhile())
  assert.equal(loudestFrequency(meanwhile.subarray(800, 3200)), 1500)
  await joined.end()
  const stop = await b.party.hear()
  await a.party.say(sine(400, 0.3, 0.4))
  await sleep(150)
  assert.ok(amplitudeAt(await stop(), 400) < 0.01, 'it is heard after the end of the bridge')
  await assert.rejects(a.endpoint.bridge(a.endpoint), { code: 'wrong' })
}

async function close({ t, engine, open }: OpenedEngine): Promise<void> {
  const [a, b] = [await open(), await open()]
  await a.endpoint.bridge(b.endpoint)
  const file = join(tempFolder(t), 'closed.wav')
  const recorder = await engine.record({ file, channels: [[{ endpoint: a.endpoint, track: 'inbound' }]] })
  const playing = a.endpoint.play(sine(500, 30), { loops: 0 })
  await eventually(async () => assert.ok((await a.endpoint.figures()).packetsSent > 0))
  await a.endpoint.close()
  await a.endpoint.close()
  await a.endpoint.closed
  assert.equal(await playing, 'closed')
  assert.equal((await recorder.ended).reason, 'closed')
  assert.equal(await a.endpoint.play(sine(500, 1)), 'closed')
  await assert.rejects(a.endpoint.figures(), (error) => error instanceof MediaError && error.code === 'closed')
  await assert.rejects(b.endpoint.bridge(a.endpoint), { code: 'closed' })
  const stop = await b.party.hear()
  assert.equal(await b.endpoint.play(sine(500, 0.3, 0.4)), 'ended')
  await sleep(150)
  assert.equal(loudestFrequency(loudPart(await stop())), 500)
}
