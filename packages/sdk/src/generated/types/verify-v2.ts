// Made by packages/sdk/generate/main.ts. Do not edit.
import type { BareFetch, BareRemove, Callable, Listing, OptionalCreate, OptionalFetch, OptionalUpdate, RequiredCreate, RequiredJsonCreate, RequiredJsonUpdate, RequiredUpdate } from '../../rest/types.ts'

export type AccessTokenFactorTypes = "push"

export type ChallengeChallengeReasons = "none" | "not_needed" | "not_requested"

export type ChallengeChallengeStatuses = "pending" | "expired" | "approved" | "denied"

export type ChallengeFactorTypes = "push" | "totp" | "passkeys"

export type ChallengeListOrders = "asc" | "desc"

export type FactorFactorStatuses = "unverified" | "verified"

export type FactorFactorTypes = "push" | "totp" | "passkeys"

export type FactorTotpAlgorithms = "sha1" | "sha256" | "sha512"

export type FormFormTypes = "form-push"

export type NewFactorFactorStatuses = "unverified" | "verified"

export type NewFactorFactorTypes = "push" | "totp" | "passkeys"

export type NewFactorNotificationPlatforms = "apn" | "fcm" | "none"

export type NewFactorTotpAlgorithms = "sha1" | "sha256" | "sha512"

export type VerificationAttemptChannels = "sms" | "call" | "email" | "whatsapp" | "rbm"

export type VerificationAttemptConversionStatus = "converted" | "unconverted"

export type VerificationAttemptsSummaryChannels = "sms" | "call" | "email" | "whatsapp" | "rbm"

export type VerificationChannel = "sms" | "call" | "email" | "whatsapp" | "sna"

export type VerificationCheckChannel = "sms" | "call" | "email" | "whatsapp" | "sna"

export type VerificationRiskCheck = "enable" | "disable"

export type VerificationStatus = "canceled" | "approved"

export type WebhookMethods = "GET" | "POST"

export type WebhookStatus = "enabled" | "disabled"

export type WebhookVersion = "v1" | "v2"

export interface ServiceContextUpdateOptions {
  friendlyName?: string
  codeLength?: number
  lookupEnabled?: boolean
  skipSmsToLandlines?: boolean
  dtmfInputRequired?: boolean
  ttsName?: string
  psd2Enabled?: boolean
  doNotShareWarningEnabled?: boolean
  customCodeEnabled?: boolean
  "push.includeDate"?: boolean
  "push.apnCredentialSid"?: string
  "push.fcmCredentialSid"?: string
  "totp.issuer"?: string
  "totp.timeStep"?: number
  "totp.codeLength"?: number
  "totp.skew"?: number
  defaultTemplateSid?: string
  "whatsapp.msgServiceSid"?: string
  "whatsapp.from"?: string
  "passkeys.relyingParty.id"?: string
  "passkeys.relyingParty.name"?: string
  "passkeys.relyingParty.origins"?: string
  "passkeys.authenticatorAttachment"?: string
  "passkeys.discoverableCredentials"?: string
  "passkeys.userVerification"?: string
  verifyEventSubscriptionEnabled?: boolean
}

export interface ServiceListInstanceCreateOptions {
  friendlyName: string
  codeLength?: number
  lookupEnabled?: boolean
  skipSmsToLandlines?: boolean
  dtmfInputRequired?: boolean
  ttsName?: string
  psd2Enabled?: boolean
  doNotShareWarningEnabled?: boolean
  customCodeEnabled?: boolean
  "push.includeDate"?: boolean
  "push.apnCredentialSid"?: string
  "push.fcmCredentialSid"?: string
  "totp.issuer"?: string
  "totp.timeStep"?: number
  "totp.codeLength"?: number
  "totp.skew"?: number
  defaultTemplateSid?: string
  "whatsapp.msgServiceSid"?: string
  "whatsapp.from"?: string
  "passkeys.relyingParty.id"?: string
  "passkeys.relyingParty.name"?: string
  "passkeys.relyingParty.origins"?: string
  "passkeys.authenticatorAttachment"?: string
  "passkeys.discoverableCredentials"?: string
  "passkeys.userVerification"?: string
  verifyEventSubscriptionEnabled?: boolean
}

/** A record of Service. */
export interface ServiceInstance extends BareFetch<ServiceInstance>, OptionalUpdate<ServiceContextUpdateOptions, ServiceInstance>, BareRemove {
  sid: string
  accountSid: string
  friendlyName: string
  codeLength: number
  lookupEnabled: boolean
  psd2Enabled: boolean
  skipSmsToLandlines: boolean
  dtmfInputRequired: boolean
  ttsName: string
  doNotShareWarningEnabled: boolean
  customCodeEnabled: boolean
  push: any
  totp: any
  defaultTemplateSid: string
  whatsapp: any
  passkeys: any
  verifyEventSubscriptionEnabled: boolean
  dateCreated: Date
  dateUpdated: Date
  url: string
  links: Record<string, string>
  accessTokens(): AccessTokenListInstance
  entities(): EntityListInstance
  messagingConfigurations(): MessagingConfigurationListInstance
  rateLimits(): RateLimitListInstance
  verifications(): VerificationListInstance
  verificationChecks(): VerificationCheckListInstance
  webhooks(): WebhookListInstance
  newVerifyFactors(): PasskeysFactorListInstance
  newFactors(): NewFactorPasskeyListInstance
  approveChallenge(): ChallengePasskeysListInstance
  newChallenge(): ServiceNewChallengeListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/Services/{Sid}`; update: `POST /v2/Services/{Sid}`; remove: `DELETE /v2/Services/{Sid}` */
export interface ServiceContext extends BareFetch<ServiceInstance>, OptionalUpdate<ServiceContextUpdateOptions, ServiceInstance>, BareRemove {
  readonly accessTokens: AccessTokenListInstance
  readonly entities: EntityListInstance
  readonly messagingConfigurations: MessagingConfigurationListInstance
  readonly rateLimits: RateLimitListInstance
  readonly verifications: VerificationListInstance
  readonly verificationChecks: VerificationCheckListInstance
  readonly webhooks: WebhookListInstance
  readonly newVerifyFactors: PasskeysFactorListInstance
  readonly newFactors: NewFactorPasskeyListInstance
  readonly approveChallenge: ChallengePasskeysListInstance
  readonly newChallenge: ServiceNewChallengeListInstance
}

/** list: `GET /v2/Services`; create: `POST /v2/Services` */
export interface ServiceListInstance extends Callable<[sid: string], ServiceContext>, Listing<unknown, ServiceInstance>, RequiredCreate<ServiceListInstanceCreateOptions, ServiceInstance> {}

export interface AccessTokenListInstanceCreateOptions {
  identity: string
  factorType: AccessTokenFactorTypes
  factorFriendlyName?: string
  ttl?: number
}

/** A record of AccessToken. */
export interface AccessTokenInstance extends BareFetch<AccessTokenInstance> {
  sid: string
  accountSid: string
  serviceSid: string
  entityIdentity: string
  factorType: AccessTokenFactorTypes
  factorFriendlyName: string
  token: string
  url: string
  ttl: number
  dateCreated: Date
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/Services/{ServiceSid}/AccessTokens/{Sid}` */
export interface AccessTokenContext extends BareFetch<AccessTokenInstance> {}

/** create: `POST /v2/Services/{ServiceSid}/AccessTokens` */
export interface AccessTokenListInstance extends Callable<[sid: string], AccessTokenContext>, RequiredCreate<AccessTokenListInstanceCreateOptions, AccessTokenInstance> {}

export interface EntityListInstanceCreateOptions {
  identity: string
}

/** A record of Entity. */
export interface EntityInstance extends BareFetch<EntityInstance>, BareRemove {
  sid: string
  identity: string
  accountSid: string
  serviceSid: string
  dateCreated: Date
  dateUpdated: Date
  url: string
  links: Record<string, string>
  challenges(): ChallengeListInstance
  factors(): FactorListInstance
  newFactors(): NewFactorListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/Services/{ServiceSid}/Entities/{Identity}`; remove: `DELETE /v2/Services/{ServiceSid}/Entities/{Identity}` */
export interface EntityContext extends BareFetch<EntityInstance>, BareRemove {
  readonly challenges: ChallengeListInstance
  readonly factors: FactorListInstance
  readonly newFactors: NewFactorListInstance
}

/** list: `GET /v2/Services/{ServiceSid}/Entities`; create: `POST /v2/Services/{ServiceSid}/Entities` */
export interface EntityListInstance extends Callable<[identity: string], EntityContext>, Listing<unknown, EntityInstance>, RequiredCreate<EntityListInstanceCreateOptions, EntityInstance> {}

export interface ChallengeContextUpdateOptions {
  authPayload?: string
  metadata?: unknown
}

export interface ChallengeListInstanceOptions {
  factorSid?: string
  status?: ChallengeChallengeStatuses
  order?: ChallengeListOrders
}

export interface ChallengeListInstanceCreateOptions {
  factorSid: string
  expirationDate?: Date | string
  "details.message"?: string
  "details.fields"?: ReadonlyArray<unknown>
  hiddenDetails?: unknown
  authPayload?: string
}

/** A record of Challenge. */
export interface ChallengeInstance extends BareFetch<ChallengeInstance>, OptionalUpdate<ChallengeContextUpdateOptions, ChallengeInstance> {
  sid: string
  accountSid: string
  serviceSid: string
  entitySid: string
  identity: string
  factorSid: string
  dateCreated: Date
  dateUpdated: Date
  dateResponded: Date
  expirationDate: Date
  status: ChallengeChallengeStatuses
  respondedReason: ChallengeChallengeReasons
  details: any
  hiddenDetails: any
  metadata: any
  factorType: ChallengeFactorTypes
  url: string
  links: Record<string, string>
  notifications(): NotificationListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/Services/{ServiceSid}/Entities/{Identity}/Challenges/{Sid}`; update: `POST /v2/Services/{ServiceSid}/Entities/{Identity}/Challenges/{Sid}` */
export interface ChallengeContext extends BareFetch<ChallengeInstance>, OptionalUpdate<ChallengeContextUpdateOptions, ChallengeInstance> {
  readonly notifications: NotificationListInstance
}

/** list: `GET /v2/Services/{ServiceSid}/Entities/{Identity}/Challenges`; create: `POST /v2/Services/{ServiceSid}/Entities/{Identity}/Challenges` */
export interface ChallengeListInstance extends Callable<[sid: string], ChallengeContext>, Listing<ChallengeListInstanceOptions, ChallengeInstance>, RequiredCreate<ChallengeListInstanceCreateOptions, ChallengeInstance> {}

export interface NotificationListInstanceCreateOptions {
  ttl?: number
}

/** A record of Notification. */
export interface NotificationInstance {
  sid: string
  accountSid: string
  serviceSid: string
  entitySid: string
  identity: string
  challengeSid: string
  priority: string
  ttl: number
  dateCreated: Date
  toJSON(): Record<string, any>
}

/** create: `POST /v2/Services/{ServiceSid}/Entities/{Identity}/Challenges/{ChallengeSid}/Notifications` */
export interface NotificationListInstance extends OptionalCreate<NotificationListInstanceCreateOptions, NotificationInstance> {}

export interface FactorContextUpdateOptions {
  authPayload?: string
  friendlyName?: string
  "config.notificationToken"?: string
  "config.sdkVersion"?: string
  "config.timeStep"?: number
  "config.skew"?: number
  "config.codeLength"?: number
  "config.alg"?: FactorTotpAlgorithms
  "config.notificationPlatform"?: string
}

/** A record of Factor. */
export interface FactorInstance extends BareFetch<FactorInstance>, OptionalUpdate<FactorContextUpdateOptions, FactorInstance>, BareRemove {
  sid: string
  accountSid: string
  serviceSid: string
  entitySid: string
  identity: string
  dateCreated: Date
  dateUpdated: Date
  friendlyName: string
  status: FactorFactorStatuses
  factorType: FactorFactorTypes
  config: any
  metadata: any
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/Services/{ServiceSid}/Entities/{Identity}/Factors/{Sid}`; update: `POST /v2/Services/{ServiceSid}/Entities/{Identity}/Factors/{Sid}`; remove: `DELETE /v2/Services/{ServiceSid}/Entities/{Identity}/Factors/{Sid}` */
export interface FactorContext extends BareFetch<FactorInstance>, OptionalUpdate<FactorContextUpdateOptions, FactorInstance>, BareRemove {}

/** list: `GET /v2/Services/{ServiceSid}/Entities/{Identity}/Factors` */
export interface FactorListInstance extends Callable<[sid: string], FactorContext>, Listing<unknown, FactorInstance> {}

export interface NewFactorListInstanceCreateOptions {
  friendlyName: string
  factorType: NewFactorFactorTypes
  "binding.alg"?: string
  "binding.publicKey"?: string
  "config.appId"?: string
  "config.notificationPlatform"?: NewFactorNotificationPlatforms
  "config.notificationToken"?: string
  "config.sdkVersion"?: string
  "binding.secret"?: string
  "config.timeStep"?: number
  "config.skew"?: number
  "config.codeLength"?: number
  "config.alg"?: NewFactorTotpAlgorithms
  metadata?: unknown
}

/** A record of NewFactor. */
export interface NewFactorInstance {
  sid: string
  accountSid: string
  serviceSid: string
  entitySid: string
  identity: string
  binding: any
  options: any
  dateCreated: Date
  dateUpdated: Date
  friendlyName: string
  status: NewFactorFactorStatuses
  factorType: NewFactorFactorTypes
  config: any
  metadata: any
  url: string
  toJSON(): Record<string, any>
}

/** create: `POST /v2/Services/{ServiceSid}/Entities/{Identity}/Factors` */
export interface NewFactorListInstance extends RequiredCreate<NewFactorListInstanceCreateOptions, NewFactorInstance> {}

export interface MessagingConfigurationContextUpdateOptions {
  messagingServiceSid: string
}

export interface MessagingConfigurationListInstanceCreateOptions {
  country: string
  messagingServiceSid: string
}

/** A record of MessagingConfiguration. */
export interface MessagingConfigurationInstance extends BareFetch<MessagingConfigurationInstance>, RequiredUpdate<MessagingConfigurationContextUpdateOptions, MessagingConfigurationInstance>, BareRemove {
  accountSid: string
  serviceSid: string
  country: string
  messagingServiceSid: string
  dateCreated: Date
  dateUpdated: Date
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/Services/{ServiceSid}/MessagingConfigurations/{Country}`; update: `POST /v2/Services/{ServiceSid}/MessagingConfigurations/{Country}`; remove: `DELETE /v2/Services/{ServiceSid}/MessagingConfigurations/{Country}` */
export interface MessagingConfigurationContext extends BareFetch<MessagingConfigurationInstance>, RequiredUpdate<MessagingConfigurationContextUpdateOptions, MessagingConfigurationInstance>, BareRemove {}

/** list: `GET /v2/Services/{ServiceSid}/MessagingConfigurations`; create: `POST /v2/Services/{ServiceSid}/MessagingConfigurations` */
export interface MessagingConfigurationListInstance extends Callable<[country: string], MessagingConfigurationContext>, Listing<unknown, MessagingConfigurationInstance>, RequiredCreate<MessagingConfigurationListInstanceCreateOptions, MessagingConfigurationInstance> {}

export interface RateLimitContextUpdateOptions {
  description?: string
}

export interface RateLimitListInstanceCreateOptions {
  uniqueName: string
  description?: string
}

/** A record of RateLimit. */
export interface RateLimitInstance extends BareFetch<RateLimitInstance>, OptionalUpdate<RateLimitContextUpdateOptions, RateLimitInstance>, BareRemove {
  sid: string
  serviceSid: string
  accountSid: string
  uniqueName: string
  description: string
  dateCreated: Date
  dateUpdated: Date
  url: string
  links: Record<string, string>
  buckets(): BucketListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/Services/{ServiceSid}/RateLimits/{Sid}`; update: `POST /v2/Services/{ServiceSid}/RateLimits/{Sid}`; remove: `DELETE /v2/Services/{ServiceSid}/RateLimits/{Sid}` */
export interface RateLimitContext extends BareFetch<RateLimitInstance>, OptionalUpdate<RateLimitContextUpdateOptions, RateLimitInstance>, BareRemove {
  readonly buckets: BucketListInstance
}

/** list: `GET /v2/Services/{ServiceSid}/RateLimits`; create: `POST /v2/Services/{ServiceSid}/RateLimits` */
export interface RateLimitListInstance extends Callable<[sid: string], RateLimitContext>, Listing<unknown, RateLimitInstance>, RequiredCreate<RateLimitListInstanceCreateOptions, RateLimitInstance> {}

export interface BucketContextUpdateOptions {
  max?: number
  interval?: number
}

export interface BucketListInstanceCreateOptions {
  max: number
  interval: number
}

/** A record of Bucket. */
export interface BucketInstance extends BareFetch<BucketInstance>, OptionalUpdate<BucketContextUpdateOptions, BucketInstance>, BareRemove {
  sid: string
  rateLimitSid: string
  serviceSid: string
  accountSid: string
  max: number
  interval: number
  dateCreated: Date
  dateUpdated: Date
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/Services/{ServiceSid}/RateLimits/{RateLimitSid}/Buckets/{Sid}`; update: `POST /v2/Services/{ServiceSid}/RateLimits/{RateLimitSid}/Buckets/{Sid}`; remove: `DELETE /v2/Services/{ServiceSid}/RateLimits/{RateLimitSid}/Buckets/{Sid}` */
export interface BucketContext extends BareFetch<BucketInstance>, OptionalUpdate<BucketContextUpdateOptions, BucketInstance>, BareRemove {}

/** list: `GET /v2/Services/{ServiceSid}/RateLimits/{RateLimitSid}/Buckets`; create: `POST /v2/Services/{ServiceSid}/RateLimits/{RateLimitSid}/Buckets` */
export interface BucketListInstance extends Callable<[sid: string], BucketContext>, Listing<unknown, BucketInstance>, RequiredCreate<BucketListInstanceCreateOptions, BucketInstance> {}

export interface VerificationContextUpdateOptions {
  status: VerificationStatus
}

export interface VerificationListInstanceCreateOptions {
  to: string
  channel: string
  customFriendlyName?: string
  customMessage?: string
  sendDigits?: string
  locale?: string
  customCode?: string
  amount?: string
  payee?: string
  rateLimits?: unknown
  channelConfiguration?: unknown
  appHash?: string
  templateSid?: string
  templateCustomSubstitutions?: string
  templates?: string
  deviceIp?: string
  enableSnaClientToken?: boolean
  riskCheck?: VerificationRiskCheck
  tags?: string
}

/** A record of Verification. */
export interface VerificationInstance extends BareFetch<VerificationInstance>, RequiredUpdate<VerificationContextUpdateOptions, VerificationInstance> {
  sid: string
  serviceSid: string
  accountSid: string
  to: string
  channel: VerificationChannel
  status: string
  valid: boolean
  lookup: any
  amount: string
  payee: string
  sendCodeAttempts: Array<any>
  dateCreated: Date
  dateUpdated: Date
  sna: any
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/Services/{ServiceSid}/Verifications/{Sid}`; update: `POST /v2/Services/{ServiceSid}/Verifications/{Sid}` */
export interface VerificationContext extends BareFetch<VerificationInstance>, RequiredUpdate<VerificationContextUpdateOptions, VerificationInstance> {}

/** create: `POST /v2/Services/{ServiceSid}/Verifications` */
export interface VerificationListInstance extends Callable<[sid: string], VerificationContext>, RequiredCreate<VerificationListInstanceCreateOptions, VerificationInstance> {}

export interface VerificationCheckListInstanceCreateOptions {
  code?: string
  to?: string
  verificationSid?: string
  amount?: string
  payee?: string
  snaClientToken?: string
}

/** A record of VerificationCheck. */
export interface VerificationCheckInstance {
  sid: string
  serviceSid: string
  accountSid: string
  to: string
  channel: VerificationCheckChannel
  status: string
  valid: boolean
  amount: string
  payee: string
  dateCreated: Date
  dateUpdated: Date
  snaAttemptsErrorCodes: Array<any>
  toJSON(): Record<string, any>
}

/** create: `POST /v2/Services/{ServiceSid}/VerificationCheck` */
export interface VerificationCheckListInstance extends OptionalCreate<VerificationCheckListInstanceCreateOptions, VerificationCheckInstance> {}

export interface WebhookContextUpdateOptions {
  friendlyName?: string
  eventTypes?: ReadonlyArray<string>
  webhookUrl?: string
  status?: WebhookStatus
  versionParam?: WebhookVersion
}

export interface WebhookListInstanceCreateOptions {
  friendlyName: string
  eventTypes: ReadonlyArray<string>
  webhookUrl: string
  status?: WebhookStatus
  versionParam?: WebhookVersion
}

/** A record of Webhook. */
export interface WebhookInstance extends BareFetch<WebhookInstance>, OptionalUpdate<WebhookContextUpdateOptions, WebhookInstance>, BareRemove {
  sid: string
  serviceSid: string
  accountSid: string
  friendlyName: string
  eventTypes: Array<string>
  status: WebhookStatus
  version: WebhookVersion
  webhookUrl: string
  webhookMethod: WebhookMethods
  dateCreated: Date
  dateUpdated: Date
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/Services/{ServiceSid}/Webhooks/{Sid}`; update: `POST /v2/Services/{ServiceSid}/Webhooks/{Sid}`; remove: `DELETE /v2/Services/{ServiceSid}/Webhooks/{Sid}` */
export interface WebhookContext extends BareFetch<WebhookInstance>, OptionalUpdate<WebhookContextUpdateOptions, WebhookInstance>, BareRemove {}

/** list: `GET /v2/Services/{ServiceSid}/Webhooks`; create: `POST /v2/Services/{ServiceSid}/Webhooks` */
export interface WebhookListInstance extends Callable<[sid: string], WebhookContext>, Listing<unknown, WebhookInstance>, RequiredCreate<WebhookListInstanceCreateOptions, WebhookInstance> {}

export type PasskeysFactorListInstanceUpdateOptions = { id?: string; rawId?: string; authenticatorAttachment?: string; type?: string; response: { attestationObject?: string; clientDataJSON?: string; transports?: ReadonlyArray<string> } }

/** A record of PasskeysFactor. */
export interface PasskeysFactorInstance {
  sid: string
  accountSid: string
  serviceSid: string
  entitySid: string
  identity: string
  dateCreated: Date
  dateUpdated: Date
  friendlyName: string
  status: string
  factorType: string
  config: any
  metadata: any
  url: string
  toJSON(): Record<string, any>
}

/** update: `POST /v2/Services/{ServiceSid}/Passkeys/VerifyFactor` */
export interface PasskeysFactorListInstance extends RequiredJsonUpdate<PasskeysFactorListInstanceUpdateOptions, PasskeysFactorInstance> {}

export type NewFactorPasskeyListInstanceCreateOptions = { friendlyName: string; identity: string; config?: { relyingParty?: { id?: string; name?: string; origins?: ReadonlyArray<string> }; authenticatorAttachment?: string; discoverableCredentials?: string; userVerification?: string } }

/** A record of NewFactorPasskey. */
export interface NewFactorPasskeyInstance {
  sid: string
  accountSid: string
  serviceSid: string
  entitySid: string
  identity: string
  binding: any
  options: any
  dateCreated: Date
  dateUpdated: Date
  friendlyName: string
  status: string
  factorType: string
  config: any
  metadata: any
  url: string
  toJSON(): Record<string, any>
}

/** create: `POST /v2/Services/{ServiceSid}/Passkeys/Factors` */
export interface NewFactorPasskeyListInstance extends RequiredJsonCreate<NewFactorPasskeyListInstanceCreateOptions, NewFactorPasskeyInstance> {}

export type ChallengePasskeysListInstanceUpdateOptions = { id: string; rawId: string; authenticatorAttachment: string; type?: string; response: { authenticatorData: string; clientDataJSON: string; signature: string; userHandle?: string } }

/** A record of ChallengePasskeys. */
export interface ChallengePasskeysInstance {
  sid: string
  accountSid: string
  serviceSid: string
  entitySid: string
  identity: string
  factorSid: string
  dateCreated: Date
  dateUpdated: Date
  dateResponded: Date
  expirationDate: Date
  status: string
  respondedReason: string
  details: any
  hiddenDetails: any
  metadata: any
  factorType: string
  url: string
  links: Record<string, string>
  options: any
  toJSON(): Record<string, any>
}

/** update: `POST /v2/Services/{ServiceSid}/Passkeys/ApproveChallenge` */
export interface ChallengePasskeysListInstance extends RequiredJsonUpdate<ChallengePasskeysListInstanceUpdateOptions, ChallengePasskeysInstance> {}

export type ServiceNewChallengeContextCreateOptions = { identity?: string; factorSid?: string }

/** A record of ServiceNewChallenge. */
export interface ServiceNewChallengeInstance extends RequiredJsonCreate<ServiceNewChallengeContextCreateOptions, ServiceNewChallengeInstance> {
  sid: string
  accountSid: string
  serviceSid: string
  entitySid: string
  identity: string
  factorSid: string
  dateCreated: Date
  dateUpdated: Date
  dateResponded: Date
  expirationDate: Date
  status: string
  respondedReason: string
  details: any
  hiddenDetails: any
  metadata: any
  factorType: string
  url: string
  links: Record<string, string>
  options: any
  toJSON(): Record<string, any>
}

/** create: `POST /v2/Services/{ServiceSid}/Passkeys/Challenges` */
export interface ServiceNewChallengeContext extends RequiredJsonCreate<ServiceNewChallengeContextCreateOptions, ServiceNewChallengeInstance> {}

/** A place on the way. */
export interface ServiceNewChallengeListInstance extends Callable<[], ServiceNewChallengeContext> {}

export interface VerificationAttemptListInstanceOptions {
  dateCreatedAfter?: Date | string
  dateCreatedBefore?: Date | string
  "channelData.to"?: string
  country?: string
  channel?: VerificationAttemptChannels
  verifyServiceSid?: string
  verificationSid?: string
  status?: VerificationAttemptConversionStatus
}

/** A record of VerificationAttempt. */
export interface VerificationAttemptInstance extends BareFetch<VerificationAttemptInstance> {
  sid: string
  accountSid: string
  serviceSid: string
  verificationSid: string
  dateCreated: Date
  dateUpdated: Date
  conversionStatus: VerificationAttemptConversionStatus
  channel: VerificationAttemptChannels
  price: any
  channelData: any
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/Attempts/{Sid}` */
export interface VerificationAttemptContext extends BareFetch<VerificationAttemptInstance> {}

/** list: `GET /v2/Attempts` */
export interface VerificationAttemptListInstance extends Callable<[sid: string], VerificationAttemptContext>, Listing<VerificationAttemptListInstanceOptions, VerificationAttemptInstance> {}

export interface VerificationTemplateListInstanceOptions {
  friendlyName?: string
}

/** A record of VerificationTemplate. */
export interface VerificationTemplateInstance {
  sid: string
  accountSid: string
  friendlyName: string
  channels: Array<string>
  translations: any
  toJSON(): Record<string, any>
}

/** list: `GET /v2/Templates` */
export interface VerificationTemplateListInstance extends Listing<VerificationTemplateListInstanceOptions, VerificationTemplateInstance> {}

export interface SafelistListInstanceCreateOptions {
  phoneNumber: string
}

/** A record of Safelist. */
export interface SafelistInstance extends BareFetch<SafelistInstance>, BareRemove {
  sid: string
  phoneNumber: string
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/SafeList/Numbers/{PhoneNumber}`; remove: `DELETE /v2/SafeList/Numbers/{PhoneNumber}` */
export interface SafelistContext extends BareFetch<SafelistInstance>, BareRemove {}

/** create: `POST /v2/SafeList/Numbers` */
export interface SafelistListInstance extends Callable<[phoneNumber: string], SafelistContext>, RequiredCreate<SafelistListInstanceCreateOptions, SafelistInstance> {}

/** A record of Form. */
export interface FormInstance extends BareFetch<FormInstance> {
  formType: FormFormTypes
  forms: any
  formMeta: any
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/Forms/{FormType}` */
export interface FormContext extends BareFetch<FormInstance> {}

/** A place on the way. */
export interface FormListInstance extends Callable<[formType: string], FormContext> {}

export interface VerificationAttemptsSummaryContextFetchOptions {
  verifyServiceSid?: string
  dateCreatedAfter?: Date | string
  dateCreatedBefore?: Date | string
  country?: string
  channel?: VerificationAttemptsSummaryChannels
  destinationPrefix?: string
}

/** A record of VerificationAttemptsSummary. */
export interface VerificationAttemptsSummaryInstance extends OptionalFetch<VerificationAttemptsSummaryContextFetchOptions, VerificationAttemptsSummaryInstance> {
  totalAttempts: number
  totalConverted: number
  totalUnconverted: number
  conversionRatePercentage: string
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/Attempts/Summary` */
export interface VerificationAttemptsSummaryContext extends OptionalFetch<VerificationAttemptsSummaryContextFetchOptions, VerificationAttemptsSummaryInstance> {}

/** A place on the way. */
export interface VerificationAttemptsSummaryListInstance extends Callable<[], VerificationAttemptsSummaryContext> {}

/** Version v2 of verify. */
export interface VerifyV2 {
  readonly services: ServiceListInstance
  readonly verificationAttempts: VerificationAttemptListInstance
  readonly templates: VerificationTemplateListInstance
  readonly safelist: SafelistListInstance
  readonly forms: FormListInstance
  readonly verificationAttemptsSummary: VerificationAttemptsSummaryListInstance
}
