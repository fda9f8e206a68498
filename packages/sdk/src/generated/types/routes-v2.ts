// Made by packages/sdk/generate/main.ts. Do not edit.
import type { BareFetch, Callable, OptionalUpdate } from '../../rest/types.ts'

export interface PhoneNumberContextUpdateOptions {
  voiceRegion?: string
  friendlyName?: string
}

/** A record of PhoneNumber. */
export interface PhoneNumberInstance extends BareFetch<PhoneNumberInstance>, OptionalUpdate<PhoneNumberContextUpdateOptions, PhoneNumberInstance> {
  phoneNumber: string
  url: string
  sid: string
  accountSid: string
  friendlyName: string
  voiceRegion: string
  dateCreated: Date
  dateUpdated: Date
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/PhoneNumbers/{PhoneNumber}`; update: `POST /v2/PhoneNumbers/{PhoneNumber}` */
export interface PhoneNumberContext extends BareFetch<PhoneNumberInstance>, OptionalUpdate<PhoneNumberContextUpdateOptions, PhoneNumberInstance> {}

/** A place on the way. */
export interface PhoneNumberListInstance extends Callable<[phoneNumber: string], PhoneNumberContext> {}

export interface SipDomainContextUpdateOptions {
  voiceRegion?: string
  friendlyName?: string
}

/** A record of SipDomain. */
export interface SipDomainInstance extends BareFetch<SipDomainInstance>, OptionalUpdate<SipDomainContextUpdateOptions, SipDomainInstance> {
  sipDomain: string
  url: string
  sid: string
  accountSid: string
  friendlyName: string
  voiceRegion: string
  dateCreated: Date
  dateUpdated: Date
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/SipDomains/{SipDomain}`; update: `POST /v2/SipDomains/{SipDomain}` */
export interface SipDomainContext extends BareFetch<SipDomainInstance>, OptionalUpdate<SipDomainContextUpdateOptions, SipDomainInstance> {}

/** A place on the way. */
export interface SipDomainListInstance extends Callable<[sipDomain: string], SipDomainContext> {}

export interface TrunksContextUpdateOptions {
  voiceRegion?: string
  friendlyName?: string
}

/** A record of Trunks. */
export interface TrunksInstance extends BareFetch<TrunksInstance>, OptionalUpdate<TrunksContextUpdateOptions, TrunksInstance> {
  sipTrunkDomain: string
  url: string
  sid: string
  accountSid: string
  friendlyName: string
  voiceRegion: string
  dateCreated: Date
  dateUpdated: Date
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/Trunks/{SipTrunkDomain}`; update: `POST /v2/Trunks/{SipTrunkDomain}` */
export interface TrunksContext extends BareFetch<TrunksInstance>, OptionalUpdate<TrunksContextUpdateOptions, TrunksInstance> {}

/** A place on the way. */
export interface TrunksListInstance extends Callable<[sipTrunkDomain: string], TrunksContext> {}

/** Version v2 of routes. */
export interface RoutesV2 {
  readonly phoneNumbers: PhoneNumberListInstance
  readonly sipDomains: SipDomainListInstance
  readonly trunks: TrunksListInstance
}
