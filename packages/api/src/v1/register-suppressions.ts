import { categories, type Suppression, suppressibleChannels, suppressionReasons } from '@trunkline/channels'
import { Type } from 'typebox'
import { clientOf } from '../auth/client-auth.ts'
import type { ApiServer } from '../http/api-server.ts'
import type { ChannelsPort } from '../ports.ts'
import { nullableText, pageOf, pageQuery } from '../schema/page.ts'

const tags = ['recipients']
const channel = Type.Enum([...suppressibleChannels])
const category = Type.Enum([...categories])

const suppressionSchema = Type.Object(
  {
    channel: Type.String(),
    address: Type.String({ description: 'E.164 number or e-mail address.' }),
    from: Type.Union([Type.String(), Type.Null()], { description: 'The sender that it is about; null: all.' }),
    reason: Type.String({ description: suppressionReasons.join(', ') }),
    categories: Type.Union([Type.Array(Type.String()), Type.Null()], {
      description: 'The categories that are not sent; null: all.',
    }),
    detail: nullableText,
    createdAt: Type.String(),
  },
  { $id: 'Suppression' },
)

const params = Type.Object({ channel, address: Type.String({ minLength: 1, maxLength: 320 }) })
const from = Type.Optional(Type.String({ minLength: 1, maxLength: 320, description: 'One sender; left out: all.' }))
const body = Type.Object(
  {
    from,
    categories: Type.Optional(
      Type.Array(category, { minItems: 1, uniqueItems: true, description: 'What is not sent; left out: anything.' }),
    ),
    detail: Type.Optional(Type.String({ maxLength: 200, description: 'Why, in your words.' })),
  },
  { additionalProperties: false, $id: 'PutSuppression' },
)

/** `/v1/suppressions`: the addresses that a client does not send to. */
export function registerSuppressions(app: ApiServer, { suppressions }: Pick<ChannelsPort, 'suppressions'>): void {
  app.get(
    '/suppressions',
    {
      schema: {
        tags,
        summary: 'The addresses that are not sent to',
        description: 'People who opted out or unsubscribed, mailboxes that are not there, and what you put here.',
        operationId: 'listSuppressions',
        querystring: Type.Object(
          {
            ...pageQuery(200).properties,
            channel: Type.Optional(channel),
            address: Type.Optional(Type.String({ minLength: 1, maxLength: 320, description: 'As it is stored.' })),
          },
          { additionalProperties: false },
        ),
        response: { 200: pageOf('suppressions', suppressionSchema) },
      },
    },
    async (request) => {
      const page = await suppressions.list(clientOf(request).id, request.query)
      return { suppressions: page.suppressions.map(view), next: page.next }
    },
  )
  app.put(
    '/suppressions/:channel/:address',
    {
      config: { problems: ['number-invalid', 'email-invalid'] },
      schema: {
        tags,
        summary: 'Send nothing more to an address',
        operationId: 'putSuppression',
        params,
        body,
        response: { 200: suppressionSchema },
      },
    },
    async (request) => view(await suppressions.put(clientOf(request).id, { ...request.params, ...request.body })),
  )
  app.delete(
    '/suppressions/:channel/:address',
    {
      config: { problems: ['number-invalid', 'email-invalid'] },
      schema: {
        tags,
        summary: 'Send to an address again',
        description: 'Only where the person wants it: what a person opted out of is theirs to take back.',
        operationId: 'deleteSuppression',
        params,
        querystring: Type.Object({ from }, { additionalProperties: false }),
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      await suppressions.remove(clientOf(request).id, { ...request.params, ...request.query })
      return reply.code(204).send(null)
    },
  )
}

const view = ({ createdAt, categories: kept, ...rest }: Suppression) => ({
  ...rest,
  categories: kept === null ? null : [...kept],
  createdAt: createdAt.toISOString(),
})
