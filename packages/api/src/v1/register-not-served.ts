import { ProblemError } from '@trunkline/wire'
import type { ApiServer } from '../http/api-server.ts'

/** Paths that the contract names and that this version does not serve, with what it lacks for them. */
const notServed = [['POST', '/voice/token', 'Browser phones']] as const

/** Answers these paths with 501 and a problem, never with a made-up success. */
export function registerNotServed(app: ApiServer): void {
  for (const [method, url, what] of notServed) {
    app.route({
      method,
      url,
      config: { problems: ['not-served'] },
      schema: { tags: ['later'], summary: `${what} are not in this version`, operationId: `later_${method}_${url}` },
      handler: async () => {
        throw new ProblemError('not-served', `${what} are not in this version.`)
      },
    })
  }
}
