// Made by packages/sdk/generate/main.ts. Do not edit.
import type { BareFetch, Callable, Listing, OptionalFetch } from '../../rest/types.ts'

/** A place on the way. */
export interface VoiceListInstance {
  readonly countries: VoiceCountryListInstance
  readonly numbers: VoiceNumberListInstance
}

/** A record of VoiceCountry. */
export interface VoiceCountryInstance extends BareFetch<VoiceCountryInstance> {
  country: string
  isoCountry: string
  outboundPrefixPrices: Array<{ originationPrefixes: Array<string>; destinationPrefixes: Array<string>; basePrice: number; currentPrice: number; friendlyName: string }>
  inboundCallPrices: Array<{ basePrice: number; currentPrice: number; numberType: string }>
  priceUnit: string
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/Voice/Countries/{IsoCountry}` */
export interface VoiceCountryContext extends BareFetch<VoiceCountryInstance> {}

/** list: `GET /v2/Voice/Countries` */
export interface VoiceCountryListInstance extends Callable<[isoCountry: string], VoiceCountryContext>, Listing<unknown, VoiceCountryInstance> {}

export interface VoiceNumberContextFetchOptions {
  originationNumber?: string
}

/** A record of VoiceNumber. */
export interface VoiceNumberInstance extends OptionalFetch<VoiceNumberContextFetchOptions, VoiceNumberInstance> {
  destinationNumber: string
  originationNumber: string
  country: string
  isoCountry: string
  outboundCallPrices: Array<{ basePrice: number; currentPrice: number; originationPrefixes: Array<string> }>
  inboundCallPrice: { basePrice: number; currentPrice: number; numberType: string }
  priceUnit: string
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/Voice/Numbers/{DestinationNumber}` */
export interface VoiceNumberContext extends OptionalFetch<VoiceNumberContextFetchOptions, VoiceNumberInstance> {}

/** A place on the way. */
export interface VoiceNumberListInstance extends Callable<[destinationNumber: string], VoiceNumberContext> {}

/** A record of TrunkingCountry. */
export interface TrunkingCountryInstance extends BareFetch<TrunkingCountryInstance> {
  country: string
  isoCountry: string
  terminatingPrefixPrices: Array<{ originationPrefixes: Array<string>; destinationPrefixes: Array<string>; basePrice: number; currentPrice: number; friendlyName: string }>
  originatingCallPrices: Array<{ basePrice: number; currentPrice: number; numberType: string }>
  priceUnit: string
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/Trunking/Countries/{IsoCountry}` */
export interface TrunkingCountryContext extends BareFetch<TrunkingCountryInstance> {}

/** list: `GET /v2/Trunking/Countries` */
export interface TrunkingCountryListInstance extends Callable<[isoCountry: string], TrunkingCountryContext>, Listing<unknown, TrunkingCountryInstance> {}

export interface TrunkingNumberContextFetchOptions {
  originationNumber?: string
}

/** A record of TrunkingNumber. */
export interface TrunkingNumberInstance extends OptionalFetch<TrunkingNumberContextFetchOptions, TrunkingNumberInstance> {
  destinationNumber: string
  originationNumber: string
  country: string
  isoCountry: string
  terminatingPrefixPrices: Array<{ originationPrefixes: Array<string>; destinationPrefixes: Array<string>; basePrice: number; currentPrice: number; friendlyName: string }>
  originatingCallPrice: { basePrice: number; currentPrice: number; numberType: string }
  priceUnit: string
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/Trunking/Numbers/{DestinationNumber}` */
export interface TrunkingNumberContext extends OptionalFetch<TrunkingNumberContextFetchOptions, TrunkingNumberInstance> {}

/** A place on the way. */
export interface TrunkingNumberListInstance extends Callable<[destinationNumber: string], TrunkingNumberContext> {}

/** Version v2 of pricing. */
export interface PricingV2 {
  readonly voice: VoiceListInstance
  readonly countries: TrunkingCountryListInstance
  readonly numbers: TrunkingNumberListInstance
}
