import { type ProblemCode, ProblemError } from '@trunkline/wire'
import type { FastifyError, FastifyReply } from 'fastify'

/** Media type of every answer that is not what was asked for (RFC 9457 §3). */
export const problemMediaType = 'application/problem+json'

/** Errors that have a code of their own: Fastify's refusals (see its Errors reference), and a full disk. */
const frameworkProblems: Readonly<Record<string, ProblemCode | undefined>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'media-type-unsupported',
  FST_ERR_CTP_BODY_TOO_LARGE: 'body-too-large',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'body-empty',
  FST_ERR_CTP_INVALID_JSON_BODY: 'json-malformed',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'json-malformed',
  FST_ERR_NOT_FOUND: 'not-found',
  FST_ERR_BAD_URL: 'not-found',
  FST_ERR_INVALID_URL: 'not-found',
  FST_ERR_MAX_PARAM_LENGTH: 'not-found',
  FST_ERR_REOPENED_CLOSE_SERVER: 'unavailable',
  // The database's own word for it (packages/postgres), and the operating system's.
  DISK_FULL: 'storage-full',
  ENOSPC: 'storage-full',
}

/** Says whether an error means "not now": a lost connection to the database, a server that is starting or shutting down. */
export type IsUnavailable = (error: unknown) => boolean

/** The problem that an error amounts to. Whatever is not known is `internal`, and its own words stay in the log. */
export function toProblem(error: unknown, isUnavailable: IsUnavailable): ProblemError {
  if (error instanceof ProblemError) return error
  const code = codeOf(error)
  const known = frameworkProblems[code]
  if (known !== undefined) return new ProblemError(known, undefined, { cause: error })
  if (isUnavailable(error)) return new ProblemError('unavailable', undefined, { cause: error, retryAfter: 2 })
  return new ProblemError('internal', undefined, { cause: error })
}

function codeOf(error: unknown): string {
  const code = (error as Partial<FastifyError> | null | undefined)?.code
  return typeof code === 'string' ? code : ''
}

/** Answers a request with a problem, with the headers that belong to its status. */
export function sendProblem(reply: FastifyReply, problem: ProblemError): FastifyReply {
  reply.code(problem.status)
  // RFC 9110 §11.6.1: a 401 must name the schemes that would be taken.
  if (problem.status === 401) reply.header('www-authenticate', 'Basic realm="trunkline", charset="UTF-8", Bearer')
  if (problem.retryAfter !== undefined) reply.header('retry-after', String(Math.ceil(problem.retryAfter)))
  // Set as a serialised string: a route's response schemas are for its successes and must not filter a problem's members.
  return reply
    .type(problemMediaType)
    .serializer(asIs)
    .send(JSON.stringify(problem.toBody(String(reply.request.id))))
}

const asIs = (payload: unknown) => payload as string
