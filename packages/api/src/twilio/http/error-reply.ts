import type { FastifyReply } from 'fastify'
import type { TwilioError } from '../errors/twilio-error.ts'

/** Answers with an error as Twilio does. */
export function sendTwilioError(reply: FastifyReply, error: TwilioError): FastifyReply {
  reply.code(error.status)
  // RFC 9110 §11.6.1 asks for it, and Twilio names this realm.
  if (error.status === 401) reply.header('www-authenticate', 'Basic realm="Twilio API"')
  if (error.retryAfter !== undefined) reply.header('retry-after', String(Math.ceil(error.retryAfter)))
  return reply.type('application/json').send(JSON.stringify(error.toBody()))
}
