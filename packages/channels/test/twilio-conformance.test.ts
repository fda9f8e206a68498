import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestContext } from 'node:test'
import { describeGateway, FakeTwilio, type GatewayBench, type RecordedLog, type RecordedSink } from '@trunkline/testkit'
import { createTwilioGateway } from '../src/gateways/twilio/twilio-gateway.ts'
import type { Gateway } from '../src/ports.ts'

/** Serves a gateway's hook on a free port, as the API does. Returns the base URL. */
async function serveHook(t: TestContext, gateway: () => Gateway, sink: RecordedSink): Promise<string> {
  const server = createServer(async (request, response) => {
    let rawBody = ''
    for await (const part of request) rawBody += part
    const headers = request.headers as Record<string, string | undefined>
    const url = `http://${headers.host}${request.url}`
    const answer = await gateway().hook?.({ method: request.method ?? '', url, headers, rawBody }, sink)
    response.writeHead(answer?.status ?? 500).end(answer?.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function open(t: TestContext, log: RecordedLog, sink: RecordedSink): Promise<GatewayBench> {
  const fake = await FakeTwilio.start()
  t.after(() => fake.close())
  let gateway: Gateway | undefined
  const publicUrl = await serveHook(t, () => gateway as Gateway, sink)
  gateway = createTwilioGateway(
    'twilio-test',
    {
      type: 'twilio',
      accountSid: fake.accountSid,
      authToken: fake.authToken,
      from: '+15005550006',
      baseUrl: fake.url,
      settleSeconds: 0.2,
    },
    { publicUrl: () => publicUrl, clock: { now: Date.now }, log },
  )
  return {
    gateway,
    secrets: [fake.authToken],
    arrived: () => fake.records.map((record) => ({ to: record.to, text: record.body || (record.twiml ?? '') })),
    refuse: (failover) => fake.next({ status: 400, code: failover ? 21606 : 21211 }),
    defer: (retryAfter) =>
      fake.next({ status: 429, code: 20429, ...(retryAfter ? { retryAfter: String(retryAfter / 1_000) } : {}) }),
    cut: (when) => fake.next({ cut: when === 'before' ? 'before-processing' : 'before-answer' }),
    stall: () => fake.next({ stall: 'before-answer' }),
    stallMet: () => fake.faultsLeft === 0,
    unreachable: () => fake.close(),
    tell: async (providerId, status) => {
      await fake.tell(providerId, status, status === 'undelivered' ? 30003 : null)
    },
  }
}

describeGateway('twilio', open, { levers: ['defer', 'cut', 'stall', 'unreachable', 'tell'], tellsRetryAfter: true })
