// Made by packages/sdk/generate/main.ts. Do not edit.
import type { BareFetch, BareRemove, Callable, Listing, OptionalCreate, OptionalUpdate, RequiredCreate, RequiredJsonCreate, RequiredUpdate } from '../../rest/types.ts'

/** A record of AvailableAddOn. */
export interface AvailableAddOnInstance extends BareFetch<AvailableAddOnInstance> {
  sid: string
  friendlyName: string
  description: string
  pricingType: string
  configurationSchema: any
  url: string
  links: Record<string, string>
  extensions(): AvailableAddOnExtensionListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/AvailableAddOns/{Sid}` */
export interface AvailableAddOnContext extends BareFetch<AvailableAddOnInstance> {
  readonly extensions: AvailableAddOnExtensionListInstance
}

/** list: `GET /v1/AvailableAddOns` */
export interface AvailableAddOnListInstance extends Callable<[sid: string], AvailableAddOnContext>, Listing<unknown, AvailableAddOnInstance> {}

/** A record of AvailableAddOnExtension. */
export interface AvailableAddOnExtensionInstance extends BareFetch<AvailableAddOnExtensionInstance> {
  sid: string
  availableAddOnSid: string
  friendlyName: string
  productName: string
  uniqueName: string
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/AvailableAddOns/{AvailableAddOnSid}/Extensions/{Sid}` */
export interface AvailableAddOnExtensionContext extends BareFetch<AvailableAddOnExtensionInstance> {}

/** list: `GET /v1/AvailableAddOns/{AvailableAddOnSid}/Extensions` */
export interface AvailableAddOnExtensionListInstance extends Callable<[sid: string], AvailableAddOnExtensionContext>, Listing<unknown, AvailableAddOnExtensionInstance> {}

export interface InstalledAddOnContextUpdateOptions {
  configuration?: unknown
  uniqueName?: string
}

export interface InstalledAddOnListInstanceCreateOptions {
  availableAddOnSid: string
  acceptTermsOfService: boolean
  configuration?: unknown
  uniqueName?: string
}

/** A record of InstalledAddOn. */
export interface InstalledAddOnInstance extends BareFetch<InstalledAddOnInstance>, OptionalUpdate<InstalledAddOnContextUpdateOptions, InstalledAddOnInstance>, BareRemove {
  sid: string
  accountSid: string
  friendlyName: string
  description: string
  configuration: any
  uniqueName: string
  dateCreated: Date
  dateUpdated: Date
  url: string
  links: Record<string, string>
  extensions(): InstalledAddOnExtensionListInstance
  usage(): BillingUsageListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/InstalledAddOns/{Sid}`; update: `POST /v1/InstalledAddOns/{Sid}`; remove: `DELETE /v1/InstalledAddOns/{Sid}` */
export interface InstalledAddOnContext extends BareFetch<InstalledAddOnInstance>, OptionalUpdate<InstalledAddOnContextUpdateOptions, InstalledAddOnInstance>, BareRemove {
  readonly extensions: InstalledAddOnExtensionListInstance
  readonly usage: BillingUsageListInstance
}

/** list: `GET /v1/InstalledAddOns`; create: `POST /v1/InstalledAddOns` */
export interface InstalledAddOnListInstance extends Callable<[sid: string], InstalledAddOnContext>, Listing<unknown, InstalledAddOnInstance>, RequiredCreate<InstalledAddOnListInstanceCreateOptions, InstalledAddOnInstance> {}

export interface InstalledAddOnExtensionContextUpdateOptions {
  enabled: boolean
}

/** A record of InstalledAddOnExtension. */
export interface InstalledAddOnExtensionInstance extends BareFetch<InstalledAddOnExtensionInstance>, RequiredUpdate<InstalledAddOnExtensionContextUpdateOptions, InstalledAddOnExtensionInstance> {
  sid: string
  installedAddOnSid: string
  friendlyName: string
  productName: string
  uniqueName: string
  enabled: boolean
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/InstalledAddOns/{InstalledAddOnSid}/Extensions/{Sid}`; update: `POST /v1/InstalledAddOns/{InstalledAddOnSid}/Extensions/{Sid}` */
export interface InstalledAddOnExtensionContext extends BareFetch<InstalledAddOnExtensionInstance>, RequiredUpdate<InstalledAddOnExtensionContextUpdateOptions, InstalledAddOnExtensionInstance> {}

/** list: `GET /v1/InstalledAddOns/{InstalledAddOnSid}/Extensions` */
export interface InstalledAddOnExtensionListInstance extends Callable<[sid: string], InstalledAddOnExtensionContext>, Listing<unknown, InstalledAddOnExtensionInstance> {}

export type BillingUsageListInstanceCreateOptions = { totalSubmitted?: number; billableItems: ReadonlyArray<{ quantity: number; sid: string; submitted?: boolean }> }

/** A record of BillingUsage. */
export interface BillingUsageInstance {
  totalSubmitted: number
  billableItems: Array<{ quantity: number; sid: string; submitted: boolean }>
  toJSON(): Record<string, any>
}

/** create: `POST /v1/InstalledAddOns/{InstalledAddOnSid}/Usage` */
export interface BillingUsageListInstance extends RequiredJsonCreate<BillingUsageListInstanceCreateOptions, BillingUsageInstance> {}

export type ReferralConversionListInstanceCreateOptions = { referralAccountSid?: string }

/** A record of ReferralConversion. */
export interface ReferralConversionInstance {
  convertedAccountSid: string
  toJSON(): Record<string, any>
}

/** create: `POST /v1/ReferralConversion` */
export interface ReferralConversionListInstance extends RequiredJsonCreate<ReferralConversionListInstanceCreateOptions, ReferralConversionInstance> {}

export interface ModuleDataForListingOwnerListInstanceCreateOptions {
  moduleInfo?: string
  configuration?: string
}

/** A record of ModuleDataForListingOwner. */
export interface ModuleDataForListingOwnerInstance {
  listings: Array<any>
  url: string
  sid: string
  description: any
  support: any
  policies: any
  moduleInfo: any
  documentation: any
  configuration: any
  pricing: any
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Listings`; create: `POST /v1/Listings` */
export interface ModuleDataForListingOwnerListInstance extends BareFetch<ModuleDataForListingOwnerInstance>, OptionalCreate<ModuleDataForListingOwnerListInstanceCreateOptions, ModuleDataForListingOwnerInstance> {}

export interface ModuleDataManagementContextUpdateOptions {
  moduleInfo?: string
  description?: string
  documentation?: string
  policies?: string
  support?: string
  configuration?: string
  pricing?: string
}

/** A record of ModuleDataManagement. */
export interface ModuleDataManagementInstance extends BareFetch<ModuleDataManagementInstance>, OptionalUpdate<ModuleDataManagementContextUpdateOptions, ModuleDataManagementInstance> {
  url: string
  sid: string
  description: any
  support: any
  policies: any
  moduleInfo: any
  documentation: any
  configuration: any
  pricing: any
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Listing/{Sid}`; update: `POST /v1/Listing/{Sid}` */
export interface ModuleDataManagementContext extends BareFetch<ModuleDataManagementInstance>, OptionalUpdate<ModuleDataManagementContextUpdateOptions, ModuleDataManagementInstance> {}

/** A place on the way. */
export interface ModuleDataManagementListInstance extends Callable<[sid: string], ModuleDataManagementContext> {}

/** Version v1 of marketplace. */
export interface MarketplaceV1 {
  readonly availableAddOns: AvailableAddOnListInstance
  readonly installedAddOns: InstalledAddOnListInstance
  readonly referralConversion: ReferralConversionListInstance
  readonly moduleData: ModuleDataForListingOwnerListInstance
  readonly moduleDataManagement: ModuleDataManagementListInstance
}
