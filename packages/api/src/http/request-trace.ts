import type { ApiServer } from './api-server.ts'

/**
 * Begins a span with the method and the `traceparent` header of a request, and returns the function that ends it with the route's
 * pattern and the status; undefined where the caller does not want the request recorded.
 */
export type TraceRequest = (
  method: string,
  traceparent: string | undefined,
) => ((route: string, status: number) => void) | undefined

/** Puts a span around every request. */
export function traceRequests(app: ApiServer, begin: TraceRequest): void {
  const ends = new WeakMap<object, (route: string, status: number) => void>()
  app.addHook('onRequest', (request, _reply, done) => {
    const header = request.headers.traceparent
    const end = begin(request.method, typeof header === 'string' ? header : undefined)
    if (end !== undefined) ends.set(request, end)
    done()
  })
  app.addHook('onResponse', (request, reply, done) => {
    ends.get(request)?.(request.routeOptions.url ?? 'unmatched', reply.statusCode)
    done()
  })
}
