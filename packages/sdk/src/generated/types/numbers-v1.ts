// Made by packages/sdk/generate/main.ts. Do not edit.
import type { BareFetch, BareRemove, Callable, Listing, OptionalFetch, OptionalJsonCreate, RequiredJsonCreate } from '../../rest/types.ts'

export type PortingPortabilityNumberType = "LOCAL" | "UNKNOWN" | "MOBILE" | "TOLL-FREE"

export type SenderIdRegistrationListInstanceCreateOptions = { regulationId: string; regulationVersion: number; friendlyName: string; statusNotificationEmail?: string; statusCallbackUrl?: string; comments?: string; themeSetId?: string; data: unknown }

/** A record of SenderIdRegistration. */
export interface SenderIdRegistrationInstance {
  id: string
  regulationId: string
  regulationVersion: number
  friendlyName: string
  status: string
  statusNotificationEmail: string
  statusCallbackUrl: string
  comments: string
  embeddedSession: { sessionId: string; sessionToken: string }
  data: any
  dateCreated: Date
  dateUpdated: Date
  toJSON(): Record<string, any>
}

/** create: `POST /v1/SenderIdRegistrations` */
export interface SenderIdRegistrationListInstance extends RequiredJsonCreate<SenderIdRegistrationListInstanceCreateOptions, SenderIdRegistrationInstance> {}

export type SmsVerificationListInstanceCreateOptions = { to: string; locale?: string; friendlyName?: string }

/** A record of SmsVerification. */
export interface SmsVerificationInstance {
  to: string
  verificationSid: string
  sendCodeAttempts: Array<{ attemptSid: string; time: string }>
  toJSON(): Record<string, any>
}

/** create: `POST /v1/CallerIds/SmsVerifications` */
export interface SmsVerificationListInstance extends RequiredJsonCreate<SmsVerificationListInstanceCreateOptions, SmsVerificationInstance> {}

export type SmsVerificationCheckListInstanceCreateOptions = { to: string; verificationCode: string; friendlyName?: string }

/** A record of SmsVerificationCheck. */
export interface SmsVerificationCheckInstance {
  to: string
  verificationSid: string
  status: string
  callerIdSid: string
  toJSON(): Record<string, any>
}

/** create: `POST /v1/CallerIds/SmsVerificationChecks` */
export interface SmsVerificationCheckListInstance extends RequiredJsonCreate<SmsVerificationCheckListInstanceCreateOptions, SmsVerificationCheckInstance> {}

export type VoiceVerificationListInstanceCreateOptions = { phoneNumber: string; friendlyName?: string; customCode?: string; callDelay?: string; statusCallback?: string; statusCallbackMethod?: string; extension?: string; customSuccessMessage?: string }

/** A record of VoiceVerification. */
export interface VoiceVerificationInstance {
  accountSid: string
  phoneNumber: string
  friendlyName: string
  validationCode: string
  callSid: string
  toJSON(): Record<string, any>
}

/** create: `POST /v1/CallerIds/VoiceVerifications` */
export interface VoiceVerificationListInstance extends RequiredJsonCreate<VoiceVerificationListInstanceCreateOptions, VoiceVerificationInstance> {}

export type EligibilityListInstanceCreateOptions = Record<string, unknown>

/** A record of Eligibility. */
export interface EligibilityInstance {
  results: Array<any>
  toJSON(): Record<string, any>
}

/** create: `POST /v1/HostedNumber/Eligibility` */
export interface EligibilityListInstance extends OptionalJsonCreate<EligibilityListInstanceCreateOptions, EligibilityInstance> {}

export type PortingPortInListInstanceCreateOptions = { accountSid: string; documents: ReadonlyArray<string>; phoneNumbers?: ReadonlyArray<{ phoneNumber: string; pin?: string }>; losingCarrierInformation: { customerName: string; accountNumber?: string; accountTelephoneNumber?: string; addressSid?: string; address?: { street: string; street2?: string; city: string; state: string; zip: string; country: string }; authorizedRepresentative: string; authorizedRepresentativeEmail: string; customerType?: string; authorizedRepresentativeKatakana?: string; subMunicipality?: string; building?: string; katakanaName?: string }; notificationEmails?: ReadonlyArray<string>; targetPortInDate?: string; targetPortInTimeRangeStart?: string; targetPortInTimeRangeEnd?: string; bundleSid?: string; portabilityAdvanceCarrier?: string; autoCancelApprovalNumbers?: string }

/** A record of PortingPortIn. */
export interface PortingPortInInstance extends BareFetch<PortingPortInInstance>, BareRemove {
  portInRequestSid: string
  url: string
  accountSid: string
  notificationEmails: Array<string>
  targetPortInDate: Date
  targetPortInTimeRangeStart: string
  targetPortInTimeRangeEnd: string
  portInRequestStatus: string
  orderCancellationReason: string
  losingCarrierInformation: { customerName: string; accountNumber: string; accountTelephoneNumber: string; addressSid: string; address: { street: string; street2: string; city: string; state: string; zip: string; country: string }; authorizedRepresentative: string; authorizedRepresentativeEmail: string; customerType: string; authorizedRepresentativeKatakana: string; subMunicipality: string; building: string; katakanaName: string }
  phoneNumbers: Array<{ notPortabilityReason: string; notPortabilityReasonCode: number; numberType: string; phoneNumber: string; portDate: string; portInPhoneNumberSid: string; portInPhoneNumberStatus: string; portable: boolean; rejectionReason: string; rejectionReasonCode: string; statusLastTimeUpdatedTimestamp: string; externalPortingVendorPhoneNumberId: string }>
  bundleSid: string
  portabilityAdvanceCarrier: string
  autoCancelApprovalNumbers: string
  documents: Array<string>
  dateCreated: Date
  supportTicketId: number
  signatureRequestUrl: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Porting/PortIn/{PortInRequestSid}`; remove: `DELETE /v1/Porting/PortIn/{PortInRequestSid}` */
export interface PortingPortInContext extends BareFetch<PortingPortInInstance>, BareRemove {}

/** create: `POST /v1/Porting/PortIn` */
export interface PortingPortInListInstance extends Callable<[portInRequestSid: string], PortingPortInContext>, RequiredJsonCreate<PortingPortInListInstanceCreateOptions, PortingPortInInstance> {}

export interface SigningRequestConfigurationListInstanceOptions {
  country?: string
  product?: string
}

export type SigningRequestConfigurationListInstanceCreateOptions = Record<string, unknown>

/** A record of SigningRequestConfiguration. */
export interface SigningRequestConfigurationInstance {
  logoSid: string
  friendlyName: string
  product: string
  country: string
  emailSubject: string
  emailMessage: string
  urlRedirection: string
  url: string
  toJSON(): Record<string, any>
}

/** list: `GET /v1/SigningRequest/Configuration`; create: `POST /v1/SigningRequest/Configuration` */
export interface SigningRequestConfigurationListInstance extends Listing<SigningRequestConfigurationListInstanceOptions, SigningRequestConfigurationInstance>, OptionalJsonCreate<SigningRequestConfigurationListInstanceCreateOptions, SigningRequestConfigurationInstance> {}

export type BulkEligibilityListInstanceCreateOptions = Record<string, unknown>

/** A record of BulkEligibility. */
export interface BulkEligibilityInstance extends BareFetch<BulkEligibilityInstance> {
  requestId: string
  url: string
  results: Array<any>
  friendlyName: string
  status: string
  dateCreated: Date
  dateCompleted: Date
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/HostedNumber/Eligibility/Bulk/{RequestId}` */
export interface BulkEligibilityContext extends BareFetch<BulkEligibilityInstance> {}

/** create: `POST /v1/HostedNumber/Eligibility/Bulk` */
export interface BulkEligibilityListInstance extends Callable<[requestId: string], BulkEligibilityContext>, OptionalJsonCreate<BulkEligibilityListInstanceCreateOptions, BulkEligibilityInstance> {}

export interface PortInRequestsListInstanceOptions {
  token?: string
  size?: number
  portInRequestSid?: string
  portInRequestStatus?: string
  createdBefore?: string
  createdAfter?: string
}

/** A record of PortInRequests. */
export interface PortInRequestsInstance {
  portInRequestSid: string
  portInRequestStatus: string
  statusLastUpdatedTimestamp: string
  phoneNumbersRequested: number
  phoneNumbersPorted: number
  suggestedAction: string
  toJSON(): Record<string, any>
}

/** list: `GET /v1/Porting/PortIn/PortInRequests` */
export interface PortInRequestsListInstance extends Listing<PortInRequestsListInstanceOptions, PortInRequestsInstance> {}

/** A record of PortingWebhookConfigurationFetch. */
export interface PortingWebhookConfigurationFetchInstance {
  url: string
  portInTargetUrl: string
  portOutTargetUrl: string
  notificationsOf: Array<string>
  portInTargetDateCreated: Date
  portOutTargetDateCreated: Date
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Porting/Configuration/Webhook` */
export interface PortingWebhookConfigurationFetchListInstance extends BareFetch<PortingWebhookConfigurationFetchInstance> {}

export type PortingWebhookConfigurationListInstanceCreateOptions = Record<string, unknown>

/** A record of PortingWebhookConfiguration. */
export interface PortingWebhookConfigurationInstance {
  url: string
  portInTargetUrl: string
  portOutTargetUrl: string
  notificationsOf: Array<string>
  toJSON(): Record<string, any>
}

/** create: `POST /v1/Porting/Configuration/Webhook` */
export interface PortingWebhookConfigurationListInstance extends OptionalJsonCreate<PortingWebhookConfigurationListInstanceCreateOptions, PortingWebhookConfigurationInstance> {}

export type SenderIdRegistrationEmbeddedSessionListInstanceCreateOptions = { themeSetId?: string }

/** A record of SenderIdRegistrationEmbeddedSession. */
export interface SenderIdRegistrationEmbeddedSessionInstance {
  id: string
  sessionId: string
  sessionToken: string
  toJSON(): Record<string, any>
}

/** create: `POST /v1/SenderIdRegistrations/{BundleSid}/EmbeddedSessions` */
export interface SenderIdRegistrationEmbeddedSessionListInstance extends RequiredJsonCreate<SenderIdRegistrationEmbeddedSessionListInstanceCreateOptions, SenderIdRegistrationEmbeddedSessionInstance> {}

export interface PortingPortabilityContextFetchOptions {
  targetAccountSid?: string
  addressSid?: string
}

/** A record of PortingPortability. */
export interface PortingPortabilityInstance extends OptionalFetch<PortingPortabilityContextFetchOptions, PortingPortabilityInstance> {
  phoneNumber: string
  accountSid: string
  portable: boolean
  pinAndAccountNumberRequired: boolean
  notPortableReason: string
  notPortableReasonCode: number
  numberType: PortingPortabilityNumberType
  country: string
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Porting/Portability/PhoneNumber/{PhoneNumber}` */
export interface PortingPortabilityContext extends OptionalFetch<PortingPortabilityContextFetchOptions, PortingPortabilityInstance> {}

/** A place on the way. */
export interface PortingPortabilityListInstance extends Callable<[phoneNumber: string], PortingPortabilityContext> {}

/** A record of PortingWebhookConfigurationDelete. */
export interface PortingWebhookConfigurationDeleteInstance extends BareRemove {
  toJSON(): Record<string, any>
}

/** remove: `DELETE /v1/Porting/Configuration/Webhook/{WebhookType}` */
export interface PortingWebhookConfigurationDeleteContext extends BareRemove {}

/** A place on the way. */
export interface PortingWebhookConfigurationDeleteListInstance extends Callable<[webhookType: string], PortingWebhookConfigurationDeleteContext> {}

/** A record of PortingPortInPhoneNumber. */
export interface PortingPortInPhoneNumberInstance extends BareFetch<PortingPortInPhoneNumberInstance>, BareRemove {
  portInRequestSid: string
  phoneNumberSid: string
  url: string
  accountSid: string
  phoneNumberType: string
  dateCreated: Date
  country: string
  missingRequiredFields: boolean
  lastUpdated: Date
  phoneNumber: string
  portable: boolean
  notPortabilityReason: string
  notPortabilityReasonCode: number
  portInPhoneNumberStatus: string
  portOutPin: number
  rejectionReason: string
  rejectionReasonCode: number
  portDate: Date
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Porting/PortIn/{PortInRequestSid}/PhoneNumber/{PhoneNumberSid}`; remove: `DELETE /v1/Porting/PortIn/{PortInRequestSid}/PhoneNumber/{PhoneNumberSid}` */
export interface PortingPortInPhoneNumberContext extends BareFetch<PortingPortInPhoneNumberInstance>, BareRemove {}

/** A place on the way. */
export interface PortingPortInPhoneNumberListInstance extends Callable<[portInRequestSid: string, phoneNumberSid: string], PortingPortInPhoneNumberContext> {}

/** Version v1 of numbers. */
export interface NumbersV1 {
  readonly senderIdRegistrations: SenderIdRegistrationListInstance
  readonly smsVerifications: SmsVerificationListInstance
  readonly smsVerificationChecks: SmsVerificationCheckListInstance
  readonly voiceVerifications: VoiceVerificationListInstance
  readonly eligibilities: EligibilityListInstance
  readonly portingPortIns: PortingPortInListInstance
  readonly signingRequestConfigurations: SigningRequestConfigurationListInstance
  readonly bulkEligibilities: BulkEligibilityListInstance
  readonly portingAllPortIns: PortInRequestsListInstance
  readonly webhook: PortingWebhookConfigurationFetchListInstance
  readonly portingWebhookConfigurations: PortingWebhookConfigurationListInstance
  embeddedSessions(bundleSid: string): SenderIdRegistrationEmbeddedSessionListInstance
  readonly portingPortabilities: PortingPortabilityListInstance
  readonly portingWebhookConfigurationsDelete: PortingWebhookConfigurationDeleteListInstance
  readonly portingPortInPhoneNumber: PortingPortInPhoneNumberListInstance
}
