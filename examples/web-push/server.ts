/** A page that subscribes to push notifications, and a server that sends them through Trunkline. See README.md. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { appScript, indexPage, workerScript } from './pages.ts'

/** Where Trunkline is, and whose messages these are. */
interface Options {
  readonly url: string
  readonly accountSid: string
  readonly authToken: string
  /** Who is signed in: a real application knows it by its session. */
  readonly person: string
}

const files: Readonly<Record<string, readonly [type: string, body: string]>> = {
  '/': ['text/html; charset=utf-8', indexPage],
  '/app.js': ['text/javascript', appScript],
  '/worker.js': ['text/javascript', workerScript],
}

/** Makes the application. */
export function createWebPush({ url, accountSid, authToken, person }: Options): Server {
  const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`
  const trunkline = async (method: string, path: string, body?: string) => {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: { authorization, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body }),
    })
    if (!answer.ok) throw new Error(`Trunkline answered ${answer.status}: ${await answer.text()}`)
    return answer.json() as Promise<Record<string, unknown>>
  }
  const actions: Record<string, (body: string) => Promise<unknown>> = {
    'GET /key': async () => {
      const { keys } = (await trunkline('GET', '/v1/push/keys')) as { keys: { applicationServerKey: string }[] }
      return keys[0]
    },
    'POST /subscribe': (body) => {
      const { endpoint, keys } = JSON.parse(body) as { endpoint: unknown; keys: unknown }
      const device = JSON.stringify({ type: 'webpush', endpoint, keys })
      return trunkline('POST', `/v1/recipients/${encodeURIComponent(person)}/devices`, device)
    },
    'POST /send': () =>
      trunkline(
        'POST',
        '/v1/push',
        JSON.stringify({
          to: { recipient: person },
          content: { title: 'Your parcel is here', text: 'It waits at the door.', data: { url: '/parcels/7' } },
        }),
      ),
  }
  return createServer(async (request, response) => {
    const file = request.method === 'GET' ? files[request.url ?? ''] : undefined
    if (file !== undefined) return answer(response, 200, ...file)
    const action = actions[`${request.method} ${request.url}`]
    if (action === undefined) return answer(response, 404, 'text/plain', 'Not found.')
    try {
      answer(response, 200, 'application/json', JSON.stringify(await action(await bodyOf(request))))
    } catch (error) {
      answer(response, 502, 'text/plain', error instanceof Error ? error.message : 'It did not work.')
    }
  })
}

function answer(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body)
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > 16_384) throw new Error('That is too much.')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

if (import.meta.main) {
  const { TRUNKLINE_URL = 'http://127.0.0.1:4000', ACCOUNT_SID = '', AUTH_TOKEN = '' } = process.env
  const app = createWebPush({ url: TRUNKLINE_URL, accountSid: ACCOUNT_SID, authToken: AUTH_TOKEN, person: 'ana' })
  app.listen(5001, '127.0.0.1', () => console.log('Open http://localhost:5001/'))
}
