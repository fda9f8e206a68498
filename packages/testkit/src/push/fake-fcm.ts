import { randomBytes } from 'node:crypto'
import {
  Http2Provider,
  keyPair,
  type ProviderAnswer,
  type ProviderFault,
  type ProviderRequest,
  verifiedJwt,
} from './http2-provider.ts'

/** A message that FCM took: the `message` of the request. */
export interface FcmMessage {
  readonly token: string
  readonly notification?: { readonly title?: string; readonly body?: string; readonly image?: string }
  readonly data?: Readonly<Record<string, string>>
  readonly android?: Readonly<Record<string, unknown>>
  readonly [name: string]: unknown
}

const fcmError = 'type.googleapis.com/google.firebase.fcm.v1.FcmError'
const badRequest = 'type.googleapis.com/google.rpc.BadRequest'
const statusOf: Readonly<Record<string, readonly [number, string]>> = {
  UNREGISTERED: [404, 'NOT_FOUND'],
  INVALID_ARGUMENT: [400, 'INVALID_ARGUMENT'],
  SENDER_ID_MISMATCH: [403, 'PERMISSION_DENIED'],
  QUOTA_EXCEEDED: [429, 'RESOURCE_EXHAUSTED'],
  UNAVAILABLE: [503, 'UNAVAILABLE'],
  INTERNAL: [500, 'INTERNAL'],
  THIRD_PARTY_AUTH_ERROR: [401, 'UNAUTHENTICATED'],
}
const messageFields = [
  'name',
  'token',
  'topic',
  'condition',
  'notification',
  'data',
  'android',
  'apns',
  'webpush',
  'fcm_options',
]

/** FCM's error body for one of its codes. */
export function fcmFault(
  errorCode: string,
  options: { retryAfter?: string; field?: string } = {},
): ProviderFault & ProviderAnswer {
  const [status, name] = statusOf[errorCode] ?? [400, 'INVALID_ARGUMENT']
  const details: object[] = [{ '@type': fcmError, errorCode }]
  if (options.field !== undefined)
    details.push({ '@type': badRequest, fieldViolations: [{ field: options.field, description: 'Invalid' }] })
  return {
    status,
    body: JSON.stringify({ error: { code: status, message: `says ${errorCode}`, status: name, details } }),
    headers: {
      'content-type': 'application/json; charset=UTF-8',
      ...(options.retryAfter === undefined ? {} : { 'retry-after': options.retryAfter }),
    },
  }
}

/** Firebase Cloud Messaging, HTTP v1, and the token server in front of it: refuses what the real ones refuse. */
export class FakeFcm {
  readonly messages: FcmMessage[] = []
  readonly projectId = 'demo-project'
  /** The service account's key file, as the console gives it. */
  readonly serviceAccount: Readonly<Record<string, string>>
  /** Access tokens that were handed out. */
  tokensGiven = 0
  readonly #provider: Http2Provider
  readonly #publicKey: string
  readonly #tokens = new Set<string>()
  readonly #registered = new Set<string>()
  #tokenFault: ProviderAnswer | undefined

  private constructor(provider: (answer: (request: ProviderRequest) => ProviderAnswer) => Http2Provider) {
    const { privateKey, publicKey } = keyPair('rsa')
    this.#publicKey = publicKey
    this.#provider = provider((request) => this.#answer(request))
    this.serviceAccount = {
      type: 'service_account',
      project_id: this.projectId,
      private_key_id: randomBytes(20).toString('hex'),
      private_key: privateKey,
      client_email: `sender@${this.projectId}.iam.gserviceaccount.com`,
      token_uri: '',
    }
  }

  static async start(): Promise<FakeFcm> {
    const fake = new FakeFcm(
      (answer) => new Http2Provider(answer, { http1: true, faulty: (path) => path !== '/token' }),
    )
    await fake.#provider.listen()
    Object.assign(fake.serviceAccount, { token_uri: `${fake.url}/token` })
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

  /** An app registers; gives its token. */
  register(): string {
    const token = `${randomBytes(11).toString('base64url')}:APA91b${randomBytes(100).toString('base64url')}`
    this.#registered.add(token)
    return token
  }

  /** The app was removed. */
  unregister(token: string): void {
    this.#registered.delete(token)
  }

  next(...faults: readonly ProviderFault[]): void {
    this.#provider.next(...faults)
  }

  /** What the token server answers from now on; undefined: tokens again. */
  answerTokensWith(answer: ProviderAnswer | undefined): void {
    this.#tokenFault = answer
  }

  /** Access tokens that were given are good no more. */
  revokeTokens(): void {
    this.#tokens.clear()
  }

  /** Faults that no request has met yet. */
  get faultsLeft(): number {
    return this.#provider.faultsLeft
  }

  close(): Promise<void> {
    return this.#provider.close()
  }

  #answer(request: ProviderRequest): ProviderAnswer {
    if (request.path === '/token') return this.#tokenFault ?? this.#giveToken(request)
    if (request.method !== 'POST' || request.path !== `/v1/projects/${this.projectId}/messages:send`)
      return { status: 404, body: '<html>Not Found</html>', headers: { 'content-type': 'text/html' } }
    const bearer = /^Bearer (?<token>\S+)$/.exec(request.headers.authorization ?? '')?.groups?.token
    if (bearer === undefined || !this.#tokens.has(bearer)) {
      const error = { code: 401, message: 'Request had invalid authentication credentials.', status: 'UNAUTHENTICATED' }
      return { status: 401, body: JSON.stringify({ error }), headers: { 'content-type': 'application/json' } }
    }
    if (!/^application\/json\b/.test(request.headers['content-type'] ?? '')) return fcmFault('INVALID_ARGUMENT')
    return this.#send(request.body)
  }

  #giveToken({ method, headers, body }: ProviderRequest): ProviderAnswer {
    const refuse = (error: string) => ({ status: 400, body: JSON.stringify({ error }) })
    if (method !== 'POST' || headers['content-type'] !== 'application/x-www-form-urlencoded')
      return refuse('invalid_request')
    const form = new URLSearchParams(body)
    if (form.get('grant_type') !== 'urn:ietf:params:oauth:grant-type:jwt-bearer')
      return refuse('unsupported_grant_type')
    const jwt = verifiedJwt(form.get('assertion') ?? '', 'RS256', this.#publicKey)
    const { iss, scope, aud, iat, exp } = jwt?.claims ?? {}
    const good =
      jwt?.header.kid === this.serviceAccount.private_key_id &&
      iss === this.serviceAccount.client_email &&
      scope === 'https://www.googleapis.com/auth/firebase.messaging' &&
      aud === this.serviceAccount.token_uri &&
      typeof iat === 'number' &&
      typeof exp === 'number' &&
      exp - iat <= 3_600
    if (!good) return refuse('invalid_grant')
    const token = `ya29.${randomBytes(32).toString('base64url')}`
    this.#tokens.add(token)
    this.tokensGiven += 1
    return {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ access_token: token, expires_in: 3_599, token_type: 'Bearer' }),
    }
  }

  #send(body: string): ProviderAnswer {
    const { message, ...rest } = JSON.parse(body) as { message?: FcmMessage; validate_only?: boolean }
    const fault = message === undefined ? 'message' : faultIn(message)
    if (message === undefined || fault !== undefined || Object.keys(rest).some((key) => key !== 'validate_only'))
      return fcmFault('INVALID_ARGUMENT', { field: fault ?? 'request' })
    if (!/:APA91b/.test(message.token)) return fcmFault('INVALID_ARGUMENT', { field: 'message.token' })
    if (!this.#registered.has(message.token)) return fcmFault('UNREGISTERED')
    this.messages.push(message)
    const name = `projects/${this.projectId}/messages/0:${Date.now()}%${randomBytes(8).toString('hex')}`
    return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ name }) }
  }
}

/** The first field that FCM would not take. */
function faultIn(message: FcmMessage): string | undefined {
  const { notification = {}, data = {}, android = {} } = message
  const unknown = Object.keys(message).find((key) => !messageFields.includes(key))
  if (unknown !== undefined) return `message.${unknown}`
  if (typeof message.token !== 'string') return 'message.token'
  for (const [key, value] of Object.entries(data)) {
    if (typeof value !== 'string' || /^(from|message_type|google.*|gcm.*)$/i.test(key)) return `message.data[${key}]`
  }
  for (const [key, value] of Object.entries(notification))
    if (!['title', 'body', 'image'].includes(key) || typeof value !== 'string') return `message.notification.${key}`
  if (android.ttl !== undefined && !/^\d+(\.\d+)?s$/.test(String(android.ttl))) return 'message.android.ttl'
  if (Number.parseFloat(String(android.ttl ?? 0)) > 2_419_200) return 'message.android.ttl'
  if (android.priority !== undefined && !['NORMAL', 'HIGH'].includes(String(android.priority)))
    return 'message.android.priority'
  const unknownOfAndroid = Object.keys(android).find(
    (key) => !['priority', 'ttl', 'collapse_key', 'notification'].includes(key),
  )
  if (unknownOfAndroid !== undefined) return `message.android.${unknownOfAndroid}`
  if (Buffer.byteLength(JSON.stringify({ notification, data })) > 4_096 + 40) return 'message'
  return undefined
}
