import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import {
  afterHooks,
  type BrowserPhone,
  quietLog,
  selfSigned,
  startBrowser,
  tempFolder,
  type UdpProxy,
  udpProxy,
} from '@trunkline/testkit'
import { AccessToken, ClientCapability, createIdGenerator, ProblemError, sidFromUuid } from '@trunkline/wire'
import type { BrowserLimits } from '../../src/leg/browser/browser-limits.ts'
import { createBrowserLegs } from '../../src/leg/browser/create-browser-legs.ts'
import type { DialOptions, IncomingCall, Leg } from '../../src/leg/leg.ts'
import type { MediaEndpoint, Pcm, WebRtcEndpoint } from '../../src/media/media.ts'
import { createMediaEngine } from '../../src/media/media-engine.ts'

const meter = { count: () => {}, gauge: () => {}, observe: () => {} }
const ids = createIdGenerator({ now: Date.now })

/** A client as the legs need it: keys, a token, an application. */
export interface BenchClient {
  readonly id: string
  readonly accountSid: string
  readonly keySid: string
  readonly keySecret: string
  readonly authToken: string
  readonly applicationSid: string
}

export function benchClient(): BenchClient {
  const sid = (prefix: 'AC' | 'SK' | 'AP'): string => sidFromUuid(prefix, ids.uuid())
  const id = ids.uuid()
  const secret = (): string => randomBytes(16).toString('hex')
  return {
    id,
    accountSid: sidFromUuid('AC', id),
    keySid: sid('SK'),
    keySecret: secret(),
    authToken: secret(),
    applicationSid: sid('AP'),
  }
}

/** Accounts in memory: what tokens are checked with. */
export function accountsOf(clients: readonly BenchClient[]) {
  const missing = (): never => {
    throw new ProblemError('not-found')
  }
  const find = (name: string) => clients.find(({ id, accountSid }) => id === name || accountSid === name)
  return {
    keys: {
      async secretOf(sid: string) {
        const client = clients.find(({ keySid }) => keySid === sid) ?? missing()
        return { clientId: client.id, secret: client.keySecret }
      },
    },
    clients: {
      async find(name: string) {
        const client = find(name)
        return client && { id: client.id, status: 'active', parentId: null }
      },
      authToken: async (name: string) => (find(name) ?? missing()).authToken,
    },
    applications: {
      get: async (name: string, sid: string) => {
        const client = find(name)
        return client?.applicationSid === sid ? {} : missing()
      },
    },
  }
}

/** What a token may say. */
export interface TokenRequest {
  readonly identity?: string
  readonly incoming?: boolean
  readonly applicationSid?: string | null
  readonly params?: Record<string, string>
  readonly ttl?: number
}

export function accessToken(client: BenchClient, request: TokenRequest = {}): string {
  const { identity = 'alice', incoming = true, applicationSid = client.applicationSid, params, ttl = 3600 } = request
  const token = new AccessToken(client.accountSid, client.keySid, client.keySecret, { identity, ttl })
  const outgoing =
    applicationSid === null ? {} : { outgoingApplicationSid: applicationSid, outgoingApplicationParams: params }
  token.addGrant(new AccessToken.VoiceGrant({ incomingAllow: incoming, ...outgoing }))
  return token.toJwt()
}

export function capabilityToken(client: BenchClient, identity = 'alice'): string {
  const { accountSid, authToken, applicationSid } = client
  const capability = new ClientCapability({ accountSid, authToken })
  capability.addScope(new ClientCapability.IncomingClientScope(identity))
  capability.addScope(new ClientCapability.OutgoingClientScope({ applicationSid, clientName: identity }))
  return capability.toJwt()
}

/** Leads a browser's datagrams through proxies that can be cut, by the address that it is told. */
function throughProxies(t: TestContext, endpoint: WebRtcEndpoint, proxies: UdpProxy[]): WebRtcEndpoint {
  const lead = async (sdp: string): Promise<string> => {
    const port = /^m=audio (\d+) /m.exec(sdp)?.[1] ?? '0'
    const proxy = await udpProxy(t, Number(port))
    proxies.push(proxy)
    return sdp.replaceAll(new RegExp(`\\b${port}\\b`, 'g'), String(proxy.port))
  }
  return new Proxy(endpoint, {
    get(target, name) {
      if (name === 'answer') return async (offer: string) => lead(await target.answer(offer))
      if (name === 'offer') return async () => lead(await target.offer())
      const value = Reflect.get(target, name)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

/** Legs, media and a place for pages to connect to. */
export async function openBench(t: TestContext, limits: Partial<BrowserLimits> = {}, origins?: readonly string[]) {
  const client = benchClient()
  const stranger = benchClient()
  const media = createMediaEngine({ workers: 1, address: '127.0.0.1', ports: { from: 0, to: 0 }, log: quietLog, meter })
  const proxies: UdpProxy[] = []
  let refuses = false
  const calls: IncomingCall[] = []
  const waiting: { from: string | undefined; take: (call: IncomingCall) => void }[] = []
  const next = (from?: string): Promise<IncomingCall> => {
    const at = calls.findIndex((each) => from === undefined || each.from === from)
    const [call] = at < 0 ? [] : calls.splice(at, 1)
    return call ? Promise.resolve(call) : new Promise((take) => waiting.push({ from, take }))
  }
  const legs = createBrowserLegs({
    media: { openWebRtc: async (options) => throughProxies(t, await media.openWebRtc(options), proxies) },
    accounts: accountsOf([client, stranger]),
    take: (call) => {
      const at = waiting.findIndex(({ from }) => from === undefined || from === call.from)
      const [waiter] = at < 0 ? [] : waiting.splice(at, 1)
      if (waiter) waiter.take(call)
      else calls.push(call)
    },
    newCallSid: () => sidFromUuid('CA', ids.uuid()),
    random: randomBytes,
    clock: Date,
    now: () => performance.now(),
    log: quietLog,
    meter,
    limits,
    ...(origins === undefined ? {} : { origins }),
  })
  const server = createServer(selfSigned(), (_request, response) => response.writeHead(404).end())
  const sockets = new Set<Socket>()
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  server.on('upgrade', (request, socket, head) => {
    if (refuses) socket.destroy()
    else legs.handleUpgrade(request, socket, head)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  legs.start()
  const { port } = server.address() as AddressInfo
  afterHooks(t, async () => {
    await legs.stop()
    for (const socket of sockets) socket.destroy()
    server.close()
    await media.stop()
  })
  return {
    client,
    stranger,
    media,
    legs,
    port,
    host: `127.0.0.1:${port}`,
    /** Cuts all connections of pages; new ones are taken again at once. */
    cutSockets: () => {
      for (const socket of sockets) socket.destroy()
    },
    /** Cuts the whole network: connections, new ones, and datagrams. */
    cutNetwork: () => {
      refuses = true
      for (const socket of sockets) socket.destroy()
      for (const proxy of proxies) proxy.cut()
    },
    mendNetwork: () => {
      refuses = false
      for (const proxy of proxies) proxy.mend()
    },
    /** The next call that comes in. */
    nextCall: (): Promise<IncomingCall> => next(),
    /** The next one of this caller. */
    callOf: (from: string): Promise<IncomingCall> => next(from),
    /** Calls an identity. */
    dial(identity: string, parameters: Record<string, string> = {}, options: Partial<DialOptions> = {}): Promise<Leg> {
      const callSid = sidFromUuid('CA', ids.uuid())
      const target = { kind: 'client', clientId: client.id, identity, parameters } as const
      return legs.dial(target, {
        clientId: client.id,
        callSid,
        from: '+15550001111',
        to: `client:${identity}`,
        placement: callSid,
        ...options,
      })
    },
    /** What a party says in a piece of time. */
    async hear(endpoint: MediaEndpoint, seconds = 1): Promise<Pcm> {
      const file = join(tempFolder(t), 'heard.wav')
      const recorder = await media.record({ file, channels: [[{ endpoint, track: 'inbound' }]], maxSeconds: seconds })
      await recorder.ended
      const bytes = readFileSync(file)
      return Int16Array.from({ length: (bytes.length - 44) >> 1 }, (_, i) => bytes.readInt16LE(44 + i * 2))
    },
  }
}

/** A bench of the tests. */
export type Bench = Awaited<ReturnType<typeof openBench>>

/** A bench with a browser, and a tab that is registered. */
export async function openBrowserBench(t: TestContext, limits: Partial<BrowserLimits> = {}) {
  const bench = await openBench(t, limits)
  const browser = await startBrowser(t)
  const device = { maxCallSignalingTimeoutMs: 30_000, enableImprovedSignalingErrorPrecision: true }
  return {
    ...bench,
    browser,
    /** A tab with a token; not registered. */
    async openPhone(request?: TokenRequest, options: Record<string, unknown> = {}): Promise<BrowserPhone> {
      const phone = await browser.openPhone()
      await phone.begin({
        token: accessToken(bench.client, request),
        chunderw: bench.host,
        device: { ...device, ...options },
      })
      return phone
    },
  }
}
