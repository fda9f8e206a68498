import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { ApiServer } from '../http/api-server.ts'
import { type ValidationDocumentParts, validationDocument } from '../twilio/caller-ids/validation-document.ts'
import { validationPath } from '../twilio/caller-ids/validation-request.ts'

/** `/hooks/caller-id/{token}`: what a call hears that verifies a number as a caller id. Nobody signs in: the token is 128 random bits. */
export function registerCallerIdHook(app: ApiServer, parts: ValidationDocumentParts): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'string', bodyLimit: 65_536 }, (_request, body, done) =>
      done(null, body),
    )
    scope.post(
      `${validationPath}/:token`,
      { schema: { hide: true, params: Type.Object({ token: Type.String({ maxLength: 64 }) }) } },
      async (request, reply) => {
        const { token } = request.params as { readonly token: string }
        const document = await validationDocument(parts, token, digitsOf(request))
        reply.header('cache-control', 'no-store')
        if (document === undefined) return reply.code(404).type('text/plain').send('There is no such call.')
        return reply.type('text/xml').send(document)
      },
    )
  })
}

/** What was keyed in: undefined at the first request, empty where nothing was. */
function digitsOf(request: FastifyRequest): string | undefined {
  const form = new URLSearchParams(typeof request.body === 'string' ? request.body : '')
  const { Digits: query } = request.query as { readonly Digits?: unknown }
  return form.get('Digits') ?? (typeof query === 'string' ? query : undefined)
}
