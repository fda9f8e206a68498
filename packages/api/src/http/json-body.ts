import { isUtf8 } from 'node:buffer'
import { ProblemError } from '@trunkline/wire'
import type { ApiServer } from './api-server.ts'

/** `application/json` and its relatives such as `application/merge-patch+json`. */
const jsonTypes = /^application\/(?:json|[\w.+-]+\+json)(?:\s*;|$)/i

/**
 * Teaches a server to read JSON bodies, and nothing else. An empty body is no error here, because some POSTs need none; where
 * one is needed, the schema says so. Keys that would reach a prototype are refused.
 */
export function readJsonBodies(app: ApiServer): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(jsonTypes, { parseAs: 'buffer' }, (request, body, done) => {
    const bytes = body as Buffer
    if (bytes.length === 0) return done(null, undefined)
    if (!isUtf8(bytes)) return done(new ProblemError('json-malformed', 'The body is not UTF-8.'), undefined)
    const text = bytes.toString('utf8')
    return parse(request, text, (error, value) => done(error === null ? null : malformed(text, error), value))
  })
}

/** Says where the JSON breaks off, in the words of the JavaScript engine, but without the piece of the body that they quote. */
function malformed(text: string, cause: Error): ProblemError {
  try {
    JSON.parse(text)
    return new ProblemError('json-malformed', 'The body has a key that is not allowed, such as __proto__.', { cause })
  } catch (error) {
    const place = /at position \d+(?: \(line \d+ column \d+\))?/.exec((error as Error).message)?.[0]
    const where = place === undefined ? '' : `: it breaks off ${place}`
    return new ProblemError('json-malformed', `The body is not JSON${where}.`, { cause })
  }
}
