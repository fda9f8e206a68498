/** Credentials other than a user name and a password (https://www.twilio.com/docs/iam/oauth-apps). */
import { exceptionFor } from '../errors/service-exception.ts'
import type { HttpRequest, HttpResponse } from '../http/http-client.ts'
import { RequestClient } from '../http/request-client.ts'
import type { AuthStrategy, CredentialProvider } from './auth-strategy.ts'
import { TokenAuthStrategy, type TokenManager } from './token-auth-strategy.ts'

/** Sends a request without credentials: the way of a client to the token endpoint, with its base URL and HTTP client. */
export type Send = (request: HttpRequest) => Promise<HttpResponse>

/** A provider that likes to know the client it serves. */
export interface BindableProvider extends CredentialProvider {
  /** Called by a client that takes the provider. */
  bind(send: Send): void
}

/** What a token is asked for with. */
export interface TokenParams {
  readonly grantType: string
  readonly clientId: string
  readonly clientSecret: string
}

/** Fetches tokens from https://oauth.twilio.com/v2/token by the client credentials grant (RFC 6749 §4.4). */
export class ApiTokenManager implements TokenManager {
  readonly params: TokenParams
  readonly #send: Send

  constructor(params: TokenParams, send?: Send) {
    this.params = params
    this.#send = send ?? ((request) => new RequestClient().request(request))
  }

  /** The access token. Rejects with `Error Status Code: 401\nFailed to fetch access token: …` when it is refused. */
  async fetchToken(): Promise<string> {
    const response = await this.#send({
      method: 'post',
      uri: 'https://oauth.twilio.com/v2/token',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json' },
      data: {
        client_id: this.params.clientId,
        client_secret: this.params.clientSecret,
        grant_type: this.params.grantType,
      },
    })
    const token = (response.body as { access_token?: unknown } | null)?.access_token
    if (response.statusCode >= 200 && response.statusCode < 300 && typeof token === 'string') return token
    const error = exceptionFor(response)
    throw new Error(`Error Status Code: ${error.status}\nFailed to fetch access token: ${error.message}`, {
      cause: error,
    })
  }
}

/** Both kinds of OAuth app ask alike; they differ in what their token may do. */
class OAuthProvider implements BindableProvider {
  clientId = ''
  clientSecret = ''
  tokenManager: TokenManager | null = null
  #send: Send | undefined
  #strategy: AuthStrategy | undefined

  getAuthType(): string {
    return 'client-credentials'
  }

  bind(send: Send): void {
    this.#send = send
  }

  /** One strategy for the life of the provider, so that its token is kept. */
  toAuthStrategy(): AuthStrategy {
    this.tokenManager ??= new ApiTokenManager(
      { grantType: 'client_credentials', clientId: this.clientId, clientSecret: this.clientSecret },
      this.#send,
    )
    this.#strategy ??= new TokenAuthStrategy(this.tokenManager)
    return this.#strategy
  }
}

/** Credentials of an OAuth app of an account. */
export class ClientCredentialProvider extends OAuthProvider {}

/** Credentials of an OAuth app of an organization. */
export class OrgsCredentialProvider extends OAuthProvider {}

class OAuthProviderBuilder<P extends OAuthProvider> {
  readonly #provider: P

  constructor(provider: P) {
    this.#provider = provider
  }
  setClientId(clientId: string): this {
    this.#provider.clientId = clientId
    return this
  }
  setClientSecret(clientSecret: string): this {
    this.#provider.clientSecret = clientSecret
    return this
  }
  /** Fetches tokens in its own way. */
  setTokenManager(tokenManager: TokenManager): this {
    this.#provider.tokenManager = tokenManager
    return this
  }
  build(): P {
    return this.#provider
  }
}

/** Builds a ClientCredentialProvider. */
export class ClientCredentialProviderBuilder extends OAuthProviderBuilder<ClientCredentialProvider> {
  constructor() {
    super(new ClientCredentialProvider())
  }
}

/** Builds an OrgsCredentialProvider. */
export class OrgsCredentialProviderBuilder extends OAuthProviderBuilder<OrgsCredentialProvider> {
  constructor() {
    super(new OrgsCredentialProvider())
  }
}

/** No credentials at all. */
export class NoAuthCredentialProvider implements CredentialProvider {
  getAuthType(): string {
    return 'noauth'
  }

  toAuthStrategy(): AuthStrategy {
    return {
      getAuthType: () => 'noauth',
      getAuthString: () => Promise.resolve(''),
      requiresAuthentication: () => false,
    }
  }
}
