import { type Suppressions, unsubscribePath } from '@trunkline/channels'
import type { FastifyReply } from 'fastify'
import { Type } from 'typebox'
import type { ApiServer } from '../http/api-server.ts'
import { sendPage } from '../pages/page-headers.ts'
import { hiddenAddress, unsubscribePage } from '../pages/unsubscribe-page.ts'

/** What the links of one click need. */
export interface UnsubscribeRoutes {
  readonly suppressions: Pick<Suppressions, 'unsubscription' | 'unsubscribe'>
  readonly version: string
}

/**
 * `/unsubscribe/{token}`: a POST unsubscribes, as mail programs send it for one click (RFC 8058, section 3.1) and as the page's own button does; a GET shows
 * the page and changes nothing. Nobody logs in: the token is 128 random bits.
 */
export function registerUnsubscribe(app: ApiServer, { suppressions, version }: UnsubscribeRoutes): void {
  const url = `${unsubscribePath}/:token`
  const schema = { hide: true, params: Type.Object({ token: Type.String({ minLength: 1, maxLength: 64 }) }) }
  const answer = (reply: FastifyReply, what: { readonly address: string } | undefined, state: 'asked' | 'done') =>
    what === undefined
      ? sendPage(reply, unsubscribePage({ version, state: 'unknown' }), 404)
      : sendPage(reply, unsubscribePage({ version, state, address: hiddenAddress(what.address) }))
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    // The body says `List-Unsubscribe=One-Click`, as a form or as multipart; that it was posted is what counts.
    scope.addContentTypeParser('*', { parseAs: 'string', bodyLimit: 4_096 }, (_request, body, done) => done(null, body))
    scope.get(url, { schema }, async (request, reply) =>
      answer(reply, await suppressions.unsubscription((request.params as { token: string }).token), 'asked'),
    )
    scope.post(url, { schema }, async (request, reply) =>
      answer(reply, await suppressions.unsubscribe((request.params as { token: string }).token), 'done'),
    )
  })
}
