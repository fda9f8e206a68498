import { readFileSync } from 'node:fs'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type AdminToken, sessionFor } from '../auth/admin-token.ts'
import type { ApiServer } from '../http/api-server.ts'
import { pumpEvents, type StreamTimes } from '../streams/event-stream.ts'
import type { StreamPlaces } from '../streams/stream-places.ts'
import type { LiveModel } from './console-model.ts'
import { consolePage, liveSections, tokenPage } from './console-page.ts'
import { liveFragments } from './live-fragments.ts'
import { isOpenTo, type Reach } from './page-access.ts'
import { securePage, sendPage } from './page-headers.ts'
import type { MountedApp } from './register-mount.ts'

/** What the pages need. */
export interface PageOptions {
  readonly adminToken: AdminToken
  readonly reach: Reach
  readonly secure: boolean
  readonly version: string
  /** Path of `curlrc`, shown to who sits at this machine. */
  readonly curlrc: string | undefined
  readonly mounted: readonly MountedApp[]
  /** Reads what the page shows. */
  readonly live: () => Promise<LiveModel>
  /** Yields whenever something arrived, until the signal fires. */
  readonly arrivals: (signal: AbortSignal) => AsyncIterable<unknown>
  readonly places: StreamPlaces
  readonly times: StreamTimes
}

const cookieName = 'trunkline_console'

/** `/` and what belongs to it. Read only: nothing here changes anything but the browser's own session. */
export function registerPages(app: ApiServer, options: PageOptions): void {
  registerAssets(app)
  app.get('/', { schema: { hide: true } }, async (request, reply) => {
    if (!mayLook(request, options)) return sendPage(reply, tokenPage(options.version, false), 401)
    const open = isOpen(request, options)
    const url = options.reach.publicUrl ?? `${request.protocol}://${request.host}`
    const model = {
      ...(await options.live()),
      url,
      version: options.version,
      curlrc: open ? options.curlrc : undefined,
      mounted: open ? options.mounted : [],
    }
    return sendPage(reply, consolePage(model))
  })
  app.get('/console/live', { schema: { hide: true }, exposeHeadRoute: false }, (request, reply) =>
    streamLive(request, reply, options),
  )
  registerSession(app, options)
}

const isOpen = (request: FastifyRequest, { reach }: PageOptions) =>
  isOpenTo({ peer: request.socket.remoteAddress, headers: request.headers }, reach)

function mayLook(request: FastifyRequest, options: PageOptions): boolean {
  if (isOpen(request, options)) return true
  const session = sessionCookie(request.headers.cookie)
  return session !== undefined && options.adminToken.isSession(session)
}

const sessionCookie = (header: string | undefined) =>
  header
    ?.split(';')
    .map((pair) => pair.trim().split('=', 2))
    .find(([name]) => name === cookieName)?.[1]

async function streamLive(request: FastifyRequest, reply: FastifyReply, options: PageOptions): Promise<void> {
  if (!mayLook(request, options)) {
    await securePage(reply).code(401).send()
    return
  }
  const place = options.places.enter('console')
  securePage(reply).header('content-type', 'text/event-stream').header('cache-control', 'no-store')
  reply.hijack()
  reply.raw.writeHead(200, reply.getHeaders() as Record<string, string>)
  const render = async () => liveSections(await options.live()).text
  const source = liveFragments(render, options.arrivals, place.abort.signal)
  const stillAllowed = async () => mayLook(request, options)
  await pumpEvents(reply.raw, source, { ...options.times, abort: place.abort, stillAllowed }).finally(place.leave)
}

/** The form that takes the token, in a scope of its own because only here a body is not JSON. */
function registerSession(app: ApiServer, options: PageOptions): void {
  app.register(async (scope) => {
    scope.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
      done(null, new URLSearchParams(body as string)),
    )
    scope.post('/console/session', { schema: { hide: true } }, async (request, reply) => {
      const token = request.body instanceof URLSearchParams ? request.body.get('token') : undefined
      if (typeof token !== 'string' || !options.adminToken.matches(token.trim())) {
        return sendPage(reply, tokenPage(options.version, true), 403)
      }
      const cookie = `${cookieName}=${options.adminToken.newSession()}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${sessionFor / 1000}`
      return securePage(reply)
        .code(303)
        .header('set-cookie', options.secure ? `${cookie}; Secure` : cookie)
        .header('location', '/')
        .send()
    })
  })
}

const assets = [
  ['pages.css', 'text/css; charset=utf-8'],
  ['live.js', 'text/javascript; charset=utf-8'],
  ['icon.svg', 'image/svg+xml'],
] as const

function registerAssets(app: ApiServer): void {
  for (const [name, type] of assets) {
    const text = readFileSync(new URL(`../../assets/${name}`, import.meta.url))
    app.get(`/assets/${name}`, { schema: { hide: true } }, async (_request, reply) =>
      securePage(reply).header('cache-control', 'public, max-age=3600').type(type).send(text),
    )
  }
}
