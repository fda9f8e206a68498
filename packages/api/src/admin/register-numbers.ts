import { ProblemError } from '@trunkline/wire'
import { Type } from 'typebox'
import type { ApiServer } from '../http/api-server.ts'
import type { AccountsPort } from '../ports.ts'
import { adminPutNumberSchema, numberPage, numberSchema } from '../schema/accounts.ts'
import { pageQuery } from '../schema/page.ts'
import { numberParams } from '../schema/params.ts'
import { numberView } from '../v1/number-view.ts'

const tags = ['admin']

/** Phone numbers of all clients. */
export function registerAdminNumbers(app: ApiServer, { numbers }: Pick<AccountsPort, 'numbers'>): void {
  app.get(
    '/numbers',
    {
      schema: {
        tags,
        summary: 'The numbers of all clients',
        operationId: 'adminListNumbers',
        querystring: pageQuery(200),
        response: { 200: numberPage },
      },
    },
    async (request) => {
      const page = await numbers.listAll(request.query)
      return { numbers: page.numbers.map(numberView), next: page.next }
    },
  )
  app.put(
    '/numbers/:number',
    {
      config: { problems: ['number-invalid', 'number-taken', 'client-declared'] },
      schema: {
        tags,
        summary: 'Give a client a number, or change what belongs to it',
        operationId: 'adminPutNumber',
        params: numberParams,
        body: adminPutNumberSchema,
        response: { 200: numberSchema },
      },
    },
    async (request) => {
      const { clientId, ...settings } = request.body
      return numberView(await numbers.put(clientId, request.params.number, settings))
    },
  )
  app.delete(
    '/numbers/:number',
    {
      config: { problems: ['client-declared'] },
      schema: {
        tags,
        summary: 'Free a number',
        operationId: 'adminDeleteNumber',
        params: numberParams,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const held = await numbers.find(request.params.number)
      if (held === null) throw new ProblemError('not-found', `Nobody holds ${request.params.number}.`)
      await numbers.remove(held.clientId, held.phoneNumber)
      return reply.code(204).send()
    },
  )
}
