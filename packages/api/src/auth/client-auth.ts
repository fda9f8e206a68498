import { ProblemError } from '@trunkline/wire'
import type { FastifyRequest, onRequestHookHandler } from 'fastify'
import type { ApiServer } from '../http/api-server.ts'
import type { Client, ClientAccounts } from '../ports.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks, once the hook of {@link requireClient} has run; null before and on other routes. */
    client: Client | null
  }
}

/**
 * Puts a client's authentication in front of every route of a scope. It runs before the body is read, so a stranger's bytes are not parsed;
 * and it stays synchronous where accounts knows the header already, because a promise here would be paid by every message.
 */
export function requireClient(app: ApiServer, accounts: Pick<ClientAccounts, 'authenticateHeader'>): void {
  const hook: onRequestHookHandler = (request, _reply, done) => {
    const header = request.headers.authorization
    if (header === undefined) return done(new ProblemError('credentials-missing'))
    let found: Client | Promise<Client>
    try {
      found = accounts.authenticateHeader(header)
    } catch (error) {
      return done(error as Error)
    }
    if (!(found instanceof Promise)) {
      request.client = found
      return done()
    }
    found.then((client) => {
      request.client = client
      done()
    }, done)
  }
  app.addHook('onRequest', hook)
}

/** The client that asks. */
export function clientOf(request: FastifyRequest): Client {
  if (request.client === null) throw new ProblemError('credentials-missing')
  return request.client
}
