import { isUtf8 } from 'node:buffer'
import { parse } from 'node:querystring'
import type { ApiServer } from '../../http/api-server.ts'
import { TwilioError } from '../errors/twilio-error.ts'
import type { RawParams } from './twilio-params.ts'

/** More parameters than these are not read. */
const mostParameters = 1000

/** Reads a form or a query. Blanks may be `+` or `%20`; a name that repeats gives a list; a broken escape stays as it is, as at Twilio. */
export const parseForm = (text: string): RawParams => parse(text, '&', '=', { maxKeys: mostParameters }) as RawParams

/**
 * Teaches a scope to read forms, and JSON for the routes that take it. A body of another type holds no parameters: Twilio's form operations answer
 * it as if nothing had been sent, so what is missing is what is told.
 */
export function readTwilioBodies(app: ApiServer): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => {
    done(null, parseForm(body as string))
  })
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (request, body, done) => {
    if (request.routeOptions.config.twilioJson !== true) return done(null, undefined)
    try {
      done(null, parseJson(body as Buffer))
    } catch (error) {
      done(error as Error, undefined)
    }
  })
}

function parseJson(bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined
  if (!isUtf8(bytes)) throw new TwilioError(70002, 'The body is not UTF-8')
  try {
    return JSON.parse(bytes.toString('utf8')) as unknown
  } catch (cause) {
    throw new TwilioError(70002, { message: 'The body is not JSON', cause })
  }
}
