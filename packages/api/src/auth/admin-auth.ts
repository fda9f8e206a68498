import { ProblemError } from '@trunkline/wire'
import type { onRequestHookHandler } from 'fastify'
import type { AdminToken } from './admin-token.ts'

const bearer = /^Bearer +(\S+)$/i

/** The hook in front of `/v1/admin`: no credentials is 401, credentials of anybody else is 403. */
export function createAdminAuth(token: AdminToken): onRequestHookHandler {
  return (request, _reply, done) => {
    const header = request.headers.authorization
    if (header === undefined) {
      return done(new ProblemError('credentials-missing', 'Send the admin token as Authorization: Bearer.'))
    }
    const given = bearer.exec(header)?.[1]
    return given !== undefined && token.matches(given) ? done() : done(new ProblemError('admin-required'))
  }
}
