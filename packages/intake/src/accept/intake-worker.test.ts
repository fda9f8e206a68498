import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Corpse } from '../dead/graveyard.ts'
import { noMeter } from '../ports.ts'
import type { TakenBatch } from '../reader/group-reader.ts'
import type { IncomingRecord } from '../record/incoming-record.ts'
import { HoldUps } from './hold-ups.ts'
import { IntakeWorker, type WorkerParts } from './intake-worker.ts'
import { Portions } from './portions.ts'

const sid = `AC${'a'.repeat(32)}`

test('a database that goes away while records are tried one by one makes none of them dead', async () => {
  const stop = new AbortController()
  const buried: Corpse[] = []
  let calls = 0
  const log = { debug() {}, info() {}, warn() {}, error() {} }
  const record: IncomingRecord = {
    ...{
      topic: 'trunkline.send',
      topicId: 'id',
      partition: 0,
      offset: 0n,
      timestamp: 0n,
      leaderEpoch: 0,
      key: null,
      headers: [],
    },
    value: Buffer.from(JSON.stringify({ clientId: sid })),
  }
  const batch = { records: [record], parts: [] } as unknown as TakenBatch
  const parts: WorkerParts = {
    reader: { next: async () => (stop.signal.aborted ? undefined : batch), release: () => stop.abort(), waiting: 1 },
    acceptance: {
      room: () => 1,
      async acceptMany() {
        calls += 1
        // Four failures that nobody foresaw, an outage, and then it works.
        if (calls <= 4) throw new TypeError('not foreseen')
        if (calls === 5) throw Object.assign(new Error('the connection is lost'), { retryable: true })
        return [{ replayed: false }]
      },
    },
    findClients: async () => new Map([[sid, { id: 'id', sid, status: 'active' }]]),
    graveyard: { bury: async (corpses) => buried.push(...corpses) >= 0 },
    portions: new Portions({ acceptance: {}, now: () => 0 }),
    rules: { config: { trustClientId: true }, sources: new Map() },
    holdUps: new HoldUps({ clock: { now: () => 0 }, log, meter: noMeter, onChange() {} }),
    log,
    meter: noMeter,
  }
  await new IntakeWorker(parts).run(stop.signal)
  assert.deepEqual([buried, calls], [[], 6])
})
