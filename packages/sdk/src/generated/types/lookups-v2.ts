// Made by packages/sdk/generate/main.ts. Do not edit.
import type { BareFetch, BareRemove, Callable, OptionalFetch, OptionalJsonCreate, OptionalJsonUpdate } from '../../rest/types.ts'

export type ValidationError = "TOO_SHORT" | "TOO_LONG" | "INVALID_BUT_POSSIBLE" | "INVALID_COUNTRY_CODE" | "INVALID_LENGTH" | "NOT_A_NUMBER"

export interface LookupAccountRateLimitsListInstanceFetchOptions {
  fields?: ReadonlyArray<string>
}

/** A record of LookupAccountRateLimits. */
export interface LookupAccountRateLimitsInstance {
  rateLimits: Array<{ field: string; limit: number; bucket: string; owner: string; ttl: number }>
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/RateLimits` */
export interface LookupAccountRateLimitsListInstance extends OptionalFetch<LookupAccountRateLimitsListInstanceFetchOptions, LookupAccountRateLimitsInstance> {}

export type BulkLookupListInstanceCreateOptions = { phoneNumbers?: ReadonlyArray<{ correlationId?: string; phoneNumber: string; fields?: ReadonlyArray<string>; countryCode?: string; identityMatch?: { firstName?: string; lastName?: string; addressLine1?: string; addressLine2?: string; city?: string; state?: string; postalCode?: string; addressCountryCode?: string; nationalId?: string; dateOfBirth?: string }; reassignedNumber?: { lastVerifiedDate?: string }; smsPumpingRisk?: { partnerSubId?: string } }> }

/** A record of BulkLookup. */
export interface BulkLookupInstance {
  phoneNumbers: Array<{ correlationId: string; twilioErrorCode: number; callingCountryCode: string; countryCode: string; phoneNumber: string; nationalFormat: string; valid: boolean; validationErrors: Array<string>; callerName: { callerName: string; callerType: string; errorCode: number }; simSwap: { lastSimSwap: { last_sim_swap_date: string; swapped_period: string; swapped_in_period: boolean }; carrierName: string; mobileCountryCode: string; mobileNetworkCode: string; errorCode: number }; callForwarding: { callForwardingEnabled: boolean; errorCode: number }; lineTypeIntelligence: { mobileCountryCode: string; mobileNetworkCode: string; carrierName: string; type: string; errorCode: number }; lineStatus: { status: string; errorCode: number }; identityMatch: { firstNameMatch: string; lastNameMatch: string; addressLinesMatch: string; cityMatch: string; stateMatch: string; postalCodeMatch: string; addressCountryMatch: string; nationalIdMatch: string; dateOfBirthMatch: string; summaryScore: number; errorCode: number; errorMessage: string }; reassignedNumber: { lastVerifiedDate: string; isNumberReassigned: string; errorCode: string }; smsPumpingRisk: { carrierRiskCategory: string; numberBlocked: boolean; numberBlockedDate: string; numberBlockedLast3Months: boolean; smsPumpingRiskScore: number; errorCode: number }; phoneNumberQualityScore: any; preFill: any }>
  toJSON(): Record<string, any>
}

/** create: `POST /v2/batch/query` */
export interface BulkLookupListInstance extends OptionalJsonCreate<BulkLookupListInstanceCreateOptions, BulkLookupInstance> {}

export interface PhoneNumberContextFetchOptions {
  fields?: string
  countryCode?: string
  firstName?: string
  lastName?: string
  addressLine1?: string
  addressLine2?: string
  city?: string
  state?: string
  postalCode?: string
  addressCountryCode?: string
  nationalId?: string
  dateOfBirth?: string
  lastVerifiedDate?: string
  verificationSid?: string
  partnerSubId?: string
}

/** A record of PhoneNumber. */
export interface PhoneNumberInstance extends OptionalFetch<PhoneNumberContextFetchOptions, PhoneNumberInstance> {
  callingCountryCode: string
  countryCode: string
  phoneNumber: string
  nationalFormat: string
  valid: boolean
  validationErrors: Array<ValidationError>
  callerName: { callerName: string; callerType: string; errorCode: number }
  simSwap: { lastSimSwap: { lastSimSwapDate: string; swappedPeriod: string; swappedInPeriod: boolean }; carrierName: string; mobileCountryCode: string; mobileNetworkCode: string; errorCode: number }
  callForwarding: { callForwardingEnabled: boolean; errorCode: number }
  lineTypeIntelligence: { mobileCountryCode: string; mobileNetworkCode: string; carrierName: string; type: string; errorCode: number }
  lineStatus: { status: string; errorCode: number }
  identityMatch: { firstNameMatch: string; lastNameMatch: string; addressLinesMatch: string; cityMatch: string; stateMatch: string; postalCodeMatch: string; addressCountryMatch: string; nationalIdMatch: string; dateOfBirthMatch: string; summaryScore: number; errorCode: number; errorMessage: string }
  reassignedNumber: { lastVerifiedDate: string; isNumberReassigned: string; errorCode: string }
  smsPumpingRisk: { carrierRiskCategory: string; numberBlocked: boolean; numberBlockedDate: string; numberBlockedLast3Months: boolean; smsPumpingRiskScore: number; errorCode: number }
  phoneNumberQualityScore: any
  preFill: any
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/PhoneNumbers/{PhoneNumber}` */
export interface PhoneNumberContext extends OptionalFetch<PhoneNumberContextFetchOptions, PhoneNumberInstance> {}

/** A place on the way. */
export interface PhoneNumberListInstance extends Callable<[phoneNumber: string], PhoneNumberContext> {}

export type LookupPhoneNumberOverridesContextCreateOptions = { lineType?: string; reason?: string }

export type LookupPhoneNumberOverridesContextUpdateOptions = { lineType?: string; reason?: string }

/** A record of LookupPhoneNumberOverrides. */
export interface LookupPhoneNumberOverridesInstance extends BareFetch<LookupPhoneNumberOverridesInstance>, OptionalJsonCreate<LookupPhoneNumberOverridesContextCreateOptions, LookupPhoneNumberOverridesInstance>, OptionalJsonUpdate<LookupPhoneNumberOverridesContextUpdateOptions, LookupPhoneNumberOverridesInstance>, BareRemove {
  phoneNumber: string
  originalLineType: string
  overriddenLineType: string
  overrideReason: string
  overrideTimestamp: Date
  overriddenByAccountSid: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/PhoneNumbers/{PhoneNumber}/Overrides/{Field}`; create: `POST /v2/PhoneNumbers/{PhoneNumber}/Overrides/{Field}`; update: `PUT /v2/PhoneNumbers/{PhoneNumber}/Overrides/{Field}`; remove: `DELETE /v2/PhoneNumbers/{PhoneNumber}/Overrides/{Field}` */
export interface LookupPhoneNumberOverridesContext extends BareFetch<LookupPhoneNumberOverridesInstance>, OptionalJsonCreate<LookupPhoneNumberOverridesContextCreateOptions, LookupPhoneNumberOverridesInstance>, OptionalJsonUpdate<LookupPhoneNumberOverridesContextUpdateOptions, LookupPhoneNumberOverridesInstance>, BareRemove {}

/** A place on the way. */
export interface LookupPhoneNumberOverridesListInstance extends Callable<[field: string, phoneNumber: string], LookupPhoneNumberOverridesContext> {}

export type LookupRateLimitContextUpdateOptions = { limit?: number; ttl?: number }

/** A record of LookupRateLimit. */
export interface LookupRateLimitInstance extends BareFetch<LookupRateLimitInstance>, OptionalJsonUpdate<LookupRateLimitContextUpdateOptions, LookupRateLimitInstance>, BareRemove {
  field: string
  limit: number
  bucket: string
  owner: string
  ttl: number
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/RateLimits/Fields/{Field}/Bucket/{Bucket}`; update: `PUT /v2/RateLimits/Fields/{Field}/Bucket/{Bucket}`; remove: `DELETE /v2/RateLimits/Fields/{Field}/Bucket/{Bucket}` */
export interface LookupRateLimitContext extends BareFetch<LookupRateLimitInstance>, OptionalJsonUpdate<LookupRateLimitContextUpdateOptions, LookupRateLimitInstance>, BareRemove {}

/** A place on the way. */
export interface LookupRateLimitListInstance extends Callable<[field: string, bucket: string], LookupRateLimitContext> {}

/** Version v2 of lookups. */
export interface LookupsV2 {
  readonly rateLimits: LookupAccountRateLimitsListInstance
  readonly query: BulkLookupListInstance
  readonly phoneNumbers: PhoneNumberListInstance
  readonly lookupOverrides: LookupPhoneNumberOverridesListInstance
  readonly bucket: LookupRateLimitListInstance
}
