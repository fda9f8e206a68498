import type { FastifyReply, FastifyRequest, HTTPMethods } from 'fastify'
import type { ApiServer } from '../../http/api-server.ts'
import { notServed, TwilioError } from '../errors/twilio-error.ts'
import { type OperationTable, operationName } from '../operations/operation-table.ts'
import type { TwilioRoute } from '../route.ts'
import { notFound } from './authenticate.ts'
import { sendTwilioError } from './error-reply.ts'
import { api2010, otherRepresentation, type TwilioHosts } from './twilio-hosts.ts'

const methods: HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/** What tells unserved from unknown. */
export interface Unserved {
  readonly routes: readonly TwilioRoute[]
  readonly table: OperationTable
  readonly hosts: TwilioHosts
}

/**
 * Answers what no route serves: 501 for an operation that Twilio has, 405 for a method that the path has not, 404 for a path that is nobody's. Without
 * credentials, since nothing of any account is told.
 */
export function answerUnserved(scope: ApiServer, { routes, table, hosts }: Unserved): void {
  const served = new Set(routes.map(({ operation }) => operation))
  const answer = (request: FastifyRequest, reply: FastifyReply) => {
    const path = request.url.split('?', 1)[0] ?? ''
    const [host, below] = placeOf(path)
    const known = table.find(host, decoded(below))
    if (known.length === 0) throw notFound(request)
    const method = request.method === 'HEAD' ? 'GET' : request.method
    const operation = known.find((each) => each.method === method)
    if (operation === undefined) {
      reply.header('allow', [...new Set(known.map((each) => each.method))].sort().join(', '))
      return sendTwilioError(reply, new TwilioError(20004, `${request.method} is not allowed on ${below}`))
    }
    if (path.startsWith(otherRepresentation)) throw notServed('Trunkline answers in JSON alone: ask for .json')
    const name = operationName(operation)
    // A served operation ends here when its place was empty or too long for the router.
    if (served.has(name)) throw notFound(request)
    throw notServed(`Trunkline does not serve ${name}`)
  }
  for (const prefix of ['/2010-04-01', ...hosts.prefixes()]) {
    scope.route({ method: methods, url: `${prefix}/*`, schema: { hide: true }, handler: answer })
  }
}

/** Host and documented path of a routed path. */
function placeOf(path: string): readonly [host: string, path: string] {
  if (path.startsWith(otherRepresentation)) {
    const plain = path.slice(otherRepresentation.length).replace(/\.(xml|csv)$/, '')
    return ['api', api2010 + plain]
  }
  if (path.startsWith(api2010)) return ['api', path]
  const end = path.indexOf('/', 1)
  return [path.slice(1, end), path.slice(end)]
}

/** A path whose escapes cannot be read is nobody's; the router has refused it already. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
