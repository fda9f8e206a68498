/** The browser phone by itself: the page and its API server, with settings from the environment. */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { createNodeServer } from './node-server.ts'
import { createPageFiles } from './server/page-files.ts'
import { createSoftphoneServer, type FetchHandler } from './server/softphone-server.ts'
import { readSettings, type Settings, SettingsError } from './settings.ts'

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/** Whether a request has the password, told in a time that does not depend on how much of it is right. */
function knows(request: Request, password: string): boolean {
  return timingSafeEqual(digest(request.headers.get('authorization') ?? ''), digest(`Bearer ${password}`))
}

function handlerOf({
  credentials,
  directory,
  allowedOrigins,
  publicUrl,
  password,
  signalling,
  edge,
}: Settings): FetchHandler {
  const config = {
    apiUrl: './',
    password: password !== undefined,
    ...(signalling ? { signalling } : {}),
    ...(edge ? { edge } : {}),
  }
  return createSoftphoneServer({
    credentials: () => credentials,
    directory,
    allowedOrigins,
    page: createPageFiles({ config: () => config }),
    ...(publicUrl ? { publicUrl } : {}),
    ...(password === undefined ? {} : { authorize: (request: Request) => knows(request, password) }),
  })
}

function start(): void {
  const settings = readSettings(process.env)
  const server = createNodeServer(handlerOf(settings))
  server.listen(settings.port, settings.host, () => {
    const { port } = server.address() as AddressInfo
    console.log(`The phone is at http://${settings.host.includes(':') ? `[${settings.host}]` : settings.host}:${port}/`)
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      server.close()
      server.closeAllConnections()
    })
}

try {
  start()
} catch (error) {
  if (!(error instanceof SettingsError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
