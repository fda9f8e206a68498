/** Cross-origin requests for tokens (https://fetch.spec.whatwg.org/#http-cors-protocol): the page may lie in an object store, far from its API server. */

function allows(request: Request, allowed: readonly string[]): string | undefined {
  const origin = request.headers.get('origin')
  return origin !== null && allowed.includes(origin) ? origin : undefined
}

/** Whether a browser sends this for a page of another origin that is not in the list. Programs that are no browsers send no Origin. */
export function isForeign(request: Request, allowed: readonly string[]): boolean {
  const origin = request.headers.get('origin')
  return origin !== null && origin !== new URL(request.url).origin && !allowed.includes(origin)
}

/** The answer to a preflight. */
export function answerPreflight(request: Request, allowed: readonly string[]): Response {
  const origin = allows(request, allowed)
  if (origin === undefined) return new Response(null, { status: 403 })
  const headers = {
    'access-control-allow-origin': origin,
    'access-control-allow-methods': 'POST',
    'access-control-allow-headers': 'authorization, content-type',
    'access-control-max-age': '600',
    vary: 'Origin',
  }
  return new Response(null, { status: 204, headers })
}

/** Lets the page that asked read the answer. */
export function withCors(request: Request, response: Response, allowed: readonly string[]): Response {
  const origin = allows(request, allowed)
  response.headers.append('vary', 'Origin')
  if (origin !== undefined) response.headers.set('access-control-allow-origin', origin)
  return response
}
