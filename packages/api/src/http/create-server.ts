import type { IncomingHttpHeaders } from 'node:http'
import { ProblemError } from '@trunkline/wire'
import { type FastifyReply, type FastifyRequest, fastify } from 'fastify'
import type { Log } from '../ports.ts'
import { type AllowedMethods, createAllowedMethods } from './allowed-methods.ts'
import type { ApiServer, TypeBoxProvider } from './api-server.ts'
import { drainBody } from './body-drain.ts'
import { answerClientError } from './connection-errors.ts'
import { readJsonBodies } from './json-body.ts'
import type { HttpLimits } from './limits.ts'
import { type IsUnavailable, sendProblem, toProblem } from './problem-reply.ts'
import { createRequestIds } from './request-id.ts'
import { createRequestLog, type ObserveRequest } from './request-log.ts'
import { type TraceRequest, traceRequests } from './request-trace.ts'
import { createSchemaCompiler } from './validation.ts'

/** What the bare server needs. */
export interface ServerOptions {
  readonly limits: HttpLimits
  readonly log: Log
  readonly observe: ObserveRequest
  readonly isUnavailable: IsUnavailable
  readonly randomBytes: (size: number) => Uint8Array
  /** The URL to route for the URL of a request and its Host; without it they are the same. */
  readonly routeUrl?: (url: string, host: string | undefined) => string
  /** Answers a path that cannot be decoded, or a part of it that is too long, where it is its own; gives whether it did. */
  readonly answerBadUrl?: (request: FastifyRequest, reply: FastifyReply) => boolean
  /** Records requests as spans; without it no hook is there that could cost anything. */
  readonly traceRequest?: TraceRequest
  /** Certificate and key in PEM; without them the server speaks plain HTTP. */
  readonly tls?: { readonly cert: string; readonly key: string }
}

/** Makes the Fastify instance without routes: limits, JSON, request ids, problems for every refusal, log and measurements. */
export function createServer(options: ServerOptions): ApiServer {
  const app = bareServer(options)
  const methods = createAllowedMethods()
  app.addHook('onRoute', (route) => methods.note(route))
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id)
    done()
  })
  app.addHook('onResponse', createRequestLog(options.log, options.observe))
  if (options.traceRequest !== undefined) traceRequests(app, options.traceRequest)
  app.setValidatorCompiler(createSchemaCompiler())
  readJsonBodies(app)
  answerErrors(app, options)
  answerUnmatched(app, methods)
  return app
}

function bareServer({ limits, randomBytes, tls, routeUrl, answerBadUrl }: ServerOptions): ApiServer {
  const app = fastify({
    logger: false,
    bodyLimit: limits.bodyBytes,
    requestTimeout: limits.requestTimeout,
    keepAliveTimeout: limits.keepAliveTimeout,
    genReqId: createRequestIds(randomBytes),
    requestIdHeader: false,
    clientErrorHandler: answerClientError,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 512 },
    // Before any hook: a path that cannot be decoded.
    frameworkErrors: (_error, request, reply) => {
      if (answerBadUrl?.(request, reply) === true) return
      sendProblem(reply.header('x-request-id', request.id), new ProblemError('not-found'))
    },
    ...(routeUrl === undefined
      ? {}
      : {
          rewriteUrl: ({ url = '/', headers }: { url?: string; headers: IncomingHttpHeaders }) =>
            routeUrl(url, headers.host),
        }),
    ...(tls === undefined
      ? { http: { maxHeaderSize: limits.headerBytes } }
      : { https: { ...tls, maxHeaderSize: limits.headerBytes } }),
  }).withTypeProvider<TypeBoxProvider>()
  app.server.maxConnections = limits.connections
  app.server.headersTimeout = limits.headersTimeout
  return app
}

function answerErrors(app: ApiServer, { log, isUnavailable }: ServerOptions): void {
  app.setErrorHandler(async (error, request, reply) => {
    const problem = toProblem(error, isUnavailable)
    if (problem.code === 'internal') {
      log.error({ requestId: request.id, route: request.routeOptions.url, err: error }, 'request failed')
    } else if (problem.status >= 500 && problem.status !== 501) {
      log.warn({ requestId: request.id, route: request.routeOptions.url, code: problem.code }, 'request not served now')
    }
    if (problem.code === 'body-too-large') await drainBody(request.raw, 2_000)
    return sendProblem(reply, problem)
  })
}

function answerUnmatched(app: ApiServer, methods: AllowedMethods): void {
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?', 1)[0] ?? ''
    const allowed = methods.of(path)
    if (allowed.length === 0) return sendProblem(reply, new ProblemError('not-found', `There is no ${path} here.`))
    reply.header('allow', allowed.join(', '))
    const detail = `${path} does not take ${request.method}; it takes ${allowed.join(', ')}.`
    return sendProblem(reply, new ProblemError('method-not-allowed', detail))
  })
}
