export type { AuthStrategy, CredentialProvider } from './auth/auth-strategy.ts'
export {
  ApiTokenManager,
  ClientCredentialProvider,
  ClientCredentialProviderBuilder,
  NoAuthCredentialProvider,
  OrgsCredentialProvider,
  OrgsCredentialProviderBuilder,
} from './auth/credential-providers.ts'
export { TokenAuthStrategy, type TokenManager } from './auth/token-auth-strategy.ts'
export { Client, Client as Twilio } from './client/client.ts'
export type { ClientOptions } from './client/options.ts'
export { adviceFor } from './errors/advice.ts'
export { type FailedResponse, RestException } from './errors/rest-exception.ts'
export { type ProblemDetail, TwilioServiceException } from './errors/service-exception.ts'
export type { HttpClient, HttpMethod, HttpRequest, HttpResponse } from './http/http-client.ts'
export { RequestClient, type RequestClientOptions } from './http/request-client.ts'
export type { Try } from './http/retry.ts'
export { TransportError, type TransportFailure } from './http/transport-error.ts'
export type { ApiResponse } from './rest/operation.ts'
export type { Callable, Listing, ListLimits, PageOf } from './rest/types.ts'
export type { CallOptions } from './rest/version.ts'
export { version } from './version.ts'
