// Made by packages/sdk/generate/main.ts. Do not edit.
import type { Callable, OptionalFetch } from '../../rest/types.ts'

export interface PhoneNumberContextFetchOptions {
  countryCode?: string
  type?: ReadonlyArray<string>
  addOns?: ReadonlyArray<string>
  addOnsData?: unknown
}

/** A record of PhoneNumber. */
export interface PhoneNumberInstance extends OptionalFetch<PhoneNumberContextFetchOptions, PhoneNumberInstance> {
  callerName: any
  countryCode: string
  phoneNumber: string
  nationalFormat: string
  carrier: any
  addOns: any
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/PhoneNumbers/{PhoneNumber}` */
export interface PhoneNumberContext extends OptionalFetch<PhoneNumberContextFetchOptions, PhoneNumberInstance> {}

/** A place on the way. */
export interface PhoneNumberListInstance extends Callable<[phoneNumber: string], PhoneNumberContext> {}

/** Version v1 of lookups. */
export interface LookupsV1 {
  readonly phoneNumbers: PhoneNumberListInstance
}
