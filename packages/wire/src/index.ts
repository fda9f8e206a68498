export { type Address, formatAddress, parseAddress } from './address/address.ts'
export { isAlphanumericSender, isE164, isShortCode, parseE164 } from './address/e164.ts'
export { type ProblemBody, ProblemError, type ProblemFault, type ProblemOptions } from './problem/problem-error.ts'
export { type ProblemCode, type ProblemRow, problemTable } from './problem/problem-table.ts'
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
  getExpectedBodyHash,
  getExpectedTwilioSignature,
  type SignatureHash,
  type WebhookParam,
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
