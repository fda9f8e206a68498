import type { PhoneNumber } from '@trunkline/accounts'
import { isSid, ProblemError } from '@trunkline/wire'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { type Static, Type } from 'typebox'
import type { ApiServer } from '../http/api-server.ts'
import { type IsUnavailable, toProblem } from '../http/problem-reply.ts'
import type { Once } from '../idempotency/once.ts'
import type { AccountsPort, Clock, Login } from '../ports.ts'
import { findOwnNumber } from './voice-number.ts'
import { signVoiceToken } from './voice-token.ts'

/** What the route needs. */
export interface VoiceTokenRoutes {
  readonly accounts: Pick<AccountsPort, 'loginOf' | 'numbers' | 'applications' | 'keys' | 'clients'>
  readonly clock: Clock
  readonly once: Once
  readonly isUnavailable: IsUnavailable
}

/** Seconds that a token holds, as Twilio's libraries have it, and the longest and shortest. */
const usualTtl = 3600
const longestTtl = 86_400
const shortestTtl = 60

const refusal = Type.Object({ success: Type.Literal(false), error: Type.String() }, { $id: 'VoiceTokenRefusal' })

const answer = Type.Object(
  {
    capabilityToken: Type.String({ description: 'What the browser phone signs in with.' }),
    identity: Type.String({ description: 'The name of the browser phone.' }),
    success: Type.Literal(true),
  },
  { $id: 'VoiceToken' },
)

const body = Type.Object(
  {
    phoneNumber: Type.Optional(Type.Unknown({ description: 'A number of the client, in any common way of writing.' })),
    applicationSid: Type.Optional(
      Type.Unknown({
        description:
          'The TwiML application that calls of the phone go to. Default: the number’s own (`voiceApplicationSid`), else the client’s oldest.',
      }),
    ),
    ttl: Type.Optional(Type.Unknown({ description: 'Seconds that the token holds. Default 3600.' })),
  },
  { additionalProperties: true },
)

/** Refused in the words of this route: `{success: false, error}`. */
class TokenRefusal extends Error {
  readonly status: 400 | 403

  constructor(status: 400 | 403, message: string) {
    super(message)
    this.status = status
  }
}

/** `POST /v1/voice/token`: a token for the browser phone of one of the client's numbers. */
export function registerVoiceToken(app: ApiServer, routes: VoiceTokenRoutes): void {
  app.post(
    '/voice/token',
    {
      schema: {
        tags: ['client'],
        summary: 'A token for the browser phone of a number',
        description:
          'Signed by whatever signed in, so that it ends with that credential: an access token with a voice grant for an API key, a capability token for the auth token. Signalling takes both.',
        operationId: 'createVoiceToken',
        body,
        response: { 200: answer, 400: refusal, 403: refusal },
      },
      errorHandler: (error, request, reply) => refuse(routes, error, request, reply),
    },
    async (request, reply) => {
      // The hook before has let this header in, so that this is known already.
      const login = await routes.accounts.loginOf(request.headers.authorization ?? '')
      const work = async () => ({ status: 200, body: await tokenFor(routes, login, request.body) })
      return routes.once.run(request, reply, login.client.id, work)
    },
  )
}

async function tokenFor(
  routes: VoiceTokenRoutes,
  login: Login,
  { phoneNumber, applicationSid, ttl }: Static<typeof body>,
): Promise<Static<typeof answer>> {
  const number = await numberOf(routes, login.client.id, phoneNumber)
  const application = await applicationOf(routes, login.client.id, number, applicationSid)
  const { identity } = number
  const capabilityToken = await signVoiceToken(routes.accounts, login, {
    ...{ identity, ttl: readTtl(ttl), now: routes.clock.now() },
    ...(application === undefined ? {} : { applicationSid: application }),
  })
  return { capabilityToken, identity, success: true }
}

/** What cannot be read of the body is refused in this route's words; all else as everywhere. */
function refuse(
  { isUnavailable }: VoiceTokenRoutes,
  error: FastifyError,
  _request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  if (error instanceof TokenRefusal) return reply.code(error.status).send({ success: false, error: error.message })
  const problem = toProblem(error, isUnavailable)
  if (problem.status !== 400) throw error
  const detail = problem.errors?.[0]?.detail ?? problem.message
  return reply.code(400).send({ success: false, error: `give {"phoneNumber": "+…"} as JSON: ${detail}` })
}

/** @throws TokenRefusal */
async function numberOf(
  { accounts }: VoiceTokenRoutes,
  clientId: string,
  written: unknown,
): Promise<PhoneNumber & { readonly identity: string }> {
  if (typeof written !== 'string' || written.trim() === '') {
    throw new TokenRefusal(400, 'phoneNumber is missing: give one of your numbers, such as +14155550123')
  }
  const number = written.length > 64 ? undefined : await findOwnNumber(accounts, clientId, written)
  // Whose else it may be is nobody's business: an unknown number and another client's are told alike.
  if (number === undefined) throw new TokenRefusal(403, 'phoneNumber is not one of your numbers')
  const { identity } = number
  if (identity === null) {
    throw new TokenRefusal(403, `${number.phoneNumber} has no browser phone: set its identity (PUT /v1/numbers/…)`)
  }
  return { ...number, identity }
}

/** @throws TokenRefusal */
async function applicationOf(
  { accounts: { applications } }: VoiceTokenRoutes,
  clientId: string,
  number: PhoneNumber,
  wanted: unknown,
): Promise<string | undefined> {
  if (wanted === undefined || wanted === null) {
    if (number.voiceApplicationSid !== null) return number.voiceApplicationSid
    return (await applications.list(clientId, { limit: 1 })).applications[0]?.sid
  }
  if (typeof wanted !== 'string' || !isSid(wanted, 'AP')) {
    throw new TokenRefusal(400, 'applicationSid must be AP and 32 hex digits')
  }
  try {
    return (await applications.get(clientId, wanted)).sid
  } catch (error) {
    if (!(error instanceof ProblemError) || error.code !== 'not-found') throw error
    throw new TokenRefusal(403, 'applicationSid is not one of your applications')
  }
}

/** @throws TokenRefusal */
function readTtl(ttl: unknown): number {
  if (ttl === undefined || ttl === null) return usualTtl
  if (typeof ttl === 'number' && Number.isInteger(ttl) && ttl >= shortestTtl && ttl <= longestTtl) return ttl
  throw new TokenRefusal(400, `ttl must be a whole number of seconds from ${shortestTtl} to ${longestTtl}`)
}
