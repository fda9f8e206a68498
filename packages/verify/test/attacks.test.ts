/** What somebody could try who wants to guess codes, to learn who is known, or to earn from sends; with figures. */
import assert from 'node:assert/strict'
import { describe, type TestContext, test } from 'node:test'
import { freshDatabase, seededRandom, withoutPostgres } from '@trunkline/testkit'
import { makeWorld, migrationSets, problem, type World } from './support/world.ts'

const to = '+14155550123'

const world = async (t: TestContext): Promise<World> =>
  makeWorld(await freshDatabase(t, { migrations: migrationSets, engine: 'postgresql' }))

const code = (error: unknown): string => (error as { code: string }).code

/** Guesses in all, floods that they come in, and how many come at once. */
const total = 1_000_000
const rounds = 200
const atOnce = 500

/** Any six digits but the right ones: an attacker who is lucky would be forgiven. */
function guess(random: () => number, right: string): string {
  const made = String(Math.floor(random() * 1_000_000)).padStart(6, '0')
  return made === right ? guess(random, right) : made
}

describe('attacks', { skip: withoutPostgres }, () => {
  test(`${total.toLocaleString('en')} guesses at one number, over ever new verifications and 25 days, are compared 100 times`, async (t) => {
    const { verify, sender, clientId, clock, db } = await world(t)
    const random = seededRandom(1)
    const refusals = new Map<string, number>()
    const refused = (name: string) => refusals.set(name, (refusals.get(name) ?? 0) + 1)
    let compared = 0
    let current: { id: string; right: string } | undefined
    // A flood every three hours: during a lock, after it, against verifications that are new, used up or over.
    for (let round = 0; round < rounds; round += 1) {
      try {
        const { id } = await verify.verifications.start(clientId, { to, channel: 'sms', expiresIn: 86_400 })
        await verify.round()
        current = { id, right: sender.last.code }
      } catch (error) {
        refused(`start: ${code(error)}`)
      }
      const { id, right } = current ?? assert.fail('nothing was started')
      for (let made = 0; made < total / rounds; made += atOnce) {
        const results = await Promise.allSettled(
          Array.from({ length: atOnce }, () =>
            verify.verifications.check(
              clientId,
              id,
              guess(() => random.next(), right),
            ),
          ),
        )
        for (const result of results) {
          if (result.status === 'rejected') refused(code(result.reason))
          else {
            assert.equal(result.value.valid, false)
            compared += 1
          }
        }
      }
      clock.advance(3 * 3_600_000)
    }
    const { rows } = await db.query<{ checks: number; most: number }>({
      text: 'select sum(checks)::integer as checks, max(checks) as most from verify_challenge',
      values: [],
    })
    t.diagnostic(`${total} guesses, ${compared} compared; refused: ${JSON.stringify([...refusals])}`)
    assert.deepEqual(rows, [{ checks: compared, most: 5 }])
    assert.equal(compared, 100)
  })

  test('200 checks of one right code at once are one approval and at most five comparisons', async (t) => {
    const { verify, sender, clientId } = await world(t)
    for (let round = 0; round < 10; round += 1) {
      const { id } = await verify.verifications.start(clientId, { to: `+1415555${1000 + round}`, channel: 'sms' })
      await verify.round()
      const right = sender.last.code
      const results = await Promise.allSettled(
        Array.from({ length: 200 }, () => verify.verifications.check(clientId, id, right)),
      )
      const approved = results.filter((each) => each.status === 'fulfilled' && each.value.valid)
      const detail = await verify.verifications.get(clientId, id)
      assert.equal(approved.length, 1)
      assert.ok(detail.checks <= 5)
    }
  })

  test('starting takes as long for a number that is known as for one that is not', async (t) => {
    const { verify, sender, clientId } = await world(t)
    const known: string[] = []
    for (let i = 0; i < 300; i += 1) {
      const number = `+1${200 + (i % 700)}555${String(1000 + i)}`
      const { id } = await verify.verifications.start(clientId, { to: number, channel: 'sms' })
      await verify.round()
      await verify.verifications.check(clientId, id, sender.last.code)
      known.push(number)
    }
    const times = { known: [] as number[], unknown: [] as number[] }
    const shapes = new Set<string>()
    for (const [i, number] of known.entries()) {
      const pair = [
        ['known', number],
        ['unknown', `+1${200 + (i % 700)}556${String(1000 + i)}`],
      ] as const
      // In turn, so that neither kind has the warmer half.
      for (const [kind, each] of i % 2 === 0 ? pair : pair.toReversed()) {
        const began = performance.now()
        const view = await verify.verifications.start(clientId, { to: each, channel: 'sms' })
        times[kind].push(performance.now() - began)
        shapes.add(
          JSON.stringify(Object.entries(view).map(([key, value]) => [key, typeof value, key === 'status' && value])),
        )
      }
    }
    const z = mannWhitney(times.known, times.unknown)
    t.diagnostic(
      `Mann-Whitney U over 300 of each: z = ${z.toFixed(2)}; medians ${median(times.known).toFixed(2)} and ${median(times.unknown).toFixed(2)} ms`,
    )
    assert.equal(shapes.size, 1)
    // |z| > 4 comes by chance once in 16,000 runs.
    assert.ok(Math.abs(z) < 4, `z = ${z}`)
  })

  test('a pumping run over the 10,000 numbers of one range is stopped within 50 sends; an ordinary mix never is', async (t) => {
    const { verify, sender, clientId, clock, events } = await world(t)
    const random = seededRandom(2)
    const ordinary: string[] = []
    let stopped = 0
    const mix = async (count: number) => {
      for (let i = 0; i < count; i += 1) {
        const number = `+49${1511 + Math.floor(random.next() * 400)}${String(Math.floor(random.next() * 1e7)).padStart(7, '0')}`
        const { id } = await verify.verifications.start(clientId, { to: number, channel: 'sms' })
        await verify.round()
        ordinary.push(number)
        // Six of ten people type the code in, some of them wrongly at first.
        if (random.next() < 0.6) await verify.verifications.check(clientId, id, sender.last.code)
        clock.advance(2_000)
      }
    }
    await mix(500)
    const before = sender.sent.length
    for (let from = 0; from < 10_000; from += 500) {
      const numbers = Array.from({ length: 500 }, (_, i) => `+37120${'00'}${String(from + i).padStart(4, '0')}`)
      const results = await Promise.allSettled(
        numbers.map((number) => verify.verifications.start(clientId, { to: number, channel: 'sms' })),
      )
      stopped += results.filter(
        (each) => each.status === 'rejected' && problem('verification-blocked')(each.reason),
      ).length
      await verify.round()
      clock.advance(10_000)
    }
    const sent = sender.sent.length - before
    t.diagnostic(
      `${sent} of 10,000 were sent, ${stopped} were stopped; the ordinary mix: ${ordinary.length} of 500 sent`,
    )
    assert.ok(sent <= 50, `${sent} were sent`)
    assert.equal(sent + stopped, 10_000)
    await mix(200)
    assert.equal(ordinary.length, 700)
    const told = (await events()).filter(({ type }) => type === 'guard.blocked')
    assert.equal(told.length, 1)
    assert.equal(told[0]?.data.prefix, '+3712000')
    const { blocks } = await verify.blocks.list(clientId)
    assert.deepEqual(
      blocks.map(({ prefix }) => prefix),
      ['+3712000'],
    )
  })

  test('a whole town that logs in at once is not taken for a pumping run', async (t) => {
    const { verify, sender, clientId, clock } = await world(t)
    for (let i = 0; i < 150; i += 1) {
      const { id } = await verify.verifications.start(clientId, { to: `+4930555${String(1000 + i)}`, channel: 'sms' })
      await verify.round()
      if (i % 3 !== 0) await verify.verifications.check(clientId, id, sender.last.code)
      clock.advance(1_000)
    }
    assert.deepEqual((await verify.blocks.list(clientId)).blocks, [])
  })
})

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

/** The statistic of Mann and Whitney in its normal approximation: how many standard deviations the ranks of `a` are from those of chance. */
function mannWhitney(a: readonly number[], b: readonly number[]): number {
  const all = [...a.map((value) => ({ value, own: true })), ...b.map((value) => ({ value, own: false }))]
  all.sort((one, other) => one.value - other.value)
  const ranks = all.reduce((sum, { own }, index) => sum + (own ? index + 1 : 0), 0)
  const u = ranks - (a.length * (a.length + 1)) / 2
  return (u - (a.length * b.length) / 2) / Math.sqrt((a.length * b.length * (a.length + b.length + 1)) / 12)
}
