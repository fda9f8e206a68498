import type { Sealer } from '@trunkline/postgres'
import { ProblemError } from '@trunkline/wire'
import type { FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import type { ApiServer } from '../http/api-server.ts'
import { drainBody } from '../http/body-drain.ts'
import type { IsUnavailable } from '../http/problem-reply.ts'
import type { Log } from '../ports.ts'
import { toTwilioError } from './errors/to-twilio-error.ts'
import { sendAnswer } from './http/answer.ts'
import { authenticate, type Caller, type Demands, notFound, type TwilioAccounts } from './http/authenticate.ts'
import { sendTwilioError } from './http/error-reply.ts'
import { type CallFrame, extensionOf, RequestCall } from './http/request-call.ts'
import { readTwilioBodies } from './http/twilio-bodies.ts'
import type { TwilioHosts } from './http/twilio-hosts.ts'
import { answerUnserved } from './http/unserved.ts'
import type { OperationTable } from './operations/operation-table.ts'
import { createPageTokens } from './paging/page-tokens.ts'
import type { TwilioRoute } from './route.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks on the Twilio-compatible edge; null elsewhere, and before the hook has run. */
    twilio: Caller | null
  }
  interface FastifyContextConfig {
    /** Whether an operation of the Twilio-compatible edge takes JSON instead of a form. */
    twilioJson?: boolean
  }
}

/** Of what the Twilio-compatible edge is made. */
export interface TwilioEdge {
  readonly routes: readonly TwilioRoute[]
  readonly table: OperationTable
  readonly hosts: TwilioHosts
  readonly accounts: TwilioAccounts
  readonly sealer: Pick<Sealer, 'seal' | 'open'>
  readonly publicUrl: string | undefined
  readonly log: Log
  readonly isUnavailable: IsUnavailable
  readonly randomBytes: (size: number) => Uint8Array
}

/** Serves Twilio's REST paths: those of the routes, and honest refusals for all others. */
export function registerTwilio(app: ApiServer, edge: TwilioEdge): void {
  app.register(async (plain) => {
    const scope = plain as ApiServer
    scope.decorateRequest('twilio', null)
    readTwilioBodies(scope)
    nameAnswers(scope, edge.randomBytes)
    answerErrors(scope, edge)
    const tokens = createPageTokens(edge.sealer)
    for (const route of edge.routes) scope.route(routeOptions(route, edge, tokens))
    answerUnserved(scope, edge)
  })
}

function routeOptions(route: TwilioRoute, edge: TwilioEdge, tokens: CallFrame['tokens']): RouteOptions {
  const { host, method, path, json } = edge.table.get(route.operation)
  const style = host === 'api' ? '2010' : 'meta'
  const frame: CallFrame = {
    ...{ operation: route.operation, style, product: host, json, tokens, hosts: edge.hosts, publicUrl: edge.publicUrl },
  }
  const { isPublic } = route
  const demands: Demands = {
    ...{ ...accountPlace(path), tokenOnly: route.tokenOnly === true },
    isPublic: isPublic && ((request) => isPublic(request.params as Record<string, string>, extensionOf(request))),
  }
  return {
    method,
    url: (host === 'api' ? '' : `/${host}`) + path.replace(/\.json$/, '').replaceAll(/\{(\w+)\}/g, ':$1'),
    schema: { hide: true },
    config: { twilioJson: json },
    onRequest: authenticateBefore(demands, edge.accounts),
    handler: async (request, reply) => {
      // The hook has run, or the handler would not.
      const call = new RequestCall(request, request.twilio as Caller, frame)
      const answered = route.handle(call)
      return sendAnswer(reply, answered instanceof Promise ? await answered : answered, call, frame)
    },
  } as RouteOptions
}

/** `/2010-04-01/Accounts/{Sid}.json` is an account, what lies below `/Accounts/{AccountSid}/` is something of one. */
function accountPlace(path: string): Omit<Demands, 'tokenOnly'> {
  const found = /^\/2010-04-01\/Accounts\/\{(\w+)\}(\.json$|\/)/.exec(path)
  return { accountPlace: found?.[1], isAccount: found?.[2] === '.json' }
}

function authenticateBefore(demands: Demands, accounts: TwilioAccounts) {
  return (request: FastifyRequest, _reply: FastifyReply, done: (error?: Error) => void): void => {
    try {
      const caller = authenticate(request, demands, accounts)
      if (caller instanceof Promise) {
        caller.then((found) => {
          request.twilio = found
          done()
        }, done)
        return
      }
      request.twilio = caller
    } catch (error) {
      done(error as Error)
      return
    }
    done()
  }
}

/** The headers that Twilio sends with every answer and that programs log: an id, and how long it took. */
function nameAnswers(scope: ApiServer, randomBytes: (size: number) => Uint8Array): void {
  const prefix = `RQ${Buffer.from(randomBytes(10)).toString('hex')}`
  let count = 0
  scope.addHook('onRequest', (_request, reply, done) => {
    count = (count + 1) % 0xffffffffffff
    reply.header('twilio-request-id', prefix + count.toString(16).padStart(12, '0'))
    done()
  })
  scope.addHook('onSend', (_request, reply, payload, done) => {
    reply.header('twilio-request-duration', (reply.elapsedTime / 1000).toFixed(3))
    done(null, payload)
  })
}

function answerErrors(scope: ApiServer, { log, isUnavailable }: TwilioEdge): void {
  scope.setErrorHandler(async (error, request, reply) => {
    // The domains say what is not there in their words; Twilio names the path.
    const missing = error instanceof ProblemError && error.code === 'not-found'
    const refused = missing ? notFound(request) : toTwilioError(error, isUnavailable)
    const route = request.routeOptions.url
    if (refused.status === 500) log.error({ requestId: request.id, route, err: error }, 'request failed')
    else if (refused.status === 503) log.warn({ requestId: request.id, route, err: error }, 'request not served now')
    if (refused.status === 413) await drainBody(request.raw, 2_000)
    return sendTwilioError(reply, refused)
  })
}
