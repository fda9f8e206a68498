import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describeOnEachEngine } from '@trunkline/testkit'
import { createIdGenerator } from '@trunkline/wire'
import { CallWriter } from '../src/call/call-writer.ts'
import { migrationSets } from './support/call-world.ts'

const clock = { now: () => Date.now() }
const log = { debug() {}, info() {}, warn() {}, error() {} }
const meter = { count() {}, gauge() {}, observe() {} }

describeOnEachEngine('events of calls', migrationSets, (open) => {
  test('can be looked into by statements, whatever a token calls its page', async (t) => {
    const db = await open(t)
    const ids = createIdGenerator(clock)
    const writer = new CallWriter({ db, clock, log, meter, ids, onEvents() {} })
    const party = { from: 'client:half \ud800', to: 'client:\udc00 of one' }
    const call = { id: ids.uuid(), clientId: ids.uuid(), direction: 'inbound', status: 'ringing', told: 0 } as const
    const row = await writer.begin({ ...call, ...party }, new Date())
    const { rows } = await db.query<{ from: string; to: string }>({
      text: `select e.event -> 'data' ->> 'from' as "from", e.event -> 'data' ->> 'to' as "to"
        from events_outbox o, events_expanded(o.client_id, o.events) e`,
      values: [],
    })
    assert.deepEqual(rows, [{ from: 'client:half \ufffd', to: 'client:\ufffd of one' }])
    assert.deepEqual([row?.from_address, row?.to_address], [rows[0]?.from, rows[0]?.to])
  })
})
