import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sourceTopics } from '../topics/topic-names.ts'
import { type DecodingRules, decodeRecord } from './decode-record.ts'
import type { IncomingRecord } from './incoming-record.ts'

const first = `AC${'a'.repeat(32)}`
const second = `AC${'b'.repeat(32)}`
const secret = 'a-secret-of-the-second'
const bytes = (text: string): Buffer => Buffer.from(text)

const config = {
  trustClientId: true,
  clients: { [first]: { topics: ['first.send'] }, [second]: { secret, keyPrefix: 'second-' } },
}

function record(body: unknown, more: Partial<IncomingRecord> & { header?: Record<string, string> } = {}) {
  const { header = {}, ...rest } = more
  return {
    ...{ topic: 'trunkline.send', topicId: 'id', partition: 3, offset: 42n, timestamp: 0n, leaderEpoch: 0, key: null },
    value: bytes(JSON.stringify(body)),
    headers: Object.entries(header).map(([name, value]) => [bytes(name), bytes(value)] as const),
    ...rest,
  } as IncomingRecord & { value: Buffer }
}

const rulesOf = (of: DecodingRules['config']): DecodingRules => ({ config: of, sources: sourceTopics(of) })
const decode = (of: ReturnType<typeof record>, rules = rulesOf(config)) => decodeRecord(of, rules)
const third = `AC${'c'.repeat(32)}`

function codeOf(of: ReturnType<typeof record>, rules?: DecodingRules): string | undefined {
  const result = decode(of, rules)
  return 'poison' in result ? result.poison.code : undefined
}

test('a record is known by its place, its key is the order key, and clientId is taken off', () => {
  const topicId = '0190b0a0-0000-4000-8000-000000000001'
  const result = decode(
    record({ clientId: third, to: '+1' }, { topicId, timestamp: 7n, leaderEpoch: 5, key: bytes('ana') }),
  )
  const identity = { place: { topic: topicId, partition: 3, position: 42n, stamp: (5n << 44n) + 7n } }
  assert.deepEqual(result, { clientSid: third, request: { to: '+1', orderKey: 'ana' }, identity })
})

test('a record that is sent again is known by the place that it had, where that is before its own', () => {
  const topicId = '0190b0a0-0000-4000-8000-000000000001'
  const other = '0190b0a0-0000-4000-8000-000000000002'
  const identityOf = (place: string, more: Partial<IncomingRecord> = {}) => {
    const result = decode(record({ clientId: third }, { topicId, header: { 'redriven-place': place }, ...more }))
    return 'poison' in result ? result : result.identity
  }
  const own = { place: { topic: topicId, partition: 3, position: 42n, stamp: 1n } }
  const known = { leaderEpoch: 0, timestamp: 1n }
  assert.deepEqual(identityOf(`${topicId}:3:41:-9`, known), { place: { ...own.place, position: 41n, stamp: -9n } })
  // Nobody takes the place of what is still to come, or stands elsewhere.
  assert.deepEqual(identityOf(`${topicId}:3:42:1`, known), { idempotencyKey: `kafka:${topicId}-3-42` })
  assert.deepEqual(identityOf(`${topicId}:2:41:1`, known), { idempotencyKey: `kafka:${topicId}-2-41` })
  assert.deepEqual(identityOf(`${other}:3:41:1`, known), { idempotencyKey: `kafka:${other}-3-41` })
  for (const wrong of ['', 'x', `${topicId}:3:41`, `${topicId}:3:-1:1`]) assert.deepEqual(identityOf(wrong, known), own)
  const key = { 'redriven-place': `${topicId}:3:41:1`, 'idempotency-key': 'mine' }
  assert.deepEqual(identityOf('', { ...known, headers: record({}, { header: key }).headers }), {
    idempotencyKey: 'mine',
  })
})

test('where the brokers give topics no id, a record is known by a key that is made of its place', () => {
  for (const topicId of ['id', '00000000-0000-0000-0000-000000000000']) {
    const result = decode(record({ clientId: third, to: '+1' }, { topicId }))
    const identity = { idempotencyKey: `kafka:${topicId}-3-42` }
    assert.deepEqual(result, { clientSid: third, request: { to: '+1' }, identity })
  }
})

test('an order key in the body goes before the record’s key', () => {
  const result = decode(record({ clientId: third, orderKey: 'mine' }, { key: bytes('ana') }))
  assert.ok(!('poison' in result))
  assert.deepEqual(result.request, { orderKey: 'mine' })
})

test('a key that is no order key is one by its hash; an empty one is none', () => {
  const orderKeyOf = (key: Buffer): unknown => {
    const result = decode(record({ clientId: third }, { key }))
    return 'poison' in result ? result : result.request.orderKey
  }
  assert.match(String(orderKeyOf(Buffer.from([0xff, 0xfe]))), /^sha256:[0-9a-f]{64}$/)
  assert.match(String(orderKeyOf(bytes('x'.repeat(256)))), /^sha256:[0-9a-f]{64}$/)
  assert.match(String(orderKeyOf(bytes('a\0b'))), /^sha256:[0-9a-f]{64}$/)
  assert.equal(orderKeyOf(bytes('x'.repeat(255))), 'x'.repeat(255))
  assert.equal(orderKeyOf(Buffer.alloc(0)), undefined)
})

test('of several key headers the last counts, in whatever case; one that is not usable is poison', () => {
  const headers = [
    [bytes('idempotency-key'), bytes('old')],
    [bytes('Idempotency-Key'), bytes('new')],
  ] as const
  const result = decode({ ...record({ clientId: third }), headers })
  assert.ok(!('poison' in result))
  assert.deepEqual(result.identity, { idempotencyKey: 'new' })
  for (const wrong of ['', 'é', 'x'.repeat(256)]) {
    assert.equal(
      codeOf(record({ clientId: third }, { header: { 'idempotency-key': wrong } })),
      'idempotency-key-invalid',
    )
  }
})

test('a topic of a channel gives the channel', () => {
  const result = decode(record({ clientId: third }, { topic: 'trunkline.send.email' }))
  assert.ok(!('poison' in result))
  assert.equal(result.channel, 'email')
})

test('what is no JSON object in UTF-8, or too large, is poison, and nothing of it is told', () => {
  const withValue = (value: Buffer) => ({ ...record({}), value })
  assert.equal(codeOf(withValue(bytes('{"secret'))), 'json-malformed')
  assert.equal(codeOf(withValue(Buffer.from([0x22, 0xff, 0x22]))), 'json-malformed')
  for (const text of ['null', '[]', '"text"', '1']) assert.equal(codeOf(withValue(bytes(text))), 'validation-failed')
  assert.equal(
    codeOf(record({ clientId: third, x: 'x'.repeat(2000) }), rulesOf({ ...config, maxRecordBytes: 1024 })),
    'body-too-large',
  )
  const malformed = decode(withValue(bytes('{"code": 123456')))
  assert.ok('poison' in malformed && !malformed.poison.detail.includes('123456'))
})

test('what is nested so deep that nobody can walk through it is poison by itself; brackets in a text are no nesting', () => {
  const nested = (levels: number) =>
    bytes(`{"clientId":"${third}","metadata":{"x":${'['.repeat(levels)}${']'.repeat(levels)}}}`)
  const withValue = (value: Buffer) => ({ ...record({}), value })
  assert.equal(codeOf(withValue(nested(200_000))), 'validation-failed')
  assert.equal(codeOf(withValue(nested(900))), undefined)
  assert.equal(codeOf(record({ clientId: third, text: `"\\${'{['.repeat(5000)}` })), undefined)
})

test('on its own topic a client needs no name, and no other can use it', () => {
  const own = decode(record({ to: '+1' }, { topic: 'first.send' }))
  assert.ok(!('poison' in own))
  assert.equal(own.clientSid, first)
  assert.equal(codeOf(record({ clientId: first }, { topic: 'first.send' })), undefined)
  assert.equal(codeOf(record({ clientId: second }, { topic: 'first.send' })), 'client-mismatch')
})

test('a client with a topic of its own cannot be named on a shared one', () => {
  assert.equal(codeOf(record({ clientId: first })), 'client-held-to-topic')
  assert.equal(codeOf(record({ clientId: first }, { topic: 'trunkline.send.sms' })), 'client-held-to-topic')
})

test('a client that is held to a secret and a key needs both', () => {
  const header = { 'trunkline-secret': secret }
  const key = bytes('second-7')
  assert.equal(codeOf(record({ clientId: second }, { header, key })), undefined)
  assert.equal(codeOf(record({ clientId: second }, { key })), 'client-secret-wrong')
  assert.equal(
    codeOf(record({ clientId: second }, { header: { 'trunkline-secret': `${secret}x` }, key })),
    'client-secret-wrong',
  )
  assert.equal(codeOf(record({ clientId: second }, { header, key: bytes('first-7') })), 'client-key-wrong')
  assert.equal(codeOf(record({ clientId: second }, { header })), 'client-key-wrong')
})

test('without trust a name alone is not believed; a secret is, and a key prefix is no secret', () => {
  const clients = { [first]: { keyPrefix: 'first-' }, [second]: { secret } }
  const rules = rulesOf({ clients })
  assert.equal(codeOf(record({ clientId: third }), rules), 'client-not-trusted')
  assert.equal(codeOf(record({ clientId: first }, { key: bytes('first-1') }), rules), 'client-not-trusted')
  assert.equal(codeOf(record({ clientId: second }, { header: { 'trunkline-secret': secret } }), rules), undefined)
})

test('a record without a name, or with one that is no text, has no client', () => {
  for (const clientId of [undefined, null, 7, '', {}]) assert.equal(codeOf(record({ clientId })), 'client-missing')
})

test('a client goes by its id alone: its UUID does not lead past its secret, and long names are not repeated', () => {
  const uuid = 'bbbbbbbb-bbbb-bbbb-bbbb-bbbbbbbbbbbb'
  for (const clientId of [uuid, second.toUpperCase(), `${second} `, 'x'.repeat(100_000)]) {
    const result = decode(record({ clientId }))
    assert.ok('poison' in result)
    assert.deepEqual([result.poison.code, result.poison.clientSid], ['client-unknown', undefined])
    const untrusted = decode(record({ clientId }), rulesOf({}))
    assert.ok('poison' in untrusted)
    assert.deepEqual([untrusted.poison.code, untrusted.poison.clientSid], ['client-not-trusted', undefined])
  }
})

test('a name that every object has is no client of the configuration', () => {
  assert.equal(codeOf(record({ clientId: 'constructor' }), rulesOf({ clients: {} })), 'client-not-trusted')
})

test('topics that two claim are refused', () => {
  const claims =
    (topics: string[], more: object = {}) =>
    () =>
      sourceTopics({ clients: { [first]: { topics }, ...more } })
  assert.throws(claims(['trunkline.send']), /belongs to Trunkline itself/)
  assert.throws(claims(['trunkline.dead']), /belongs to Trunkline itself/)
  assert.throws(claims(['x'], { [second]: { topics: ['x'] } }), new RegExp(`x belongs to ${first}`))
})
