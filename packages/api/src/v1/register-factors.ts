import type { Verify } from '@trunkline/verify'
import { Type } from 'typebox'
import { clientOf } from '../auth/client-auth.ts'
import type { ApiServer } from '../http/api-server.ts'
import type { Once } from '../idempotency/once.ts'
import {
  checkIdentitySchema,
  checkSchema,
  factorCheckSchema,
  factorListSchema,
  factorParams,
  factorSchema,
  factorWithSecretsSchema,
  newFactorSchema,
} from '../schema/verifications.ts'

const tags = ['factors']

/** `/v1/factors`: authenticators, backup codes, remembered devices. */
export function registerFactors(app: ApiServer, { factors }: Pick<Verify, 'factors'>, once: Once): void {
  registerMaking(app, factors, once)
  registerChecking(app, factors, once)
}

function registerMaking(app: ApiServer, factors: Verify['factors'], once: Once): void {
  app.post(
    '/factors',
    {
      config: { problems: ['factor-limit'] },
      schema: {
        tags,
        summary: 'Give a person a second factor',
        description: 'Its secrets are shown this once. A new set of backup codes takes the place of the old.',
        operationId: 'createFactor',
        body: newFactorSchema,
        response: { 201: factorWithSecretsSchema },
      },
    },
    (request, reply) => {
      const { id } = clientOf(request)
      return once.run(request, reply, id, async () => ({ status: 201, body: await factors.create(id, request.body) }))
    },
  )
  app.get(
    '/factors',
    {
      schema: {
        tags,
        summary: 'The factors of a person',
        operationId: 'listFactors',
        querystring: Type.Object(
          { identity: Type.String({ minLength: 1, maxLength: 64 }) },
          { additionalProperties: false },
        ),
        response: { 200: factorListSchema },
      },
    },
    async (request) => ({ factors: await factors.list(clientOf(request).id, request.query.identity), next: null }),
  )
  app.get(
    '/factors/:id',
    {
      schema: {
        tags,
        summary: 'One factor',
        operationId: 'getFactor',
        params: factorParams,
        response: { 200: factorSchema },
      },
    },
    async (request) => factors.get(clientOf(request).id, request.params.id),
  )
  app.delete(
    '/factors/:id',
    {
      schema: {
        tags,
        summary: 'Take a factor away',
        operationId: 'deleteFactor',
        params: factorParams,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      await factors.remove(clientOf(request).id, request.params.id)
      return reply.code(204).send()
    },
  )
}

function registerChecking(app: ApiServer, factors: Verify['factors'], once: Once): void {
  const response = { 200: factorCheckSchema }
  app.post(
    '/factors/:id/verify',
    {
      config: { problems: ['verification-locked'] },
      schema: {
        tags,
        summary: 'Take the first code of an authenticator',
        description: 'Proves that the person has set it up; it is of use from then on.',
        operationId: 'verifyFactor',
        params: factorParams,
        body: checkSchema,
        response,
      },
    },
    (request, reply) => {
      const { id } = clientOf(request)
      const work = () => factors.verify(id, request.params.id, request.body.code)
      return once.run(request, reply, id, async () => ({ status: 200, body: await work() }))
    },
  )
  app.post(
    '/factors/:id/check',
    {
      config: { problems: ['verification-locked', 'factor-unverified'] },
      schema: {
        tags,
        summary: 'Check a code of one factor',
        operationId: 'checkFactor',
        params: factorParams,
        body: checkSchema,
        response,
      },
    },
    (request, reply) => {
      const { id } = clientOf(request)
      const work = () => factors.checkOne(id, request.params.id, request.body.code)
      return once.run(request, reply, id, async () => ({ status: 200, body: await work() }))
    },
  )
  app.post(
    '/factors/check',
    {
      config: { problems: ['verification-locked'] },
      schema: {
        tags,
        summary: 'Check a code against all factors of a person',
        description: 'An authenticator’s code, a backup code, or a remembered device’s token.',
        operationId: 'checkFactors',
        body: checkIdentitySchema,
        response,
      },
    },
    (request, reply) => {
      const { id } = clientOf(request)
      const work = () => factors.check(id, request.body.identity, request.body.code)
      return once.run(request, reply, id, async () => ({ status: 200, body: await work() }))
    },
  )
}
