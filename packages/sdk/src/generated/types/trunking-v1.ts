// Made by packages/sdk/generate/main.ts. Do not edit.
import type { BareFetch, BareRemove, Callable, Listing, OptionalCreate, OptionalUpdate, RequiredCreate } from '../../rest/types.ts'

export type PhoneNumberAddressRequirement = "none" | "any" | "local" | "foreign"

export type RecordingRecordingMode = "do-not-record" | "record-from-ringing" | "record-from-answer" | "record-from-ringing-dual" | "record-from-answer-dual"

export type RecordingRecordingTrim = "trim-silence" | "do-not-trim"

export type TrunkTransferCallerId = "from-transferee" | "from-transferor"

export type TrunkTransferSetting = "disable-all" | "enable-all" | "sip-only"

export interface TrunkContextUpdateOptions {
  friendlyName?: string
  domainName?: string
  disasterRecoveryUrl?: string
  disasterRecoveryMethod?: string
  transferMode?: TrunkTransferSetting
  secure?: boolean
  cnamLookupEnabled?: boolean
  transferCallerId?: TrunkTransferCallerId
}

export interface TrunkListInstanceCreateOptions {
  friendlyName?: string
  domainName?: string
  disasterRecoveryUrl?: string
  disasterRecoveryMethod?: string
  transferMode?: TrunkTransferSetting
  secure?: boolean
  cnamLookupEnabled?: boolean
  transferCallerId?: TrunkTransferCallerId
}

/** A record of Trunk. */
export interface TrunkInstance extends BareFetch<TrunkInstance>, OptionalUpdate<TrunkContextUpdateOptions, TrunkInstance>, BareRemove {
  accountSid: string
  domainName: string
  disasterRecoveryMethod: string
  disasterRecoveryUrl: string
  friendlyName: string
  secure: boolean
  recording: any
  transferMode: TrunkTransferSetting
  transferCallerId: TrunkTransferCallerId
  cnamLookupEnabled: boolean
  authType: string
  symmetricRtpEnabled: boolean
  authTypeSet: Array<string>
  dateCreated: Date
  dateUpdated: Date
  sid: string
  url: string
  links: Record<string, string>
  credentialsLists(): CredentialListListInstance
  ipAccessControlLists(): IpAccessControlListListInstance
  originationUrls(): OriginationUrlListInstance
  phoneNumbers(): PhoneNumberListInstance
  recordings(): RecordingListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Trunks/{Sid}`; update: `POST /v1/Trunks/{Sid}`; remove: `DELETE /v1/Trunks/{Sid}` */
export interface TrunkContext extends BareFetch<TrunkInstance>, OptionalUpdate<TrunkContextUpdateOptions, TrunkInstance>, BareRemove {
  readonly credentialsLists: CredentialListListInstance
  readonly ipAccessControlLists: IpAccessControlListListInstance
  readonly originationUrls: OriginationUrlListInstance
  readonly phoneNumbers: PhoneNumberListInstance
  readonly recordings: RecordingListInstance
}

/** list: `GET /v1/Trunks`; create: `POST /v1/Trunks` */
export interface TrunkListInstance extends Callable<[sid: string], TrunkContext>, Listing<unknown, TrunkInstance>, OptionalCreate<TrunkListInstanceCreateOptions, TrunkInstance> {}

export interface CredentialListListInstanceCreateOptions {
  credentialListSid: string
}

/** A record of CredentialList. */
export interface CredentialListInstance extends BareFetch<CredentialListInstance>, BareRemove {
  accountSid: string
  sid: string
  trunkSid: string
  friendlyName: string
  dateCreated: Date
  dateUpdated: Date
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Trunks/{TrunkSid}/CredentialLists/{Sid}`; remove: `DELETE /v1/Trunks/{TrunkSid}/CredentialLists/{Sid}` */
export interface CredentialListContext extends BareFetch<CredentialListInstance>, BareRemove {}

/** list: `GET /v1/Trunks/{TrunkSid}/CredentialLists`; create: `POST /v1/Trunks/{TrunkSid}/CredentialLists` */
export interface CredentialListListInstance extends Callable<[sid: string], CredentialListContext>, Listing<unknown, CredentialListInstance>, RequiredCreate<CredentialListListInstanceCreateOptions, CredentialListInstance> {}

export interface IpAccessControlListListInstanceCreateOptions {
  ipAccessControlListSid: string
}

/** A record of IpAccessControlList. */
export interface IpAccessControlListInstance extends BareFetch<IpAccessControlListInstance>, BareRemove {
  accountSid: string
  sid: string
  trunkSid: string
  friendlyName: string
  dateCreated: Date
  dateUpdated: Date
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Trunks/{TrunkSid}/IpAccessControlLists/{Sid}`; remove: `DELETE /v1/Trunks/{TrunkSid}/IpAccessControlLists/{Sid}` */
export interface IpAccessControlListContext extends BareFetch<IpAccessControlListInstance>, BareRemove {}

/** list: `GET /v1/Trunks/{TrunkSid}/IpAccessControlLists`; create: `POST /v1/Trunks/{TrunkSid}/IpAccessControlLists` */
export interface IpAccessControlListListInstance extends Callable<[sid: string], IpAccessControlListContext>, Listing<unknown, IpAccessControlListInstance>, RequiredCreate<IpAccessControlListListInstanceCreateOptions, IpAccessControlListInstance> {}

export interface OriginationUrlContextUpdateOptions {
  weight?: number
  priority?: number
  enabled?: boolean
  friendlyName?: string
  sipUrl?: string
}

export interface OriginationUrlListInstanceCreateOptions {
  weight: number
  priority: number
  enabled: boolean
  friendlyName: string
  sipUrl: string
}

/** A record of OriginationUrl. */
export interface OriginationUrlInstance extends BareFetch<OriginationUrlInstance>, OptionalUpdate<OriginationUrlContextUpdateOptions, OriginationUrlInstance>, BareRemove {
  accountSid: string
  sid: string
  trunkSid: string
  weight: number
  enabled: boolean
  sipUrl: string
  friendlyName: string
  priority: number
  dateCreated: Date
  dateUpdated: Date
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Trunks/{TrunkSid}/OriginationUrls/{Sid}`; update: `POST /v1/Trunks/{TrunkSid}/OriginationUrls/{Sid}`; remove: `DELETE /v1/Trunks/{TrunkSid}/OriginationUrls/{Sid}` */
export interface OriginationUrlContext extends BareFetch<OriginationUrlInstance>, OptionalUpdate<OriginationUrlContextUpdateOptions, OriginationUrlInstance>, BareRemove {}

/** list: `GET /v1/Trunks/{TrunkSid}/OriginationUrls`; create: `POST /v1/Trunks/{TrunkSid}/OriginationUrls` */
export interface OriginationUrlListInstance extends Callable<[sid: string], OriginationUrlContext>, Listing<unknown, OriginationUrlInstance>, RequiredCreate<OriginationUrlListInstanceCreateOptions, OriginationUrlInstance> {}

export interface PhoneNumberListInstanceCreateOptions {
  phoneNumberSid: string
}

/** A record of PhoneNumber. */
export interface PhoneNumberInstance extends BareFetch<PhoneNumberInstance>, BareRemove {
  accountSid: string
  addressRequirements: PhoneNumberAddressRequirement
  apiVersion: string
  beta: boolean
  capabilities: { mms: boolean; sms: boolean; voice: boolean; fax: boolean }
  dateCreated: Date
  dateUpdated: Date
  friendlyName: string
  links: Record<string, string>
  phoneNumber: string
  sid: string
  smsApplicationSid: string
  smsFallbackMethod: string
  smsFallbackUrl: string
  smsMethod: string
  smsUrl: string
  statusCallback: string
  statusCallbackMethod: string
  trunkSid: string
  url: string
  voiceApplicationSid: string
  voiceCallerIdLookup: boolean
  voiceFallbackMethod: string
  voiceFallbackUrl: string
  voiceMethod: string
  voiceUrl: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Trunks/{TrunkSid}/PhoneNumbers/{Sid}`; remove: `DELETE /v1/Trunks/{TrunkSid}/PhoneNumbers/{Sid}` */
export interface PhoneNumberContext extends BareFetch<PhoneNumberInstance>, BareRemove {}

/** list: `GET /v1/Trunks/{TrunkSid}/PhoneNumbers`; create: `POST /v1/Trunks/{TrunkSid}/PhoneNumbers` */
export interface PhoneNumberListInstance extends Callable<[sid: string], PhoneNumberContext>, Listing<unknown, PhoneNumberInstance>, RequiredCreate<PhoneNumberListInstanceCreateOptions, PhoneNumberInstance> {}

export interface RecordingContextUpdateOptions {
  mode?: RecordingRecordingMode
  trim?: RecordingRecordingTrim
}

/** A record of Recording. */
export interface RecordingInstance extends BareFetch<RecordingInstance>, OptionalUpdate<RecordingContextUpdateOptions, RecordingInstance> {
  mode: RecordingRecordingMode
  trim: RecordingRecordingTrim
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Trunks/{TrunkSid}/Recording`; update: `POST /v1/Trunks/{TrunkSid}/Recording` */
export interface RecordingContext extends BareFetch<RecordingInstance>, OptionalUpdate<RecordingContextUpdateOptions, RecordingInstance> {}

/** A place on the way. */
export interface RecordingListInstance extends Callable<[], RecordingContext> {}

/** Version v1 of trunking. */
export interface TrunkingV1 {
  readonly trunks: TrunkListInstance
}
