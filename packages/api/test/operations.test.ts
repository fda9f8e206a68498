import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Readiness } from '../src/operations/health.ts'
import { openBench } from './support/api-bench.ts'

test('a process is ready while its essential parts are up, and says what is degraded', async (t) => {
  let parts: Readiness[] = [{ name: 'database', state: 'up', essential: true }]
  const { raw, api } = await openBench(t, { dispatch: false, readiness: () => parts })
  const ready = async () => {
    const { status, json } = await raw('GET', '/readyz')
    return [status, json.status]
  }
  assert.deepEqual(await ready(), [200, 'ready'])
  parts = [...parts, { name: 'gateway:a', state: 'down', essential: false, detail: 'left alone' }]
  assert.deepEqual(await ready(), [200, 'degraded'])
  parts = [{ name: 'database', state: 'down', essential: true, detail: 'away' }]
  assert.deepEqual(await ready(), [503, 'not-ready'])
  assert.deepEqual((await raw('GET', '/healthz')).json, { status: 'up' })
  parts = [{ name: 'database', state: 'up', essential: true }]
  await api.stop()
})

test('measurements are given to Prometheus', async (t) => {
  const { raw } = await openBench(t, { dispatch: false })
  const { status, text, headers } = await raw('GET', '/metrics')
  assert.deepEqual([status, text, headers['content-type']], [200, 'trunkline_up 1\n', 'text/plain; version=0.0.4'])
})

test('the OpenAPI document is of version 3.1 and names every route, once each', async (t) => {
  const { raw, api } = await openBench(t, { dispatch: false })
  const { status, json: document } = await raw('GET', '/v1/openapi.json')
  assert.equal(status, 200)
  assert.match(document.openapi, /^3\.1\./)
  const operations = Object.values(document.paths as Record<string, Record<string, { operationId?: string }>>).flatMap(
    (methods) => Object.values(methods).map(({ operationId }) => operationId),
  )
  assert.equal(new Set(operations).size, operations.length)
  assert.ok(operations.every((id) => id !== undefined))
  for (const path of ['/v1/messages', '/v1/sms', '/v1/webhooks/{id}/replay', '/v1/admin/clients', '/healthz']) {
    assert.ok(path in document.paths, path)
  }
  assert.deepEqual(document.paths['/v1/sms'].post.security, [{ basic: [] }, { key: [] }])
  assert.deepEqual(document.paths['/v1/admin/queue'].get.security, [{ admin: [] }])
  assert.equal(document.paths['/healthz'].get.security, undefined)
  assert.equal(
    document.paths['/v1/messages'].post.requestBody.content['application/json'].schema.$ref,
    '#/components/schemas/Send',
  )
  assert.doesNotMatch(JSON.stringify(document), /"\$id"/)
  assertReferences(document)
  assert.ok(api.server)
})

function assertReferences(document: { components: { schemas: Record<string, object> } }): void {
  const references = JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)
  for (const [, name = ''] of references) assert.ok(name in document.components.schemas, name)
}

test('the reference at /docs shows every call without a script', async (t) => {
  const { raw } = await openBench(t, { dispatch: false })
  const { status, text } = await raw('GET', '/docs')
  assert.equal(status, 200)
  for (const words of ['/v1/messages/batch', 'content.text', 'idempotency-key-reused', 'deliveries[].status']) {
    assert.ok(text.includes(words), words)
  }
  assert.doesNotMatch(text, /<script/)
})

test('what a provider sends reaches its gateway with its bytes, its URL and its headers', async (t) => {
  const bench = await openBench(t, { dispatch: false, publicUrl: 'https://trunkline.example/base' })
  const seen: object[] = []
  bench.channels.gateways.hook = async (name, request) => {
    seen.push({ name, ...request })
    return { status: 200, contentType: 'text/xml', body: '<Response/>' }
  }
  const form = { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': 'abc' }
  const { status, text, headers } = await bench.raw('POST', '/hooks/loopback/loopback?a=%20b', 'Body=a%2Bb&To=+1', form)
  assert.deepEqual([status, text, headers['content-type']], [200, '<Response/>', 'text/xml'])
  const [request] = seen as { method: string; url: string; rawBody: string; headers: Record<string, string> }[]
  assert.deepEqual(
    [request?.method, request?.url, request?.rawBody, request?.headers['x-twilio-signature']],
    ['POST', 'https://trunkline.example/base/hooks/loopback/loopback?a=%20b', 'Body=a%2Bb&To=+1', 'abc'],
  )
  assert.equal((await bench.raw('POST', '/hooks/twilio/loopback', '')).status, 404)
  assert.equal((await bench.raw('GET', '/hooks/loopback/none')).status, 404)
})
