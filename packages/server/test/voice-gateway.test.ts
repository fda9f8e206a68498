import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { OutboundMessage } from '@trunkline/channels'
import { describeGateway, outboundMessage, RecordedLog, RecordedSink } from '@trunkline/testkit'
import { VoiceError } from '@trunkline/voice'
import { ProblemError, uuidFromSid } from '@trunkline/wire'
import { tellDeliveries } from '../src/compose/call-receipts.ts'
import { callUuid, createVoiceGateway, receiptOf } from '../src/compose/voice-gateway.ts'
import { endedRow, FakeCalls } from './support/fake-calls.ts'

const never = new AbortController().signal
const ahead = { now: () => Date.now() + 11_000 }

describeGateway(
  'a gateway of type sip',
  async (_t, log, sink) => {
    const calls = new FakeCalls()
    const options = { name: 'carrier', type: 'sip', from: '+14155550100' } as const
    const gateway = createVoiceGateway(options, {
      ...{ calls: () => calls, numberOf: async () => undefined, mayShow: async () => true, log },
      // So far ahead that an insert that did not come is not on its way any more.
      clock: ahead,
    })
    return {
      gateway,
      arrived: () =>
        [...calls.made.values()].map(({ to, program }) => ({ to, text: 'twiml' in program ? program.twiml : '' })),
      refuse(failover) {
        calls.failure = new VoiceError(failover ? 13224 : 21215, 'not there')
      },
      defer() {
        calls.failure = new ProblemError('queue-full')
      },
      cut(when) {
        calls.cut = when
      },
      async tell(providerId, status) {
        calls.end(providerId, status === 'delivered' ? 'completed' : 'busy')
        const call = calls.made.get(providerId)
        assert.ok(call)
        await tellDeliveries({ calls, sink, loopback: undefined }, [endedRow(call)])
      },
    }
  },
  { levers: ['defer', 'cut', 'tell'] },
)

function openGateway(more: { from?: string; nobody?: string; own?: string } = {}) {
  const calls = new FakeCalls()
  const { own, ...options } = more
  const deps = {
    ...{ calls: () => calls, numberOf: async () => own, clock: { now: Date.now }, log: new RecordedLog() },
    mayShow: async (_clientId: string, number: string) => number === '+14155550122' || number === own,
  }
  return { calls, gateway: createVoiceGateway({ name: 'carrier', type: 'sip', ...options }, deps) }
}

const message = (overrides: Partial<OutboundMessage> = {}) => outboundMessage('call', { from: undefined, ...overrides })

test('the call of the first attempt has the delivery’s own SID, and every other attempt one of its own', () => {
  const deliveryId = 'CA01a1fdaf754b741b865ebaaaa6f40100'
  assert.equal(callUuid(deliveryId, 1), uuidFromSid(deliveryId))
  const others = [1, 2, 3].map((attempt) => callUuid(deliveryId, attempt))
  assert.equal(new Set(others).size, 3)
  assert.ok(others.every((uuid) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(uuid)))
})

test('an attempt that is made twice is one call', async () => {
  const { calls, gateway } = openGateway({ from: '+14155550100' })
  const one = message()
  assert.deepEqual(await gateway.send(one, never), await gateway.send(one, never))
  assert.equal(calls.made.size, 1)
})

test('the message says who calls, if the client may show it, else the gateway, else the client’s number; without any nobody calls', async () => {
  const fromOf = async (more: Parameters<typeof openGateway>[0], from?: string) => {
    const { calls, gateway } = openGateway(more)
    const outcome = await gateway.send(message(from === undefined ? {} : { from }), never)
    return outcome.kind === 'accepted' ? calls.only.from : outcome
  }
  const all = { from: '+14155550100', own: '+14155550111', nobody: 'anonymous' }
  assert.equal(await fromOf(all, '+1 415-555-0122'), '+14155550122')
  assert.equal(await fromOf(all), '+14155550100')
  assert.equal(await fromOf({ own: all.own, nobody: all.nobody }), '+14155550111')
  assert.equal(await fromOf({ nobody: all.nobody }), 'anonymous')
  const foreign = await fromOf(all, '+14155550199')
  assert.ok(typeof foreign === 'object' && foreign.kind === 'refused' && foreign.errorCode === '21210')
  const refused = await fromOf({})
  assert.ok(typeof refused === 'object' && refused.kind === 'refused' && refused.failover)
})

test('what a call does is the message’s document, or its text said in the language of the message', async () => {
  const programOf = async (content: OutboundMessage['content'], locale?: string) => {
    const { calls, gateway } = openGateway({ from: '+14155550100' })
    await gateway.send(message({ content, ...(locale === undefined ? {} : { locale }) }), never)
    return calls.only.program
  }
  const url = 'https://app.example/voice'
  assert.deepEqual(await programOf({ url }), { document: { url, method: 'POST' } })
  assert.deepEqual(await programOf({ url, method: 'GET', text: 'x' }), { document: { url, method: 'GET' } })
  assert.deepEqual(await programOf({ twiml: '<Response/>' }), { twiml: '<Response/>' })
  const said = await programOf({ text: 'Fisch & Brot' }, 'de')
  assert.ok('twiml' in said)
  assert.match(said.twiml, /<Say language="de-DE">Fisch &amp; Brot<\/Say>/)
})

test('a call leaves by its own gateway, rings as long as the message may, and keeps codes to itself', async () => {
  const call = async (overrides: Partial<OutboundMessage>) => {
    const { calls, gateway } = openGateway({ from: '+14155550100' })
    await gateway.send(message(overrides), never)
    return calls.only
  }
  const plain = await call({ category: 'transactional' })
  assert.deepEqual([plain.via, plain.timeoutSeconds, plain.confidential], ['carrier', 60, false])
  const code = await call({ category: 'otp', content: { text: 'Your code', ringSeconds: 15 } })
  assert.deepEqual([code.timeoutSeconds, code.confidential], [15, true])
  const soon = await call({ expiresAt: Date.now() + 9_500 })
  assert.ok((soon.timeoutSeconds ?? 0) <= 10)
  assert.ok(Date.parse(soon.notAfter ?? '') > Date.now(), 'once it has expired it is not dialled any more')
  assert.equal(plain.notAfter, undefined)
})

test('a delivery is told of the end of its call, and a call that is for none of them tells nobody', async () => {
  const { calls, gateway } = openGateway({ from: '+14155550100' })
  const sink = new RecordedSink()
  const one = message()
  await gateway.send(one, never)
  const { sid } = calls.only.record
  calls.end(sid, 'failed', { errorCode: 13224, reason: 'there is no route' })
  await tellDeliveries({ calls, sink, loopback: undefined }, [endedRow(calls.only)])
  const [receipt] = sink.receipts
  assert.deepEqual(
    [receipt?.deliveryId, receipt?.gateway, receipt?.status, receipt?.errorCode, receipt?.reason],
    [one.deliveryId, 'carrier', 'failed', '13224', 'there is no route'],
  )
  const { record, ...rest } = calls.only
  calls.made.set(sid, { ...rest, record: { ...record, origin: { edge: 'twilio' } } })
  await tellDeliveries({ calls, sink, loopback: undefined }, [endedRow(calls.only)])
  assert.equal(sink.receipts.length, 1)
})

test('the built-in gateway keeps what it is told with what arrived, and a delivery that it has no more is told all the same', async () => {
  const { calls, gateway } = openGateway({ from: '+14155550100' })
  const sink = new RecordedSink()
  const told: unknown[] = []
  await gateway.send(message(), never)
  calls.end(calls.only.record.sid, 'no-answer')
  for (const known of [true, false]) {
    const loopback = {
      name: 'carrier',
      async tell(receipt: object) {
        told.push(receipt)
        return known
      },
    }
    await tellDeliveries({ calls, sink, loopback }, [endedRow(calls.only)])
    assert.equal(sink.receipts.length, known ? 0 : 1)
  }
  assert.deepEqual(told[0], {
    ...{ providerId: told[0] && (told[0] as { providerId: string }).providerId, status: 'undelivered' },
    ...{ errorCode: 'no-answer', reason: 'nobody answered' },
  })
  assert.equal(sink.receipts[0]?.status, 'undelivered')
})

test('each end of a call is an end of its delivery', () => {
  const at = new Date()
  const status = (end: 'completed' | 'busy' | 'no-answer' | 'failed' | 'canceled' | 'in-progress' | 'queued') =>
    receiptOf({ status: end, errorCode: null, reason: null, endedAt: at, updatedAt: at })?.status
  assert.deepEqual(
    (['completed', 'busy', 'no-answer', 'failed', 'canceled', 'in-progress', 'queued'] as const).map(status),
    ['delivered', 'undelivered', 'undelivered', 'failed', 'failed', undefined, undefined],
  )
})
