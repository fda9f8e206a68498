/** The live stream of a client's events: server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html). */
import type { TransportError } from '../http/transport-error.ts'
import { transportError } from '../http/transport-error.ts'
import { problemOf, type TrunklineHost, trunklineUrl } from './caller.ts'
import type { TrunklineEvent } from './types.ts'

/** What the stream needs of a client, besides. */
export interface EventHost extends TrunklineHost {
  readonly opts: { readonly fetch?: typeof fetch | undefined; readonly random?: (() => number) | undefined }
  authorization(): Promise<string>
}

/** How the stream is read. */
export interface EventOptions {
  /** The place after which to begin; `0-0` begins with the oldest event that is kept. Without it only new ones come. */
  readonly after?: string
  readonly signal?: AbortSignal
  /** false ends with the connection. By default the stream is opened again after the last event that was read. */
  readonly reconnect?: boolean
}

/** An event with its place in the stream, to go on from later. */
export type PlacedEvent = TrunklineEvent & { readonly position: string }

interface ServerEvent {
  readonly id: string
  readonly data: string
  readonly retry: number | undefined
}

/** Takes the lines of a stream apart; gives an event at each empty line. */
export async function* readServerEvents(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<ServerEvent, void, undefined> {
  const decoder = new TextDecoder()
  let rest = ''
  let id = ''
  let data: string[] = []
  let retry: number | undefined
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split(/\r\n|\n|\r(?!$)/)
    rest = lines.pop() ?? ''
    for (const line of lines) {
      const [, field = '', value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? []
      if (field === 'id') id = value
      else if (field === 'data') data.push(value)
      else if (field === 'retry' && /^\d+$/.test(value)) retry = Number(value)
      else if (line === '' && (data.length > 0 || retry !== undefined)) {
        yield { id, data: data.join('\n'), retry }
        data = []
        retry = undefined
      }
    }
  }
}

const longestWait = 30_000

/** Events as they happen, until the signal fires or the loop is left. Connections that break are opened again. */
export async function* streamEvents(
  host: EventHost,
  options: EventOptions = {},
): AsyncGenerator<PlacedEvent, void, undefined> {
  let after = options.after
  let pause = 1000
  for (let failures = 0; !options.signal?.aborted; failures++) {
    try {
      for await (const event of openStream(host, after, options.signal)) {
        failures = 0
        if (event.retry !== undefined) pause = event.retry
        if (event.data === '') continue
        after = event.id
        yield { ...(JSON.parse(event.data) as TrunklineEvent), position: event.id }
      }
    } catch (error) {
      if (options.signal?.aborted) return
      if (options.reconnect === false || !isPassing(error)) throw host.failed(error)
    }
    if (options.reconnect === false) return
    const jitter = 0.5 + (host.opts.random ?? Math.random)() / 2
    await wait(Math.min(longestWait, pause * 2 ** failures) * jitter, options.signal)
  }
}

/** A broken connection, a server in trouble or one that asks for patience will pass; a refusal will not. */
function isPassing(error: unknown): boolean {
  const { status, failure } = error as { status?: number } & Partial<TransportError>
  return failure !== undefined || status === 429 || (status !== undefined && status >= 500)
}

async function* openStream(
  host: EventHost,
  after: string | undefined,
  signal: AbortSignal | undefined,
): AsyncGenerator<ServerEvent, void, undefined> {
  const url = trunklineUrl(host, '/events')
  const headers: Record<string, string> = { Accept: 'text/event-stream', Authorization: await host.authorization() }
  if (after !== undefined) headers['Last-Event-ID'] = after
  const fetcher = host.opts.fetch ?? fetch
  try {
    const response = await fetcher(url, { headers, ...(signal === undefined ? {} : { signal }) })
    if (!response.ok || response.body === null) {
      throw problemOf({
        statusCode: response.status,
        body: await response.text(),
        headers: Object.fromEntries(response.headers),
      })
    }
    yield* readServerEvents(chunksOf(response.body))
  } catch (error) {
    throw 'status' in (error as object) ? error : transportError(error, { method: 'get', url })
  }
}

// Not every run time lets a stream be iterated over by itself.
async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = body.getReader()
  try {
    for (let got = await reader.read(); !got.done; got = await reader.read()) yield got.value
  } finally {
    await reader.cancel().catch(() => {})
  }
}

function wait(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal?.addEventListener('abort', done, { once: true })
  })
}
