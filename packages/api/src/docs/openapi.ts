import swagger from '@fastify/swagger'
import { problemTable } from '@trunkline/wire'
import type { RouteOptions } from 'fastify'
import type { ApiServer } from '../http/api-server.ts'
import { sendPage } from '../pages/page-headers.ts'
import { problemSchema } from '../schema/problem.ts'
import { hoistSchemas, type Json, nameSchemas } from './hoist-schemas.ts'
import { referenceOf } from './reference-model.ts'
import { referencePage } from './reference-page.ts'

const tags = [
  { name: 'messages', description: 'Send messages, see what became of them, cancel them.' },
  { name: 'events', description: 'What happened, live.' },
  { name: 'webhooks', description: 'What happened, told to your URL.' },
  { name: 'client', description: 'The client’s own settings: routing, windows, senders, numbers.' },
  { name: 'admin', description: 'For operators, with the admin token.' },
  { name: 'operations', description: 'For probes and monitoring; no credentials.' },
  { name: 'later', description: 'Named by the contract and not in this version: answered with 501.' },
]

const about = [
  'One API for SMS, e-mail, push and calls.',
  'Authenticate with Basic (`AC…:token` or `SK…:secret`) or `Authorization: Bearer SK….secret`. Bodies are JSON, instants RFC 3339 in UTC. ' +
    'Whatever is refused is answered with a problem (RFC 9457) that has a stable `code`, and changes nothing.',
  'Send an `Idempotency-Key` with every POST: the same key with the same body is answered as the first time, with the header ' +
    '`Idempotency-Replayed: true`; with another body it is refused.',
].join('\n\n')

/** Collects the routes that are registered after it into an OpenAPI 3.1 document. */
export async function collectRoutes(app: ApiServer, version: string, url: string | undefined): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Trunkline', version, description: about, license: { name: 'Apache-2.0' } },
      ...(url === undefined ? {} : { servers: [{ url }] }),
      tags,
      components: {
        securitySchemes: {
          basic: { type: 'http', scheme: 'basic', description: 'AC…:token or SK…:secret' },
          key: { type: 'http', scheme: 'bearer', description: 'SK….secret' },
          admin: { type: 'http', scheme: 'bearer', description: 'The operator’s token' },
        },
      },
    },
    transform: ({ schema, url: path, route }) => ({ url: path, schema: named(documented(schema, path, route)) }),
  })
}

const named = (schema: object) => nameSchemas(JSON.parse(JSON.stringify(schema)) as Json) as never

/** The OpenAPI document of a server that is ready. */
export const openApiOf = (app: ApiServer): Json => hoistSchemas(JSON.parse(JSON.stringify(app.swagger())) as Json)

/** `/v1/openapi.json`, the same readable at `/docs`, and `/v1/asyncapi.json` where there is one. They are made at the first look and kept. */
export function registerDocs(app: ApiServer, version: string, asyncApi?: object): void {
  let document: string | undefined
  let page: ReturnType<typeof referencePage> | undefined
  app.get('/v1/openapi.json', { schema: { hide: true } }, async (_request, reply) => {
    document ??= JSON.stringify(openApiOf(app))
    return reply.type('application/json; charset=utf-8').header('access-control-allow-origin', '*').send(document)
  })
  if (asyncApi !== undefined) {
    app.get('/v1/asyncapi.json', { schema: { hide: true } }, async (_request, reply) =>
      reply
        .type('application/json; charset=utf-8')
        .header('access-control-allow-origin', '*')
        .send(JSON.stringify(asyncApi)),
    )
  }
  app.get('/docs', { schema: { hide: true } }, async (_request, reply) => {
    page ??= referencePage(referenceOf(openApiOf(app)), version)
    return sendPage(reply, page)
  })
}

/** Adds what all routes have in common: who may call, the Idempotency-Key of POSTs, and problems. */
function documented(given: unknown, path: string, route: RouteOptions): object {
  const schema = (given ?? {}) as NonNullable<RouteOptions['schema']>
  if (schema.hide) return schema
  const admin = path.startsWith('/v1/admin')
  const open = !path.startsWith('/v1/')
  return {
    ...schema,
    ...(open ? {} : { security: admin ? [{ admin: [] }] : [{ basic: [] }, { key: [] }] }),
    ...(route.method === 'POST' && !open ? { headers: idempotencyHeader } : {}),
    response: { ...(schema.response as object | undefined), default: problems(route) },
  }
}

const idempotencyHeader = {
  type: 'object',
  properties: {
    'Idempotency-Key': {
      type: 'string',
      maxLength: 255,
      description: 'Makes trying again safe: the same key and body are answered as the first time.',
    },
  },
}

function problems(route: RouteOptions) {
  const codes = route.config?.problems ?? []
  const list = codes.map((code) => `- \`${code}\` (${problemTable[code].status}): ${problemTable[code].title}`)
  const description = list.length === 0 ? 'A problem.' : `A problem, in particular:\n${list.join('\n')}`
  return { description, content: { 'application/problem+json': { schema: problemSchema } } }
}
