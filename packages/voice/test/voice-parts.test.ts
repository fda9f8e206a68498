import assert from 'node:assert/strict'
import { test } from 'node:test'
import { eventually, freshDatabase } from '@trunkline/testkit'
import { makeCallWorld, migrationSets } from './support/call-world.ts'

test('a part that cannot start is told of, and is tried again until it does', async (t) => {
  let tries = 0
  let stopped = 0
  const looked = Promise.withResolvers<void>()
  const part = {
    name: 'sip',
    async start() {
      tries += 1
      if (tries === 1) throw new Error('the port is taken')
      await looked.promise
    },
    async stop() {
      stopped += 1
    },
  }
  const world = await makeCallWorld(t, await freshDatabase(t, { migrations: migrationSets }), {
    active: [part],
    openAgainMs: 300,
  })
  assert.deepEqual(world.voice.faults, ['sip'])
  assert.ok(world.log.lines.some(({ level, fields }) => level === 'error' && fields.part === 'sip'))
  looked.resolve()
  await eventually(() => assert.deepEqual([tries, world.voice.faults], [2, []]))
  await world.voice.stop()
  assert.deepEqual([stopped, world.voice.state], [1, 'stopped'])
})
