import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { OutboundMessage, Outcome } from '@trunkline/channels'
import { describeOnEachEngine, eventually, seededRandom } from '@trunkline/testkit'
import { ProblemError } from '@trunkline/wire'
import { FaultyDatabase } from './support/faulty-database.ts'
import { ScriptedGateway } from './support/scripted-gateway.ts'
import { migrationSets, startWorld, type World } from './support/world.ts'

// The same on every run, so that a red build is a matter of the change; with a number given, a new one.
const seed = process.env.TRUNKLINE_FUZZ_RUNS === undefined ? 20_240_521 : Date.now()
const count = 28
const pause = (span: number) => new Promise((resolve) => setTimeout(resolve, span))

/** A provider that loses every eighth answer, and half of these requests as well, knows what it has, and tells of its end later. */
class Provider {
  readonly arrived: OutboundMessage[] = []
  readonly gateway: ScriptedGateway
  readonly #told: Promise<void>[] = []
  readonly #random: () => number
  readonly #world: () => World

  constructor(random: () => number, world: () => World) {
    this.#random = random
    this.#world = world
    const has = (id: string) => this.arrived.some((one) => one.deliveryId === id)
    this.gateway = new ScriptedGateway('one', {
      concurrency: 5,
      script: (message) => this.#take(message),
      lookUp: ({ deliveryId }) =>
        has(deliveryId) ? { kind: 'found', providerId: `p-${deliveryId}` } : { kind: 'absent' },
    })
  }

  /** Resolves when all receipts are taken. */
  async told(): Promise<void> {
    await Promise.all(this.#told)
  }

  async #take(message: OutboundMessage): Promise<Outcome> {
    const luck = this.#random()
    if (luck >= 1 / 16) {
      this.arrived.push(message)
      this.#told.push(this.#tell(message.deliveryId, this.#random() * 300))
    }
    await pause(this.#random() * 30)
    if (luck < 1 / 8) return { kind: 'unknown', errorCode: 'timeout', reason: 'no answer' }
    return { kind: 'accepted', providerId: `p-${message.deliveryId}` }
  }

  async #tell(deliveryId: string, after: number): Promise<void> {
    await pause(after)
    const receipt = { gateway: 'one', deliveryId, status: 'delivered', at: Date.now() } as const
    const { sink } = this.#world().channels
    while (
      !(await sink.receipt(receipt).then(
        () => true,
        () => false,
      ))
    )
      await pause(20)
  }
}

/** Accepts as a client does: once more under the same key until it is answered. */
async function accept(world: World, text: string, orderKey: string | undefined): Promise<string> {
  for (;;) {
    try {
      const request = { to: '+14155550123', content: { text }, ...(orderKey === undefined ? {} : { orderKey }) }
      return (await world.channels.accept(world.client, request, { channel: 'sms', idempotencyKey: text })).message.id
    } catch (error) {
      if (error instanceof ProblemError && !error.retryable) throw error
      await pause(20)
    }
  }
}

describeOnEachEngine('faults at random', migrationSets, (open) => {
  test('a database that loses statements, answers and deadlocks loses no message, has none sent twice or out of turn, and tells every move once', async (t) => {
    t.diagnostic(`seed ${seed}`)
    const random = seededRandom(seed).next
    const db = new FaultyDatabase(await open(t))
    const provider: Provider = new Provider(random, () => world)
    const world: World = await startWorld(t, db, [provider.gateway])
    db.whim = () => {
      if (random() >= 0.15) return undefined
      if (random() < 0.5) return { when: 'after', code: 'CONNECTION_LOST' }
      return { when: 'before', code: random() < 0.5 ? 'CONFLICT' : 'UNAVAILABLE' }
    }
    const lanes = ['a', 'b', 'c', undefined]
    const ids = await Promise.all(
      lanes.map(async (lane) => {
        const accepted: string[] = []
        for (let n = 0; n < count / lanes.length; n++) accepted.push(await accept(world, `${lane} ${n}`, lane))
        return accepted
      }),
    )
    await provider.told()
    db.whim = undefined
    for (const id of ids.flat()) await world.until(id, 'delivered', 60_000)
    assert.ok(db.struck > 0)
    for (const lane of lanes.slice(0, 3)) {
      const texts = provider.arrived.flatMap(({ content: { text } }) => (text?.startsWith(`${lane} `) ? text : []))
      assert.deepEqual(
        texts,
        texts.map((_, n) => `${lane} ${n}`),
      )
    }
    assert.equal(provider.arrived.length, count)
    assert.equal(new Set(provider.arrived.map((one) => one.deliveryId)).size, count)
    const events = Map.groupBy(await world.events(), (event) => event.data.messageId)
    for (const id of ids.flat()) {
      const moves = (await world.get(id)).deliveries[0]?.timeline.map((move) => move.status)
      const told = events.get(id)?.map(({ data }) => [data.sequence, data.status])
      assert.deepEqual(
        told,
        moves?.map((status, index) => [index + 1, status]),
      )
    }
    const { rows } = await db.query({
      text: `select (select count(*) from channels_queue) + (select count(*) from channels_held) + (select count(*) from channels_awaiting) as count`,
      values: [],
    })
    assert.deepEqual(rows, [{ count: 0 }])
    await eventually(() => assert.equal(world.channels.straightRoom(), 5), 20_000)
  })
})
