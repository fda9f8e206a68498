import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { OutgoingRecord } from '../connection/outgoing-record.ts'
import { cloudEvents } from './cloud-event.ts'
import { writeTold } from './write-told.ts'

const clientId = '0190b0a0-0000-7000-8000-000000000001'
const recordOf = (id: string, metadata: object): OutgoingRecord =>
  cloudEvents(
    'trunkline.events',
    clientId,
  )({
    ...{ id, type: 'delivery.sent', timestamp: '2026-11-20T00:00:00.000Z' },
    data: { clientId: 'AC', messageId: 'NT1', status: 'sent', metadata },
  })
const large = { note: 'x'.repeat(1_100_000) }

/** A topic as brokers make it, which takes a mebibyte a record. */
function topic() {
  const written: OutgoingRecord[] = []
  const write = async (records: readonly OutgoingRecord[]) => {
    if (records.some(({ value }) => (value?.length ?? 0) > 1_048_000))
      throw new AggregateError([Object.assign(new Error(), { apiId: 'MESSAGE_TOO_LARGE' })])
    written.push(...records)
  }
  return { written, write }
}

test('an event that is larger than its topic takes is told without what makes it large, in its place', async () => {
  const { written, write } = topic()
  const cuts: number[] = []
  const records = [recordOf('EV1', {}), recordOf('EV2', large), recordOf('EV3', { a: 1 })]
  await writeTold({ write }, records, (bytes) => cuts.push(bytes))
  assert.deepEqual([written[0], written[2], cuts.length], [records[0], records[2], 1])
  assert.deepEqual(written[1]?.headers, records[1]?.headers)
  const data: unknown = JSON.parse(String(written[1]?.value))
  assert.deepEqual(data, { clientId: 'AC', messageId: 'NT1', status: 'sent', leftOut: ['metadata'] })
})

test('whatever else the brokers say is told', async () => {
  const write = () => Promise.reject(new Error('not now'))
  await assert.rejects(
    writeTold({ write }, [recordOf('EV1', {})], () => {}),
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
