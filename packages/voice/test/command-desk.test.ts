import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describeOnEachEngine, eventually, quietLog } from '@trunkline/testkit'
import { CommandDesk } from '../src/call/command-desk.ts'
import { migrationSets } from './support/call-world.ts'

const clientId = '01900000-0000-7000-8000-000000000001'

describeOnEachEngine('commands to the process that runs calls', migrationSets, (open) => {
  test('those that wait for something to happen take no place from others, and are done too', async (t) => {
    const db = await open(t)
    const desk = () =>
      new CommandDesk({
        db,
        clock: { now: Date.now },
        log: quietLog,
        ids: { uuid: () => crypto.randomUUID() },
        patience: 60_000,
      })
    const [leader, asker] = [desk(), desk()]
    const happens = Promise.withResolvers<string>()
    let polled = 0
    const poll = () => {
      polled += 1
      return happens.promise
    }
    leader.handle('phone.events', poll, { waits: true })
    leader.handle('call.update', async ({ body }) => body.sid)
    const over = new AbortController()
    const serving = leader.serve(crypto.randomUUID(), over.signal)
    t.after(async () => {
      happens.resolve('late')
      over.abort()
      await serving
      await asker.close()
    })
    const polls = Promise.all(
      Array.from({ length: 100 }, () => asker.ask({ kind: 'phone.events', clientId, body: {} })),
    )
    polls.catch(() => undefined) // Asked after below, unless what comes first fails.
    await eventually(() => assert.ok(polled >= 64))
    const asked = performance.now()
    assert.equal(await asker.ask({ kind: 'call.update', clientId, body: { sid: 'CA1' } }), 'CA1')
    assert.ok(performance.now() - asked < 30_000, 'it waited for those that wait')
    happens.resolve('rang')
    assert.deepEqual(new Set(await polls), new Set(['rang']))
    assert.equal(polled, 100)
  })
})
