import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type TestContext, test } from 'node:test'
import type { Gateway, OutboundMessage, Outcome } from '@trunkline/channels'
import { quietLog } from '@trunkline/testkit'
import { readTraceparent } from './span.ts'
import { startTracing } from './tracing.ts'

interface Span {
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId?: string
  readonly name: string
  readonly kind: number
  readonly startTimeUnixNano: string
  readonly endTimeUnixNano: string
  readonly attributes: readonly { key: string; value: Record<string, unknown> }[]
  readonly status: { code?: number }
}

async function collector(t: TestContext, status = 200) {
  const spans: Span[] = []
  const paths: string[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    paths.push(`${request.method} ${request.url} ${request.headers['content-type']}`)
    const { resourceSpans } = JSON.parse(body) as { resourceSpans: { scopeSpans: { spans: Span[] }[] }[] }
    spans.push(...resourceSpans.flatMap((one) => one.scopeSpans.flatMap((scope) => scope.spans)))
    response.writeHead(status).end('{}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => server.close())
  return { spans, paths, endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

test('a request is a span that continues its caller’s trace', async (t) => {
  const { spans, paths, endpoint } = await collector(t)
  const tracing = startTracing({ endpoint, version: '1.2.3', log: quietLog })
  const traceId = '4bf92f3577b34da6a3ce929d0e0e4736'
  tracing.traceRequest('POST', `00-${traceId}-00f067aa0ba902b7-01`)?.('/v1/sms', 202)
  tracing.traceRequest('GET', undefined)?.('/v1/messages', 500)
  assert.equal(tracing.traceRequest('GET', `00-${traceId}-00f067aa0ba902b7-00`), undefined)
  await tracing.close()
  assert.deepEqual(paths, ['POST /v1/traces application/json'])
  const [first, second] = spans
  assert.deepEqual(
    [first?.name, first?.kind, first?.traceId, first?.parentSpanId, first?.status],
    ['POST /v1/sms', 2, traceId, '00f067aa0ba902b7', {}],
  )
  assert.deepEqual(first?.attributes.at(-1), { key: 'http.response.status_code', value: { intValue: '202' } })
  assert.ok(BigInt(first?.endTimeUnixNano ?? 0) >= BigInt(first?.startTimeUnixNano ?? 1))
  assert.ok(Math.abs(Number(BigInt(first?.startTimeUnixNano ?? 0) / 1_000_000n) - Date.now()) < 60_000)
  assert.deepEqual([second?.parentSpanId, second?.status], [undefined, { code: 2 }])
  assert.match(second?.traceId ?? '', /^[0-9a-f]{32}$/)
})

test('a send is a span with its gateway and outcome, and without address or text', async (t) => {
  const { spans, endpoint } = await collector(t)
  const tracing = startTracing({ endpoint, version: '0', log: quietLog })
  const outcome: Outcome = { kind: 'accepted', providerId: 'x' }
  const gateway = { name: 'relay', send: async () => outcome } as unknown as Gateway
  tracing.watch(gateway)
  const message = { deliveryId: 'SM1', channel: 'sms', attempt: 2, to: '+14155550123', content: { text: 'secret' } }
  assert.equal(await gateway.send(message as unknown as OutboundMessage, AbortSignal.timeout(1000)), outcome)
  gateway.send = async () => Promise.reject(new Error('a bug'))
  tracing.watch(gateway)
  await assert.rejects(gateway.send(message as unknown as OutboundMessage, AbortSignal.timeout(1000)))
  await tracing.close()
  assert.deepEqual(
    spans.map((span) => [span.name, span.kind, span.status.code]),
    [
      ['send relay', 3, undefined],
      ['send relay', 3, 2],
    ],
  )
  assert.doesNotMatch(JSON.stringify(spans), /5550123|secret/)
})

test('a collector that refuses or is away costs nothing but the spans', async (t) => {
  const warnings: string[] = []
  const log = { ...quietLog, warn: (_fields: object, message: string) => void warnings.push(message) }
  for (const endpoint of [(await collector(t, 503)).endpoint, 'http://127.0.0.1:1']) {
    const tracing = startTracing({ endpoint, version: '0', log })
    for (let count = 0; count < 6_000; count++) tracing.traceRequest('GET', undefined)?.('/', 200)
    await tracing.close()
  }
  assert.deepEqual(warnings, Array(2).fill('the collector does not take traces; they are dropped'))
})

test('a traceparent that is malformed or all zeros is no parent', () => {
  for (const header of [
    '',
    '00-x-y-01',
    `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`,
    `01-${'1'.repeat(32)}-00f067aa0ba902b7-01`,
  ]) {
    assert.equal(readTraceparent(header), undefined)
  }
})
