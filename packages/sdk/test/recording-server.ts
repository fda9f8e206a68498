/** A server that writes requests down and answers what it is told, for the tests of the client. */
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

/** One request as it came in. `url`: where the program meant to send it. */
export interface Recorded {
  readonly method: string
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** An answer. An object as body goes out as JSON. */
export interface Answer {
  readonly status?: number
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** A recording server. */
export interface RecordingServer extends AsyncDisposable {
  readonly origin: string
  /** Everything that came in, oldest first. */
  readonly requests: Recorded[]
  /** Answers what comes: by request, counted from 0. */
  answer: (request: Recorded, count: number) => Answer | Promise<Answer>
  /** A `fetch` that leads every host here; the recorded URL is the one that was meant. */
  readonly fetch: typeof fetch
}

const meant = 'x-meant-for'

/** Starts a recording server on a free port. */
export async function startRecordingServer(): Promise<RecordingServer> {
  const requests: Recorded[] = []
  // Idle connections stay: one that is closed just as the client takes it again would fail a request.
  const server = createServer({ keepAliveTimeout: 0 }, (incoming, outgoing) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('end', async () => {
      const { [meant]: target, ...headers } = incoming.headers
      // A client that cannot set a header says where it meant to go in the path: /~verify.twilio.com/v2/…
      const [path, detour] = [incoming.url ?? '', incoming.url?.startsWith('/~')]
      const url =
        typeof target === 'string' ? target : detour ? `https://${path.slice(2)}` : `http://${headers.host}${path}`
      const request = { method: incoming.method ?? '', url, headers, body: Buffer.concat(chunks).toString() }
      const answer = await recording.answer(request, requests.push(request) - 1)
      outgoing.writeHead(answer.status ?? 200, { 'content-type': 'application/json', ...answer.headers })
      outgoing.end(
        typeof answer.body === 'string' ? answer.body : answer.body === undefined ? '' : JSON.stringify(answer.body),
      )
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const recording: RecordingServer = {
    origin,
    requests,
    answer: () => ({ body: {} }),
    fetch: (input, init) =>
      fetch(`${origin}/`, {
        ...init,
        headers: { ...(init?.headers as Record<string, string>), [meant]: String(input) },
      }),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return recording
}
