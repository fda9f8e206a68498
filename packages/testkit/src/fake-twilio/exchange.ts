import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ApiFault } from './checks.ts'
import type { FakeFault, FakeOperation } from './fault.ts'

/** What a path and method ask for. */
export interface Route {
  readonly operation: FakeOperation
  readonly kind: 'message' | 'call' | 'account'
  readonly account: string
  readonly sid: string | null
}

/** An answer before it is written. */
export interface Answer {
  readonly status: number
  readonly body: object
}

const routes = /^\/2010-04-01\/Accounts\/([^/]*?)(?:\/(Messages|Calls)(?:\/([^/]+?))?)?(?:\.json)?$/

/** Reads a path of the API of 2010; null where the server has nothing there. */
export function readRoute(method: string, path: string): Route | null {
  const found = routes.exec(path)
  if (!found) return null
  const [, account = '', folder, sid] = found
  if (!folder) return method === 'GET' ? { operation: 'fetch', kind: 'account', account, sid: null } : null
  const kind = folder === 'Messages' ? 'message' : 'call'
  if (method === 'POST' && !sid) return { operation: 'create', kind, account, sid: null }
  if (method !== 'GET') return null
  return { operation: sid ? 'fetch' : 'list', kind, account, sid: sid ?? null }
}

/** The whole body as text. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts).toString('utf8')
}

/** The fault of a path without a resource. */
export function notFound(path: string): ApiFault {
  return { status: 404, code: 20404, message: `The requested resource ${path} was not found` }
}

/** A fault in Twilio's error shape (https://www.twilio.com/docs/usage/twilios-response#response-formats-exceptions). */
export function asAnswer({ status, code, message }: ApiFault): Answer {
  return { status, body: { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status } }
}

/** Answers as ordered: Twilio's error body where a code is given, else the HTML page of a proxy in between. */
export function refuse(response: ServerResponse, fault: FakeFault): void {
  const status = fault.status ?? 500
  if (fault.retryAfter !== undefined) response.setHeader('Retry-After', fault.retryAfter)
  if (fault.code !== undefined) {
    send(response, status, asAnswer({ status, code: fault.code, message: 'as ordered' }).body)
    return
  }
  response.writeHead(status, { 'Content-Type': 'text/html' }).end('<html><body>Bad gateway</body></html>')
}

/** Writes an answer; cut in half, the connection ends in the middle of the body. */
export function send(response: ServerResponse, status: number, body: object, cutInHalf = false): void {
  const text = JSON.stringify(body)
  response.writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) })
  if (cutInHalf) response.write(text.slice(0, text.length / 2), () => response.destroy())
  else response.end(text)
}
