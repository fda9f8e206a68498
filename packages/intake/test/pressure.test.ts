import assert from 'node:assert/strict'
import { kill } from 'node:process'
import { after, describe, test } from 'node:test'
import type { Acceptance } from '@trunkline/intake'
import { eventually, type KafkaBroker, withoutKafka } from '@trunkline/testkit'
import { ProblemError } from '@trunkline/wire'
import { heldAcceptance } from './support/held-acceptance.ts'
import { readTold, readTopic } from './support/read-topic.ts'
import { countMessages, ownCluster, patience, smsRecord, TestBroker, world } from './support/world.ts'

const config = { trustClientId: true, topics: { partitions: 3 } }

/** Takes messages only while `open`, and fails as `fault` says. */
class Gate {
  open = true
  fault: (() => Error) | undefined
  calls = 0

  wrap = (inner: Acceptance): Acceptance => ({
    room: () => (this.open ? inner.room() : 0),
    acceptMany: async (entries) => {
      this.calls += 1
      if (this.fault !== undefined) throw this.fault()
      return inner.acceptMany(entries)
    },
  })
}

describe('intake under pressure', { skip: withoutKafka }, () => {
  const broker = new TestBroker()
  after(() => broker.stop())

  test('without room in the queue it pauses and says so, and goes on when there is some', async (t) => {
    const gate = new Gate()
    gate.open = false
    const { client, db, process, send } = await world(t, broker, { config, acceptance: gate.wrap })
    const { intake, meter, gateway } = process
    await send(Array.from({ length: 50 }, (_, n) => smsRecord(client.sid, `m${n}`)))
    await eventually('it pauses', () => meter.gauges.get('trunkline_kafka_paused{queue-full}') === 1, patience)
    await eventually('it says so', () => intake.state().detail?.includes('queue-full') === true, patience)
    assert.equal(intake.state().state, 'degraded')
    assert.deepEqual([gate.calls, await countMessages(db)], [0, 0])
    gate.open = true
    await eventually('all were sent', () => gateway.texts.length === 50, patience)
    await eventually('it is up', () => intake.state().state === 'up', patience)
    assert.equal(meter.gauges.get('trunkline_kafka_paused{queue-full}'), 0)
    assert.equal(await countMessages(db), 50)
  })

  test('a queue of few places is never overfilled, and everything comes through', async (t) => {
    const { client, db, process, send } = await world(t, broker, { config, queueLimit: 20 })
    await send(Array.from({ length: 300 }, (_, n) => smsRecord(client.sid, `m${n}`)))
    await eventually('all were sent', () => process.gateway.texts.length === 300, patience)
    assert.equal(await countMessages(db), 300)
    assert.equal(process.meter.counts.get('trunkline_kafka_dead_total{queue-full}'), undefined)
  })

  test('while the database is away records wait at the brokers, and none is lost or refused', async (t) => {
    const gate = new Gate()
    const { client, db, process, send } = await world(t, broker, { config, acceptance: gate.wrap })
    const { intake, meter, gateway } = process
    gate.fault = () => new ProblemError('unavailable')
    await send(Array.from({ length: 20 }, (_, n) => smsRecord(client.sid, `m${n}`, { key: 'k' })))
    await eventually('it pauses', () => meter.gauges.get('trunkline_kafka_paused{database-away}') === 1, patience)
    await eventually('it goes on trying', () => gate.calls > 3, patience)
    await eventually('it says so', () => intake.state().detail?.includes('database-away') === true, patience)
    gate.fault = undefined
    await eventually('all were sent', () => gateway.texts.length === 20, patience)
    assert.deepEqual(
      gateway.texts,
      Array.from({ length: 20 }, (_, n) => `m${n}`),
    )
    assert.equal(await countMessages(db), 20)
  })

  test('a record that breaks the accepting goes to the dead alone', async (t) => {
    const breaking = (inner: Acceptance): Acceptance => ({
      room: () => inner.room(),
      acceptMany: async (entries) => {
        if (JSON.stringify(entries.map(({ request }) => request)).includes('break it'))
          throw new TypeError('nobody foresaw this')
        return inner.acceptMany(entries)
      },
    })
    const { client, cluster, process, send } = await world(t, broker, { config, acceptance: breaking })
    await send(['before', 'break it', 'behind'].map((text) => smsRecord(client.sid, text, { key: 'k' })))
    await eventually('the others were sent', () => process.gateway.texts.length === 2, patience)
    assert.deepEqual(process.gateway.texts, ['before', 'behind'])
    const [dead] = await readTopic(t, cluster, 'trunkline.dead', 1)
    assert.equal(dead?.headers['dead-code'], 'internal')
  })

  test('a broker that is killed is waited for; what comes in by HTTP meanwhile is told of afterwards', async (t) => {
    const own = await ownCluster(t)
    const ownBroker = new TestBroker(own)
    const { client, cluster, db, process, send } = await world(t, ownBroker, { config })
    await send([smsRecord(client.sid, 'before')])
    await eventually('it was sent', () => process.gateway.texts.length === 1, patience)
    await own.brokers[0]?.kill()
    await eventually('it says that the brokers are away', () => process.intake.state().state === 'down', patience)
    assert.match(process.intake.state().detail ?? '', /brokers have been away/)
    const request = { to: '+14155550123', content: { text: 'by HTTP' } }
    await process.channels.accept({ id: client.id }, request, { channel: 'sms' })
    await eventually('HTTP goes on', () => process.gateway.texts.length === 2, patience)
    await own.brokers[0]?.restart()
    await send([smsRecord(client.sid, 'after')])
    await eventually('intake goes on', () => process.gateway.texts.length === 3, patience)
    await eventually('it is up', () => process.intake.state().state === 'up', patience)
    assert.equal(await countMessages(db), 3)
    const told = await readTold(t, cluster, 'trunkline.events', 3)
    const messages = new Set(told.map(({ key }) => key))
    assert.equal(messages.size, 3)
  })

  test('brokers that are away at the start are waited for', async (t) => {
    const own = await ownCluster(t)
    await own.brokers[0]?.kill()
    const { client, process, send } = await world(t, new TestBroker(own), { config })
    await eventually('it says so', () => process.intake.state().state === 'down', patience)
    await own.brokers[0]?.restart()
    await eventually('it is up', () => process.intake.state().state === 'up', patience)
    await send([smsRecord(client.sid, 'hello')])
    await eventually('it was sent', () => process.gateway.texts.length === 1, patience)
  })

  for (const [how, away] of [
    ['are gone', (broker: KafkaBroker) => broker.kill()],
    ['hang', async ({ pid }: KafkaBroker) => void kill(pid, 'SIGSTOP')],
  ] as const) {
    test(`a stop waits only so long for brokers that ${how}, though they were not told what is done`, async (t) => {
      const own = await ownCluster(t)
      const held = heldAcceptance()
      const { client, process, send } = await world(t, new TestBroker(own), { config, acceptance: held.wrap })
      await send([smsRecord(client.sid, 'hello')])
      await held.entered
      const [broker] = own.brokers
      assert.ok(broker)
      await away(broker)
      held.letGo()
      await eventually('it was sent', () => process.gateway.texts.length === 1, patience)
      const began = performance.now()
      await process.stop()
      assert.ok(performance.now() - began < 60_000, `it took ${performance.now() - began} ms`)
    })
  }
})
