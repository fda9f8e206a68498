import { type FetchWebhookParams, fetchWebhook } from '@trunkline/sdk'
import { answerPreflight, isForeign, withCors } from './cors.ts'
import type { SoftphoneOptions } from './options.ts'
import { json, text } from './responses.ts'
import { answerToken } from './token.ts'
import { answerIncoming, answerOutgoing } from './voice.ts'

/** Answers a request. Runs wherever `Request` and `Response` are: Node, Deno, Bun, as a function at the edge. */
export type FetchHandler = (request: Request) => Promise<Response>

type Answer = (params: FetchWebhookParams, options: SoftphoneOptions) => Promise<Response>

/** The URL that the sender was given: behind a proxy the request's own says something else. */
function signedUrl(request: Request, publicUrl: string | undefined): { url?: string } {
  if (publicUrl === undefined) return {}
  const { pathname, search } = new URL(request.url)
  return { url: publicUrl.replace(/\/$/, '') + pathname + search }
}

/** Lets through only what the holder of the auth token has signed. */
async function webhook(request: Request, options: SoftphoneOptions, answer: Answer): Promise<Response> {
  const { authToken } = await options.credentials()
  const checked = fetchWebhook({ authToken, ...signedUrl(request, options.publicUrl) }, (params) =>
    answer(params, options),
  )
  return checked(request)
}

async function token(request: Request, options: SoftphoneOptions): Promise<Response> {
  const { allowedOrigins = [] } = options
  if (request.method === 'OPTIONS') return answerPreflight(request, allowedOrigins)
  if (isForeign(request, allowedOrigins))
    return json({ success: false, error: 'this origin may not ask for tokens' }, 403)
  return withCors(request, await answerToken(request, options), allowedOrigins)
}

interface Route {
  readonly methods: readonly string[]
  readonly answer: (request: Request, options: SoftphoneOptions) => Promise<Response>
}

const routes: Readonly<Record<string, Route>> = {
  '/token': { methods: ['POST', 'OPTIONS'], answer: token },
  '/voice/incoming': { methods: ['POST'], answer: (request, options) => webhook(request, options, answerIncoming) },
  '/voice/outgoing': { methods: ['POST'], answer: (request, options) => webhook(request, options, answerOutgoing) },
}

/** The path below the base path; undefined where it is not below it. */
function pathWithin(url: string, basePath: string): string | undefined {
  const { pathname } = new URL(url)
  if (pathname !== basePath && !pathname.startsWith(`${basePath}/`)) return undefined
  return pathname.slice(basePath.length) || '/'
}

async function servePage(request: Request, path: string, options: SoftphoneOptions): Promise<Response> {
  const file = ['GET', 'HEAD'].includes(request.method) ? await options.page?.(path) : undefined
  return file ?? text('There is nothing here.', 404)
}

/**
 * The browser phone's API server as one handler:
 *
 *     const handle = createSoftphoneServer({ credentials: () => ({ accountSid, apiKey, authToken, applicationSid }), directory })
 *     export default { fetch: handle }
 */
export function createSoftphoneServer(options: SoftphoneOptions): FetchHandler {
  const { basePath = '' } = options
  return async (request) => {
    const path = pathWithin(request.url, basePath)
    const route = path !== undefined && Object.hasOwn(routes, path) ? routes[path] : undefined
    if (path === undefined) return text('There is nothing here.', 404)
    if (!route) return servePage(request, path, options)
    if (!route.methods.includes(request.method)) {
      const allow = route.methods.join(', ')
      return text(`This takes ${allow}.`, 405, { allow })
    }
    return route.answer(request, options)
  }
}
