import assert from 'node:assert/strict'
import { test } from 'node:test'
import { expandEvents } from '@trunkline/events'
import { deliveryUuid, sidFromUuid } from '@trunkline/wire'
import { isRun, type Outgoing, type OutgoingRecord } from '../connection/outgoing-record.ts'
import { cloudEvents } from './cloud-event.ts'
import { MoveKinds } from './move-kinds.ts'
import { ToldRows } from './told-rows.ts'
import { writeTold } from './write-told.ts'

const clientId = '0190b0a0-0000-7000-8000-000000000001'
const at = '2026-11-20T00:00:00.000Z'
const recordOf = (id: string, metadata: object): OutgoingRecord =>
  cloudEvents(
    'trunkline.events',
    clientId,
  )({
    ...{ id, type: 'delivery.sent', timestamp: at },
    data: { clientId: 'AC', messageId: 'NT1', status: 'sent', metadata },
  })
const large = { note: 'x'.repeat(1_100_000) }

/** A topic as brokers make it, which takes a mebibyte a record. */
function topic() {
  const written: OutgoingRecord[] = []
  const write = async (told: Iterable<Outgoing>) => {
    const records = [...told].flatMap((one) => (isRun(one) ? one.records() : [one]))
    if (records.some(({ value }) => (value?.length ?? 0) > 1_048_000))
      throw new AggregateError([Object.assign(new Error(), { apiId: 'MESSAGE_TOO_LARGE' })])
    return written.push(...records) && records.length
  }
  return { written, write }
}

test('an event that is larger than its topic takes is told without what makes it large, in its place', async () => {
  const { written, write } = topic()
  const cuts: number[] = []
  const records = [recordOf('EV1', {}), recordOf('EV2', large), recordOf('EV3', { a: 1 })]
  assert.equal(await writeTold({ write }, 'trunkline.events', records, (bytes) => cuts.push(bytes)), 3)
  assert.deepEqual([written[0], written[2], cuts.length], [records[0], records[2], 1])
  assert.deepEqual(written[1]?.headers, records[1]?.headers)
  const data: unknown = JSON.parse(String(written[1]?.value))
  assert.deepEqual(data, { clientId: 'AC', messageId: 'NT1', status: 'sent', leftOut: ['metadata'] })
})

test('a large event among moves that are written in short keeps its place, and they keep theirs', async () => {
  const { written, write } = topic()
  const stored = [{}, large, {}].map((metadata, index) => ({
    ...{ of: sidFromUuid('SM', deliveryUuid(clientId, index + 1)), channel: 'sms', metadata, from: 1 },
    moves: [['queued', at] as const, ['sent', at] as const],
  }))
  const rows = new ToldRows('trunkline.events', [{ clientId, stored: () => stored }], new MoveKinds())
  assert.equal(await writeTold({ write }, 'trunkline.events', rows, () => {}), 6)
  const events = expandEvents(clientId, stored).map(cloudEvents('trunkline.events', clientId))
  assert.deepEqual(
    written.map(({ headers }) => headers),
    events.map(({ headers }) => headers),
  )
  assert.deepEqual(
    [...written.slice(0, 2), ...written.slice(4)].map(({ value }) => value),
    [...events.slice(0, 2), ...events.slice(4)].map(({ value }) => value),
  )
  assert.match(String(written[3]?.value), /"leftOut":\["metadata"\]/)
})

test('small ones that are too many together for the topic go one by one', async () => {
  const written: OutgoingRecord[] = []
  const write = async (records: readonly OutgoingRecord[]) => {
    if (records.length > 1) throw new AggregateError([Object.assign(new Error(), { apiId: 'MESSAGE_TOO_LARGE' })])
    return written.push(...records)
  }
  const records = [recordOf('EV1', {}), recordOf('EV2', {}), recordOf('EV3', {})]
  assert.equal(await writeTold({ write }, 'trunkline.events', records, () => {}), 3)
  assert.deepEqual(written, records)
})

test('whatever else the brokers say is told', async () => {
  const write = () => Promise.reject(new Error('not now'))
  await assert.rejects(
    writeTold({ write }, 'trunkline.events', [recordOf('EV1', {})], () => {}),
    /not now/,
  )
})

test('the moves of a message, and those of a call, share a key; what is neither is by itself', () => {
  const keyOf = (data: Record<string, unknown>) =>
    String(
      cloudEvents('trunkline.events', clientId)({ id: 'EV1', type: 'x.y', timestamp: '2026-11-21T00:00:00Z', data })
        .key,
    )
  assert.equal(keyOf({ messageId: 'NT1', deliveryId: 'SM1' }), 'NT1')
  assert.equal(keyOf({ callSid: 'CA1' }), 'CA1')
  assert.equal(keyOf({}), 'EV1')
})
