// Made by packages/sdk/generate/main.ts. Do not edit.
import type { BareCreate, BareFetch, BareRemove, Callable, Listing, OptionalCreate, OptionalFetch, OptionalJsonCreate, OptionalUpdate, RequiredCreate, RequiredJsonCreate, RequiredUpdate } from '../../rest/types.ts'

export type AuthorizationDocumentStatus = "opened" | "signing" | "signed" | "canceled" | "failed"

export type BulkHostedNumberOrderRequestStatus = "QUEUED" | "IN_PROGRESS" | "PROCESSED"

export type BundleCloneStatus = "draft" | "pending-review" | "in-review" | "twilio-rejected" | "twilio-approved" | "provisionally-approved"

export type BundleCopyStatus = "draft" | "pending-review" | "in-review" | "twilio-rejected" | "twilio-approved" | "provisionally-approved"

export type BundleEndUserType = "individual" | "business"

export type BundleSortBy = "valid-until" | "date-updated"

export type BundleSortDirection = "ASC" | "DESC"

export type BundleStatus = "draft" | "pending-review" | "in-review" | "twilio-rejected" | "twilio-approved" | "provisionally-approved"

export type DependentHostedNumberOrderStatus = "received" | "verified" | "pending-loa" | "carrier-processing" | "completed" | "failed" | "action-required"

export type EndUserType = "individual" | "business"

export type EvaluationStatus = "compliant" | "noncompliant"

export type HostedNumberOrderStatus = "twilio-processing" | "received" | "pending-verification" | "verified" | "pending-loa" | "carrier-processing" | "testing" | "completed" | "failed" | "action-required"

export type HostedNumberOrderVerificationType = "phone-call"

export type RegulationEndUserType = "individual" | "business"

export type ReplaceItemsStatus = "draft" | "pending-review" | "in-review" | "twilio-rejected" | "twilio-approved" | "provisionally-approved"

export type SupportingDocumentStatus = "draft" | "pending-review" | "rejected" | "approved" | "expired" | "provisionally-approved"

/** A place on the way. */
export interface RegulatoryComplianceListInstance {
  readonly bundles: BundleListInstance
  readonly endUsers: EndUserListInstance
  readonly endUserTypes: EndUserTypeListInstance
  readonly regulations: RegulationListInstance
  readonly supportingDocuments: SupportingDocumentListInstance
  readonly supportingDocumentTypes: SupportingDocumentTypeListInstance
}

export interface BundleContextUpdateOptions {
  status?: BundleStatus
  statusCallback?: string
  friendlyName?: string
  email?: string
}

export interface BundleListInstanceOptions {
  status?: BundleStatus
  bundleSids?: string
  friendlyName?: string
  regulationSid?: string
  isoCountry?: string
  numberType?: string
  endUserType?: string
  hasValidUntilDate?: boolean
  sortBy?: BundleSortBy
  sortDirection?: BundleSortDirection
  validUntilDate?: Date | string
  validUntilDateBefore?: Date | string
  validUntilDateAfter?: Date | string
}

export interface BundleListInstanceCreateOptions {
  friendlyName: string
  email: string
  statusCallback?: string
  regulationSid?: string
  isoCountry?: string
  endUserType?: BundleEndUserType
  numberType?: string
  isTest?: boolean
}

/** A record of Bundle. */
export interface BundleInstance extends BareFetch<BundleInstance>, OptionalUpdate<BundleContextUpdateOptions, BundleInstance>, BareRemove {
  sid: string
  accountSid: string
  regulationSid: string
  friendlyName: string
  status: BundleStatus
  validUntil: Date
  email: string
  statusCallback: string
  dateCreated: Date
  dateUpdated: Date
  url: string
  links: Record<string, string>
  bundleCopies(): BundleCopyListInstance
  evaluations(): EvaluationListInstance
  itemAssignments(): ItemAssignmentListInstance
  replaceItems(): ReplaceItemsListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/RegulatoryCompliance/Bundles/{Sid}`; update: `POST /v2/RegulatoryCompliance/Bundles/{Sid}`; remove: `DELETE /v2/RegulatoryCompliance/Bundles/{Sid}` */
export interface BundleContext extends BareFetch<BundleInstance>, OptionalUpdate<BundleContextUpdateOptions, BundleInstance>, BareRemove {
  readonly bundleCopies: BundleCopyListInstance
  readonly evaluations: EvaluationListInstance
  readonly itemAssignments: ItemAssignmentListInstance
  readonly replaceItems: ReplaceItemsListInstance
}

/** list: `GET /v2/RegulatoryCompliance/Bundles`; create: `POST /v2/RegulatoryCompliance/Bundles` */
export interface BundleListInstance extends Callable<[sid: string], BundleContext>, Listing<BundleListInstanceOptions, BundleInstance>, RequiredCreate<BundleListInstanceCreateOptions, BundleInstance> {}

export interface BundleCopyListInstanceCreateOptions {
  friendlyName?: string
}

/** A record of BundleCopy. */
export interface BundleCopyInstance {
  sid: string
  accountSid: string
  regulationSid: string
  friendlyName: string
  status: BundleCopyStatus
  validUntil: Date
  email: string
  statusCallback: string
  dateCreated: Date
  dateUpdated: Date
  toJSON(): Record<string, any>
}

/** list: `GET /v2/RegulatoryCompliance/Bundles/{BundleSid}/Copies`; create: `POST /v2/RegulatoryCompliance/Bundles/{BundleSid}/Copies` */
export interface BundleCopyListInstance extends Listing<unknown, BundleCopyInstance>, OptionalCreate<BundleCopyListInstanceCreateOptions, BundleCopyInstance> {}

/** A record of Evaluation. */
export interface EvaluationInstance extends BareFetch<EvaluationInstance> {
  sid: string
  accountSid: string
  regulationSid: string
  bundleSid: string
  status: EvaluationStatus
  results: Array<any>
  dateCreated: Date
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/RegulatoryCompliance/Bundles/{BundleSid}/Evaluations/{Sid}` */
export interface EvaluationContext extends BareFetch<EvaluationInstance> {}

/** list: `GET /v2/RegulatoryCompliance/Bundles/{BundleSid}/Evaluations`; create: `POST /v2/RegulatoryCompliance/Bundles/{BundleSid}/Evaluations` */
export interface EvaluationListInstance extends Callable<[sid: string], EvaluationContext>, Listing<unknown, EvaluationInstance>, BareCreate<EvaluationInstance> {}

export interface ItemAssignmentListInstanceCreateOptions {
  objectSid: string
}

/** A record of ItemAssignment. */
export interface ItemAssignmentInstance extends BareFetch<ItemAssignmentInstance>, BareRemove {
  sid: string
  bundleSid: string
  accountSid: string
  objectSid: string
  dateCreated: Date
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/RegulatoryCompliance/Bundles/{BundleSid}/ItemAssignments/{Sid}`; remove: `DELETE /v2/RegulatoryCompliance/Bundles/{BundleSid}/ItemAssignments/{Sid}` */
export interface ItemAssignmentContext extends BareFetch<ItemAssignmentInstance>, BareRemove {}

/** list: `GET /v2/RegulatoryCompliance/Bundles/{BundleSid}/ItemAssignments`; create: `POST /v2/RegulatoryCompliance/Bundles/{BundleSid}/ItemAssignments` */
export interface ItemAssignmentListInstance extends Callable<[sid: string], ItemAssignmentContext>, Listing<unknown, ItemAssignmentInstance>, RequiredCreate<ItemAssignmentListInstanceCreateOptions, ItemAssignmentInstance> {}

export interface ReplaceItemsListInstanceCreateOptions {
  fromBundleSid: string
}

/** A record of ReplaceItems. */
export interface ReplaceItemsInstance {
  sid: string
  accountSid: string
  regulationSid: string
  friendlyName: string
  status: ReplaceItemsStatus
  validUntil: Date
  email: string
  statusCallback: string
  dateCreated: Date
  dateUpdated: Date
  toJSON(): Record<string, any>
}

/** create: `POST /v2/RegulatoryCompliance/Bundles/{BundleSid}/ReplaceItems` */
export interface ReplaceItemsListInstance extends RequiredCreate<ReplaceItemsListInstanceCreateOptions, ReplaceItemsInstance> {}

export interface EndUserContextUpdateOptions {
  friendlyName?: string
  attributes?: unknown
}

export interface EndUserListInstanceCreateOptions {
  friendlyName: string
  type: EndUserType
  attributes?: unknown
}

/** A record of EndUser. */
export interface EndUserInstance extends BareFetch<EndUserInstance>, OptionalUpdate<EndUserContextUpdateOptions, EndUserInstance>, BareRemove {
  sid: string
  accountSid: string
  friendlyName: string
  type: EndUserType
  attributes: any
  dateCreated: Date
  dateUpdated: Date
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/RegulatoryCompliance/EndUsers/{Sid}`; update: `POST /v2/RegulatoryCompliance/EndUsers/{Sid}`; remove: `DELETE /v2/RegulatoryCompliance/EndUsers/{Sid}` */
export interface EndUserContext extends BareFetch<EndUserInstance>, OptionalUpdate<EndUserContextUpdateOptions, EndUserInstance>, BareRemove {}

/** list: `GET /v2/RegulatoryCompliance/EndUsers`; create: `POST /v2/RegulatoryCompliance/EndUsers` */
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

/** fetch: `GET /v2/RegulatoryCompliance/EndUserTypes/{Sid}` */
export interface EndUserTypeContext extends BareFetch<EndUserTypeInstance> {}

/** list: `GET /v2/RegulatoryCompliance/EndUserTypes` */
export interface EndUserTypeListInstance extends Callable<[sid: string], EndUserTypeContext>, Listing<unknown, EndUserTypeInstance> {}

export interface RegulationContextFetchOptions {
  includeConstraints?: boolean
}

export interface RegulationListInstanceOptions {
  endUserType?: RegulationEndUserType
  isoCountry?: string
  numberType?: string
  includeConstraints?: boolean
}

/** A record of Regulation. */
export interface RegulationInstance extends OptionalFetch<RegulationContextFetchOptions, RegulationInstance> {
  sid: string
  friendlyName: string
  isoCountry: string
  numberType: string
  endUserType: RegulationEndUserType
  requirements: any
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/RegulatoryCompliance/Regulations/{Sid}` */
export interface RegulationContext extends OptionalFetch<RegulationContextFetchOptions, RegulationInstance> {}

/** list: `GET /v2/RegulatoryCompliance/Regulations` */
export interface RegulationListInstance extends Callable<[sid: string], RegulationContext>, Listing<RegulationListInstanceOptions, RegulationInstance> {}

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
  failureReason: string
  errors: Array<any>
  type: string
  attributes: any
  dateCreated: Date
  dateUpdated: Date
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/RegulatoryCompliance/SupportingDocuments/{Sid}`; update: `POST /v2/RegulatoryCompliance/SupportingDocuments/{Sid}`; remove: `DELETE /v2/RegulatoryCompliance/SupportingDocuments/{Sid}` */
export interface SupportingDocumentContext extends BareFetch<SupportingDocumentInstance>, OptionalUpdate<SupportingDocumentContextUpdateOptions, SupportingDocumentInstance>, BareRemove {}

/** list: `GET /v2/RegulatoryCompliance/SupportingDocuments`; create: `POST /v2/RegulatoryCompliance/SupportingDocuments` */
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

/** fetch: `GET /v2/RegulatoryCompliance/SupportingDocumentTypes/{Sid}` */
export interface SupportingDocumentTypeContext extends BareFetch<SupportingDocumentTypeInstance> {}

/** list: `GET /v2/RegulatoryCompliance/SupportingDocumentTypes` */
export interface SupportingDocumentTypeListInstance extends Callable<[sid: string], SupportingDocumentTypeContext>, Listing<unknown, SupportingDocumentTypeInstance> {}

export interface AuthorizationDocumentListInstanceOptions {
  email?: string
  status?: AuthorizationDocumentStatus
}

export interface AuthorizationDocumentListInstanceCreateOptions {
  addressSid: string
  email: string
  contactPhoneNumber: string
  hostedNumberOrderSids: ReadonlyArray<string>
  contactTitle?: string
  ccEmails?: ReadonlyArray<string>
}

/** A record of AuthorizationDocument. */
export interface AuthorizationDocumentInstance extends BareFetch<AuthorizationDocumentInstance>, BareRemove {
  sid: string
  addressSid: string
  status: AuthorizationDocumentStatus
  email: string
  ccEmails: Array<string>
  dateCreated: Date
  dateUpdated: Date
  url: string
  links: Record<string, string>
  dependentHostedNumberOrders(): DependentHostedNumberOrderListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/HostedNumber/AuthorizationDocuments/{Sid}`; remove: `DELETE /v2/HostedNumber/AuthorizationDocuments/{Sid}` */
export interface AuthorizationDocumentContext extends BareFetch<AuthorizationDocumentInstance>, BareRemove {
  readonly dependentHostedNumberOrders: DependentHostedNumberOrderListInstance
}

/** list: `GET /v2/HostedNumber/AuthorizationDocuments`; create: `POST /v2/HostedNumber/AuthorizationDocuments` */
export interface AuthorizationDocumentListInstance extends Callable<[sid: string], AuthorizationDocumentContext>, Listing<AuthorizationDocumentListInstanceOptions, AuthorizationDocumentInstance>, RequiredCreate<AuthorizationDocumentListInstanceCreateOptions, AuthorizationDocumentInstance> {}

export interface DependentHostedNumberOrderListInstanceOptions {
  status?: DependentHostedNumberOrderStatus
  phoneNumber?: string
  incomingPhoneNumberSid?: string
  friendlyName?: string
}

/** A record of DependentHostedNumberOrder. */
export interface DependentHostedNumberOrderInstance {
  sid: string
  bulkHostingRequestSid: string
  nextStep: string
  accountSid: string
  incomingPhoneNumberSid: string
  addressSid: string
  signingDocumentSid: string
  phoneNumber: string
  capabilities: { mms: boolean; sms: boolean; voice: boolean; fax: boolean }
  friendlyName: string
  status: DependentHostedNumberOrderStatus
  failureReason: string
  dateCreated: Date
  dateUpdated: Date
  email: string
  ccEmails: Array<string>
  contactTitle: string
  contactPhoneNumber: string
  toJSON(): Record<string, any>
}

/** list: `GET /v2/HostedNumber/AuthorizationDocuments/{SigningDocumentSid}/DependentHostedNumberOrders` */
export interface DependentHostedNumberOrderListInstance extends Listing<DependentHostedNumberOrderListInstanceOptions, DependentHostedNumberOrderInstance> {}

export interface HostedNumberOrderContextUpdateOptions {
  status: HostedNumberOrderStatus
  verificationCallDelay?: number
  verificationCallExtension?: string
}

export interface HostedNumberOrderListInstanceOptions {
  status?: HostedNumberOrderStatus
  smsCapability?: boolean
  phoneNumber?: string
  incomingPhoneNumberSid?: string
  friendlyName?: string
}

export interface HostedNumberOrderListInstanceCreateOptions {
  phoneNumber: string
  contactPhoneNumber: string
  addressSid: string
  email: string
  accountSid?: string
  friendlyName?: string
  ccEmails?: ReadonlyArray<string>
  smsUrl?: string
  smsMethod?: string
  smsFallbackUrl?: string
  smsCapability?: boolean
  smsFallbackMethod?: string
  statusCallbackUrl?: string
  statusCallbackMethod?: string
  smsApplicationSid?: string
  contactTitle?: string
}

/** A record of HostedNumberOrder. */
export interface HostedNumberOrderInstance extends BareFetch<HostedNumberOrderInstance>, RequiredUpdate<HostedNumberOrderContextUpdateOptions, HostedNumberOrderInstance>, BareRemove {
  sid: string
  accountSid: string
  incomingPhoneNumberSid: string
  addressSid: string
  signingDocumentSid: string
  phoneNumber: string
  capabilities: { mms: boolean; sms: boolean; voice: boolean; fax: boolean }
  friendlyName: string
  status: HostedNumberOrderStatus
  failureReason: string
  dateCreated: Date
  dateUpdated: Date
  email: string
  ccEmails: Array<string>
  url: string
  contactTitle: string
  contactPhoneNumber: string
  bulkHostingRequestSid: string
  nextStep: string
  verificationAttempts: number
  verificationCallSids: Array<string>
  verificationCallDelay: number
  verificationCallExtension: string
  verificationCode: string
  verificationType: HostedNumberOrderVerificationType
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/HostedNumber/Orders/{Sid}`; update: `POST /v2/HostedNumber/Orders/{Sid}`; remove: `DELETE /v2/HostedNumber/Orders/{Sid}` */
export interface HostedNumberOrderContext extends BareFetch<HostedNumberOrderInstance>, RequiredUpdate<HostedNumberOrderContextUpdateOptions, HostedNumberOrderInstance>, BareRemove {}

/** list: `GET /v2/HostedNumber/Orders`; create: `POST /v2/HostedNumber/Orders` */
export interface HostedNumberOrderListInstance extends Callable<[sid: string], HostedNumberOrderContext>, Listing<HostedNumberOrderListInstanceOptions, HostedNumberOrderInstance>, RequiredCreate<HostedNumberOrderListInstanceCreateOptions, HostedNumberOrderInstance> {}

export interface ShortCodeApplicationListInstanceOptions {
  accountSid?: string
  isoCountry?: string
  status?: string
  friendlyName?: string
  sid?: string
}

export type ShortCodeApplicationListInstanceCreateOptions = { friendlyName: string; isoCountry: string; businessInformation: { customerFacingProfile: string }; setup: { chargesApply: boolean } }

/** A record of ShortCodeApplication. */
export interface ShortCodeApplicationInstance extends BareFetch<ShortCodeApplicationInstance> {
  sid: string
  applicationRequirementsSid: string
  applicationRequirementsVersion: number
  accountSid: string
  bundleSid: string
  reviewer: string
  zendeskTicketId: string
  friendlyName: string
  notificationEmails: Array<string>
  isoCountry: string
  state: string
  setup: { requestType: string; trafficType: string; leaseType: string; paymentFrequency: string; shortCodePreference: string; mmsEnabled: boolean; freeToEndUser: boolean; chargesApply: boolean; currentProvider: string; migratedMmsEnabled: boolean; migratedLiveTraffic: boolean }
  businessInformation: { managingCompanyProfile: string; customerFacingProfile: string; businessWebsite: string; einManagingCompanyProfile: string; einCustomerFacingProfile: string }
  userSignUp: { signUpOptions: Array<string>; doubleOptInProcess: boolean; doubleOptInMessage: string; signUpConfirmationMessage: string; doubleOptInResponseMessage: string; onlineWebFormMessage: string; keywordMessage: string; ivrMessage: string; otherFormMessage: string }
  complianceKeywords: { help: string; stop: string; info: string; aide: string; arret: string; optOutFiltering: boolean }
  contentExamples: { examples: Array<string> }
  smsCampaignDetails: { campaignName: string; campaignBrandWebsite: string; customerCareChannel: string; customerCareValue: string; campaignFrequency: Array<string>; scUseCaseCategories: Array<string>; smsTermsOfServiceUrl: string; smsPrivacyPolicyUrl: string; monthlyOutboundVolumeExpected: string; monthlyInboundVolumeExpected: string; avgMonthlyMessagesSentToEachSubscriber: string; avgMonthlyMessagesReceivedFromSubscribers: string; estimatedTotalSubscribers: string; durationOfTheCampaign: string; plannedTrafficSpikes: string; spikeDetails: string; expectedTrafficStartDate: string }
  dateCreated: Date
  dateUpdated: Date
  createdBy: string
  updatedBy: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/ShortCodes/Applications/{sid}` */
export interface ShortCodeApplicationContext extends BareFetch<ShortCodeApplicationInstance> {}

/** list: `GET /v2/ShortCodes/Applications`; create: `POST /v2/ShortCodes/Applications` */
export interface ShortCodeApplicationListInstance extends Callable<[sid: string], ShortCodeApplicationContext>, Listing<ShortCodeApplicationListInstanceOptions, ShortCodeApplicationInstance>, RequiredJsonCreate<ShortCodeApplicationListInstanceCreateOptions, ShortCodeApplicationInstance> {}

export interface BulkHostedNumberOrderContextFetchOptions {
  orderStatus?: string
}

export type BulkHostedNumberOrderListInstanceCreateOptions = Record<string, unknown>

/** A record of BulkHostedNumberOrder. */
export interface BulkHostedNumberOrderInstance extends OptionalFetch<BulkHostedNumberOrderContextFetchOptions, BulkHostedNumberOrderInstance> {
  bulkHostingSid: string
  requestStatus: BulkHostedNumberOrderRequestStatus
  friendlyName: string
  notificationEmail: string
  dateCreated: Date
  dateCompleted: Date
  url: string
  totalCount: number
  results: Array<any>
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/HostedNumber/Orders/Bulk/{BulkHostingSid}` */
export interface BulkHostedNumberOrderContext extends OptionalFetch<BulkHostedNumberOrderContextFetchOptions, BulkHostedNumberOrderInstance> {}

/** create: `POST /v2/HostedNumber/Orders/Bulk` */
export interface BulkHostedNumberOrderListInstance extends Callable<[bulkHostingSid: string], BulkHostedNumberOrderContext>, OptionalJsonCreate<BulkHostedNumberOrderListInstanceCreateOptions, BulkHostedNumberOrderInstance> {}

export interface BundleCloneContextCreateOptions {
  targetAccountSid: string
  moveToDraft?: boolean
  friendlyName?: string
}

/** A record of BundleClone. */
export interface BundleCloneInstance extends RequiredCreate<BundleCloneContextCreateOptions, BundleCloneInstance> {
  bundleSid: string
  accountSid: string
  regulationSid: string
  friendlyName: string
  status: BundleCloneStatus
  validUntil: Date
  email: string
  statusCallback: string
  dateCreated: Date
  dateUpdated: Date
  url: string
  toJSON(): Record<string, any>
}

/** create: `POST /v2/RegulatoryCompliance/Bundles/{BundleSid}/Clones` */
export interface BundleCloneContext extends RequiredCreate<BundleCloneContextCreateOptions, BundleCloneInstance> {}

/** A place on the way. */
export interface BundleCloneListInstance extends Callable<[bundleSid: string], BundleCloneContext> {}

/** Version v2 of numbers. */
export interface NumbersV2 {
  readonly regulatoryCompliance: RegulatoryComplianceListInstance
  readonly authorizationDocuments: AuthorizationDocumentListInstance
  readonly hostedNumberOrders: HostedNumberOrderListInstance
  readonly applications: ShortCodeApplicationListInstance
  readonly bulkHostedNumberOrders: BulkHostedNumberOrderListInstance
  readonly bundleClone: BundleCloneListInstance
}
