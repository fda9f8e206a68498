import type { SipUser, SipUsers } from '@trunkline/voice'
import { Type } from 'typebox'
import type { ApiServer } from '../http/api-server.ts'
import type { Once } from '../idempotency/once.ts'
import type { AccountsPort } from '../ports.ts'
import { nullableText, pageQuery } from '../schema/page.ts'
import { clientParams } from '../schema/params.ts'
import { adminOwner } from './admin-routes.ts'

/** What the routes need. */
export interface SipUserRoutes {
  readonly accounts: Pick<AccountsPort, 'clients'>
  readonly sipUsers: SipUsers
  readonly once: Once
}

const tags = ['admin']
const username = Type.String({
  minLength: 1,
  maxLength: 64,
  description: 'Unique in the server. Letters, digits and `._-`.',
})
const number = Type.String({
  maxLength: 16,
  description: 'E.164: what is shown when the phone calls. One of the client’s.',
})
const user = { username, number: nullableText, createdAt: Type.String(), updatedAt: Type.String() }
const userSchema = Type.Object(user, { $id: 'SipUser' })
const withPassword = Type.Object({ ...user, password: Type.String() }, { $id: 'SipUserWithPassword' })
const userParams = Type.Object({ ...clientParams.properties, username: Type.String({ minLength: 1, maxLength: 64 }) })
const closed = { additionalProperties: false } as const

const view = ({ username, number, createdAt, updatedAt }: SipUser) => ({
  ...{ username, number, createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() },
})

/** Who may register SIP phones: `/v1/admin/clients/{clientId}/sip-users`. */
export function registerSipUsers(app: ApiServer, routes: SipUserRoutes): void {
  registerMaking(app, routes)
  registerKeeping(app, routes)
}

function registerMaking(app: ApiServer, { accounts, sipUsers, once }: SipUserRoutes): void {
  app.post(
    '/clients/:clientId/sip-users',
    {
      schema: {
        tags,
        summary: 'Make a SIP user; its password is shown this once',
        operationId: 'adminCreateSipUser',
        params: clientParams,
        body: Type.Object({ username, number: Type.Optional(number) }, { ...closed, $id: 'NewSipUser' }),
        response: { 201: withPassword },
      },
    },
    (request, reply) =>
      once.run(request, reply, adminOwner, async () => {
        const { id } = await accounts.clients.get(request.params.clientId)
        const made = await sipUsers.create(id, request.body)
        return { status: 201, body: { ...view(made), password: made.password } }
      }),
  )
  app.post(
    '/clients/:clientId/sip-users/:username/rotate',
    {
      schema: {
        tags,
        summary: 'Give a SIP user a new password; the old one is refused at once',
        operationId: 'adminRotateSipUser',
        params: userParams,
        response: { 200: withPassword },
      },
    },
    (request, reply) =>
      once.run(request, reply, adminOwner, async () => {
        const { id } = await accounts.clients.get(request.params.clientId)
        const rotated = await sipUsers.rotate(id, request.params.username)
        return { status: 200, body: { ...view(rotated), password: rotated.password } }
      }),
  )
}

function registerKeeping(app: ApiServer, { accounts, sipUsers }: SipUserRoutes): void {
  app.get(
    '/clients/:clientId/sip-users',
    {
      schema: {
        tags,
        summary: 'A client’s SIP users',
        operationId: 'adminListSipUsers',
        params: clientParams,
        querystring: pageQuery(200),
        response: { 200: Type.Object({ users: Type.Array(userSchema), next: nullableText }, { $id: 'SipUserPage' }) },
      },
    },
    async (request) => {
      const { id } = await accounts.clients.get(request.params.clientId)
      const { users, next } = await sipUsers.list(id, request.query)
      return { users: users.map(view), next }
    },
  )
  app.put(
    '/clients/:clientId/sip-users/:username',
    {
      schema: {
        tags,
        summary: 'Set which number a SIP user shows when it calls',
        operationId: 'adminPutSipUser',
        params: userParams,
        body: Type.Object({ number: Type.Union([number, Type.Null()]) }, { ...closed, $id: 'SipUserInput' }),
        response: { 200: userSchema },
      },
    },
    async (request) => {
      const { id } = await accounts.clients.get(request.params.clientId)
      return view(await sipUsers.setNumber(id, request.params.username, request.body.number))
    },
  )
  app.delete(
    '/clients/:clientId/sip-users/:username',
    {
      schema: {
        tags,
        summary: 'Take a SIP user away, with the phones that it has registered',
        operationId: 'adminDeleteSipUser',
        params: userParams,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const { id } = await accounts.clients.get(request.params.clientId)
      await sipUsers.remove(id, request.params.username)
      return reply.code(204).send()
    },
  )
}
