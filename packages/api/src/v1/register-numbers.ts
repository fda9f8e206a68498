import { Type } from 'typebox'
import { clientOf } from '../auth/client-auth.ts'
import type { ApiServer } from '../http/api-server.ts'
import type { AccountsPort } from '../ports.ts'
import { numberPage, numberSchema, putNumberSchema } from '../schema/accounts.ts'
import { pageQuery } from '../schema/page.ts'
import { numberParams } from '../schema/params.ts'
import { numberView } from './number-view.ts'

/** `/v1/numbers`: the client's own phone numbers. */
export function registerNumbers(app: ApiServer, { numbers }: Pick<AccountsPort, 'numbers'>): void {
  const tags = ['client']
  app.put(
    '/numbers/:number',
    {
      config: { problems: ['number-invalid', 'number-taken', 'client-declared'] },
      schema: {
        tags,
        summary: 'Hold a number, or change what belongs to it',
        description:
          'A number that is nobody’s becomes the client’s. What is left out stays as it is; null takes it away.',
        operationId: 'putNumber',
        params: numberParams,
        body: putNumberSchema,
        response: { 200: numberSchema },
      },
    },
    async (request) => numberView(await numbers.put(clientOf(request).id, request.params.number, request.body)),
  )
  app.get(
    '/numbers',
    {
      schema: {
        tags,
        summary: 'The client’s numbers',
        operationId: 'listNumbers',
        querystring: pageQuery(200),
        response: { 200: numberPage },
      },
    },
    async (request) => {
      const page = await numbers.list(clientOf(request).id, request.query)
      return { numbers: page.numbers.map(numberView), next: page.next }
    },
  )
  app.get(
    '/numbers/:number',
    {
      schema: {
        tags,
        summary: 'One number',
        operationId: 'getNumber',
        params: numberParams,
        response: { 200: numberSchema },
      },
    },
    async (request) => numberView(await numbers.get(clientOf(request).id, request.params.number)),
  )
  app.delete(
    '/numbers/:number',
    {
      config: { problems: ['client-declared'] },
      schema: {
        tags,
        summary: 'Give a number up',
        operationId: 'deleteNumber',
        params: numberParams,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      await numbers.remove(clientOf(request).id, request.params.number)
      return reply.code(204).send()
    },
  )
}
