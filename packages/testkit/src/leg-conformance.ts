import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { LegEnd, Pcm } from '@trunkline/voice'
import { eventually } from './eventually.ts'
import type { LegBench, LegConformanceOptions, LegPair, OpenLegBench } from './leg/leg-bench.ts'
import { amplitudeAt, loudestFrequency, sine } from './sound-meter.ts'
import { tempFolder } from './temp-folder.ts'

type Check = (bench: LegBench, options: Required<LegConformanceOptions>, t: TestContext) => Promise<void>

/**
 * The tests that every kind of leg passes: what the port promises (`packages/voice/src/leg/leg.ts`), whatever telephone is at its other end. Call it once at
 * the top of a test file.
 */
export function describeLegs(
  name: string,
  open: OpenLegBench,
  { sendsKeys = true, refusedAs = 'busy', many = 10, tolerance = 0.1, everybody = false }: LegConformanceOptions = {},
): void {
  const check = (sentence: string, run: Check) =>
    test(`${name}: ${sentence}`, async (t) => {
      await run(await open(t), { sendsKeys, refusedAs, many, tolerance, everybody }, t)
    })
  check('rings, is answered, and is hung up by us', answeredByParty)
  check('is hung up by the party', hungUpByParty)
  check('is refused by the party', refusedByParty)
  check('is canceled while it rings', canceled)
  check('is canceled before anything was heard of the party', canceledAtOnce)
  check('is answered and canceled at one moment, and one of the two holds', race)
  check('comes in, rings, is answered and hung up by us', takenByUs)
  check('comes in and is hung up by the party', leftByCaller)
  check('comes in and is refused', refusedByUs)
  check('comes in, and the caller gives up', abandoned)
  check('carries sound both ways, whole and as loud as it was', sound)
  check('carries keys both ways', keys)
  check('lets many be under way at once, each by itself', together)
  check('closes its sound with it', closesSound)
  if (!everybody) check('has ended where it goes to somebody who is not there', nobodyThere)
}

async function nobodyThere({ dialNobody }: LegBench): Promise<void> {
  assert.ok(dialNobody !== undefined, 'the bench knows nobody who is not there')
  const leg = await dialNobody()
  const { cause } = await leg.ended
  assert.ok(cause === 'failed' || cause === 'no-answer', cause)
  assert.equal(await leg.answered, false)
}

/** We call, and the party takes it. */
async function connect(bench: LegBench): Promise<LegPair> {
  const pair = await bench.dial()
  await eventually('the party rings', pair.party.rings)
  await pair.party.answer()
  assert.equal(await pair.leg.answered, true)
  await eventually('the party is connected', pair.party.connected)
  return pair
}

async function isOver({ leg, party }: LegPair, expected: Partial<LegEnd>): Promise<void> {
  const end = await leg.ended
  assert.deepEqual({ ...end, ...expected }, end)
  assert.equal(leg.state, 'ended')
  await eventually('it is over for the party too', party.over)
}

async function answeredByParty(bench: LegBench): Promise<void> {
  const { leg, party } = await bench.dial()
  assert.equal(leg.direction, 'outbound')
  let rang = 0
  leg.onRinging(() => (rang += 1))
  await eventually('the party rings', party.rings)
  await eventually('we are told that it rings', () => rang === 1)
  assert.equal(leg.state, 'ringing')
  leg.onRinging(() => (rang += 1))
  assert.equal(rang, 2, 'whoever comes late is told at once')
  await party.answer()
  assert.equal(await leg.answered, true)
  assert.equal(leg.state, 'answered')
  await Promise.all([leg.hangUp(), leg.hangUp()])
  await isOver({ leg, party }, { cause: 'completed', by: 'us' })
  await leg.hangUp()
}

async function hungUpByParty(bench: LegBench): Promise<void> {
  const pair = await connect(bench)
  await pair.party.hangUp()
  await isOver(pair, { cause: 'completed', by: 'party' })
}

const refusedByParty: Check = async (bench, { refusedAs }) => {
  const pair = await bench.dial()
  await eventually('the party rings', pair.party.rings)
  await pair.party.refuse()
  await isOver(pair, { cause: refusedAs, by: 'party' })
  assert.equal(await pair.leg.answered, false)
}

async function canceled(bench: LegBench): Promise<void> {
  const pair = await bench.dial()
  await eventually('the party rings', pair.party.rings)
  await Promise.all([pair.leg.hangUp('canceled'), pair.leg.hangUp('canceled')])
  await isOver(pair, { cause: 'canceled', by: 'us' })
  assert.equal(await pair.leg.answered, false)
}

async function canceledAtOnce(bench: LegBench): Promise<void> {
  const { leg, party } = await bench.dial()
  await leg.hangUp('canceled')
  assert.deepEqual([(await leg.ended).cause, await leg.answered], ['canceled', false])
  await sleep(200)
  await eventually('the party’s phone is silent', () => party.over() || !party.rings())
  assert.equal(party.connected(), false)
}

async function race(bench: LegBench): Promise<void> {
  const { leg, party } = await bench.dial()
  await eventually('the party rings', party.rings)
  const answering = party.answer().catch(() => undefined) // Too late: there is nothing to answer any more.
  await leg.hangUp('canceled')
  await answering
  const end = await leg.ended
  assert.equal(end.by, 'us')
  assert.ok(end.cause === 'canceled' || end.cause === 'completed', end.cause)
  await eventually('it is over for the party too', party.over)
}

async function taken(bench: LegBench): Promise<LegPair> {
  const pair = await bench.receive()
  assert.equal(pair.leg.direction, 'inbound')
  await Promise.all([pair.leg.ring(), pair.leg.ring()])
  await eventually('the caller hears that it rings', pair.party.rings)
  assert.equal(pair.leg.state, 'ringing')
  await Promise.all([pair.leg.answer(), pair.leg.answer()])
  assert.equal(await pair.leg.answered, true)
  assert.equal(pair.leg.state, 'answered')
  await eventually('the caller is connected', pair.party.connected)
  return pair
}

async function takenByUs(bench: LegBench): Promise<void> {
  const pair = await taken(bench)
  await pair.leg.reject('busy')
  assert.equal(pair.leg.state, 'answered', 'what was answered can’t be refused')
  await pair.leg.hangUp()
  await isOver(pair, { cause: 'completed', by: 'us' })
}

async function leftByCaller(bench: LegBench): Promise<void> {
  const pair = await taken(bench)
  await pair.party.hangUp()
  await isOver(pair, { cause: 'completed', by: 'party' })
}

async function refusedByUs(bench: LegBench): Promise<void> {
  for (const cause of ['busy', 'rejected', 'missing'] as const) {
    const pair = await bench.receive()
    await pair.leg.reject(cause)
    const end = await pair.leg.ended
    assert.equal(end.by, 'us')
    assert.equal(await pair.leg.answered, false)
    await eventually('it is over for the caller too', pair.party.over)
    assert.equal(pair.party.connected(), false)
  }
}

async function abandoned(bench: LegBench): Promise<void> {
  const pair = await bench.receive()
  await pair.leg.ring()
  await eventually('the caller hears that it rings', pair.party.rings)
  await pair.party.hangUp()
  await isOver(pair, { cause: 'canceled', by: 'party' })
  assert.equal(await pair.leg.answered, false)
}

const sound: Check = async (bench, { tolerance }, t) => {
  const { leg, party } = await connect(bench)
  const file = join(tempFolder(t), 'said.wav')
  const recorder = await bench.media.record({ file, channels: [[{ endpoint: leg.media, track: 'inbound' }]] })
  const [played] = await Promise.all([leg.media.play(sine(700, 1, 0.4)), party.say(sine(1_300, 1, 0.4))])
  assert.equal(played, 'ended')
  await sleep(300)
  await recorder.stop()
  const heard = await party.heard()
  const said = await samplesOf(file)
  assertTone(heard, 700, tolerance)
  assertTone(said, 1_300, tolerance)
  assert.ok(amplitudeAt(loudest(heard), 1_300) < 0.01, 'the party does not hear itself')
  await leg.hangUp()
}

const keys: Check = async (bench, { sendsKeys }) => {
  const { leg, party } = await connect(bench)
  let pressed = ''
  leg.media.onDigit((digit) => {
    pressed += digit
  })
  await party.press('1234#*')
  await eventually(() => assert.equal(pressed, '1234#*'))
  if (sendsKeys) {
    await leg.media.sendDigits('98w0')
    await eventually(() => assert.equal(party.digits(), '980'))
  }
  await leg.hangUp()
}

const together: Check = async (bench, { many }) => {
  const pairs = await Promise.all(
    Array.from({ length: many }, (_, at) => (at % 2 === 0 ? bench.dial() : bench.receive())),
  )
  await Promise.all(
    pairs.map(async ({ leg, party }, at) => {
      if (at % 2 === 1) return leg.answer()
      await eventually('the party rings', party.rings)
      await party.answer()
    }),
  )
  assert.deepEqual(await Promise.all(pairs.map(({ leg }) => leg.answered)), Array(many).fill(true))
  assert.equal(new Set(pairs.map(({ leg }) => leg.id)).size, many)
  const [first, ...others] = pairs as [LegPair, ...LegPair[]]
  await first.party.hangUp()
  await isOver(first, { cause: 'completed', by: 'party' })
  assert.ok(others.every(({ leg }) => leg.state === 'answered'))
  await Promise.all(others.map(({ leg }) => leg.hangUp()))
  await Promise.all(others.map((pair) => isOver(pair, { cause: 'completed', by: 'us' })))
}

async function closesSound(bench: LegBench): Promise<void> {
  const { leg } = await connect(bench)
  const playing = leg.media.play(sine(700, 30))
  await sleep(100)
  await leg.hangUp()
  assert.equal(await playing, 'closed')
  await leg.media.closed
}

async function samplesOf(file: string): Promise<Pcm> {
  const bytes = await readFile(file)
  const data = bytes.subarray(bytes.indexOf('data') + 8)
  return Int16Array.from({ length: data.length >> 1 }, (_, at) => data.readInt16LE(at * 2))
}

/** The piece from the first loud sample to the last. */
function loudest(sound: Pcm): Pcm {
  const loud = (sample: number) => Math.abs(sample) > 1_000
  const first = sound.findIndex(loud)
  return first < 0 ? new Int16Array(0) : sound.subarray(first, sound.findLastIndex(loud) + 1)
}

/** Samples without sound that no tone has: so many in a row are a gap. */
const gap = 80

/** The same sound without the gaps in it: a thread that the machine keeps waiting says all that it has to, and some of it later. */
function withoutGaps(sound: Pcm): Pcm {
  const kept: number[] = []
  let quiet = 0
  for (const sample of sound) {
    quiet = Math.abs(sample) > 1_000 ? 0 : quiet + 1
    kept.push(sample)
    if (quiet === gap) kept.length -= gap
    else if (quiet > gap) kept.length -= 1
  }
  return Int16Array.from(kept)
}

/** A second of one frequency: nothing lost, nothing doubled, as loud as it was. */
function assertTone(sound: Pcm, hertz: number, tolerance: number): void {
  const piece = withoutGaps(loudest(sound))
  const seconds = piece.length / 8_000
  assert.ok(Math.abs(seconds - 1) < 0.05, `${seconds} s were heard of 1 s`)
  assert.ok(Math.abs(loudestFrequency(piece) - hertz) <= 5, `${loudestFrequency(piece)} Hz and not ${hertz}`)
  const amplitude = amplitudeAt(piece, hertz)
  assert.ok(Math.abs(amplitude - 0.4) <= 0.4 * tolerance, `as loud as ${amplitude}, not 0.4`)
}
