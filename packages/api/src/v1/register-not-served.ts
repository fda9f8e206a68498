import { ProblemError } from '@trunkline/wire'
import type { ApiServer } from '../http/api-server.ts'

/** Paths of a server that runs no calls, with what it lacks for them. */
const notServed = [['POST', '/voice/token', 'Browser phones']] as const

/** Answers these paths with 501 and a problem, never with a made-up success. */
export function registerNotServed(app: ApiServer): void {
  for (const [method, url, what] of notServed) {
    app.route({
      method,
      url,
      config: { problems: ['not-served'] },
      schema: { hide: true },
      handler: async () => {
        throw new ProblemError('not-served', `${what} are not served: this server runs no calls.`)
      },
    })
  }
}
