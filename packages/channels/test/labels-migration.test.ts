import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { describeOnEachEngine } from '@trunkline/testkit'
import { migrationSets } from './support/world.ts'

const migration = readFileSync(new URL('../src/migrations/0012-labels.sql', import.meta.url), 'utf8')
const clientId = '0190b0a0-0000-7000-8000-000000000001'

describeOnEachEngine('what waited before the labels were short', migrationSets, (open) => {
  test('goes on with its own, and with its metadata where it has some', async (t) => {
    const db = await open(t)
    const before = (delivery: string, metadata: object) => ({
      gateways: ['a'],
      index: 0,
      event: { clientId: 'AC1', messageId: 'NT1', deliveryId: delivery, channel: 'sms', metadata },
    })
    const rows = [before('SM1', {}), before('SM2', { order: 7 })]
    for (const [index, state] of rows.entries())
      await db.query({
        text: `insert into channels_held (delivery_id, client_id, route, priority, due_at, why, attempt, sequence, state)
          values ($1, $2, 'a', 1, now(), 'window', 0, 2, $3)`,
        values: [`0190b0a0-0000-7000-8000-00000000010${index}`, clientId, JSON.stringify(state)],
      })
    for (const _ of ['once', 'and once more, which changes nothing']) {
      await db.query({ text: migration, values: [] })
      const { rows: after } = await db.query<{ state: object }>({
        text: 'select state from channels_held order by delivery_id',
        values: [],
      })
      assert.deepEqual(
        after.map(({ state }) => state),
        [
          { gateways: ['a'], index: 0, event: { of: 'SM1', channel: 'sms' } },
          { gateways: ['a'], index: 0, event: { of: 'SM2', channel: 'sms', metadata: { order: 7 } } },
        ],
      )
    }
  })
})
