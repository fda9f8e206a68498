import assert from 'node:assert/strict'
import { test } from 'node:test'
import { HoldUps } from '../accept/hold-ups.ts'
import type { OutgoingRecord } from '../connection/outgoing-record.ts'
import { noMeter } from '../ports.ts'
import type { IncomingRecord } from '../record/incoming-record.ts'
import { Graveyard } from './graveyard.ts'

const place = { topic: 'trunkline.send', topicId: 'id', partition: 3, timestamp: 99n, leaderEpoch: 0 }
const recordAt = (offset: bigint, more: Partial<IncomingRecord> = {}): IncomingRecord => ({
  ...{ ...place, offset, key: Buffer.from('k'), value: Buffer.from('v'), headers: [] },
  ...more,
})
const poison = { code: 'json-malformed', detail: 'no' } as const
const sizeOf = ({ key, value, headers }: OutgoingRecord) =>
  (key?.length ?? 0) + (value?.length ?? 0) + headers.flat().reduce((sum, each) => sum + each.length, 0)

function graveyard(write: (records: readonly OutgoingRecord[]) => Promise<void>) {
  const log = { debug() {}, info() {}, warn() {}, error() {} }
  const clock = { now: () => 0 }
  const holdUps = new HoldUps({ clock, log, meter: noMeter, onChange() {} })
  const producer = {
    write: async (records: readonly OutgoingRecord[]) => {
      await write(records)
      return records.length
    },
  }
  return { holdUps, yard: new Graveyard({ producer, holdUps, clock, log, meter: noMeter }) }
}

/** A topic that takes so many bytes a record. */
function topicOf(most: number) {
  const written: OutgoingRecord[] = []
  const write = async (records: readonly OutgoingRecord[]) => {
    if (records.some((each) => sizeOf(each) > 100 * 1024 ** 2)) throw new Error('the connection was closed')
    if (records.some((each) => sizeOf(each) > most)) throw Object.assign(new Error(), { apiId: 'MESSAGE_TOO_LARGE' })
    written.push(...records)
  }
  return { written, write }
}

test('a record that no topic takes is told of without what makes it large, and holds up nothing behind it', async () => {
  const { written, write } = topicOf(10_000)
  const { yard } = graveyard(write)
  const wide = [[Buffer.from('wide'), Buffer.alloc(20_000)]] as const
  const corpses = [
    recordAt(0n, { value: Buffer.alloc(20_000) }),
    recordAt(1n, { headers: wide }),
    recordAt(2n, { key: Buffer.alloc(20_000) }),
    recordAt(3n, { value: Buffer.alloc(101 * 1024 ** 2) }),
    recordAt(4n),
  ].map((record) => ({ record, poison }))
  assert.equal(await yard.bury(corpses, AbortSignal.timeout(5000)), true)
  const kept = written.map(({ key, value }) => [key?.toString(), value?.toString()])
  assert.deepEqual(kept, [
    ['k', undefined],
    [undefined, undefined],
    [undefined, undefined],
    ['k', undefined],
    ['k', 'v'],
  ])
})

test('a topic of the dead that cannot be written is told as what intake waits for, until it can', async () => {
  const waitedFor: string[] = []
  let failures = 2
  const { yard, holdUps } = graveyard(async () => {
    waitedFor.push(
      holdUps
        .list()
        .map(({ reason }) => reason)
        .join(),
    )
    if (failures-- > 0) throw new Error('not now')
  })
  assert.equal(await yard.bury([{ record: recordAt(0n), poison }], new AbortController().signal), true)
  assert.deepEqual(waitedFor, ['', 'dead-topic-failing', 'dead-topic-failing'])
  assert.deepEqual(holdUps.list(), [])
})
