import assert from 'node:assert/strict'
import { test } from 'node:test'
import { basic, openBench } from './support/api-bench.ts'

const sms = (fields: object = {}) => ({ to: '+14155550123', content: { text: 'Hello' }, ...fields })
const tomorrow = () => new Date(Date.now() + 86_400_000).toISOString()

test('a message is accepted, delivered, read and listed', async (t) => {
  const { call, clientId } = await openBench(t)
  const sent = await call('POST', '/v1/sms', sms({ metadata: { order: 7 } }))
  assert.equal(sent.status, 202)
  const { id } = sent.json
  assert.match(id, /^NT[0-9a-f]{32}$/)
  assert.equal(sent.headers.location, `/v1/messages/${id}`)
  assert.deepEqual(Object.keys(sent.json), [
    ...['id', 'clientId', 'to', 'channels', 'strategy', 'category', 'status', 'final', 'createdAt', 'metadata'],
    'deliveries',
  ])
  assert.equal(sent.json.clientId, clientId)
  const read = await until(
    async () => (await call('GET', `/v1/messages/${id}`)).json,
    (message) => message.final,
  )
  assert.equal(read.status, 'delivered')
  assert.deepEqual(read.metadata, { order: 7 })
  const [delivery] = read.deliveries
  assert.equal(delivery.attempts[0].outcome, 'accepted')
  assert.deepEqual(
    delivery.timeline.map((move: { status: string }) => move.status),
    ['accepted', 'queued', 'sending', 'sent', 'delivered'],
  )
  const { json: page } = await call('GET', '/v1/messages?status=delivered&channel=sms&to=%2B14155550123&limit=10')
  assert.deepEqual([page.messages.map((one: { id: string }) => one.id), page.next], [[id], null])
})

async function until<Value>(read: () => Promise<Value>, holds: (value: Value) => boolean): Promise<Value> {
  for (let tries = 0; tries < 600; tries++) {
    const value = await read()
    if (holds(value)) return value
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('it did not come true')
}

test('each short form sends on its own channel', async (t) => {
  const { call } = await openBench(t, { dispatch: false })
  const push = { to: { push: [{ type: 'fcm', token: 'abc' }] }, content: { title: 'Hi' } }
  const cases = [
    ['/v1/sms', sms(), 'sms', 'SM'],
    ['/v1/email', { to: 'ana@example.com', content: { subject: 'Hi', text: 'Hello' } }, 'email', 'EM'],
    ['/v1/push', push, 'push', 'PS'],
    ['/v1/calls', sms(), 'call', 'CA'],
  ] as const
  for (const [path, body, channel, prefix] of cases) {
    const { status, json } = await call('POST', path, body)
    assert.deepEqual([status, json.channels], [202, [channel]])
    assert.equal(json.deliveries[0].id.slice(0, 2), prefix)
  }
  const several = await call('POST', '/v1/messages', {
    to: { phone: '+14155550123', email: 'ana@example.com' },
    channels: ['email', { channel: 'sms', timeoutSeconds: 60 }],
    strategy: 'first',
    content: { text: 'Hello' },
  })
  assert.deepEqual([several.status, several.json.strategy, several.json.channels], [202, 'first', ['email', 'sms']])
})

test('short forms do not take channels and strategy', async (t) => {
  const { call } = await openBench(t, { dispatch: false })
  const { json } = await call('POST', '/v1/sms', sms({ channels: ['sms'], strategy: 'all' }))
  assert.equal(json.code, 'field-unknown')
  assert.deepEqual(
    json.errors.map((fault: { pointer: string }) => fault.pointer),
    ['/channels', '/strategy'],
  )
})

test('every way to authenticate is taken', async (t) => {
  const { raw, accounts, clientId, authToken } = await openBench(t, { dispatch: false })
  const { sid, secret } = await accounts.keys.create(clientId)
  for (const authorization of [basic(clientId, authToken), basic(sid, secret), `Bearer ${sid}.${secret}`]) {
    const headers = { authorization, 'content-type': 'application/json' }
    assert.equal((await raw('POST', '/v1/sms', JSON.stringify(sms()), headers)).status, 202)
    // Once more, by the remembered header.
    assert.equal((await raw('GET', '/v1/client', undefined, { authorization })).json.id, clientId)
  }
  for (const authorization of ['Basic !', 'Bearer x', `Bearer ${sid}.wrong`, 'Digest x', 'Basic']) {
    const refused = await raw('GET', '/v1/client', undefined, { authorization })
    assert.equal(refused.status, 401, authorization)
    assert.match(refused.headers['www-authenticate'] ?? '', /^Basic/)
  }
})

test('the same key and body are answered as the first time, quoted or bare', async (t) => {
  const { call } = await openBench(t, { dispatch: false })
  const first = await call('POST', '/v1/sms', sms(), { 'idempotency-key': 'abc' })
  const again = await call(
    'POST',
    '/v1/sms',
    { content: { text: 'Hello' }, to: '+14155550123' },
    { 'idempotency-key': '"abc"' },
  )
  assert.deepEqual([again.status, again.json.id], [202, first.json.id])
  assert.equal(first.headers['idempotency-replayed'], undefined)
  assert.equal(again.headers['idempotency-replayed'], 'true')
  const { json: page } = await call('GET', '/v1/messages')
  assert.equal(page.messages.length, 1)
  const elsewhere = await call('POST', '/v1/calls', sms(), { 'idempotency-key': 'abc' })
  assert.equal(elsewhere.json.code, 'idempotency-key-reused')
})

test('a batch takes the good and names the bad', async (t) => {
  const { call } = await openBench(t, { dispatch: false })
  const messages = [sms(), { to: 'nobody', content: { text: 'x' } }, { txt: 1 }, { ...sms(), channels: ['email'] }]
  const { status, json } = await call('POST', '/v1/messages/batch', { messages })
  assert.equal(status, 202)
  assert.equal(json.accepted.length, 1)
  assert.deepEqual(
    json.rejected.map(({ index, problem }: { index: number; problem: { code: string } }) => [index, problem.code]),
    [
      [1, 'number-invalid'],
      [2, 'validation-failed'],
      [3, 'recipient-missing'],
    ],
  )
  assert.equal(json.rejected[0].problem.errors[0].pointer, '/to')
})

test('a message is canceled before it is sent', async (t) => {
  const { call } = await openBench(t)
  const { json: sent } = await call('POST', '/v1/sms', sms({ sendAt: tomorrow() }))
  assert.equal(sent.status, 'held')
  const canceled = await call('POST', `/v1/messages/${sent.id}/cancel`, undefined, { 'idempotency-key': 'x' })
  assert.deepEqual([canceled.status, canceled.json.status, canceled.json.final], [200, 'canceled', true])
})

test('the pages of a list follow one another', async (t) => {
  const { call } = await openBench(t, { dispatch: false })
  for (let sent = 0; sent < 5; sent++) await call('POST', '/v1/sms', sms())
  const seen: string[] = []
  let after = ''
  do {
    const { json: page } = await call('GET', `/v1/messages?limit=2${after}`)
    seen.push(...page.messages.map((one: { id: string }) => one.id))
    after = page.next === null ? '' : `&after=${page.next}`
  } while (after !== '')
  assert.equal(new Set(seen).size, 5)
  assert.deepEqual(seen, seen.toSorted().reverse())
})

test('clients do not see one another’s messages', async (t) => {
  const { call, accounts, raw } = await openBench(t, { dispatch: false })
  const { json: sent } = await call('POST', '/v1/sms', sms())
  const other = await accounts.clients.create({ name: 'Other' })
  const authorization = basic(other.client.sid, other.authToken)
  assert.equal((await raw('GET', `/v1/messages/${sent.id}`, undefined, { authorization })).status, 404)
  assert.equal((await raw('POST', `/v1/messages/${sent.id}/cancel`, undefined, { authorization })).status, 404)
  assert.deepEqual((await raw('GET', '/v1/messages', undefined, { authorization })).json.messages, [])
})

test('an e-mail may be large, a text may not', async (t) => {
  const { call } = await openBench(t, { dispatch: false })
  const content = { text: 'See file', attachments: [{ name: 'a.bin', content: 'A'.repeat(3_000_000) }] }
  assert.equal((await call('POST', '/v1/email', { to: 'ana@example.com', content })).status, 202)
  assert.equal((await call('POST', '/v1/sms', { to: '+14155550123', content })).status, 413)
})

test('what is not in this version says so', async (t) => {
  const { call } = await openBench(t, { dispatch: false })
  const { status, json } = await call('POST', '/v1/voice/token', {})
  assert.deepEqual([status, json.code], [501, 'not-served'])
})
