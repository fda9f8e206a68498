/**
 * The names of the library. Bundlers take this file; what runs without one takes `complete.ts`, which adds the parts that
 * few programs need.
 */
export {
  FaxResponse,
  MessagingResponse,
  TwiML,
  VoiceResponse,
} from '@trunkline/twiml/builder'
export {
  AccessToken,
  ClientCapability,
  getExpectedBodyHash,
  getExpectedTwilioSignature,
  signTwilioRequest,
  TaskRouterCapability,
  ValidationToken,
  validateBody,
  validateRequest,
  validateRequestWithBody,
  verifyStandardWebhook,
} from '@trunkline/wire'
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
export type { EventOptions, PlacedEvent } from './trunkline/events.ts'
export type { CursorList, Trunkline } from './trunkline/trunkline.ts'
export type * as TrunklineTypes from './trunkline/types.ts'
export { jwt, type TwilioModule, twilio, twilio as default, twiml } from './twilio.ts'
export { version } from './version.ts'
export type { WebhookOptions, WebhookOptionsWithToken } from './webhooks/check.ts'
export {
  type ExpressRequest,
  type ExpressResponse,
  validateExpressRequest,
  validateIncomingRequest,
  webhook,
} from './webhooks/express.ts'
export { type FastifyLikeReply, type FastifyLikeRequest, fastifyWebhook } from './webhooks/fastify.ts'
export { type FetchWebhookParams, fetchWebhook } from './webhooks/fetch.ts'
