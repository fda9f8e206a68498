export { type CallAnswer, type CallRequest, CallWebhook } from './call/call-webhook.ts'
export { codeDocument, greetingDocument, overDocument } from './call/documents.ts'
export type { SignedRequest } from './call/signed.ts'
export { type StatusRequest, StatusWebhook } from './call/status-webhook.ts'
export type {
  ChallengeChannel,
  Fallback,
  SendView,
  VerificationDetail,
  VerificationEventData,
  VerificationView,
} from './challenge/challenge.ts'
export type { VerificationFilter, Verifications } from './challenge/challenges.ts'
export type { StartInput } from './challenge/starter.ts'
export { type ChallengeStatus, challengeStatuses, type SendStatus } from './challenge/status.ts'
export type { FactorSecrets, FactorView } from './factor/factor-view.ts'
export type { FactorCheck, Factors } from './factor/factors.ts'
export type { NewFactorInput } from './factor/new-factor.ts'
export { hotp, type OtpAlgorithm, type OtpConfig, otpAlgorithms, totp } from './factor/otp.ts'
export { createLogSender, type LogSenderOptions } from './gateways/log/log-sender.ts'
export { twilioReceipt } from './gateways/twilio/twilio-receipt.ts'
export { createTwilioSender, type TwilioSenderConfig } from './gateways/twilio/twilio-sender.ts'
export { createTwilioVerifySender, type TwilioVerifyConfig } from './gateways/twilio-verify/twilio-verify-sender.ts'
export type { Block, Blocks, SafeNumber } from './guard/blocks.ts'
export { type Language, languages, type Phrases } from './language/catalogue.ts'
export { type Speaks, twilioSpeaks, type Voice, voiceOf } from './language/language.ts'
export type { CodeMessage } from './message/code-message.ts'
export { migrations } from './migrations.ts'
export type { Addresses, AddressFault, Clock, Ids, Log, Meter, RandomBytes, ReadPhone, SecretSealer } from './ports.ts'
export type { AttemptFilter, Attempts, ConversionSummary } from './sender/attempts.ts'
export {
  type CodeDevice,
  type CodeMethod,
  type CodeSender,
  codeMethods,
  type SendCode,
  type SendOutcome,
  sendFunction,
} from './sender/code-sender.ts'
export type { News, Receipt } from './sender/news.ts'
export {
  createSenderFactory,
  type ResolvedSender,
  type SenderFactory,
  type SenderFactoryOptions,
} from './sender/sender-factory.ts'
export type { Service, ServiceInput, ServicePage, Services } from './service/services.ts'
export {
  defaultSettings,
  type Limit,
  type LimitScope,
  limitScopes,
  type ServiceSettings,
  settingNames,
} from './service/settings.ts'
export type { FactorKind } from './store/factor-store.ts'
export { personalTables } from './store/personal-data.ts'
export { createVerify, type Verify, type VerifyOptions } from './verify.ts'
