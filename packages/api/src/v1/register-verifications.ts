import type { Verify } from '@trunkline/verify'
import { Type } from 'typebox'
import { clientOf } from '../auth/client-auth.ts'
import type { ApiServer } from '../http/api-server.ts'
import type { Once } from '../idempotency/once.ts'
import { pageQuery } from '../schema/page.ts'
import {
  attemptPage,
  checkSchema,
  putVerifySettingsSchema,
  resendSchema,
  startVerificationSchema,
  summarySchema,
  unlockSchema,
  verificationDetailSchema,
  verificationPage,
  verificationParams,
  verificationSchema,
  verifySettingsSchema,
} from '../schema/verifications.ts'

/** What the routes of verifications need. */
export type VerificationRoutes = Pick<Verify, 'verifications' | 'attempts' | 'services'>

const tags = ['verifications']

const refusals = [
  'verification-limited',
  'verification-locked',
  'verification-blocked',
  'country-refused',
  'line-refused',
] as const
const starting = [
  'number-invalid',
  'email-invalid',
  'recipient-missing',
  'method-unavailable',
  'locale-voiceless',
] as const
const checking = ['verification-ended', 'verification-checks-exhausted', 'verification-locked'] as const

/** `/v1/verifications`: one-time codes. */
export function registerVerifications(app: ApiServer, verify: VerificationRoutes, once: Once): void {
  registerStart(app, verify, once)
  registerActions(app, verify, once)
  registerLists(app, verify)
  registerSettings(app, verify)
}

function registerStart(app: ApiServer, { verifications }: VerificationRoutes, once: Once): void {
  app.post(
    '/verifications',
    {
      config: { problems: [...starting, ...refusals] },
      schema: {
        tags,
        summary: 'Send a code to a person',
        description:
          'The code is sent in the background; what becomes of it stands in the verification and its events.',
        operationId: 'startVerification',
        body: startVerificationSchema,
        response: { 201: verificationSchema },
      },
    },
    (request, reply) => {
      const { id } = clientOf(request)
      return once.run(request, reply, id, async () => {
        const body = await verifications.start(id, request.body)
        reply.header('location', `/v1/verifications/${body.id}`)
        return { status: 201, body }
      })
    },
  )
  app.get(
    '/verifications/:id',
    {
      schema: {
        tags,
        summary: 'A verification with its sends',
        operationId: 'getVerification',
        params: verificationParams,
        response: { 200: verificationDetailSchema },
      },
    },
    async (request) => verifications.get(clientOf(request).id, request.params.id),
  )
}

function registerActions(app: ApiServer, { verifications }: VerificationRoutes, once: Once): void {
  const base = { tags, params: verificationParams, response: { 200: verificationSchema } }
  app.post(
    '/verifications/:id/check',
    {
      config: { problems: checking },
      schema: {
        ...base,
        summary: 'Check the code that a person typed',
        description: 'A wrong one is answered with `valid: false`. A right one is good once.',
        operationId: 'checkVerification',
        body: checkSchema,
      },
    },
    (request, reply) => {
      const { id } = clientOf(request)
      const work = () => verifications.check(id, request.params.id, request.body.code)
      return once.run(request, reply, id, async () => ({ status: 200, body: await work() }))
    },
  )
  app.post(
    '/verifications/:id/resend',
    {
      // Its body may be left out: then the code goes the way that it went before.
      preValidation: (request, _reply, done) => {
        request.body ??= {}
        done()
      },
      config: {
        problems: ['verification-ended', 'verification-too-soon', 'verification-sends-exhausted', ...refusals],
      },
      schema: {
        ...base,
        summary: 'Send the same code again',
        description: 'After 30, 60, 120, 300 seconds, and five times in all, unless the settings say otherwise.',
        operationId: 'resendVerification',
        body: resendSchema,
      },
    },
    (request, reply) => {
      const { id } = clientOf(request)
      const work = () => verifications.resend(id, request.params.id, request.body)
      return once.run(request, reply, id, async () => ({ status: 200, body: await work() }))
    },
  )
  app.post(
    '/verifications/:id/cancel',
    {
      config: { problems: ['verification-ended'] },
      schema: { ...base, summary: 'End a verification without a code', operationId: 'cancelVerification' },
    },
    async (request) => verifications.cancel(clientOf(request).id, request.params.id),
  )
  app.post(
    '/verifications/unlock',
    {
      schema: {
        tags,
        summary: 'Forget the wrong codes of a number or identity',
        description: 'For a person whom you know: after ten wrong codes in a row nothing is compared for a while.',
        operationId: 'unlockVerifications',
        body: unlockSchema,
        response: { 200: Type.Object({ unlocked: Type.Boolean() }) },
      },
    },
    async (request) => {
      const { to = '', identity } = request.body
      const whom = identity === undefined ? { to } : { identity }
      return { unlocked: await verifications.unlock(clientOf(request).id, whom) }
    },
  )
}

const listQuery = Type.Object(
  {
    to: Type.Optional(Type.String({ minLength: 1, maxLength: 320 })),
    status: Type.Optional(Type.Enum(['pending', 'approved', 'canceled', 'expired', 'failed', 'max_attempts_reached'])),
    ...pageQuery(200).properties,
  },
  { additionalProperties: false },
)

const attemptFilter = {
  channel: Type.Optional(Type.String({ maxLength: 20 })),
  country: Type.Optional(Type.String({ pattern: '^[A-Z]{2}$' })),
  prefix: Type.Optional(Type.String({ pattern: '^\\+[0-9]{1,15}$' })),
  from: Type.Optional(Type.String({ format: 'date-time' })),
  until: Type.Optional(Type.String({ format: 'date-time' })),
}

const filterOf = ({ from, until, ...rest }: { readonly from?: string; readonly until?: string }) => ({
  ...rest,
  ...(from === undefined ? {} : { from: new Date(from) }),
  ...(until === undefined ? {} : { until: new Date(until) }),
})

function registerLists(app: ApiServer, { verifications, attempts }: VerificationRoutes): void {
  app.get(
    '/verifications',
    {
      schema: {
        tags,
        summary: 'Verifications, the newest first',
        operationId: 'listVerifications',
        querystring: listQuery,
        response: { 200: verificationPage },
      },
    },
    async (request) => verifications.list(clientOf(request).id, request.query),
  )
  app.get(
    '/verifications/attempts',
    {
      schema: {
        tags,
        summary: 'Sends of verifications, the newest first',
        operationId: 'listVerificationAttempts',
        querystring: Type.Object({ ...attemptFilter, ...pageQuery(200).properties }, { additionalProperties: false }),
        response: { 200: attemptPage },
      },
    },
    async (request) => attempts.list(clientOf(request).id, filterOf(request.query)),
  )
  app.get(
    '/verifications/summary',
    {
      schema: {
        tags,
        summary: 'How many of the sends came back',
        operationId: 'summarizeVerifications',
        querystring: Type.Object(attemptFilter, { additionalProperties: false }),
        response: { 200: summarySchema },
      },
    },
    async (request) => attempts.summary(clientOf(request).id, filterOf(request.query)),
  )
}

function registerSettings(app: ApiServer, { services }: VerificationRoutes): void {
  const view = ({ sid, friendlyName, settings }: Awaited<ReturnType<typeof services.defaultOf>>) => ({
    id: sid,
    friendlyName,
    settings: { ...settings },
  })
  app.get(
    '/client/verification',
    {
      schema: {
        tags,
        summary: 'The client’s settings of verification',
        operationId: 'getVerificationSettings',
        response: { 200: verifySettingsSchema },
      },
    },
    async (request) => view(await services.defaultOf(clientOf(request).id)),
  )
  app.put(
    '/client/verification',
    {
      schema: {
        tags,
        summary: 'Change the settings of verification',
        description: 'What is left out stays as it is; null takes a setting back to its default.',
        operationId: 'putVerificationSettings',
        body: putVerifySettingsSchema,
        response: { 200: verifySettingsSchema },
      },
    },
    async (request) => {
      const { id } = clientOf(request)
      return view(await services.update(id, (await services.defaultOf(id)).id, request.body))
    },
  )
}
