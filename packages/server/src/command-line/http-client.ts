import type { ProblemBody } from '@trunkline/wire'
import { CommandError } from './command-error.ts'
import type { Target } from './target.ts'

/** Whose credentials a request needs. */
export type Side = 'client' | 'admin'

/** Headers to send along; undefined ones are left out. */
export type Headers = Readonly<Record<string, string | undefined>>

/** Speaks HTTP to the server that the command line names. */
export interface HttpClient {
  readonly url: string
  /** Sends a request and returns the parsed answer. Throws {@link CommandError} for every problem. */
  request<Answer>(side: Side, method: string, path: string, body?: unknown, headers?: Headers): Promise<Answer>
  /** Opens a stream of server-sent events; yields each event's name and data. */
  events(side: Side, path: string, signal: AbortSignal): AsyncIterable<ServerEvent>
}

/** One server-sent event as it came. */
export interface ServerEvent {
  readonly id: string
  readonly event: string
  readonly data: string
}

/** Makes a client for a target. */
export function createHttpClient(target: Target): HttpClient {
  return {
    url: target.url,
    async request<Answer>(side: Side, method: string, path: string, body?: unknown, headers: Headers = {}) {
      const response = await call(target, side, path, { method, ...jsonBody(body, headers) })
      const text = await response.text()
      return (text === '' ? undefined : JSON.parse(text)) as Answer
    },
    async *events(side, path, signal) {
      const response = await call(target, side, path, { signal, headers: { accept: 'text/event-stream' } })
      if (response.body !== null) yield* readEvents(response.body)
    },
  }
}

function jsonBody(body: unknown, headers: Headers): RequestInit {
  const given = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined))
  if (body === undefined) return { headers: given as Record<string, string> }
  return {
    body: JSON.stringify(body),
    headers: { ...(given as Record<string, string>), 'content-type': 'application/json' },
  }
}

async function call(target: Target, side: Side, path: string, init: RequestInit): Promise<Response> {
  const credentials = target[side]
  if (credentials === undefined) throw new CommandError(missingCredentials[side])
  const headers = { ...(init.headers as Record<string, string> | undefined), authorization: credentials }
  const response = await fetch(`${target.url}${path}`, { ...init, headers }).catch((error: Error) => {
    if (error.name === 'AbortError') throw error
    const reason = (error.cause as Error | undefined)?.message || error.message
    throw new CommandError(`${target.url} does not answer (${reason}). Is the server running? Try: trunkline doctor`)
  })
  if (!response.ok) throw new CommandError(await problemLine(response))
  return response
}

const missingCredentials: Readonly<Record<Side, string>> = {
  client: 'This needs a client’s credentials: give --token AC…:token or --token SK….secret',
  admin: 'This needs the operator’s token: give --token with the admin token',
}

/** The problem in one line: title or detail, then each fault. */
async function problemLine(response: Response): Promise<string> {
  const text = await response.text()
  try {
    const problem = JSON.parse(text) as Partial<ProblemBody>
    const faults = (problem.errors ?? []).map(({ pointer, detail }) => `${pointer} ${detail}`)
    const detail = problem.detail ?? problem.title ?? text
    return `${response.status} ${problem.code ?? ''}: ${faults.length > 1 ? faults.join('; ') : detail}`
  } catch {
    return `${response.status} ${response.statusText}`
  }
}

/** Reads `text/event-stream` (HTML standard §9.2.6), as far as this server writes it. */
async function* readEvents(body: ReadableStream<Uint8Array>): AsyncIterable<ServerEvent> {
  let rest = ''
  for await (const chunk of body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>)) {
    const blocks = (rest + chunk).split('\n\n')
    rest = blocks.pop() ?? ''
    for (const block of blocks) {
      const event = parseBlock(block)
      if (event.data !== '') yield event
    }
  }
}

function parseBlock(block: string): ServerEvent {
  const fields = { id: '', event: 'message', data: '' }
  for (const line of block.split('\n')) {
    const [, name, value] = /^(id|event|data): ?(.*)$/.exec(line) ?? []
    if (name === 'id' || name === 'event') fields[name] = value ?? ''
    if (name === 'data') fields.data += fields.data === '' ? value : `\n${value}`
  }
  return fields
}
