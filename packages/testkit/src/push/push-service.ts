import { createECDH, createPublicKey, type ECDH, randomBytes, verify } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer, type Server } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import { decrypt } from 'http_ece'
import { selfSigned } from '../self-signed.ts'

/** A message that the push service took, decrypted as the browser would. */
export interface PushedMessage {
  readonly subscription: string
  readonly ttl: number
  readonly urgency: string | undefined
  readonly topic: string | undefined
  readonly plaintext: string
  /** Bytes of the body as it came. */
  readonly size: number
}

/** What a subscription is to a page: `PushSubscription.toJSON()`. */
export interface TestSubscription {
  readonly endpoint: string
  readonly keys: { readonly p256dh: string; readonly auth: string }
}

/** What goes wrong with the next request. */
export type PushFault =
  | { readonly status: number; readonly retryAfter?: string; readonly body?: string }
  | { readonly cut: 'before' | 'after' }
  | { readonly stall: true }

interface Browser {
  readonly ecdh: ECDH
  readonly auth: string
}

/** Refuses a request, as a push service would. */
class Refusal extends Error {
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

const urgencies = ['very-low', 'low', 'normal', 'high']

/**
 * A push service (RFC 8030) with the browsers behind it: it checks every header that the standards ask for, verifies the VAPID
 * signature (RFC 8292), and decrypts with a library that is not ours (RFC 8291).
 */
export class PushService {
  readonly messages: PushedMessage[] = []
  /** Certificate to trust, PEM. */
  readonly ca: string
  readonly #server: Server
  readonly #sockets = new Set<Socket>()
  readonly #browsers = new Map<string, Browser>()
  readonly #faults: PushFault[] = []
  #key: string | undefined

  private constructor() {
    const { key, cert } = selfSigned()
    this.ca = cert
    this.#server = createServer({ key, cert }, (request, response) => void this.#serve(request, response))
    this.#server.on('connection', (socket) => {
      this.#sockets.add(socket)
      socket.on('close', () => this.#sockets.delete(socket))
    })
  }

  static async start(): Promise<PushService> {
    const service = new PushService()
    await new Promise<void>((resolve) => service.#server.listen(0, '127.0.0.1', resolve))
    return service
  }

  get origin(): string {
    return `https://localhost:${(this.#server.address() as AddressInfo).port}`
  }

  /** Subscribes a browser; from the first message on, the service holds the application server to this key. */
  subscribe(applicationServerKey: string): TestSubscription {
    this.#key = applicationServerKey
    const ecdh = createECDH('prime256v1')
    const p256dh = ecdh.generateKeys('base64url')
    const auth = randomBytes(16).toString('base64url')
    const id = randomBytes(16).toString('base64url')
    this.#browsers.set(id, { ecdh, auth })
    return { endpoint: `${this.origin}/push/${id}`, keys: { p256dh, auth } }
  }

  /** The browser ended its subscription. */
  unsubscribe({ endpoint }: TestSubscription): void {
    this.#browsers.delete(endpoint.slice(endpoint.lastIndexOf('/') + 1))
  }

  next(fault: PushFault): void {
    this.#faults.push(fault)
  }

  /** Faults that no request has met yet. */
  get faultsLeft(): number {
    return this.#faults.length
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy()
    if (this.#server.listening) await new Promise((resolve) => this.#server.close(resolve))
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const fault = this.#faults.shift()
    try {
      if (fault !== undefined && 'cut' in fault && fault.cut === 'before') return void request.socket.destroy()
      if (fault !== undefined && 'stall' in fault) return
      if (fault !== undefined && 'status' in fault) {
        request.resume()
        const headers = fault.retryAfter === undefined ? {} : { 'retry-after': fault.retryAfter }
        return void response.writeHead(fault.status, headers).end(fault.body ?? '')
      }
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk as Buffer)
      const message = this.#take(request, Buffer.concat(chunks))
      this.messages.push(message)
      if (fault !== undefined) return void request.socket.destroy()
      response.writeHead(201, { location: `${this.origin}/message/${randomBytes(12).toString('base64url')}` }).end()
    } catch (error) {
      if (!(error instanceof Refusal)) return void response.writeHead(500).end(String(error))
      response.writeHead(error.status).end(error.message)
    }
  }

  #take(request: IncomingMessage, body: Buffer): PushedMessage {
    const { headers, url = '' } = request
    const subscription = url.slice('/push/'.length)
    const browser = this.#browsers.get(subscription)
    if (request.method !== 'POST' || !url.startsWith('/push/')) throw new Refusal(404, 'no such resource')
    this.#checkVapid(headers.authorization ?? '')
    if (browser === undefined) throw new Refusal(410, 'the subscription has ended')
    const { ttl, urgency, topic } = headers as Record<string, string | undefined>
    if (ttl === undefined || !/^\d{1,7}$/.test(ttl)) throw new Refusal(400, 'TTL is missing or not in seconds')
    if (urgency !== undefined && !urgencies.includes(urgency)) throw new Refusal(400, 'Urgency is not one of the four')
    if (topic !== undefined && !/^[A-Za-z0-9_-]{1,32}$/.test(topic)) throw new Refusal(400, 'Topic is malformed')
    if (headers['content-encoding'] !== 'aes128gcm') throw new Refusal(400, 'Content-Encoding is not aes128gcm')
    if (body.length > 4_096) throw new Refusal(413, 'larger than 4096 bytes')
    const { ecdh: privateKey, auth: authSecret } = browser
    const plaintext = decrypt(body, { version: 'aes128gcm', privateKey, authSecret }).toString('utf8')
    return { subscription, ttl: Number(ttl), urgency, topic, plaintext, size: body.length }
  }

  #checkVapid(authorization: string): void {
    const { token, key } = /^vapid t=(?<token>[^,\s]+), k=(?<key>[^,\s]+)$/.exec(authorization)?.groups ?? {}
    if (token === undefined || key === undefined) throw new Refusal(401, 'no VAPID credentials')
    if (key !== this.#key) throw new Refusal(403, 'the key is not the one of the subscription')
    const [header = '', claims = '', signature = ''] = token.split('.')
    const point = Buffer.from(key, 'base64url')
    const jwk = {
      kty: 'EC',
      crv: 'P-256',
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33).toString('base64url'),
    }
    const publicKey = createPublicKey({ key: jwk, format: 'jwk' })
    const signed = Buffer.from(`${header}.${claims}`)
    const verifier = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const
    if (!verify('sha256', signed, verifier, Buffer.from(signature, 'base64url')))
      throw new Refusal(403, 'the signature is wrong')
    const { aud, exp, sub } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown>
    const seconds = Date.now() / 1_000
    if (aud !== this.origin) throw new Refusal(403, 'aud is not this service')
    if (typeof exp !== 'number' || exp < seconds || exp > seconds + 86_400)
      throw new Refusal(403, 'exp is out of range')
    if (typeof sub !== 'string' || !/^(mailto:|https:)/.test(sub)) throw new Refusal(403, 'sub is no contact')
  }
}
