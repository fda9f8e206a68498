/** The part of a client that holds credentials and sends requests; the tree of resources is put on top of it. */
import type { CredentialProvider } from '../auth/auth-strategy.ts'
import { basicAuth } from '../auth/basic.ts'
import type { BindableProvider } from '../auth/credential-providers.ts'
import { RestException } from '../errors/rest-exception.ts'
import type { HttpClient, HttpRequest, HttpResponse } from '../http/http-client.ts'
import { RequestClient, retryPolicy } from '../http/request-client.ts'
import { sendWithRetries } from '../http/retry.ts'
import { version } from '../version.ts'
import { environment, runtimeName } from './environment.ts'
import { hostnameFor, rebase } from './hostname.ts'
import type { ClientOptions } from './options.ts'

/** Holds credentials and sends requests with them. */
export class BaseClient {
  username: string | undefined
  password: string | undefined
  accountSid = ''
  credentialProvider: CredentialProvider | undefined
  edge: string | undefined
  region: string | undefined
  baseUrl: string | undefined
  logLevel: string | undefined
  userAgentExtensions: string[]
  readonly opts: ClientOptions
  #httpClient: HttpClient | undefined
  readonly #userAgent: string

  /**
   * Credentials come from the arguments, then `options.env`, then the environment: TWILIO_ACCOUNT_SID with
   * TWILIO_AUTH_TOKEN, or with TWILIO_API_KEY and TWILIO_API_SECRET. Throws when the account SID does not start with AC.
   */
  constructor(username?: string, password?: string, options: ClientOptions = {}) {
    const process = environment()
    const env = (name: string): string | undefined => options.env?.[name] ?? process[name]
    const byKey =
      username === undefined &&
      password === undefined &&
      env('TWILIO_AUTH_TOKEN') === undefined &&
      env('TWILIO_API_KEY') !== undefined
    this.opts = options
    this.username = username ?? (byKey ? env('TWILIO_API_KEY') : env('TWILIO_ACCOUNT_SID'))
    this.password = password ?? (byKey ? env('TWILIO_API_SECRET') : env('TWILIO_AUTH_TOKEN'))
    this.setAccountSid(
      options.accountSid ||
        (byKey || username?.startsWith('SK') ? env('TWILIO_ACCOUNT_SID') : undefined) ||
        this.username,
    )
    this.edge = options.edge ?? env('TWILIO_EDGE')
    this.region = options.region ?? env('TWILIO_REGION')
    this.baseUrl = (options.baseUrl ?? env('TRUNKLINE_BASE_URL')) || undefined
    this.logLevel = options.logLevel ?? env('TWILIO_LOG_LEVEL')
    this.userAgentExtensions = options.userAgentExtensions ?? []
    this.#httpClient = options.httpClient
    this.#userAgent = `trunkline-sdk/${version} ${runtimeName()}`
  }

  /** The account in the paths of `client.messages` and its like. */
  setAccountSid(accountSid: string | undefined): void {
    this.accountSid = accountSid ?? ''
    if (this.accountSid === '' || this.accountSid.startsWith('AC')) return
    const key = this.accountSid.startsWith('SK')
      ? '. The given SID indicates an API Key which requires the accountSid to be passed as an additional option'
      : ''
    throw new Error(`accountSid must start with AC${key}`)
  }

  /** Signs requests by a provider (OAuth) from now on; forgets user name, password and account. */
  setCredentialProvider(provider: CredentialProvider): void {
    this.credentialProvider = provider
    if ('bind' in provider)
      (provider as BindableProvider).bind((request) =>
        this.#send({ ...request, uri: this.urlFor(request.uri), headers: this.#headers(request) }),
      )
    this.accountSid = ''
    this.invalidateBasicAuth()
  }

  /** Forgets user name and password. */
  invalidateBasicAuth(): void {
    this.username = undefined
    this.password = undefined
  }

  /** Forgets the provider. */
  invalidateOAuth(): void {
    this.credentialProvider = undefined
  }

  /** What carries the requests; made when first used. */
  get httpClient(): HttpClient {
    this.#httpClient ??= new RequestClient({ ...this.opts, autoRetry: false })
    return this.#httpClient
  }

  /**
   * Sends a request to an absolute URL with the client's credentials, region, edge and base URL. Throws at once when
   * method, URL or credentials are missing; rejects with a TransportError when no answer comes. Every HTTP status resolves.
   */
  request(request: HttpRequest): Promise<HttpResponse> {
    if (!request?.method) throw new Error('method is required')
    if (!request.uri) throw new Error('uri is required')
    const username = request.username || this.username
    const password = request.password || this.password
    const authStrategy = request.authStrategy || this.credentialProvider?.toAuthStrategy()
    if (!authStrategy && !username) throw new Error('username is required')
    if (!authStrategy && !password) throw new Error('password is required')
    const complete: HttpRequest = {
      ...request,
      uri: this.urlFor(request.uri),
      username,
      password,
      authStrategy,
      headers: this.#headers(request),
      logLevel: request.logLevel ?? this.logLevel,
    }
    return this.#send(complete)
  }

  /** The value of the Authorization header of a request now. */
  async authorization(): Promise<string> {
    if (this.username && this.password) return basicAuth(this.username, this.password)
    return (await this.credentialProvider?.toAuthStrategy().getAuthString()) ?? ''
  }

  /** Where a request to a URL goes: with the client's region and edge, or under its base URL. */
  urlFor(uri: string): string {
    const url = new URL(uri)
    if (this.baseUrl !== undefined) return rebase(url, this.baseUrl)
    url.hostname = hostnameFor(url.hostname, this.edge, this.region)
    return url.href
  }

  /** A host name with an edge and a region put in. */
  getHostname(hostname: string, edge: string | undefined, region: string | undefined): string {
    return hostnameFor(hostname, edge, region)
  }

  /** What is thrown for an error: itself, or what the option `mapError` makes of it. */
  failed(error: unknown): unknown {
    return this.opts.mapError === undefined ? error : this.opts.mapError(error)
  }

  /** Asks Twilio's test host, which has tomorrow's certificates, for a page. Rejects with a RestException unless it is there. */
  async validateSslCert(): Promise<HttpResponse> {
    const response = await this.httpClient.request({ method: 'get', uri: 'https://tls-test.twilio.com:443' })
    if (response.statusCode < 200 || response.statusCode >= 300) throw new RestException(response)
    return response
  }

  #headers({ method, headers = {} }: HttpRequest): Record<string, string> {
    const withBody = method === 'post' || method === 'put'
    return {
      ...(withBody ? { 'Content-Type': 'application/x-www-form-urlencoded' } : {}),
      ...(method === 'delete' ? {} : { Accept: 'application/json' }),
      ...headers,
      'User-Agent': [this.#userAgent, ...this.userAgentExtensions].join(' '),
      'Accept-Charset': 'utf-8',
    }
  }

  #send(request: HttpRequest): Promise<HttpResponse> {
    const { autoRetry, onTry } = this.opts
    if (!autoRetry && onTry === undefined) return this.httpClient.request(request)
    const policy = retryPolicy(this.opts)
    const send = (again: HttpRequest): Promise<HttpResponse> => this.httpClient.request(again)
    return sendWithRetries(request, send, autoRetry ? policy : { ...policy, maxRetries: 0 }, onTry)
  }
}
