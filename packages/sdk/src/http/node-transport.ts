/**
 * Carries requests by `node:https`, for what `fetch` has no option for: a CA bundle, a proxy, limits on sockets. It asks
 * Node for its built-in modules at run time, so a bundle for another run time does not need them.
 */
import type { AgentOptions, ClientRequest, IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { TLSSocket } from 'node:tls'
import { basicAuth } from '../auth/basic.ts'
import type { Environment } from '../client/environment.ts'
import type { Transport, WireRequest, WireResponse } from './fetch-transport.ts'
import { TransportError, transportError } from './transport-error.ts'

/** What Node's agent can be told. Names and defaults as in twilio-node. */
export interface NodeTransportOptions {
  keepAlive?: boolean | undefined
  /** Milliseconds between TCP keep-alive probes. */
  keepAliveMsecs?: number | undefined
  /** Sockets per host. 20. */
  maxSockets?: number | undefined
  /** Sockets in all. 100. */
  maxTotalSockets?: number | undefined
  /** Idle sockets kept per host. 5. */
  maxFreeSockets?: number | undefined
  scheduling?: 'fifo' | 'lifo' | undefined
  /** Certificates to trust instead of the run time's, as PEM. */
  ca?: string | Uint8Array | undefined
}

interface Builtins {
  'node:https': typeof import('node:https')
  'node:http': typeof import('node:http')
  'node:fs': typeof import('node:fs')
  'node:tls': typeof import('node:tls')
}

/** A built-in module of Node, or undefined on a run time without. */
function builtin<Name extends keyof Builtins>(name: Name): Builtins[Name] | undefined {
  const host = globalThis as { process?: { getBuiltinModule?: (name: string) => unknown } }
  return host.process?.getBuiltinModule?.(name) as Builtins[Name] | undefined
}

/** A transport on Node's own HTTP client, with one agent for all its requests. */
export function nodeTransport(options: NodeTransportOptions, env: Environment): Transport {
  const https = builtin('node:https')
  const http = builtin('node:http')
  if (https === undefined || http === undefined) {
    throw new Error(
      'This run time has no node:https: leave out ca, proxy and socket options, or pass fetch or httpClient',
    )
  }
  const bundle = env.TWILIO_CA_BUNDLE
  const ca = options.ca ?? (bundle ? builtin('node:fs')?.readFileSync(bundle) : undefined)
  const tls = ca === undefined ? {} : { ca: ca as string }
  const sockets = socketOptions(options)
  const secureAgent = new https.Agent({ ...sockets, ...tls })
  const plainAgent = new http.Agent(sockets)
  const once: Transport = async (request) => {
    const url = new URL(request.url)
    const common = { method: request.method.toUpperCase() }
    if (url.protocol === 'http:')
      return await exchange(request, (headers) => http.request(url, { ...common, headers, agent: plainAgent }))
    const proxy = env.HTTP_PROXY
    if (!proxy)
      return await exchange(request, (headers) => https.request(url, { ...common, headers, agent: secureAgent }))
    // Without an agent, which would connect by itself: one tunnel for each request.
    const connection = await tunnel(proxy, url, request, tls)
    return await exchange(request, (headers) =>
      https.request(url, { ...common, headers, createConnection: () => connection }),
    )
  }
  return async (request) => {
    let at = request
    let answer = await once(at)
    for (let hops = 0; request.redirects && hops < maxRedirects; hops++) {
      const next = redirected(at, answer)
      if (next === undefined) break
      at = next
      answer = await once(at)
    }
    return answer
  }
}

const maxRedirects = 10

/** Where a redirect leads, without credentials where that is another host; undefined when the answer is none. */
function redirected(request: WireRequest, answer: WireResponse): WireRequest | undefined {
  const { location } = answer.headers
  if (location === undefined || ![301, 302, 303, 307, 308].includes(answer.status)) return undefined
  const url = new URL(location, request.url)
  const { Authorization, ...anonymous } = request.headers
  const headers = Authorization !== undefined && url.host === new URL(request.url).host ? request.headers : anonymous
  if (answer.status > 303 || request.method === 'get') return { ...request, url: url.href, headers }
  return { ...request, url: url.href, headers, method: 'get', body: undefined }
}

/** Options of an agent, with the defaults of twilio-node. */
function socketOptions(options: NodeTransportOptions): AgentOptions {
  return {
    keepAlive: options.keepAlive !== false,
    maxSockets: options.maxSockets || 20,
    maxTotalSockets: options.maxTotalSockets || 100,
    maxFreeSockets: options.maxFreeSockets || 5,
    ...(options.keepAliveMsecs === undefined ? {} : { keepAliveMsecs: options.keepAliveMsecs }),
    ...(options.scheduling === undefined ? {} : { scheduling: options.scheduling }),
  }
}

/** A TLS connection through an HTTP proxy (CONNECT, RFC 9110 §9.3.6). */
async function tunnel(proxy: string, target: URL, request: WireRequest, tls: { ca?: string }): Promise<TLSSocket> {
  const http = builtin('node:http')
  const connectTls = builtin('node:tls')?.connect
  if (http === undefined || connectTls === undefined) throw new Error('This run time has no node:tls')
  const via = new URL(proxy)
  const address = `${target.hostname}:${target.port || 443}`
  const headers: Record<string, string> = { Host: address }
  if (via.username !== '')
    headers['Proxy-Authorization'] = basicAuth(decodeURIComponent(via.username), decodeURIComponent(via.password))
  const refused = (code: string, cause?: unknown): TransportError =>
    new TransportError('connect', false, code, request, cause)
  const socket = await new Promise<Socket>((resolve, reject) => {
    const options = {
      host: via.hostname,
      port: via.port || 80,
      method: 'CONNECT',
      path: address,
      headers,
      timeout: request.timeout,
    }
    const connect = http.request(options)
    connect.once('connect', (response, raw) => {
      if (response.statusCode === 200) return resolve(raw as Socket)
      raw.destroy()
      reject(refused(`PROXY_${response.statusCode}`))
    })
    connect.once('timeout', () => connect.destroy(refused('PROXY_TIMEOUT')))
    connect.once('error', (error) =>
      reject(error instanceof TransportError ? error : refused('PROXY_UNREACHABLE', error)),
    )
    connect.end()
  })
  return connectTls({ socket, servername: target.hostname, ...tls })
}

/** One exchange. Unlike `fetch` it knows when the connection stands, and so whether anything was sent. */
function exchange(
  request: WireRequest,
  start: (headers: Record<string, string>) => ClientRequest,
): Promise<WireResponse> {
  const { signal } = request
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(new TransportError('aborted', false, 'ERR_CANCELED', request, signal.reason))
    const headers = { ...request.headers }
    if (request.body !== undefined) headers['Content-Length'] = String(new TextEncoder().encode(request.body).length)
    const outgoing = start(headers)
    let sent = false
    const finish = (): void => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', onAbort)
    }
    const fail = (error: TransportError): void => {
      finish()
      reject(error)
      outgoing.destroy()
    }
    const onAbort = (): void => fail(new TransportError('aborted', sent, 'ERR_CANCELED', request, signal?.reason))
    const onError = (error: Error): void => fail(sent ? broken(error, request) : transportError(error, request))
    const timer = setTimeout(
      () => fail(new TransportError(sent ? 'timeout' : 'connect', sent, 'ECONNABORTED', request)),
      request.timeout,
    )
    signal?.addEventListener('abort', onAbort, { once: true })
    outgoing.once('socket', (socket) => whenConnected(socket, () => (sent = true)))
    outgoing.on('error', onError)
    outgoing.once('response', (incoming) => {
      collect(incoming).then((answer) => {
        finish()
        resolve(answer)
      }, onError)
    })
    outgoing.end(request.body)
  })
}

/** Calls back once a connection stands: at once for one that is used again, after the handshake for a new one. */
function whenConnected(socket: Socket, then: () => void): void {
  const handshake = (socket as { secureConnecting?: boolean }).secureConnecting
  if (handshake) socket.once('secureConnect', then)
  else if (socket.connecting) socket.once('connect', then)
  else then()
}

function broken(error: Error, request: WireRequest): TransportError {
  const failure = transportError(error, request)
  return failure.sent ? failure : new TransportError('broken', true, failure.code, request, error)
}

async function collect(incoming: IncomingMessage): Promise<WireResponse> {
  let text = ''
  incoming.setEncoding('utf8')
  for await (const chunk of incoming) text += chunk
  const headers = Object.entries(incoming.headers).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(', ') : (value ?? ''),
  ])
  return { status: incoming.statusCode ?? 0, headers: Object.fromEntries(headers), text }
}
