// Made by packages/sdk/generate/main.ts. Do not edit.
import type { BareCreate, BareFetch, BareRemove, Callable, Listing, OptionalCreate, OptionalUpdate, RequiredCreate, RequiredJsonCreate, RequiredUpdate } from '../../rest/types.ts'

export type ComplianceRegistrationBusinessIdentityType = "direct_customer" | "isv_reseller_or_partner" | "unknown"

export type ComplianceRegistrationBusinessRegistrationAuthority = "UK:CRN" | "US:EIN" | "CA:CBN" | "AU:ACN" | "Other"

export type ComplianceRegistrationEndUserType = "Individual" | "Business"

export type ComplianceRegistrationPhoneNumberType = "local" | "national" | "mobile" | "toll-free"

export type ComplianceTollfreeInquiryBusinessType = "PRIVATE_PROFIT" | "PUBLIC_PROFIT" | "NON_PROFIT" | "SOLE_PROPRIETOR" | "GOVERNMENT"

export type ComplianceTollfreeInquiryOptInType = "VERBAL" | "WEB_FORM" | "PAPER_FORM" | "VIA_TEXT" | "MOBILE_QR_CODE"

export type CustomerProfileEvaluationStatus = "compliant" | "noncompliant"

export type CustomerProfileStatus = "draft" | "pending-review" | "in-review" | "twilio-rejected" | "twilio-approved"

export type SupportingDocumentStatus = "DRAFT" | "PENDING_REVIEW" | "REJECTED" | "APPROVED" | "EXPIRED" | "PROVISIONALLY_APPROVED"

export type TrustProductEvaluationStatus = "compliant" | "noncompliant"

export type TrustProductStatus = "draft" | "pending-review" | "in-review" | "twilio-rejected" | "twilio-approved"

export type A2PBrandRegistrationListInstanceCreateOptions = { brandType: string; themeSetId?: string; friendlyName?: string; notificationEmail: string; businessName?: string; businessRegistrationAuthority?: string; businessRegistrationNumber?: string; businessIndustry?: string; businessWebsite?: string; businessType?: string; businessStockSymbol?: string; businessStockExchange?: string; businessTaxExemptStatus?: string; brandExternalVettingToken?: string; businessStreetAddress?: string; businessStreetAddress2?: string; businessCity?: string; businessStateProvinceRegion?: string; businessPostalCode?: string; businessCountry?: string; businessContactFirstName?: string; businessContactLastName?: string; businessContactEmail?: string; businessContactPhone?: string; authorizedContactVerificationEmail?: string; authorizedContactMobilePhoneNumberE164?: string; isTest?: boolean; skipAutomaticSecVet?: boolean }

/** A record of A2PBrandRegistration. */
export interface A2PBrandRegistrationInstance {
  id: string
  sessionId: string
  sessionToken: string
  toJSON(): Record<string, any>
}

/** create: `POST /v1/A2PBrandRegistrations` */
export interface A2PBrandRegistrationListInstance extends RequiredJsonCreate<A2PBrandRegistrationListInstanceCreateOptions, A2PBrandRegistrationInstance> {}

export type A2PCampaignRegistrationListInstanceCreateOptions = { a2pBrandRegistrationSid: string; messagingServiceSid?: string; themeSetId?: string; useCaseCategories?: ReadonlyArray<string>; useCaseDescription?: string; useCaseSampleMessage1?: string; useCaseSampleMessage2?: string; useCaseSampleMessage3?: string; useCaseSampleMessage4?: string; useCaseSampleMessage5?: string; useCaseOptInTypes?: ReadonlyArray<string>; useCaseOptInDescription?: string; hasEmbeddedLinks?: boolean; hasEmbeddedPhone?: boolean; embeddedUrlSample?: string; directLending?: boolean; ageGated?: boolean; privacyPolicyUrl?: string; termsAndConditionsUrl?: string; optInKeywords?: ReadonlyArray<string>; optInMessageSample?: string; optOutKeywords?: ReadonlyArray<string>; optOutMessageSample?: string; helpKeywords?: ReadonlyArray<string>; helpMessageSample?: string }

/** A record of A2PCampaignRegistration. */
export interface A2PCampaignRegistrationInstance {
  id: string
  sessionId: string
  sessionToken: string
  toJSON(): Record<string, any>
}

/** create: `POST /v1/A2PCampaignRegistrations` */
export interface A2PCampaignRegistrationListInstance extends RequiredJsonCreate<A2PCampaignRegistrationListInstanceCreateOptions, A2PCampaignRegistrationInstance> {}

export interface CustomerProfileContextUpdateOptions {
  status?: CustomerProfileStatus
  statusCallback?: string
  friendlyName?: string
  email?: string
}

export interface CustomerProfileListInstanceOptions {
  status?: CustomerProfileStatus
  friendlyName?: string
  policySid?: string
}

export interface CustomerProfileListInstanceCreateOptions {
  friendlyName: string
  email: string
  policySid: string
  statusCallback?: string
}

/** A record of CustomerProfile. */
export interface CustomerProfileInstance extends BareFetch<CustomerProfileInstance>, OptionalUpdate<CustomerProfileContextUpdateOptions, CustomerProfileInstance>, BareRemove {
  sid: string
  accountSid: string
  policySid: string
  friendlyName: string
  status: CustomerProfileStatus
  validUntil: Date
  email: string
  statusCallback: string
  dateCreated: Date
  dateUpdated: Date
  url: string
  links: Record<string, string>
  errors: Array<any>
  customerProfilesChannelEndpointAssignment(): CustomerProfileChannelEndpointAssignmentListInstance
  customerProfilesEntityAssignments(): CustomerProfileEntityAssignmentListInstance
  customerProfilesEvaluations(): CustomerProfileEvaluationListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/CustomerProfiles/{Sid}`; update: `POST /v1/CustomerProfiles/{Sid}`; remove: `DELETE /v1/CustomerProfiles/{Sid}` */
export interface CustomerProfileContext extends BareFetch<CustomerProfileInstance>, OptionalUpdate<CustomerProfileContextUpdateOptions, CustomerProfileInstance>, BareRemove {
  readonly customerProfilesChannelEndpointAssignment: CustomerProfileChannelEndpointAssignmentListInstance
  readonly customerProfilesEntityAssignments: CustomerProfileEntityAssignmentListInstance
  readonly customerProfilesEvaluations: CustomerProfileEvaluationListInstance
}

/** list: `GET /v1/CustomerProfiles`; create: `POST /v1/CustomerProfiles` */
export interface CustomerProfileListInstance extends Callable<[sid: string], CustomerProfileContext>, Listing<CustomerProfileListInstanceOptions, CustomerProfileInstance>, RequiredCreate<CustomerProfileListInstanceCreateOptions, CustomerProfileInstance> {}

export interface CustomerProfileChannelEndpointAssignmentListInstanceOptions {
  channelEndpointSid?: string
  channelEndpointSids?: string
}

export interface CustomerProfileChannelEndpointAssignmentListInstanceCreateOptions {
  channelEndpointType: string
  channelEndpointSid: string
}

/** A record of CustomerProfileChannelEndpointAssignment. */
export interface CustomerProfileChannelEndpointAssignmentInstance extends BareFetch<CustomerProfileChannelEndpointAssignmentInstance>, BareRemove {
  sid: string
  customerProfileSid: string
  accountSid: string
  channelEndpointType: string
  channelEndpointSid: string
  dateCreated: Date
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/CustomerProfiles/{CustomerProfileSid}/ChannelEndpointAssignments/{Sid}`; remove: `DELETE /v1/CustomerProfiles/{CustomerProfileSid}/ChannelEndpointAssignments/{Sid}` */
export interface CustomerProfileChannelEndpointAssignmentContext extends BareFetch<CustomerProfileChannelEndpointAssignmentInstance>, BareRemove {}

/** list: `GET /v1/CustomerProfiles/{CustomerProfileSid}/ChannelEndpointAssignments`; create: `POST /v1/CustomerProfiles/{CustomerProfileSid}/ChannelEndpointAssignments` */
export interface CustomerProfileChannelEndpointAssignmentListInstance extends Callable<[sid: string], CustomerProfileChannelEndpointAssignmentContext>, Listing<CustomerProfileChannelEndpointAssignmentListInstanceOptions, CustomerProfileChannelEndpointAssignmentInstance>, RequiredCreate<CustomerProfileChannelEndpointAssignmentListInstanceCreateOptions, CustomerProfileChannelEndpointAssignmentInstance> {}

export interface CustomerProfileEntityAssignmentListInstanceOptions {
  objectType?: string
}

export interface CustomerProfileEntityAssignmentListInstanceCreateOptions {
  objectSid: string
}

/** A record of CustomerProfileEntityAssignment. */
export interface CustomerProfileEntityAssignmentInstance extends BareFetch<CustomerProfileEntityAssignmentInstance>, BareRemove {
  sid: string
  customerProfileSid: string
  accountSid: string
  objectSid: string
  dateCreated: Date
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/CustomerProfiles/{CustomerProfileSid}/EntityAssignments/{Sid}`; remove: `DELETE /v1/CustomerProfiles/{CustomerProfileSid}/EntityAssignments/{Sid}` */
export interface CustomerProfileEntityAssignmentContext extends BareFetch<CustomerProfileEntityAssignmentInstance>, BareRemove {}

/** list: `GET /v1/CustomerProfiles/{CustomerProfileSid}/EntityAssignments`; create: `POST /v1/CustomerProfiles/{CustomerProfileSid}/EntityAssignments` */
export interface CustomerProfileEntityAssignmentListInstance extends Callable<[sid: string], CustomerProfileEntityAssignmentContext>, Listing<CustomerProfileEntityAssignmentListInstanceOptions, CustomerProfileEntityAssignmentInstance>, RequiredCreate<CustomerProfileEntityAssignmentListInstanceCreateOptions, CustomerProfileEntityAssignmentInstance> {}

export interface CustomerProfileEvaluationListInstanceCreateOptions {
  policySid: string
}

/** A record of CustomerProfileEvaluation. */
export interface CustomerProfileEvaluationInstance extends BareFetch<CustomerProfileEvaluationInstance> {
  sid: string
  accountSid: string
  policySid: string
  customerProfileSid: string
  status: CustomerProfileEvaluationStatus
  results: Array<any>
  dateCreated: Date
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/CustomerProfiles/{CustomerProfileSid}/Evaluations/{Sid}` */
export interface CustomerProfileEvaluationContext extends BareFetch<CustomerProfileEvaluationInstance> {}

/** list: `GET /v1/CustomerProfiles/{CustomerProfileSid}/Evaluations`; create: `POST /v1/CustomerProfiles/{CustomerProfileSid}/Evaluations` */
export interface CustomerProfileEvaluationListInstance extends Callable<[sid: string], CustomerProfileEvaluationContext>, Listing<unknown, CustomerProfileEvaluationInstance>, RequiredCreate<CustomerProfileEvaluationListInstanceCreateOptions, CustomerProfileEvaluationInstance> {}

export interface EndUserContextUpdateOptions {
  friendlyName?: string
  attributes?: unknown
}

export interface EndUserListInstanceCreateOptions {
  friendlyName: string
  type: string
  attributes?: unknown
}

/** A record of EndUser. */
export interface EndUserInstance extends BareFetch<EndUserInstance>, OptionalUpdate<EndUserContextUpdateOptions, EndUserInstance>, BareRemove {
  sid: string
  accountSid: string
  friendlyName: string
  type: string
  attributes: any
  dateCreated: Date
  dateUpdated: Date
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/EndUsers/{Sid}`; update: `POST /v1/EndUsers/{Sid}`; remove: `DELETE /v1/EndUsers/{Sid}` */
export interface EndUserContext extends BareFetch<EndUserInstance>, OptionalUpdate<EndUserContextUpdateOptions, EndUserInstance>, BareRemove {}

/** list: `GET /v1/EndUsers`; create: `POST /v1/EndUsers` */
export interface EndUserListInstance extends Callable<[sid: string], EndUserContext>, Listing<unknown, EndUserInstance>, RequiredCreate<EndUserListInstanceCreateOptions, EndUserInstance> {}

/** A record of EndUserType. */
export interface EndUserTypeInstance extends BareFetch<EndUserTypeInstance> {
  sid: string
  friendlyName: string
  machineName: string
  fields: Array<any>
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/EndUserTypes/{Sid}` */
export interface EndUserTypeContext extends BareFetch<EndUserTypeInstance> {}

/** list: `GET /v1/EndUserTypes` */
export interface EndUserTypeListInstance extends Callable<[sid: string], EndUserTypeContext>, Listing<unknown, EndUserTypeInstance> {}

/** A record of Policies. */
export interface PoliciesInstance extends BareFetch<PoliciesInstance> {
  sid: string
  friendlyName: string
  requirements: any
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Policies/{Sid}` */
export interface PoliciesContext extends BareFetch<PoliciesInstance> {}

/** list: `GET /v1/Policies` */
export interface PoliciesListInstance extends Callable<[sid: string], PoliciesContext>, Listing<unknown, PoliciesInstance> {}

export interface SupportingDocumentContextUpdateOptions {
  friendlyName?: string
  attributes?: unknown
}

export interface SupportingDocumentListInstanceCreateOptions {
  friendlyName: string
  type: string
  attributes?: unknown
}

/** A record of SupportingDocument. */
export interface SupportingDocumentInstance extends BareFetch<SupportingDocumentInstance>, OptionalUpdate<SupportingDocumentContextUpdateOptions, SupportingDocumentInstance>, BareRemove {
  sid: string
  accountSid: string
  friendlyName: string
  mimeType: string
  status: SupportingDocumentStatus
  type: string
  attributes: any
  dateCreated: Date
  dateUpdated: Date
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/SupportingDocuments/{Sid}`; update: `POST /v1/SupportingDocuments/{Sid}`; remove: `DELETE /v1/SupportingDocuments/{Sid}` */
export interface SupportingDocumentContext extends BareFetch<SupportingDocumentInstance>, OptionalUpdate<SupportingDocumentContextUpdateOptions, SupportingDocumentInstance>, BareRemove {}

/** list: `GET /v1/SupportingDocuments`; create: `POST /v1/SupportingDocuments` */
export interface SupportingDocumentListInstance extends Callable<[sid: string], SupportingDocumentContext>, Listing<unknown, SupportingDocumentInstance>, RequiredCreate<SupportingDocumentListInstanceCreateOptions, SupportingDocumentInstance> {}

/** A record of SupportingDocumentType. */
export interface SupportingDocumentTypeInstance extends BareFetch<SupportingDocumentTypeInstance> {
  sid: string
  friendlyName: string
  machineName: string
  fields: Array<any>
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/SupportingDocumentTypes/{Sid}` */
export interface SupportingDocumentTypeContext extends BareFetch<SupportingDocumentTypeInstance> {}

/** list: `GET /v1/SupportingDocumentTypes` */
export interface SupportingDocumentTypeListInstance extends Callable<[sid: string], SupportingDocumentTypeContext>, Listing<unknown, SupportingDocumentTypeInstance> {}

export interface TrustProductContextUpdateOptions {
  status?: TrustProductStatus
  statusCallback?: string
  friendlyName?: string
  email?: string
}

export interface TrustProductListInstanceOptions {
  status?: TrustProductStatus
  friendlyName?: string
  policySid?: string
}

export interface TrustProductListInstanceCreateOptions {
  friendlyName: string
  email: string
  policySid: string
  statusCallback?: string
}

/** A record of TrustProduct. */
export interface TrustProductInstance extends BareFetch<TrustProductInstance>, OptionalUpdate<TrustProductContextUpdateOptions, TrustProductInstance>, BareRemove {
  sid: string
  accountSid: string
  policySid: string
  friendlyName: string
  status: TrustProductStatus
  validUntil: Date
  email: string
  statusCallback: string
  dateCreated: Date
  dateUpdated: Date
  url: string
  links: Record<string, string>
  errors: Array<any>
  trustProductsChannelEndpointAssignment(): TrustProductChannelEndpointAssignmentListInstance
  trustProductsEntityAssignments(): TrustProductEntityAssignmentListInstance
  trustProductsEvaluations(): TrustProductEvaluationListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/TrustProducts/{Sid}`; update: `POST /v1/TrustProducts/{Sid}`; remove: `DELETE /v1/TrustProducts/{Sid}` */
export interface TrustProductContext extends BareFetch<TrustProductInstance>, OptionalUpdate<TrustProductContextUpdateOptions, TrustProductInstance>, BareRemove {
  readonly trustProductsChannelEndpointAssignment: TrustProductChannelEndpointAssignmentListInstance
  readonly trustProductsEntityAssignments: TrustProductEntityAssignmentListInstance
  readonly trustProductsEvaluations: TrustProductEvaluationListInstance
}

/** list: `GET /v1/TrustProducts`; create: `POST /v1/TrustProducts` */
export interface TrustProductListInstance extends Callable<[sid: string], TrustProductContext>, Listing<TrustProductListInstanceOptions, TrustProductInstance>, RequiredCreate<TrustProductListInstanceCreateOptions, TrustProductInstance> {}

export interface TrustProductChannelEndpointAssignmentListInstanceOptions {
  channelEndpointSid?: string
  channelEndpointSids?: string
}

export interface TrustProductChannelEndpointAssignmentListInstanceCreateOptions {
  channelEndpointType: string
  channelEndpointSid: string
}

/** A record of TrustProductChannelEndpointAssignment. */
export interface TrustProductChannelEndpointAssignmentInstance extends BareFetch<TrustProductChannelEndpointAssignmentInstance>, BareRemove {
  sid: string
  trustProductSid: string
  accountSid: string
  channelEndpointType: string
  channelEndpointSid: string
  dateCreated: Date
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/TrustProducts/{TrustProductSid}/ChannelEndpointAssignments/{Sid}`; remove: `DELETE /v1/TrustProducts/{TrustProductSid}/ChannelEndpointAssignments/{Sid}` */
export interface TrustProductChannelEndpointAssignmentContext extends BareFetch<TrustProductChannelEndpointAssignmentInstance>, BareRemove {}

/** list: `GET /v1/TrustProducts/{TrustProductSid}/ChannelEndpointAssignments`; create: `POST /v1/TrustProducts/{TrustProductSid}/ChannelEndpointAssignments` */
export interface TrustProductChannelEndpointAssignmentListInstance extends Callable<[sid: string], TrustProductChannelEndpointAssignmentContext>, Listing<TrustProductChannelEndpointAssignmentListInstanceOptions, TrustProductChannelEndpointAssignmentInstance>, RequiredCreate<TrustProductChannelEndpointAssignmentListInstanceCreateOptions, TrustProductChannelEndpointAssignmentInstance> {}

export interface TrustProductEntityAssignmentListInstanceOptions {
  objectType?: string
}

export interface TrustProductEntityAssignmentListInstanceCreateOptions {
  objectSid: string
}

/** A record of TrustProductEntityAssignment. */
export interface TrustProductEntityAssignmentInstance extends BareFetch<TrustProductEntityAssignmentInstance>, BareRemove {
  sid: string
  trustProductSid: string
  accountSid: string
  objectSid: string
  dateCreated: Date
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/TrustProducts/{TrustProductSid}/EntityAssignments/{Sid}`; remove: `DELETE /v1/TrustProducts/{TrustProductSid}/EntityAssignments/{Sid}` */
export interface TrustProductEntityAssignmentContext extends BareFetch<TrustProductEntityAssignmentInstance>, BareRemove {}

/** list: `GET /v1/TrustProducts/{TrustProductSid}/EntityAssignments`; create: `POST /v1/TrustProducts/{TrustProductSid}/EntityAssignments` */
export interface TrustProductEntityAssignmentListInstance extends Callable<[sid: string], TrustProductEntityAssignmentContext>, Listing<TrustProductEntityAssignmentListInstanceOptions, TrustProductEntityAssignmentInstance>, RequiredCreate<TrustProductEntityAssignmentListInstanceCreateOptions, TrustProductEntityAssignmentInstance> {}

export interface TrustProductEvaluationListInstanceCreateOptions {
  policySid: string
}

/** A record of TrustProductEvaluation. */
export interface TrustProductEvaluationInstance extends BareFetch<TrustProductEvaluationInstance> {
  sid: string
  accountSid: string
  policySid: string
  trustProductSid: string
  status: TrustProductEvaluationStatus
  results: Array<any>
  dateCreated: Date
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/TrustProducts/{TrustProductSid}/Evaluations/{Sid}` */
export interface TrustProductEvaluationContext extends BareFetch<TrustProductEvaluationInstance> {}

/** list: `GET /v1/TrustProducts/{TrustProductSid}/Evaluations`; create: `POST /v1/TrustProducts/{TrustProductSid}/Evaluations` */
export interface TrustProductEvaluationListInstance extends Callable<[sid: string], TrustProductEvaluationContext>, Listing<unknown, TrustProductEvaluationInstance>, RequiredCreate<TrustProductEvaluationListInstanceCreateOptions, TrustProductEvaluationInstance> {}

/** A record of A2PBrandRegistrationEmbeddedSession. */
export interface A2PBrandRegistrationEmbeddedSessionInstance {
  id: string
  sessionId: string
  sessionToken: string
  toJSON(): Record<string, any>
}

/** create: `POST /v1/A2PBrandRegistrations/{Id}/EmbeddedSessions` */
export interface A2PBrandRegistrationEmbeddedSessionListInstance extends BareCreate<A2PBrandRegistrationEmbeddedSessionInstance> {}

/** A record of A2PCampaignRegistrationEmbeddedSession. */
export interface A2PCampaignRegistrationEmbeddedSessionInstance {
  id: string
  sessionId: string
  sessionToken: string
  toJSON(): Record<string, any>
}

/** create: `POST /v1/A2PCampaignRegistrations/{Id}/EmbeddedSessions` */
export interface A2PCampaignRegistrationEmbeddedSessionListInstance extends BareCreate<A2PCampaignRegistrationEmbeddedSessionInstance> {}

export interface ComplianceInquiryContextUpdateOptions {
  primaryProfileSid: string
  themeSetId?: string
}

export interface ComplianceInquiryListInstanceCreateOptions {
  notificationEmail?: string
  themeSetId?: string
  primaryProfileSid?: string
}

/** A record of ComplianceInquiry. */
export interface ComplianceInquiryInstance extends RequiredUpdate<ComplianceInquiryContextUpdateOptions, ComplianceInquiryInstance> {
  inquiryId: string
  inquirySessionToken: string
  customerId: string
  url: string
  toJSON(): Record<string, any>
}

/** update: `POST /v1/ComplianceInquiries/Customers/{CustomerId}/Initialize` */
export interface ComplianceInquiryContext extends RequiredUpdate<ComplianceInquiryContextUpdateOptions, ComplianceInquiryInstance> {}

/** create: `POST /v1/ComplianceInquiries/Customers/Initialize` */
export interface ComplianceInquiryListInstance extends Callable<[customerId: string], ComplianceInquiryContext>, OptionalCreate<ComplianceInquiryListInstanceCreateOptions, ComplianceInquiryInstance> {}

export interface ComplianceTollfreeInquiryListInstanceCreateOptions {
  tollfreePhoneNumber: string
  notificationEmail: string
  customerProfileSid?: string
  businessName?: string
  businessWebsite?: string
  useCaseCategories?: ReadonlyArray<string>
  useCaseSummary?: string
  productionMessageSample?: string
  optInImageUrls?: ReadonlyArray<string>
  optInType?: ComplianceTollfreeInquiryOptInType
  messageVolume?: string
  businessStreetAddress?: string
  businessStreetAddress2?: string
  businessCity?: string
  businessStateProvinceRegion?: string
  businessPostalCode?: string
  businessCountry?: string
  additionalInformation?: string
  businessContactFirstName?: string
  businessContactLastName?: string
  businessContactEmail?: string
  businessContactPhone?: string
  themeSetId?: string
  skipMessagingUseCase?: boolean
  businessRegistrationNumber?: string
  businessRegistrationAuthority?: string
  businessRegistrationCountry?: string
  businessType?: ComplianceTollfreeInquiryBusinessType
  doingBusinessAs?: string
  optInConfirmationMessage?: string
  helpMessageSample?: string
  privacyPolicyUrl?: string
  termsAndConditionsUrl?: string
  ageGatedContent?: boolean
  externalReferenceId?: string
  optInKeywords?: ReadonlyArray<string>
  vettingId?: string
  vettingProvider?: string
}

/** A record of ComplianceTollfreeInquiry. */
export interface ComplianceTollfreeInquiryInstance {
  inquiryId: string
  inquirySessionToken: string
  registrationId: string
  url: string
  toJSON(): Record<string, any>
}

/** create: `POST /v1/ComplianceInquiries/Tollfree/Initialize` */
export interface ComplianceTollfreeInquiryListInstance extends RequiredCreate<ComplianceTollfreeInquiryListInstanceCreateOptions, ComplianceTollfreeInquiryInstance> {}

/** A record of CustomerProfilesProvisionalCopy. */
export interface CustomerProfilesProvisionalCopyInstance extends BareCreate<CustomerProfilesProvisionalCopyInstance>, BareFetch<CustomerProfilesProvisionalCopyInstance> {
  customerProfileSid: string
  accountSid: string
  policySid: string
  friendlyName: string
  status: string
  email: string
  statusCallback: string
  validUntil: Date
  dateCreated: Date
  dateUpdated: Date
  url: string
  toJSON(): Record<string, any>
}

/** create: `POST /v1/CustomerProfiles/{customerProfileSid}/ProvisionalCopy`; fetch: `GET /v1/CustomerProfiles/{customerProfileSid}/ProvisionalCopy` */
export interface CustomerProfilesProvisionalCopyContext extends BareCreate<CustomerProfilesProvisionalCopyInstance>, BareFetch<CustomerProfilesProvisionalCopyInstance> {}

/** A place on the way. */
export interface CustomerProfilesProvisionalCopyListInstance extends Callable<[customerProfileSid: string], CustomerProfilesProvisionalCopyContext> {}

/** A record of TrustProductsProvisionalCopy. */
export interface TrustProductsProvisionalCopyInstance extends BareCreate<TrustProductsProvisionalCopyInstance>, BareFetch<TrustProductsProvisionalCopyInstance> {
  trustProductSid: string
  accountSid: string
  policySid: string
  friendlyName: string
  status: string
  email: string
  statusCallback: string
  validUntil: Date
  dateCreated: Date
  dateUpdated: Date
  url: string
  toJSON(): Record<string, any>
}

/** create: `POST /v1/TrustProducts/{trustProductSid}/ProvisionalCopy`; fetch: `GET /v1/TrustProducts/{trustProductSid}/ProvisionalCopy` */
export interface TrustProductsProvisionalCopyContext extends BareCreate<TrustProductsProvisionalCopyInstance>, BareFetch<TrustProductsProvisionalCopyInstance> {}

/** A place on the way. */
export interface TrustProductsProvisionalCopyListInstance extends Callable<[trustProductSid: string], TrustProductsProvisionalCopyContext> {}

export interface ComplianceRegistrationContextUpdateOptions {
  isIsvEmbed?: boolean
  themeSetId?: string
}

export interface ComplianceRegistrationListInstanceCreateOptions {
  endUserType: ComplianceRegistrationEndUserType
  phoneNumberType: ComplianceRegistrationPhoneNumberType
  businessIdentityType?: ComplianceRegistrationBusinessIdentityType
  businessRegistrationAuthority?: ComplianceRegistrationBusinessRegistrationAuthority
  businessLegalName?: string
  notificationEmail?: string
  acceptedNotificationReceipt?: boolean
  businessRegistrationNumber?: string
  businessWebsiteUrl?: string
  friendlyName?: string
  authorizedRepresentative1FirstName?: string
  authorizedRepresentative1LastName?: string
  authorizedRepresentative1Phone?: string
  authorizedRepresentative1Email?: string
  authorizedRepresentative1DateOfBirth?: string
  addressStreet?: string
  addressStreetSecondary?: string
  addressCity?: string
  addressSubdivision?: string
  addressPostalCode?: string
  addressCountryCode?: string
  emergencyAddressStreet?: string
  emergencyAddressStreetSecondary?: string
  emergencyAddressCity?: string
  emergencyAddressSubdivision?: string
  emergencyAddressPostalCode?: string
  emergencyAddressCountryCode?: string
  useAddressAsEmergencyAddress?: boolean
  fileName?: string
  file?: string
  firstName?: string
  lastName?: string
  dateOfBirth?: string
  individualEmail?: string
  individualPhone?: string
  isIsvEmbed?: boolean
  isvRegisteringForSelfOrTenant?: string
  statusCallbackUrl?: string
  themeSetId?: string
}

/** A record of ComplianceRegistration. */
export interface ComplianceRegistrationInstance extends OptionalUpdate<ComplianceRegistrationContextUpdateOptions, ComplianceRegistrationInstance> {
  inquiryId: string
  inquirySessionToken: string
  registrationId: string
  url: string
  toJSON(): Record<string, any>
}

/** update: `POST /v1/ComplianceInquiries/Registration/{RegistrationId}/RegulatoryCompliance/GB/Initialize` */
export interface ComplianceRegistrationContext extends OptionalUpdate<ComplianceRegistrationContextUpdateOptions, ComplianceRegistrationInstance> {}

/** create: `POST /v1/ComplianceInquiries/Registration/RegulatoryCompliance/GB/Initialize` */
export interface ComplianceRegistrationListInstance extends Callable<[registrationId: string], ComplianceRegistrationContext>, RequiredCreate<ComplianceRegistrationListInstanceCreateOptions, ComplianceRegistrationInstance> {}

/** Version v1 of trusthub. */
export interface TrusthubV1 {
  readonly a2PBrandRegistrations: A2PBrandRegistrationListInstance
  readonly a2PCampaignRegistrations: A2PCampaignRegistrationListInstance
  readonly customerProfiles: CustomerProfileListInstance
  readonly endUsers: EndUserListInstance
  readonly endUserTypes: EndUserTypeListInstance
  readonly policies: PoliciesListInstance
  readonly supportingDocuments: SupportingDocumentListInstance
  readonly supportingDocumentTypes: SupportingDocumentTypeListInstance
  readonly trustProducts: TrustProductListInstance
  a2PBrandRegistrationEmbeddedSessions(id: string): A2PBrandRegistrationEmbeddedSessionListInstance
  a2PCampaignRegistrationEmbeddedSessions(id: string): A2PCampaignRegistrationEmbeddedSessionListInstance
  readonly complianceInquiries: ComplianceInquiryListInstance
  readonly complianceTollfreeInquiries: ComplianceTollfreeInquiryListInstance
  readonly customerProfilesProvisionalCopy: CustomerProfilesProvisionalCopyListInstance
  readonly trustProductsProvisionalCopy: TrustProductsProvisionalCopyListInstance
  readonly complianceRegistrationInquiries: ComplianceRegistrationListInstance
}
