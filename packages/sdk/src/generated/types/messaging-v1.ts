// Made by packages/sdk/generate/main.ts. Do not edit.
import type { BareCreate, BareFetch, BareRemove, BareUpdate, Callable, Listing, OptionalFetch, OptionalUpdate, RequiredCreate, RequiredUpdate } from '../../rest/types.ts'

export type BrandRegistrationsBrandFeedback = "TAX_ID" | "STOCK_SYMBOL" | "NONPROFIT" | "GOVERNMENT_ENTITY" | "OTHERS"

export type BrandRegistrationsIdentityStatus = "SELF_DECLARED" | "UNVERIFIED" | "VERIFIED" | "VETTED_VERIFIED"

export type BrandRegistrationsStatus = "PENDING" | "APPROVED" | "FAILED" | "IN_REVIEW" | "DELETION_PENDING" | "DELETION_FAILED" | "SUSPENDED"

export type BrandVettingVettingProvider = "campaign-verify" | "aegis"

export type ServiceScanMessageContent = "inherit" | "enable" | "disable"

export type TollfreeVerificationBusinessRegistrationAuthority = "EIN" | "CBN" | "CRN" | "PROVINCIAL_NUMBER" | "VAT" | "ACN" | "ABN" | "BRN" | "SIREN" | "SIRET" | "NZBN" | "USt-IdNr" | "CIF" | "NIF" | "CNPJ" | "UID" | "NEQ" | "OTHER"

export type TollfreeVerificationBusinessType = "PRIVATE_PROFIT" | "PUBLIC_PROFIT" | "SOLE_PROPRIETOR" | "NON_PROFIT" | "GOVERNMENT"

export type TollfreeVerificationOptInType = "VERBAL" | "WEB_FORM" | "PAPER_FORM" | "VIA_TEXT" | "MOBILE_QR_CODE" | "IMPORT" | "IMPORT_PLEASE_REPLACE"

export type TollfreeVerificationStatus = "PENDING_REVIEW" | "IN_REVIEW" | "TWILIO_APPROVED" | "TWILIO_REJECTED"

export type TollfreeVerificationVettingProvider = "CAMPAIGN_VERIFY"

export interface ServiceContextUpdateOptions {
  friendlyName?: string
  inboundRequestUrl?: string
  inboundMethod?: string
  fallbackUrl?: string
  fallbackMethod?: string
  statusCallback?: string
  stickySender?: boolean
  mmsConverter?: boolean
  smartEncoding?: boolean
  scanMessageContent?: ServiceScanMessageContent
  fallbackToLongCode?: boolean
  areaCodeGeomatch?: boolean
  validityPeriod?: number
  synchronousValidation?: boolean
  usecase?: string
  useInboundWebhookOnNumber?: boolean
}

export interface ServiceListInstanceCreateOptions {
  friendlyName: string
  inboundRequestUrl?: string
  inboundMethod?: string
  fallbackUrl?: string
  fallbackMethod?: string
  statusCallback?: string
  stickySender?: boolean
  mmsConverter?: boolean
  smartEncoding?: boolean
  scanMessageContent?: ServiceScanMessageContent
  fallbackToLongCode?: boolean
  areaCodeGeomatch?: boolean
  validityPeriod?: number
  synchronousValidation?: boolean
  usecase?: string
  useInboundWebhookOnNumber?: boolean
}

/** A record of Service. */
export interface ServiceInstance extends BareFetch<ServiceInstance>, OptionalUpdate<ServiceContextUpdateOptions, ServiceInstance>, BareRemove {
  sid: string
  accountSid: string
  friendlyName: string
  dateCreated: Date
  dateUpdated: Date
  inboundRequestUrl: string
  inboundMethod: string
  fallbackUrl: string
  fallbackMethod: string
  statusCallback: string
  stickySender: boolean
  mmsConverter: boolean
  smartEncoding: boolean
  scanMessageContent: ServiceScanMessageContent
  fallbackToLongCode: boolean
  areaCodeGeomatch: boolean
  synchronousValidation: boolean
  validityPeriod: number
  url: string
  links: Record<string, string>
  usecase: string
  usAppToPersonRegistered: boolean
  useInboundWebhookOnNumber: boolean
  alphaSenders(): AlphaSenderListInstance
  channelSenders(): ChannelSenderListInstance
  destinationAlphaSenders(): DestinationAlphaSenderListInstance
  phoneNumbers(): PhoneNumberListInstance
  shortCodes(): ShortCodeListInstance
  usAppToPerson(): UsAppToPersonListInstance
  usAppToPersonUsecases(): UsAppToPersonUsecaseListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Services/{Sid}`; update: `POST /v1/Services/{Sid}`; remove: `DELETE /v1/Services/{Sid}` */
export interface ServiceContext extends BareFetch<ServiceInstance>, OptionalUpdate<ServiceContextUpdateOptions, ServiceInstance>, BareRemove {
  readonly alphaSenders: AlphaSenderListInstance
  readonly channelSenders: ChannelSenderListInstance
  readonly destinationAlphaSenders: DestinationAlphaSenderListInstance
  readonly phoneNumbers: PhoneNumberListInstance
  readonly shortCodes: ShortCodeListInstance
  readonly usAppToPerson: UsAppToPersonListInstance
  readonly usAppToPersonUsecases: UsAppToPersonUsecaseListInstance
}

/** list: `GET /v1/Services`; create: `POST /v1/Services` */
export interface ServiceListInstance extends Callable<[sid: string], ServiceContext>, Listing<unknown, ServiceInstance>, RequiredCreate<ServiceListInstanceCreateOptions, ServiceInstance> {}

export interface AlphaSenderListInstanceCreateOptions {
  alphaSender: string
}

/** A record of AlphaSender. */
export interface AlphaSenderInstance extends BareFetch<AlphaSenderInstance>, BareRemove {
  sid: string
  accountSid: string
  serviceSid: string
  dateCreated: Date
  dateUpdated: Date
  alphaSender: string
  capabilities: Array<string>
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Services/{ServiceSid}/AlphaSenders/{Sid}`; remove: `DELETE /v1/Services/{ServiceSid}/AlphaSenders/{Sid}` */
export interface AlphaSenderContext extends BareFetch<AlphaSenderInstance>, BareRemove {}

/** list: `GET /v1/Services/{ServiceSid}/AlphaSenders`; create: `POST /v1/Services/{ServiceSid}/AlphaSenders` */
export interface AlphaSenderListInstance extends Callable<[sid: string], AlphaSenderContext>, Listing<unknown, AlphaSenderInstance>, RequiredCreate<AlphaSenderListInstanceCreateOptions, AlphaSenderInstance> {}

export interface ChannelSenderListInstanceCreateOptions {
  sid: string
}

/** A record of ChannelSender. */
export interface ChannelSenderInstance extends BareFetch<ChannelSenderInstance>, BareRemove {
  accountSid: string
  messagingServiceSid: string
  sid: string
  sender: string
  senderType: string
  countryCode: string
  dateCreated: Date
  dateUpdated: Date
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Services/{MessagingServiceSid}/ChannelSenders/{Sid}`; remove: `DELETE /v1/Services/{MessagingServiceSid}/ChannelSenders/{Sid}` */
export interface ChannelSenderContext extends BareFetch<ChannelSenderInstance>, BareRemove {}

/** list: `GET /v1/Services/{MessagingServiceSid}/ChannelSenders`; create: `POST /v1/Services/{MessagingServiceSid}/ChannelSenders` */
export interface ChannelSenderListInstance extends Callable<[sid: string], ChannelSenderContext>, Listing<unknown, ChannelSenderInstance>, RequiredCreate<ChannelSenderListInstanceCreateOptions, ChannelSenderInstance> {}

export interface DestinationAlphaSenderListInstanceOptions {
  isoCountryCode?: string
}

export interface DestinationAlphaSenderListInstanceCreateOptions {
  alphaSender: string
  isoCountryCode?: string
}

/** A record of DestinationAlphaSender. */
export interface DestinationAlphaSenderInstance extends BareFetch<DestinationAlphaSenderInstance>, BareRemove {
  sid: string
  accountSid: string
  serviceSid: string
  dateCreated: Date
  dateUpdated: Date
  alphaSender: string
  capabilities: Array<string>
  url: string
  isoCountryCode: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Services/{ServiceSid}/DestinationAlphaSenders/{Sid}`; remove: `DELETE /v1/Services/{ServiceSid}/DestinationAlphaSenders/{Sid}` */
export interface DestinationAlphaSenderContext extends BareFetch<DestinationAlphaSenderInstance>, BareRemove {}

/** list: `GET /v1/Services/{ServiceSid}/DestinationAlphaSenders`; create: `POST /v1/Services/{ServiceSid}/DestinationAlphaSenders` */
export interface DestinationAlphaSenderListInstance extends Callable<[sid: string], DestinationAlphaSenderContext>, Listing<DestinationAlphaSenderListInstanceOptions, DestinationAlphaSenderInstance>, RequiredCreate<DestinationAlphaSenderListInstanceCreateOptions, DestinationAlphaSenderInstance> {}

export interface PhoneNumberListInstanceCreateOptions {
  phoneNumberSid: string
}

/** A record of PhoneNumber. */
export interface PhoneNumberInstance extends BareFetch<PhoneNumberInstance>, BareRemove {
  sid: string
  accountSid: string
  serviceSid: string
  dateCreated: Date
  dateUpdated: Date
  phoneNumber: string
  countryCode: string
  capabilities: Array<string>
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Services/{ServiceSid}/PhoneNumbers/{Sid}`; remove: `DELETE /v1/Services/{ServiceSid}/PhoneNumbers/{Sid}` */
export interface PhoneNumberContext extends BareFetch<PhoneNumberInstance>, BareRemove {}

/** list: `GET /v1/Services/{ServiceSid}/PhoneNumbers`; create: `POST /v1/Services/{ServiceSid}/PhoneNumbers` */
export interface PhoneNumberListInstance extends Callable<[sid: string], PhoneNumberContext>, Listing<unknown, PhoneNumberInstance>, RequiredCreate<PhoneNumberListInstanceCreateOptions, PhoneNumberInstance> {}

export interface ShortCodeListInstanceCreateOptions {
  shortCodeSid: string
}

/** A record of ShortCode. */
export interface ShortCodeInstance extends BareFetch<ShortCodeInstance>, BareRemove {
  sid: string
  accountSid: string
  serviceSid: string
  dateCreated: Date
  dateUpdated: Date
  shortCode: string
  countryCode: string
  capabilities: Array<string>
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Services/{ServiceSid}/ShortCodes/{Sid}`; remove: `DELETE /v1/Services/{ServiceSid}/ShortCodes/{Sid}` */
export interface ShortCodeContext extends BareFetch<ShortCodeInstance>, BareRemove {}

/** list: `GET /v1/Services/{ServiceSid}/ShortCodes`; create: `POST /v1/Services/{ServiceSid}/ShortCodes` */
export interface ShortCodeListInstance extends Callable<[sid: string], ShortCodeContext>, Listing<unknown, ShortCodeInstance>, RequiredCreate<ShortCodeListInstanceCreateOptions, ShortCodeInstance> {}

export interface UsAppToPersonContextFetchOptions {
  xTwilioApiVersion?: string
}

export interface UsAppToPersonContextUpdateOptions {
  hasEmbeddedLinks: boolean
  hasEmbeddedPhone: boolean
  messageSamples: ReadonlyArray<string>
  messageFlow: string
  description: string
  ageGated: boolean
  directLending: boolean
  privacyPolicyUrl?: string
  termsAndConditionsUrl?: string
  xTwilioApiVersion?: string
}

export interface UsAppToPersonListInstanceOptions {
  xTwilioApiVersion?: string
}

export interface UsAppToPersonListInstanceCreateOptions {
  brandRegistrationSid: string
  description: string
  messageFlow: string
  messageSamples: ReadonlyArray<string>
  usAppToPersonUsecase: string
  hasEmbeddedLinks: boolean
  hasEmbeddedPhone: boolean
  optInMessage?: string
  optOutMessage?: string
  helpMessage?: string
  optInKeywords?: ReadonlyArray<string>
  optOutKeywords?: ReadonlyArray<string>
  helpKeywords?: ReadonlyArray<string>
  subscriberOptIn?: boolean
  ageGated?: boolean
  directLending?: boolean
  privacyPolicyUrl?: string
  termsAndConditionsUrl?: string
  xTwilioApiVersion?: string
}

/** A record of UsAppToPerson. */
export interface UsAppToPersonInstance extends OptionalFetch<UsAppToPersonContextFetchOptions, UsAppToPersonInstance>, RequiredUpdate<UsAppToPersonContextUpdateOptions, UsAppToPersonInstance>, BareRemove {
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Services/{MessagingServiceSid}/Compliance/Usa2p/{Sid}`; update: `POST /v1/Services/{MessagingServiceSid}/Compliance/Usa2p/{Sid}`; remove: `DELETE /v1/Services/{MessagingServiceSid}/Compliance/Usa2p/{Sid}` */
export interface UsAppToPersonContext extends OptionalFetch<UsAppToPersonContextFetchOptions, UsAppToPersonInstance>, RequiredUpdate<UsAppToPersonContextUpdateOptions, UsAppToPersonInstance>, BareRemove {}

/** list: `GET /v1/Services/{MessagingServiceSid}/Compliance/Usa2p`; create: `POST /v1/Services/{MessagingServiceSid}/Compliance/Usa2p` */
export interface UsAppToPersonListInstance extends Callable<[sid: string], UsAppToPersonContext>, Listing<UsAppToPersonListInstanceOptions, UsAppToPersonInstance>, RequiredCreate<UsAppToPersonListInstanceCreateOptions, UsAppToPersonInstance> {}

export interface UsAppToPersonUsecaseListInstanceFetchOptions {
  brandRegistrationSid?: string
}

/** A record of UsAppToPersonUsecase. */
export interface UsAppToPersonUsecaseInstance {
  usAppToPersonUsecases: Array<any>
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Services/{MessagingServiceSid}/Compliance/Usa2p/Usecases` */
export interface UsAppToPersonUsecaseListInstance extends OptionalFetch<UsAppToPersonUsecaseListInstanceFetchOptions, UsAppToPersonUsecaseInstance> {}

export interface DeactivationContextFetchOptions {
  date?: Date | string
}

/** A record of Deactivation. */
export interface DeactivationInstance extends OptionalFetch<DeactivationContextFetchOptions, DeactivationInstance> {
  redirectTo: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Deactivations` */
export interface DeactivationContext extends OptionalFetch<DeactivationContextFetchOptions, DeactivationInstance> {}

/** A place on the way. */
export interface DeactivationListInstance extends Callable<[], DeactivationContext> {}

export interface BrandRegistrationsListInstanceCreateOptions {
  customerProfileBundleSid: string
  a2PProfileBundleSid: string
  brandType?: string
  mock?: boolean
  skipAutomaticSecVet?: boolean
}

/** A record of BrandRegistrations. */
export interface BrandRegistrationsInstance extends BareFetch<BrandRegistrationsInstance>, BareUpdate<BrandRegistrationsInstance> {
  sid: string
  accountSid: string
  customerProfileBundleSid: string
  a2pProfileBundleSid: string
  dateCreated: Date
  dateUpdated: Date
  brandType: string
  status: BrandRegistrationsStatus
  tcrId: string
  failureReason: string
  errors: Array<any>
  url: string
  brandScore: number
  brandFeedback: Array<BrandRegistrationsBrandFeedback>
  identityStatus: BrandRegistrationsIdentityStatus
  russell3000: boolean
  governmentEntity: boolean
  taxExemptStatus: string
  skipAutomaticSecVet: boolean
  mock: boolean
  links: Record<string, string>
  brandRegistrationOtps(): BrandRegistrationOtpListInstance
  brandVettings(): BrandVettingListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/a2p/BrandRegistrations/{Sid}`; update: `POST /v1/a2p/BrandRegistrations/{Sid}` */
export interface BrandRegistrationsContext extends BareFetch<BrandRegistrationsInstance>, BareUpdate<BrandRegistrationsInstance> {
  readonly brandRegistrationOtps: BrandRegistrationOtpListInstance
  readonly brandVettings: BrandVettingListInstance
}

/** list: `GET /v1/a2p/BrandRegistrations`; create: `POST /v1/a2p/BrandRegistrations` */
export interface BrandRegistrationsListInstance extends Callable<[sid: string], BrandRegistrationsContext>, Listing<unknown, BrandRegistrationsInstance>, RequiredCreate<BrandRegistrationsListInstanceCreateOptions, BrandRegistrationsInstance> {}

/** A record of BrandRegistrationOtp. */
export interface BrandRegistrationOtpInstance {
  accountSid: string
  brandRegistrationSid: string
  toJSON(): Record<string, any>
}

/** create: `POST /v1/a2p/BrandRegistrations/{BrandRegistrationSid}/SmsOtp` */
export interface BrandRegistrationOtpListInstance extends BareCreate<BrandRegistrationOtpInstance> {}

export interface BrandVettingListInstanceOptions {
  vettingProvider?: BrandVettingVettingProvider
}

export interface BrandVettingListInstanceCreateOptions {
  vettingProvider: BrandVettingVettingProvider
  vettingId?: string
}

/** A record of BrandVetting. */
export interface BrandVettingInstance extends BareFetch<BrandVettingInstance> {
  accountSid: string
  brandSid: string
  brandVettingSid: string
  dateUpdated: Date
  dateCreated: Date
  vettingId: string
  vettingClass: string
  vettingStatus: string
  vettingProvider: BrandVettingVettingProvider
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/a2p/BrandRegistrations/{BrandSid}/Vettings/{BrandVettingSid}` */
export interface BrandVettingContext extends BareFetch<BrandVettingInstance> {}

/** list: `GET /v1/a2p/BrandRegistrations/{BrandSid}/Vettings`; create: `POST /v1/a2p/BrandRegistrations/{BrandSid}/Vettings` */
export interface BrandVettingListInstance extends Callable<[brandVettingSid: string], BrandVettingContext>, Listing<BrandVettingListInstanceOptions, BrandVettingInstance>, RequiredCreate<BrandVettingListInstanceCreateOptions, BrandVettingInstance> {}

export interface ExternalCampaignListInstanceCreateOptions {
  campaignId: string
  messagingServiceSid: string
  cnpMigration?: boolean
}

/** A record of ExternalCampaign. */
export interface ExternalCampaignInstance {
  sid: string
  accountSid: string
  campaignId: string
  messagingServiceSid: string
  dateCreated: Date
  toJSON(): Record<string, any>
}

/** create: `POST /v1/Services/PreregisteredUsa2p` */
export interface ExternalCampaignListInstance extends RequiredCreate<ExternalCampaignListInstanceCreateOptions, ExternalCampaignInstance> {}

export interface TollfreeVerificationContextUpdateOptions {
  businessName?: string
  businessWebsite?: string
  notificationEmail?: string
  useCaseCategories?: ReadonlyArray<string>
  useCaseSummary?: string
  productionMessageSample?: string
  optInImageUrls?: ReadonlyArray<string>
  optInType?: TollfreeVerificationOptInType
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
  editReason?: string
  businessRegistrationNumber?: string
  businessRegistrationAuthority?: TollfreeVerificationBusinessRegistrationAuthority
  businessRegistrationCountry?: string
  businessType?: TollfreeVerificationBusinessType
  businessRegistrationPhoneNumber?: string
  doingBusinessAs?: string
  optInConfirmationMessage?: string
  helpMessageSample?: string
  privacyPolicyUrl?: string
  termsAndConditionsUrl?: string
  ageGatedContent?: boolean
  optInKeywords?: ReadonlyArray<string>
  vettingProvider?: TollfreeVerificationVettingProvider
  vettingId?: string
}

export interface TollfreeVerificationListInstanceOptions {
  tollfreePhoneNumberSid?: string
  status?: TollfreeVerificationStatus
  externalReferenceId?: string
  includeSubAccounts?: boolean
  pageSize?: number
  trustProductSid?: ReadonlyArray<string>
}

export interface TollfreeVerificationListInstanceCreateOptions {
  businessName: string
  businessWebsite: string
  notificationEmail: string
  useCaseCategories: ReadonlyArray<string>
  useCaseSummary: string
  productionMessageSample: string
  optInImageUrls: ReadonlyArray<string>
  optInType: TollfreeVerificationOptInType
  messageVolume: string
  tollfreePhoneNumberSid: string
  customerProfileSid?: string
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
  externalReferenceId?: string
  businessRegistrationNumber?: string
  businessRegistrationAuthority?: TollfreeVerificationBusinessRegistrationAuthority
  businessRegistrationCountry?: string
  businessType?: TollfreeVerificationBusinessType
  businessRegistrationPhoneNumber?: string
  doingBusinessAs?: string
  optInConfirmationMessage?: string
  helpMessageSample?: string
  privacyPolicyUrl?: string
  termsAndConditionsUrl?: string
  ageGatedContent?: boolean
  optInKeywords?: ReadonlyArray<string>
  vettingProvider?: TollfreeVerificationVettingProvider
  vettingId?: string
}

/** A record of TollfreeVerification. */
export interface TollfreeVerificationInstance extends BareFetch<TollfreeVerificationInstance>, OptionalUpdate<TollfreeVerificationContextUpdateOptions, TollfreeVerificationInstance>, BareRemove {
  sid: string
  accountSid: string
  customerProfileSid: string
  trustProductSid: string
  dateCreated: Date
  dateUpdated: Date
  regulatedItemSid: string
  businessName: string
  businessStreetAddress: string
  businessStreetAddress2: string
  businessCity: string
  businessStateProvinceRegion: string
  businessPostalCode: string
  businessCountry: string
  businessWebsite: string
  businessContactFirstName: string
  businessContactLastName: string
  businessContactEmail: string
  businessContactPhone: string
  notificationEmail: string
  useCaseCategories: Array<string>
  useCaseSummary: string
  productionMessageSample: string
  optInImageUrls: Array<string>
  optInType: TollfreeVerificationOptInType
  messageVolume: string
  additionalInformation: string
  tollfreePhoneNumberSid: string
  tollfreePhoneNumber: string
  status: TollfreeVerificationStatus
  url: string
  rejectionReason: string
  errorCode: number
  editExpiration: Date
  editAllowed: boolean
  businessRegistrationNumber: string
  businessRegistrationAuthority: TollfreeVerificationBusinessRegistrationAuthority
  businessRegistrationCountry: string
  businessType: TollfreeVerificationBusinessType
  businessRegistrationPhoneNumber: string
  doingBusinessAs: string
  optInConfirmationMessage: string
  helpMessageSample: string
  privacyPolicyUrl: string
  termsAndConditionsUrl: string
  ageGatedContent: boolean
  optInKeywords: Array<string>
  rejectionReasons: Array<any>
  resourceLinks: any
  externalReferenceId: string
  vettingId: string
  vettingProvider: TollfreeVerificationVettingProvider
  vettingIdExpiration: Date
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Tollfree/Verifications/{Sid}`; update: `POST /v1/Tollfree/Verifications/{Sid}`; remove: `DELETE /v1/Tollfree/Verifications/{Sid}` */
export interface TollfreeVerificationContext extends BareFetch<TollfreeVerificationInstance>, OptionalUpdate<TollfreeVerificationContextUpdateOptions, TollfreeVerificationInstance>, BareRemove {}

/** list: `GET /v1/Tollfree/Verifications`; create: `POST /v1/Tollfree/Verifications` */
export interface TollfreeVerificationListInstance extends Callable<[sid: string], TollfreeVerificationContext>, Listing<TollfreeVerificationListInstanceOptions, TollfreeVerificationInstance>, RequiredCreate<TollfreeVerificationListInstanceCreateOptions, TollfreeVerificationInstance> {}

/** A record of Usecase. */
export interface UsecaseInstance {
  usecases: Array<any>
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Services/Usecases` */
export interface UsecaseListInstance extends BareFetch<UsecaseInstance> {}

export interface DomainCertV4ContextUpdateOptions {
  tlsCert: string
}

/** A record of DomainCertV4. */
export interface DomainCertV4Instance extends BareFetch<DomainCertV4Instance>, RequiredUpdate<DomainCertV4ContextUpdateOptions, DomainCertV4Instance>, BareRemove {
  domainSid: string
  dateUpdated: Date
  dateExpires: Date
  dateCreated: Date
  domainName: string
  certificateSid: string
  url: string
  certInValidation: any
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/LinkShortening/Domains/{DomainSid}/Certificate`; update: `POST /v1/LinkShortening/Domains/{DomainSid}/Certificate`; remove: `DELETE /v1/LinkShortening/Domains/{DomainSid}/Certificate` */
export interface DomainCertV4Context extends BareFetch<DomainCertV4Instance>, RequiredUpdate<DomainCertV4ContextUpdateOptions, DomainCertV4Instance>, BareRemove {}

/** A place on the way. */
export interface DomainCertV4ListInstance extends Callable<[domainSid: string], DomainCertV4Context> {}

export interface DomainConfigContextUpdateOptions {
  fallbackUrl?: string
  callbackUrl?: string
  continueOnFailure?: boolean
  disableHttps?: boolean
}

/** A record of DomainConfig. */
export interface DomainConfigInstance extends BareFetch<DomainConfigInstance>, OptionalUpdate<DomainConfigContextUpdateOptions, DomainConfigInstance> {
  domainSid: string
  configSid: string
  fallbackUrl: string
  callbackUrl: string
  continueOnFailure: boolean
  dateCreated: Date
  dateUpdated: Date
  url: string
  disableHttps: boolean
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/LinkShortening/Domains/{DomainSid}/Config`; update: `POST /v1/LinkShortening/Domains/{DomainSid}/Config` */
export interface DomainConfigContext extends BareFetch<DomainConfigInstance>, OptionalUpdate<DomainConfigContextUpdateOptions, DomainConfigInstance> {}

/** A place on the way. */
export interface DomainConfigListInstance extends Callable<[domainSid: string], DomainConfigContext> {}

/** A record of DomainConfigMessagingService. */
export interface DomainConfigMessagingServiceInstance extends BareFetch<DomainConfigMessagingServiceInstance> {
  domainSid: string
  configSid: string
  messagingServiceSid: string
  fallbackUrl: string
  callbackUrl: string
  continueOnFailure: boolean
  dateCreated: Date
  dateUpdated: Date
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/LinkShortening/MessagingService/{MessagingServiceSid}/DomainConfig` */
export interface DomainConfigMessagingServiceContext extends BareFetch<DomainConfigMessagingServiceInstance> {}

/** A place on the way. */
export interface DomainConfigMessagingServiceListInstance extends Callable<[messagingServiceSid: string], DomainConfigMessagingServiceContext> {}

/** A record of DomainDnsValidation. */
export interface DomainDnsValidationInstance extends BareFetch<DomainDnsValidationInstance> {
  domainSid: string
  isValid: boolean
  reason: string
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/LinkShortening/Domains/{DomainSid}/ValidateDns` */
export interface DomainDnsValidationContext extends BareFetch<DomainDnsValidationInstance> {}

/** A place on the way. */
export interface DomainDnsValidationListInstance extends Callable<[domainSid: string], DomainDnsValidationContext> {}

/** A record of LinkshorteningMessagingServiceDomainAssociation. */
export interface LinkshorteningMessagingServiceDomainAssociationInstance extends BareFetch<LinkshorteningMessagingServiceDomainAssociationInstance> {
  domainSid: string
  messagingServiceSid: string
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/LinkShortening/MessagingServices/{MessagingServiceSid}/Domain` */
export interface LinkshorteningMessagingServiceDomainAssociationContext extends BareFetch<LinkshorteningMessagingServiceDomainAssociationInstance> {}

/** A place on the way. */
export interface LinkshorteningMessagingServiceDomainAssociationListInstance extends Callable<[messagingServiceSid: string], LinkshorteningMessagingServiceDomainAssociationContext> {}

/** A record of RequestManagedCert. */
export interface RequestManagedCertInstance extends BareUpdate<RequestManagedCertInstance> {
  domainSid: string
  dateUpdated: Date
  dateCreated: Date
  dateExpires: Date
  domainName: string
  certificateSid: string
  url: string
  managed: boolean
  requesting: boolean
  toJSON(): Record<string, any>
}

/** update: `POST /v1/LinkShortening/Domains/{DomainSid}/RequestManagedCert` */
export interface RequestManagedCertContext extends BareUpdate<RequestManagedCertInstance> {}

/** A place on the way. */
export interface RequestManagedCertListInstance extends Callable<[domainSid: string], RequestManagedCertContext> {}

/** A record of LinkshorteningMessagingService. */
export interface LinkshorteningMessagingServiceInstance extends BareCreate<LinkshorteningMessagingServiceInstance>, BareRemove {
  domainSid: string
  messagingServiceSid: string
  url: string
  toJSON(): Record<string, any>
}

/** create: `POST /v1/LinkShortening/Domains/{DomainSid}/MessagingServices/{MessagingServiceSid}`; remove: `DELETE /v1/LinkShortening/Domains/{DomainSid}/MessagingServices/{MessagingServiceSid}` */
export interface LinkshorteningMessagingServiceContext extends BareCreate<LinkshorteningMessagingServiceInstance>, BareRemove {}

/** A place on the way. */
export interface LinkshorteningMessagingServiceListInstance extends Callable<[domainSid: string, messagingServiceSid: string], LinkshorteningMessagingServiceContext> {}

/** Version v1 of messaging. */
export interface MessagingV1 {
  readonly services: ServiceListInstance
  readonly deactivations: DeactivationListInstance
  readonly brandRegistrations: BrandRegistrationsListInstance
  readonly externalCampaign: ExternalCampaignListInstance
  readonly tollfreeVerifications: TollfreeVerificationListInstance
  readonly usecases: UsecaseListInstance
  readonly domainCerts: DomainCertV4ListInstance
  readonly domainConfig: DomainConfigListInstance
  readonly domainConfigMessagingService: DomainConfigMessagingServiceListInstance
  readonly domainValidateDns: DomainDnsValidationListInstance
  readonly linkshorteningMessagingServiceDomainAssociation: LinkshorteningMessagingServiceDomainAssociationListInstance
  readonly requestManagedCert: RequestManagedCertListInstance
  readonly linkshorteningMessagingService: LinkshorteningMessagingServiceListInstance
}
