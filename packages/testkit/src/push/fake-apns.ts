import { randomBytes } from 'node:crypto'
import {
  Http2Provider,
  keyPair,
  type ProviderAnswer,
  type ProviderFault,
  type ProviderRequest,
  verifiedJwt,
} from './http2-provider.ts'

/** A notification that APNs took. */
export interface ApnsMessage {
  readonly token: string
  readonly headers: Readonly<Record<string, string>>
  readonly payload: Readonly<Record<string, unknown>> & { readonly aps: Readonly<Record<string, unknown>> }
  readonly connection: number
}

const headersKnown = [
  'authorization',
  'apns-id',
  'apns-topic',
  'apns-push-type',
  'apns-priority',
  'apns-expiration',
  'apns-collapse-id',
  'content-type',
  'content-length',
]
const pushTypes = [
  'alert',
  'background',
  'voip',
  'complication',
  'fileprovider',
  'mdm',
  'liveactivity',
  'pushtotalk',
  'location',
  'widgets',
  'controls',
]
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

const statusOf: Readonly<Record<string, number>> = {
  ExpiredProviderToken: 403,
  InvalidProviderToken: 403,
  MissingProviderToken: 403,
  Forbidden: 403,
  BadPath: 404,
  MethodNotAllowed: 405,
  ExpiredToken: 410,
  Unregistered: 410,
  PayloadTooLarge: 413,
  TooManyProviderTokenUpdates: 429,
  TooManyRequests: 429,
  InternalServerError: 500,
  ServiceUnavailable: 503,
  Shutdown: 503,
}

/** APNs' answer for one of its reasons. */
export function apnsFault(
  reason: string,
  options: { status?: number; timestamp?: number; retryAfter?: string } = {},
): ProviderFault & ProviderAnswer {
  const { timestamp, retryAfter } = options
  return {
    status: options.status ?? statusOf[reason] ?? 400,
    body: JSON.stringify({ reason, ...(timestamp === undefined ? {} : { timestamp }) }),
    headers: {
      'apns-id': 'eabeae54-14a8-11e5-b60b-1697f925ec7b',
      ...(retryAfter === undefined ? {} : { 'retry-after': retryAfter }),
    },
  }
}

/** Apple's push service for one team and one app: refuses what the real one refuses. */
export class FakeApns {
  readonly messages: ApnsMessage[] = []
  readonly teamId = 'TEAM012345'
  readonly keyId = 'KEY0123456'
  readonly topic = 'example.acme.app'
  /** The team's key (.p8). */
  readonly key: string
  /** The provider tokens that were seen, in their order. */
  readonly tokens: string[] = []
  readonly #publicKey: string
  readonly #provider: Http2Provider
  readonly #gone = new Map<string, number>()
  readonly #devices = new Set<string>()
  readonly #now: () => number
  #lastUpdate = Number.NEGATIVE_INFINITY

  private constructor(now: () => number) {
    const { privateKey, publicKey } = keyPair('p256')
    this.key = privateKey
    this.#publicKey = publicKey
    this.#now = now
    this.#provider = new Http2Provider((request) => this.#answer(request))
  }

  static async start(options: { readonly now?: () => number } = {}): Promise<FakeApns> {
    const fake = new FakeApns(options.now ?? Date.now)
    await fake.#provider.listen()
    return fake
  }

  get url(): string {
    return this.#provider.origin
  }

  get ca(): string {
    return this.#provider.ca
  }

  get connections(): number {
    return this.#provider.connections
  }

  /** A device registers; gives its token. */
  register(): string {
    const token = randomBytes(32).toString('hex')
    this.#devices.add(token)
    return token
  }

  /** The app was removed from the device at an instant, in milliseconds. */
  unregister(token: string, at: number): void {
    this.#gone.set(token, at)
  }

  next(...faults: readonly ProviderFault[]): void {
    this.#provider.next(...faults)
  }

  /** Faults that no request has met yet. */
  get faultsLeft(): number {
    return this.#provider.faultsLeft
  }

  close(): Promise<void> {
    return this.#provider.close()
  }

  #answer(request: ProviderRequest): ProviderAnswer {
    const reason = this.#faultIn(request)
    if (reason !== undefined) return apnsFault(reason)
    const token = request.path.slice('/3/device/'.length)
    const goneAt = this.#gone.get(token)
    if (goneAt !== undefined) return apnsFault('Unregistered', { timestamp: goneAt })
    if (!this.#devices.has(token)) return apnsFault('BadDeviceToken')
    const payload = JSON.parse(request.body) as ApnsMessage['payload']
    this.messages.push({ token, headers: request.headers, payload, connection: request.connection })
    return { status: 200, headers: { 'apns-id': request.headers['apns-id'] ?? '' } }
  }

  #faultIn({ method, path, headers, names, body }: ProviderRequest): string | undefined {
    if (method !== 'POST') return 'MethodNotAllowed'
    if (!/^\/3\/device\/[0-9a-f]+$/.test(path)) return 'BadPath'
    if (new Set(names).size !== names.length) return 'DuplicateHeaders'
    const stranger = names.find((name) => !headersKnown.includes(name))
    if (stranger !== undefined) return `BadHeader${stranger}`
    return this.#faultInToken(headers.authorization) ?? this.#faultInHeaders(headers) ?? faultInBody(headers, body)
  }

  #faultInToken(authorization: string | undefined): string | undefined {
    const token = /^bearer (?<token>\S+)$/.exec(authorization ?? '')?.groups?.token
    if (token === undefined) return 'MissingProviderToken'
    const jwt = verifiedJwt(token, 'ES256', this.#publicKey)
    if (jwt?.header.kid !== this.keyId || jwt.claims.iss !== this.teamId) return 'InvalidProviderToken'
    const now = this.#now()
    const iat = Number(jwt.claims.iat) * 1_000
    if (!(iat <= now + 1_000)) return 'InvalidProviderToken'
    if (now - iat > 3_600_000) return 'ExpiredProviderToken'
    if (this.tokens.at(-1) === token) return undefined
    if (now - this.#lastUpdate < 20 * 60_000) return 'TooManyProviderTokenUpdates'
    this.#lastUpdate = now
    this.tokens.push(token)
    return undefined
  }

  #faultInHeaders(headers: Readonly<Record<string, string>>): string | undefined {
    const type = headers['apns-push-type']
    const priority = headers['apns-priority']
    if (headers['apns-topic'] === undefined) return 'MissingTopic'
    if (type === undefined || !pushTypes.includes(type)) return 'InvalidPushType'
    if (headers['apns-topic'] !== (type === 'voip' ? `${this.topic}.voip` : this.topic)) return 'DeviceTokenNotForTopic'
    if (headers['apns-id'] !== undefined && !uuid.test(headers['apns-id'])) return 'BadMessageId'
    if (priority !== undefined && !['10', '5', '1'].includes(priority)) return 'BadPriority'
    if (type === 'background' && priority !== '5') return 'BadPriority'
    if (!/^\d{1,10}$/.test(headers['apns-expiration'] ?? '0')) return 'BadExpirationDate'
    if (Buffer.byteLength(headers['apns-collapse-id'] ?? '') > 64) return 'BadCollapseId'
    return undefined
  }
}

function faultInBody(headers: Readonly<Record<string, string>>, body: string): string | undefined {
  if (body === '') return 'PayloadEmpty'
  if (Buffer.byteLength(body) > (headers['apns-push-type'] === 'voip' ? 5_120 : 4_096)) return 'PayloadTooLarge'
  const { aps } = JSON.parse(body) as { aps?: Record<string, unknown> }
  if (aps === undefined) return 'PayloadEmpty'
  if (headers['apns-push-type'] === 'background' && aps['content-available'] !== 1) return 'PayloadEmpty'
  return undefined
}
