import type { CallGuard } from '@trunkline/voice'
import { Type } from 'typebox'
import type { ApiServer } from '../http/api-server.ts'
import type { AccountsPort } from '../ports.ts'
import { clientParams } from '../schema/params.ts'

/** What the routes need. */
export interface CallLimitRoutes {
  readonly accounts: Pick<AccountsPort, 'clients'>
  readonly voice: { readonly guard: Pick<CallGuard, 'limits'> }
}

const prefixes = (description: string) =>
  Type.Array(Type.String({ maxLength: 16 }), { maxItems: 1_000, uniqueItems: true, description })

const limits = {
  allow: prefixes('Beginnings of numbers that may be called, such as `+49`; `+` is every number.'),
  deny: prefixes('Beginnings that may not be called. The longest of both lists decides.'),
  premium: Type.Boolean({ description: 'Whether premium-rate numbers may be called.' }),
  perSecond: Type.Number({ minimum: 0, maximum: 10_000, description: 'Calls a second that are dialled for the API.' }),
  perMinute: Type.Integer({ minimum: 0, maximum: 1_000_000, description: 'Calls a minute that leave the server.' }),
  concurrent: Type.Integer({ minimum: 0, maximum: 100_000, description: 'Calls at a time that have left the server.' }),
}

const given = Type.Partial(Type.Object(limits), { additionalProperties: false, $id: 'CallLimitsInput' })
const answer = Type.Object(
  {
    limits: Type.Object(limits, { description: 'What holds: the client’s own, and the server’s where it has none.' }),
    own: Type.Partial(Type.Object(limits), { description: 'What was set for this client.' }),
  },
  { $id: 'CallLimits' },
)

/** What a client may call, how fast and how much: `/v1/admin/clients/{clientId}/calls`. */
export function registerCallLimits(app: ApiServer, { accounts, voice }: CallLimitRoutes): void {
  const tags = ['admin']
  const shown = async (clientId: string) => ({
    limits: await voice.guard.limits.of(clientId),
    own: await voice.guard.limits.own(clientId),
  })
  app.get(
    '/clients/:clientId/calls',
    {
      schema: {
        tags,
        summary: 'What a client may call',
        operationId: 'adminGetCallLimits',
        params: clientParams,
        response: { 200: answer },
      },
    },
    async (request) => shown((await accounts.clients.get(request.params.clientId)).id),
  )
  app.put(
    '/clients/:clientId/calls',
    {
      schema: {
        tags,
        summary: 'Set what a client may call',
        description: 'Replaces what was set for it; what is left out is what the configuration file says of all.',
        operationId: 'adminPutCallLimits',
        params: clientParams,
        body: given,
        response: { 200: answer },
      },
    },
    async (request) => {
      const { id } = await accounts.clients.get(request.params.clientId)
      await voice.guard.limits.set(id, request.body)
      return shown(id)
    },
  )
}
