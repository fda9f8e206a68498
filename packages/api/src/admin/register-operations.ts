import { Type } from 'typebox'
import type { ApiServer } from '../http/api-server.ts'
import { nullableText, pageOf, pageQuery } from '../schema/page.ts'
import { gatewayParams } from '../schema/params.ts'
import type { AdminRoutes } from './admin-routes.ts'

const tags = ['admin']

const gateway = Type.Object(
  {
    name: Type.String(),
    type: Type.String(),
    channels: Type.Array(Type.String()),
    state: Type.String({ description: 'up; down: left alone for a while; trying: being tried again' }),
  },
  { $id: 'GatewayState' },
)

const depth = Type.Object(
  {
    queued: Type.Integer(),
    sending: Type.Integer(),
    held: Type.Integer(),
    awaiting: Type.Integer({ description: 'Sent, and a receipt may still come.' }),
    outbox: Type.Integer({ description: 'Events that wait for their place in the stream.' }),
    webhooks: Type.Integer({ description: 'Deliveries to webhooks that wait.' }),
    webhooksFailed: Type.Integer({ description: 'Those that were given up in the last week.' }),
  },
  { $id: 'QueueDepth', description: 'What waits; each kind is counted up to 10,000.' },
)

const part = Type.Object({
  name: Type.String(),
  state: Type.String({ description: 'up, degraded or down' }),
  essential: Type.Boolean(),
  detail: Type.Optional(Type.String()),
})

const check = Type.Object(
  {
    name: Type.String(),
    state: Type.String({ description: 'ok, warn or fail' }),
    detail: Type.String(),
    advice: Type.Optional(Type.String({ description: 'What to do.' })),
  },
  { $id: 'Check' },
)

/** Gateways, queue, health, and the log of outgoing requests. */
export function registerOperations(app: ApiServer, routes: AdminRoutes): void {
  registerGateways(app, routes)
  registerState(app, routes)
  registerRequests(app, routes)
}

function registerGateways(app: ApiServer, { channels: { gateways } }: AdminRoutes): void {
  app.get(
    '/gateways',
    {
      schema: {
        tags,
        summary: 'The gateways and how they are',
        operationId: 'adminListGateways',
        response: { 200: Type.Object({ gateways: Type.Array(gateway) }) },
      },
    },
    async () => ({ gateways: gateways.list() }),
  )
  app.post(
    '/gateways/:name/check',
    {
      schema: {
        tags,
        summary: 'Ask a provider whether it would take messages',
        operationId: 'adminCheckGateway',
        params: gatewayParams,
        response: {
          200: Type.Object({ ok: Type.Boolean(), detail: Type.String(), advice: Type.Optional(Type.String()) }),
        },
      },
    },
    async (request) => gateways.check(request.params.name, AbortSignal.timeout(10_000)),
  )
}

function registerState(app: ApiServer, { channels, events, readiness, diagnose }: AdminRoutes): void {
  app.get(
    '/queue',
    { schema: { tags, summary: 'What waits', operationId: 'adminQueue', response: { 200: depth } } },
    async () => {
      const [waiting, told] = await Promise.all([channels.depth(), events.depth()])
      return { ...waiting, webhooks: told.deliveries, webhooksFailed: told.failed }
    },
  )
  app.get(
    '/health',
    {
      schema: {
        tags,
        summary: 'What /readyz says, and the gateways',
        operationId: 'adminHealth',
        response: { 200: Type.Object({ parts: Type.Array(part), gateways: Type.Array(gateway) }) },
      },
    },
    async () => ({ parts: await readiness(), gateways: channels.gateways.list() }),
  )
  app.get(
    '/doctor',
    {
      schema: {
        tags,
        summary: 'Check database, clock, gateways, public URL and disk, and say what to do',
        operationId: 'adminDoctor',
        response: { 200: Type.Object({ checks: Type.Array(check) }) },
      },
    },
    async () => ({ checks: await diagnose() }),
  )
}

const requestQuery = Type.Object(
  {
    ...pageQuery(200).properties,
    clientId: Type.String({ pattern: '^AC[0-9a-f]{32}$' }),
    endpointId: Type.Optional(Type.String({ pattern: '^WE[0-9a-f]{32}$' })),
    eventId: Type.Optional(Type.String({ maxLength: 64 })),
    failed: Type.Optional(Type.Boolean({ description: 'Only what got no answer, or another one than 2xx.' })),
  },
  { additionalProperties: false },
)

const headers = Type.Record(Type.String(), Type.String())
const outgoing = Type.Object(
  {
    id: Type.String(),
    startedAt: Type.String(),
    durationMs: Type.Number(),
    purpose: Type.String(),
    endpointId: nullableText,
    eventId: nullableText,
    attempt: Type.Integer(),
    request: Type.Object({ method: Type.String(), url: Type.String(), headers, body: nullableText }),
    response: Type.Union([Type.Object({ status: Type.Integer(), headers, body: nullableText }), Type.Null()]),
    error: Type.Union([Type.Object({ code: Type.String(), message: Type.String() }), Type.Null()]),
  },
  { $id: 'OutgoingRequest' },
)

function registerRequests(app: ApiServer, { accounts, events }: AdminRoutes): void {
  app.get(
    '/requests',
    {
      schema: {
        tags,
        summary: 'Requests that went out on a client’s behalf in the last week, the newest first',
        operationId: 'adminListRequests',
        querystring: requestQuery,
        response: { 200: pageOf('requests', outgoing) },
      },
    },
    async (request) => {
      const { id } = await accounts.clients.get(request.query.clientId)
      return events.requests.list({ ...request.query, clientId: id })
    },
  )
}
