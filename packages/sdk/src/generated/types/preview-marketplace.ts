// Made by packages/sdk/generate/main.ts. Do not edit.
import type { BareFetch, BareRemove, Callable, Listing, OptionalUpdate, RequiredCreate, RequiredUpdate } from '../../rest/types.ts'

/** A record of MarketplaceAvailableAddOn. */
export interface MarketplaceAvailableAddOnInstance extends BareFetch<MarketplaceAvailableAddOnInstance> {
  sid: string
  friendlyName: string
  description: string
  pricingType: string
  configurationSchema: any
  url: string
  links: Record<string, string>
  extensions(): MarketplaceAvailableAddOnExtensionListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /marketplace/AvailableAddOns/{Sid}` */
export interface MarketplaceAvailableAddOnContext extends BareFetch<MarketplaceAvailableAddOnInstance> {
  readonly extensions: MarketplaceAvailableAddOnExtensionListInstance
}

/** list: `GET /marketplace/AvailableAddOns` */
export interface MarketplaceAvailableAddOnListInstance extends Callable<[sid: string], MarketplaceAvailableAddOnContext>, Listing<unknown, MarketplaceAvailableAddOnInstance> {}

/** A record of MarketplaceAvailableAddOnExtension. */
export interface MarketplaceAvailableAddOnExtensionInstance extends BareFetch<MarketplaceAvailableAddOnExtensionInstance> {
  sid: string
  availableAddOnSid: string
  friendlyName: string
  productName: string
  uniqueName: string
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /marketplace/AvailableAddOns/{AvailableAddOnSid}/Extensions/{Sid}` */
export interface MarketplaceAvailableAddOnExtensionContext extends BareFetch<MarketplaceAvailableAddOnExtensionInstance> {}

/** list: `GET /marketplace/AvailableAddOns/{AvailableAddOnSid}/Extensions` */
export interface MarketplaceAvailableAddOnExtensionListInstance extends Callable<[sid: string], MarketplaceAvailableAddOnExtensionContext>, Listing<unknown, MarketplaceAvailableAddOnExtensionInstance> {}

export interface MarketplaceInstalledAddOnContextUpdateOptions {
  configuration?: unknown
  uniqueName?: string
}

export interface MarketplaceInstalledAddOnListInstanceCreateOptions {
  availableAddOnSid: string
  acceptTermsOfService: boolean
  configuration?: unknown
  uniqueName?: string
}

/** A record of MarketplaceInstalledAddOn. */
export interface MarketplaceInstalledAddOnInstance extends BareFetch<MarketplaceInstalledAddOnInstance>, OptionalUpdate<MarketplaceInstalledAddOnContextUpdateOptions, MarketplaceInstalledAddOnInstance>, BareRemove {
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
  extensions(): MarketplaceInstalledAddOnExtensionListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /marketplace/InstalledAddOns/{Sid}`; update: `POST /marketplace/InstalledAddOns/{Sid}`; remove: `DELETE /marketplace/InstalledAddOns/{Sid}` */
export interface MarketplaceInstalledAddOnContext extends BareFetch<MarketplaceInstalledAddOnInstance>, OptionalUpdate<MarketplaceInstalledAddOnContextUpdateOptions, MarketplaceInstalledAddOnInstance>, BareRemove {
  readonly extensions: MarketplaceInstalledAddOnExtensionListInstance
}

/** list: `GET /marketplace/InstalledAddOns`; create: `POST /marketplace/InstalledAddOns` */
export interface MarketplaceInstalledAddOnListInstance extends Callable<[sid: string], MarketplaceInstalledAddOnContext>, Listing<unknown, MarketplaceInstalledAddOnInstance>, RequiredCreate<MarketplaceInstalledAddOnListInstanceCreateOptions, MarketplaceInstalledAddOnInstance> {}

export interface MarketplaceInstalledAddOnExtensionContextUpdateOptions {
  enabled: boolean
}

/** A record of MarketplaceInstalledAddOnExtension. */
export interface MarketplaceInstalledAddOnExtensionInstance extends BareFetch<MarketplaceInstalledAddOnExtensionInstance>, RequiredUpdate<MarketplaceInstalledAddOnExtensionContextUpdateOptions, MarketplaceInstalledAddOnExtensionInstance> {
  sid: string
  installedAddOnSid: string
  friendlyName: string
  productName: string
  uniqueName: string
  enabled: boolean
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /marketplace/InstalledAddOns/{InstalledAddOnSid}/Extensions/{Sid}`; update: `POST /marketplace/InstalledAddOns/{InstalledAddOnSid}/Extensions/{Sid}` */
export interface MarketplaceInstalledAddOnExtensionContext extends BareFetch<MarketplaceInstalledAddOnExtensionInstance>, RequiredUpdate<MarketplaceInstalledAddOnExtensionContextUpdateOptions, MarketplaceInstalledAddOnExtensionInstance> {}

/** list: `GET /marketplace/InstalledAddOns/{InstalledAddOnSid}/Extensions` */
export interface MarketplaceInstalledAddOnExtensionListInstance extends Callable<[sid: string], MarketplaceInstalledAddOnExtensionContext>, Listing<unknown, MarketplaceInstalledAddOnExtensionInstance> {}

/** Version marketplace of preview. */
export interface PreviewMarketplace {
  readonly availableAddOns: MarketplaceAvailableAddOnListInstance
  readonly installedAddOns: MarketplaceInstalledAddOnListInstance
}
