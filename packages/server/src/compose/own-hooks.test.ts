import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import type { WebhookCall } from '@trunkline/events'
import { isOwnHook, withOwnHooks } from './own-hooks.ts'

test('only what lies below our own hooks is our own', () => {
  const base = 'https://calls.example'
  assert.ok(isOwnHook(`${base}/hooks/verify/call/abc`, base))
  assert.ok(isOwnHook('https://calls.example:443/hooks/x', base))
  assert.ok(isOwnHook('https://proxy.example/trunkline/hooks/x', 'https://proxy.example/trunkline/'))
  for (const other of [
    `${base}/metrics`,
    `${base}/hooks/../metrics`,
    `${base}/hooks/%2e%2e/metrics`,
    `${base}/hooks`,
    'http://calls.example/hooks/x',
    'https://calls.example.evil/hooks/x',
    'https://user:secret@calls.example/hooks/x',
    'https://calls.example@evil.example/hooks/x',
    'nowhere',
  ]) {
    assert.ok(!isOwnHook(other, base), other)
  }
  assert.ok(!isOwnHook(`${base}/hooks/x`, undefined))
})

test('our own hooks are asked directly, and all else as ever', async (t) => {
  const server = createServer((request, response) => response.end(`${request.method} ${request.url}`))
  server.listen(0, '127.0.0.1')
  t.after(() => server.close())
  await new Promise((resolve) => server.once('listening', resolve))
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const passed: string[] = []
  const events = {
    async webhook({ url }: WebhookCall) {
      passed.push(url)
      return { startedAt: 0, durationMs: 0 }
    },
  }
  const hooks = withOwnHooks(events, { clock: { now: Date.now }, baseUrl: () => base })
  t.after(() => hooks.close())
  const call = { clientId: 'ana', purpose: 'call-document' }
  let judged = 0
  const judge = () => {
    judged++
    return undefined
  }
  const { answer } = await hooks.webhook({ ...call, url: `${base}/hooks/x?y=1`, method: 'GET', judge })
  assert.equal(answer?.body.toString(), 'GET /hooks/x?y=1')
  assert.equal(judged, 1)
  await hooks.webhook({ ...call, url: `${base}/metrics` })
  assert.deepEqual(passed, [`${base}/metrics`])
})
