import assert from 'node:assert/strict'
import { test } from 'node:test'
import { eventually } from '@trunkline/testkit'
import { openBench } from './support/api-bench.ts'

const ours = '+15005550006'
const theirs = '+14155550123'

test('a thread has what both wrote, newest first, page by page, and nothing of others', async (t) => {
  const { call, channels, accounts, clientId } = await openBench(t)
  await accounts.numbers.put(clientId, ours)
  let texts = 0
  const says = (text: string, from = theirs) =>
    channels.sink.inbound({
      ...{ gateway: 'loopback', channel: 'sms', providerId: `in-${++texts}`, from, to: ours, text, media: [] },
      at: Date.now(),
    })
  const tell = (text: string, to = theirs) => call('POST', '/v1/sms', { to, from: ours, content: { text } })
  await tell('one')
  await says('two')
  await tell('to somebody else', '+14155550124')
  await says('from somebody else', '+14155550124')
  await tell('three')
  await says('four')
  const path = `/v1/threads/${encodeURIComponent('+1 500 555 0006')}/${theirs}`
  await eventually(async () => {
    const { json } = await call('GET', path)
    assert.deepEqual(
      json.texts.map(({ direction, text, status }: Record<string, string>) => [direction, text, status]),
      [
        ['inbound', 'four', 'received'],
        ['outbound', 'three', 'delivered'],
        ['inbound', 'two', 'received'],
        ['outbound', 'one', 'delivered'],
      ],
    )
    assert.equal(json.next, null)
  })
  const seen: string[] = []
  let next: string | null = ''
  while (next !== null) {
    const after: string = next === '' ? '' : `&after=${next}`
    const { json } = await call('GET', `${path}?limit=1${after}`)
    seen.push(...json.texts.map((one: { text: string }) => one.text))
    next = json.next
  }
  assert.deepEqual(seen, ['four', 'three', 'two', 'one'])
  assert.equal((await call('GET', `/v1/threads/12/${theirs}`)).json.code, 'number-invalid')
  assert.equal((await call('GET', `${path}?after=x`)).json.code, 'query-invalid')
})
