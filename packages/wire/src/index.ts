export { AccessToken, type AccessTokenOptions } from './access-token/access-token.ts'
export {
  type AccessTokenClaims,
  decodeAccessToken,
  type ReadGrants,
  verifyAccessToken,
} from './access-token/read.ts'
export { type Address, formatAddress, parseAddress } from './address/address.ts'
export { isAlphanumericSender, isE164, isShortCode, parseE164 } from './address/e164.ts'
export { ClientCapability, type ClientCapabilityOptions } from './client-capability/client-capability.ts'
export {
  type ClientCapabilityClaims,
  decodeClientCapability,
  verifyClientCapability,
} from './client-capability/read.ts'
export {
  EventStreamScope,
  IncomingClientScope,
  OutgoingClientScope,
  type OutgoingClientScopeOptions,
  type Scope,
} from './client-capability/scopes.ts'
export { type QueryValue, RequestCanonicalizer } from './client-validation/request-canonicalizer.ts'
export {
  clientValidationHeader,
  type ValidationAlgorithm,
  type ValidationClientOptions,
  type ValidationRequest,
  ValidationToken,
} from './client-validation/validation-token.ts'
export {
  type ClientValidationClaims,
  decodeClientValidation,
  type ReceivedRequest,
  verifyClientValidation,
} from './client-validation/verify.ts'
export { RsaKeyError } from './crypto/rsa-key-error.ts'
export {
  type ChannelName,
  channelNames,
  type DeliveryEvent,
  type DeliveryEventType,
  type DeliveryStatus,
  deliveryStatuses,
} from './delivery-event/delivery-event.ts'
export type { Clock } from './jwt/clock.ts'
export { JwtError, type JwtErrorCode } from './jwt/jwt-error.ts'
export { type HmacJwtAlgorithm, type JwtAlgorithm, type JwtHeader, type JwtPayload, signJwt } from './jwt/sign.ts'
export { type DecodedJwt, decodeJwt, type VerifyJwtOptions, verifyJwt } from './jwt/verify.ts'
export { type ProblemBody, ProblemError, type ProblemFault, type ProblemOptions } from './problem/problem-error.ts'
export { type ProblemCode, type ProblemRow, problemTable } from './problem/problem-table.ts'
export {
  findRestError,
  type RestErrorArea,
  type RestErrorBody,
  type RestErrorOptions,
  type RestErrorRow,
  restError,
  restErrorTable,
  restErrorUrl,
} from './rest-errors/rest-errors.ts'
export { createIdGenerator, type IdGenerator, type IdGeneratorOptions } from './sid/id-generator.ts'
export {
  deliveryOrdinalOf,
  deliveryUuid,
  deliveryUuidOf,
  eventSequenceOf,
  eventUuid,
  isMessageUuid,
  messageUuidOf,
  uuidMilliseconds,
} from './sid/lineage.ts'
export { type SidPrefix, type SidPrefixRow, sidPrefixes } from './sid/prefixes.ts'
export { isSid, isUuid, type Sid, sidFromUuid, uuidFromSid } from './sid/sid.ts'
export { decodeGsm7, encodeGsm7, gsm7Length } from './sms/gsm7.ts'
export { type SmsSegments, smsSegments } from './sms/segments.ts'
export { type SmartEncoded, smartEncode } from './sms/smart-encoding.ts'
export { generateWebhookKeyPair, generateWebhookSecret, WebhookKeyError } from './standard-webhooks/keys.ts'
export { type StandardWebhook, type StandardWebhookHeaders, signStandardWebhook } from './standard-webhooks/sign.ts'
export {
  type HeaderSource,
  type VerifyWebhookOptions,
  verifyStandardWebhook,
  type WebhookRefusal,
  type WebhookVerdict,
} from './standard-webhooks/verify.ts'
export {
  type ChannelCapabilityOptions,
  TaskQueueCapability,
  WorkerCapability,
  type WorkerCapabilityOptions,
  WorkspaceCapability,
} from './taskrouter/channel-capabilities.ts'
export { Policy, type PolicyOptions, type PolicyPayload } from './taskrouter/policy.ts'
export {
  activitiesUrl,
  defaultEventBridgePolicies,
  defaultWorkerPolicies,
  reservationsUrl,
  taskQueuesUrl,
  tasksUrl,
  workersUrl,
  workspacesUrl,
} from './taskrouter/policy-urls.ts'
export { decodeTaskRouterCapability, type TaskRouterClaims, verifyTaskRouterCapability } from './taskrouter/read.ts'
export { TaskRouterCapability, type TaskRouterCapabilityOptions } from './taskrouter/task-router-capability.ts'
export {
  getExpectedBodyHash,
  getExpectedTwilioSignature,
  type SignatureHash,
  type WebhookParams,
} from './twilio-signature/expected.ts'
export {
  getSignatureAlgorithm,
  type PythonParams,
  RequestValidator,
  signatureSettingsHeader,
} from './twilio-signature/request-validator.ts'
export {
  requestedUrl,
  type SignedTwilioRequest,
  sha512SignatureHeader,
  signTwilioRequest,
  type TwilioRequest,
  twilioSignatureHeader,
} from './twilio-signature/sign.ts'
export { validateBody, validateRequest, validateRequestWithBody } from './twilio-signature/validate.ts'
export { isWebhookField, type ReadWebhook, readWebhook, type WebhookForm, webhookMedia } from './webhook-shapes/read.ts'
export { type WebhookFields, type WebhookKind, type WebhookShape, webhookShapes } from './webhook-shapes/shapes.ts'
export {
  type AnsweredBy,
  answeredByValues,
  type CallDirection,
  type CallStatus,
  type ConferenceEvent,
  callDirections,
  callStatuses,
  conferenceEvents,
  type MessageDirection,
  type MessageStatus,
  messageDirections,
  messageStatuses,
  type QueueResult,
  queueResults,
} from './webhook-shapes/values.ts'
