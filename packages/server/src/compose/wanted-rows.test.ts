import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EventRecord, LoggedEvents } from '@trunkline/events'
import { sidFromUuid } from '@trunkline/wire'
import { tellDeliveries, tellOfCalls } from './call-receipts.ts'
import { receiptsOf, tellOfCodes } from './channels-sender.ts'

const uuid = '01930000-0000-7000-8000-00000000000a'

/** A row that tells how often it was parsed. */
function row(...events: readonly Omit<EventRecord, 'id' | 'timestamp'>[]): LoggedEvents & { parsed: number } {
  const text = JSON.stringify(events.map((event) => ({ id: 'EV1', timestamp: '2026-11-20T12:00:00.000Z', ...event })))
  return {
    ...{ position: 1, clientId: uuid, parsed: 0 },
    mentions: (word) => text.includes(word),
    stored: () => [],
    get events() {
      this.parsed += 1
      return JSON.parse(text) as readonly EventRecord[]
    },
  }
}

const plain = { type: 'delivery.delivered', data: { status: 'delivered', metadata: { order: '17' } } }

test('ends of calls are found among rows of messages, which are not parsed for it', async () => {
  const callSid = sidFromUuid('CA', uuid)
  const other = row(plain, plain)
  const ended = row(plain, { type: 'call.busy', data: { callSid, direction: 'outbound-api' } })
  const asked: string[] = []
  const calls = { find: async (sid: string) => void asked.push(sid) }
  const sink = { receipt: () => assert.fail('nothing is told of a call that is not known') }
  const wanted = tellOfCalls([other, ended])
  assert.deepEqual(wanted, [ended])
  await tellDeliveries({ calls, sink, loopback: undefined }, wanted)
  assert.deepEqual([asked, other.parsed], [[callSid], 0])
})

test('receipts of codes are found among rows of messages, which are not parsed for it', () => {
  const sendId = sidFromUuid('VL', uuid)
  const other = row(plain, plain)
  const code = row(plain, {
    type: 'delivery.failed',
    data: { status: 'failed', errorCode: '30003', metadata: { verificationAttempt: sendId } },
  })
  const wanted = tellOfCodes([other, code])
  assert.deepEqual(wanted, [code])
  assert.deepEqual(
    receiptsOf(wanted).map(({ sendId: id, status, errorCode }) => [id, status, errorCode]),
    [[sendId, 'failed', '30003']],
  )
  assert.equal(other.parsed, 0)
})
