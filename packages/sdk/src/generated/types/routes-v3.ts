// Made by packages/sdk/generate/main.ts. Do not edit.
import type { BareFetch, Callable, OptionalUpdate } from '../../rest/types.ts'

export interface PhoneNumberContextUpdateOptions {
  voiceRegion?: string
  messagingRegion?: string
  friendlyName?: string
}

/** A record of PhoneNumber. */
export interface PhoneNumberInstance extends BareFetch<PhoneNumberInstance>, OptionalUpdate<PhoneNumberContextUpdateOptions, PhoneNumberInstance> {
  phoneNumber: string
  url: string
  accountSid: string
  friendlyName: string
  voiceRegion: string
  messagingRegion: string
  dateCreated: Date
  dateUpdated: Date
  toJSON(): Record<string, any>
}

/** fetch: `GET /v3/PhoneNumbers/{phoneNumber}`; update: `POST /v3/PhoneNumbers/{phoneNumber}` */
export interface PhoneNumberContext extends BareFetch<PhoneNumberInstance>, OptionalUpdate<PhoneNumberContextUpdateOptions, PhoneNumberInstance> {}

/** A place on the way. */
export interface PhoneNumberListInstance extends Callable<[phoneNumber: string], PhoneNumberContext> {}

export interface IsoCountryCodeContextUpdateOptions {
  messagingRegion?: string
  friendlyName?: string
}

/** A record of IsoCountryCode. */
export interface IsoCountryCodeInstance extends BareFetch<IsoCountryCodeInstance>, OptionalUpdate<IsoCountryCodeContextUpdateOptions, IsoCountryCodeInstance> {
  isoCountryCode: string
  shortCode: string
  url: string
  accountSid: string
  friendlyName: string
  messagingRegion: string
  dateCreated: Date
  dateUpdated: Date
  toJSON(): Record<string, any>
}

/** fetch: `GET /v3/ShortCodes/{isoCountryCode}/{shortCode}`; update: `POST /v3/ShortCodes/{isoCountryCode}/{shortCode}` */
export interface IsoCountryCodeContext extends BareFetch<IsoCountryCodeInstance>, OptionalUpdate<IsoCountryCodeContextUpdateOptions, IsoCountryCodeInstance> {}

/** A place on the way. */
export interface IsoCountryCodeListInstance extends Callable<[isoCountryCode: string, shortCode: string], IsoCountryCodeContext> {}

/** Version v3 of routes. */
export interface RoutesV3 {
  readonly phoneNumbers: PhoneNumberListInstance
  readonly isoCountryCode: IsoCountryCodeListInstance
}
