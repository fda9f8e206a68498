import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Outcome } from '@trunkline/channels'
import type { Database, Queryable } from '@trunkline/postgres'
import { describeOnEachEngine, eventually } from '@trunkline/testkit'
import { assertEventsMatch } from './support/assert-events.ts'
import { FaultyDatabase } from './support/faulty-database.ts'
import { delivers, type Script, ScriptedGateway } from './support/scripted-gateway.ts'
import { MovableClock, migrationSets, startWorld, World } from './support/world.ts'

type Entries = Parameters<World['channels']['acceptMany']>[0]

/** Messages `lane:0`, `lane:1` … of each lane, in turns. */
function entries(client: { readonly id: string }, lanes: number, each: number): Entries {
  return Array.from({ length: lanes * each }, (_, index) => {
    const [lane, place] = [index % lanes, Math.floor(index / lanes)]
    const content = { text: `${lane}:${place}` }
    const request = { to: '+14155550123', channels: ['sms'], content, orderKey: `lane ${lane}` }
    return { client, request, idempotencyKey: `k${index}` }
  })
}

async function accept(world: World, all: Entries): Promise<string[]> {
  const results = await world.channels.acceptMany(all)
  return results.map((result) => {
    assert.ok('message' in result)
    return result.message.id
  })
}

const placeOf = (text: string | undefined) => (text ?? '').split(':').map(Number) as [number, number]
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const busy = { kind: 'deferred', errorCode: 'busy', reason: 'busy', gatewayAtFault: false } as const
const refused = { kind: 'refused', errorCode: 'no', reason: 'no', failover: false } as const
const unknown = { kind: 'unknown', errorCode: 'timeout', reason: 'no answer' } as const

/** What gateways saw of lanes: fails where one is begun while the one before it has no end. */
class Lanes {
  readonly ended = new Map<number, number>()
  readonly begun = new Map<string, number>()
  readonly faults: string[] = []

  begin(text: string | undefined): void {
    const [lane, place] = placeOf(text)
    this.begun.set(`${lane}:${place}`, (this.begun.get(`${lane}:${place}`) ?? 0) + 1)
    if ((this.ended.get(lane) ?? 0) !== place) this.faults.push(`${text} began after ${this.ended.get(lane) ?? 0} ends`)
  }

  end(text: string | undefined): void {
    const [lane, place] = placeOf(text)
    this.ended.set(lane, Math.max(this.ended.get(lane) ?? 0, place + 1))
  }
}

/** Answers late and badly, by chance that can be repeated. */
function moody(lanes: Lanes, random: () => number): Script {
  return async (message, call): Promise<Outcome> => {
    const { text } = message.content
    lanes.begin(text)
    await pause(random() * 8)
    const mood = random()
    if (mood < 0.05) return busy
    if (mood < 0.07) return unknown
    lanes.end(text)
    return mood < 0.12 ? refused : delivers(message, call)
  }
}

/** Park and Miller's generator. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}

/** Lets the keeper wake no lane, so that nothing but what ended and what was stored does. */
function withoutKeeper(t: { mock: { method: typeof test.mock.method } }, db: Database): void {
  const query = db.query.bind(db)
  t.mock.method(db, 'query', async (statement: Parameters<typeof query>[0]) =>
    statement.name === 'channels-wake-lanes'
      ? { rows: [{ routes: [], seen: 0, last: null }], rowCount: 1 }
      : query(statement),
  )
}

/** Runs the next statement of this name, and commits it when it is let go. */
function holdCommit(t: { mock: { method: typeof test.mock.method } }, db: Database, name: string) {
  const [ran, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const query = db.query.bind(db)
  let held = false
  t.mock.method(db, 'query', (statement: Parameters<typeof query>[0]) => {
    if (held || statement.name !== name) return query(statement)
    held = true
    return db.transaction(async (tx: Queryable) => {
      const result = await tx.query(statement)
      ran.resolve()
      await go.promise
      return result
    })
  })
  return { ran: ran.promise, go: go.resolve }
}

describeOnEachEngine('lanes', migrationSets, (open, engine) => {
  test('go on by the statement that ends what was before, without a claim', async (t) => {
    const db = new FaultyDatabase(await open(t))
    const gateway = new ScriptedGateway('one')
    const world = await startWorld(t, db, [gateway], { poll: 600_000 })
    await eventually(() => assert.equal(world.channels.straightRoom(), 100))
    db.runs.clear()
    const ids = await accept(world, entries(world.client, 3, 5))
    for (const id of ids) await world.until(id, 'delivered')
    assert.equal(db.runs.get('channels-claim') ?? 0, 0)
    for (const lane of [0, 1, 2])
      assert.deepEqual(
        gateway.texts.filter((text) => placeOf(text)[0] === lane),
        [0, 1, 2, 3, 4].map((place) => `${lane}:${place}`),
      )
    assert.deepEqual([...new Set(gateway.sent.map(({ attempt }) => attempt))], [1])
    for (const id of ids) await assertEventsMatch(world, id)
  })

  test('go on in order where the answer to an end was lost on the way', async (t) => {
    const db = new FaultyDatabase(await open(t))
    const gateway = new ScriptedGateway('one')
    const world = await startWorld(t, db, [gateway])
    await eventually(() => assert.equal(world.channels.straightRoom(), 100))
    db.fail({ statement: 'channels-change-lanes', when: 'after', code: 'CONNECTION_LOST' })
    const ids = await accept(world, entries(world.client, 1, 4))
    for (const id of ids) await world.until(id, 'delivered')
    assert.equal(db.struck, 1)
    assert.deepEqual(gateway.texts, ['0:0', '0:1', '0:2', '0:3'])
  })

  test('pass nothing that is more urgent', async (t) => {
    const open0 = Promise.withResolvers<void>()
    const gateway = new ScriptedGateway('one', {
      concurrency: 1,
      script: async (message, call) => {
        if (message.content.text === '0:0') await open0.promise
        return delivers(message, call)
      },
    })
    const world = await startWorld(t, await open(t), [gateway])
    await eventually(() => assert.equal(world.channels.straightRoom(), 1))
    const ids = await accept(world, entries(world.client, 1, 3))
    await eventually(() => assert.equal(gateway.sent.length, 1))
    await world.sms('urgent', { category: 'otp' })
    open0.resolve()
    await world.until(ids[2] as string, 'delivered')
    assert.deepEqual(gateway.texts, ['0:0', 'urgent', '0:1', '0:2'])
  })

  test('keep their order through two processes, slow and failing gateways, and the death of a process', {
    timeout: 120_000,
  }, async (t) => {
    const [count, each] = [40, 8]
    const inner = await open(t)
    const lanes = new Lanes()
    const random = seeded(7)
    const found = (text: string | undefined) => {
      lanes.end(text)
      return { kind: 'found', providerId: `p${text}`, receipt: { status: 'delivered', at: Date.now() } } as const
    }
    const script = moody(lanes, random)
    const gateway = (does: Script) =>
      new ScriptedGateway('one', { script: does, concurrency: 25, lookUp: ({ content }) => found(content.text) })
    const staying = await startWorld(t, inner, [gateway(script)])
    const [own] = (await inner.query<{ id: string }>({ text: 'select id from channels_worker', values: [] })).rows
    assert.ok(own !== undefined)
    // The one that dies hears nothing more of its database from one moment on.
    const dead = new FaultyDatabase(inner)
    let alive = true
    const query = dead.query.bind(dead)
    t.mock.method(dead, 'query', (statement: Parameters<typeof query>[0]) =>
      alive ? query(statement) : new Promise(() => {}),
    )
    let underWay = 0
    const dying = new World(dead, [
      gateway(async (message, call) => {
        underWay++
        const outcome = await script(message, call)
        underWay--
        return outcome
      }),
    ])
    await dying.channels.start({ dispatch: true })
    const all = entries(staying.client, count, each)
    for (let from = 0; from < all.length; from += 64) {
      await accept(from === 64 ? staying : dying, all.slice(from, from + 64))
    }
    await pause(100)
    alive = false
    void dying.channels.stop(0)
    await pause(500)
    await eventually('the last attempts of the dead to be over', () => underWay === 0)
    const expire = 'update channels_queue set lease_until = $2 where owner is not null and owner <> $1'
    await eventually(async () => {
      // Its leases end before their time: the one that stays keeps its own however busy the machine is.
      await inner.query({ text: expire, values: [own.id, new Date(0)] })
      await pause(200)
      for (let lane = 0; lane < count; lane++) assert.equal(lanes.ended.get(lane), each, `lane ${lane}`)
    }, 90_000)
    assert.deepEqual(lanes.faults, [])
  })

  test('what became due while the end of the one before waited for the database goes first, also in a route with a pace', async (t) => {
    const db = new FaultyDatabase(await open(t))
    const clock = new MovableClock()
    const letGo = Promise.withResolvers<void>()
    const gateway = new ScriptedGateway('one', {
      rate: 1_000,
      script: (message, call) => letGo.promise.then(() => delivers(message, call)),
    })
    const world = await startWorld(t, db, [gateway], { lease: 7_200_000 }, clock)
    const ordered = (text: string, sendAt?: string) =>
      world.sms(text, { orderKey: 'k', ...(sendAt === undefined ? {} : { sendAt }) })
    const first = await ordered('first')
    await eventually(() => assert.equal(gateway.sent.length, 1), 20_000)
    await ordered('at ten', new Date(clock.now() + 600_000).toISOString())
    const { id } = await ordered('last')
    db.whim = (name) => (name === 'channels-change-lanes' ? { when: 'before', code: 'UNAVAILABLE' } : undefined)
    letGo.resolve()
    await eventually(() => assert.ok(db.struck > 0), 20_000)
    const promoting = db.hold('channels-due')
    clock.advance(660_000)
    await promoting.reached
    db.whim = undefined
    await world.until(first.id, 'delivered')
    const { rows } = await db.query({ text: 'select ready from channels_queue', values: [] })
    promoting.release()
    assert.deepEqual(rows, [{ ready: false }])
    await world.until(id, 'delivered')
    assert.deepEqual(gateway.texts, ['first', 'at ten', 'last'])
  })

  if (engine === 'pglite') return

  for (const [late, statement] of [
    ['storing the next one is committed after the end of the one before', 'channels-accept-lanes'],
    ['the end of the one before is committed after the next one was stored', 'channels-change-lanes'],
  ] as const)
    test(`do not stand still where ${late}, neither of which sees the other`, async (t) => {
      const db = await open(t)
      withoutKeeper(t, db)
      const answer = Promise.withResolvers<void>()
      const gateway = new ScriptedGateway('one', {
        script: async (message, call) => {
          if (message.content.text === '0:0') await answer.promise
          return delivers(message, call)
        },
      })
      const world = await startWorld(t, db, [gateway], { poll: 600_000 })
      await eventually(() => assert.equal(world.channels.straightRoom(), 100))
      const [first, second] = entries(world.client, 1, 2)
      assert.ok(first !== undefined && second !== undefined)
      const before = await accept(world, [first])
      await eventually(() => assert.equal(gateway.sent.length, 1))
      const held = holdCommit(t, db, statement)
      if (statement === 'channels-accept-lanes') {
        const after = accept(world, [second])
        await held.ran
        answer.resolve()
        await world.until(before[0] as string, 'delivered')
        await pause(50)
        held.go()
        await world.until((await after)[0] as string, 'delivered')
      } else {
        answer.resolve()
        await held.ran
        const after = await accept(world, [second])
        await pause(50)
        held.go()
        await world.until(after[0] as string, 'delivered')
      }
      assert.deepEqual(gateway.texts, ['0:0', '0:1'])
    })
})
