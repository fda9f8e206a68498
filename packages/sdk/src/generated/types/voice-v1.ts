// Made by packages/sdk/generate/main.ts. Do not edit.
import type { BareFetch, BareRemove, Callable, Listing, OptionalCreate, OptionalUpdate, RequiredCreate, RequiredUpdate } from '../../rest/types.ts'

export interface ByocTrunkContextUpdateOptions {
  friendlyName?: string
  voiceUrl?: string
  voiceMethod?: string
  voiceFallbackUrl?: string
  voiceFallbackMethod?: string
  statusCallbackUrl?: string
  statusCallbackMethod?: string
  cnamLookupEnabled?: boolean
  connectionPolicySid?: string
  fromDomainSid?: string
}

export interface ByocTrunkListInstanceCreateOptions {
  friendlyName?: string
  voiceUrl?: string
  voiceMethod?: string
  voiceFallbackUrl?: string
  voiceFallbackMethod?: string
  statusCallbackUrl?: string
  statusCallbackMethod?: string
  cnamLookupEnabled?: boolean
  connectionPolicySid?: string
  fromDomainSid?: string
}

/** A record of ByocTrunk. */
export interface ByocTrunkInstance extends BareFetch<ByocTrunkInstance>, OptionalUpdate<ByocTrunkContextUpdateOptions, ByocTrunkInstance>, BareRemove {
  accountSid: string
  sid: string
  friendlyName: string
  voiceUrl: string
  voiceMethod: string
  voiceFallbackUrl: string
  voiceFallbackMethod: string
  statusCallbackUrl: string
  statusCallbackMethod: string
  cnamLookupEnabled: boolean
  connectionPolicySid: string
  fromDomainSid: string
  dateCreated: Date
  dateUpdated: Date
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/ByocTrunks/{Sid}`; update: `POST /v1/ByocTrunks/{Sid}`; remove: `DELETE /v1/ByocTrunks/{Sid}` */
export interface ByocTrunkContext extends BareFetch<ByocTrunkInstance>, OptionalUpdate<ByocTrunkContextUpdateOptions, ByocTrunkInstance>, BareRemove {}

/** list: `GET /v1/ByocTrunks`; create: `POST /v1/ByocTrunks` */
export interface ByocTrunkListInstance extends Callable<[sid: string], ByocTrunkContext>, Listing<unknown, ByocTrunkInstance>, OptionalCreate<ByocTrunkListInstanceCreateOptions, ByocTrunkInstance> {}

export interface ConnectionPolicyContextUpdateOptions {
  friendlyName?: string
}

export interface ConnectionPolicyListInstanceCreateOptions {
  friendlyName?: string
}

/** A record of ConnectionPolicy. */
export interface ConnectionPolicyInstance extends BareFetch<ConnectionPolicyInstance>, OptionalUpdate<ConnectionPolicyContextUpdateOptions, ConnectionPolicyInstance>, BareRemove {
  accountSid: string
  sid: string
  friendlyName: string
  dateCreated: Date
  dateUpdated: Date
  url: string
  links: Record<string, string>
  targets(): ConnectionPolicyTargetListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/ConnectionPolicies/{Sid}`; update: `POST /v1/ConnectionPolicies/{Sid}`; remove: `DELETE /v1/ConnectionPolicies/{Sid}` */
export interface ConnectionPolicyContext extends BareFetch<ConnectionPolicyInstance>, OptionalUpdate<ConnectionPolicyContextUpdateOptions, ConnectionPolicyInstance>, BareRemove {
  readonly targets: ConnectionPolicyTargetListInstance
}

/** list: `GET /v1/ConnectionPolicies`; create: `POST /v1/ConnectionPolicies` */
export interface ConnectionPolicyListInstance extends Callable<[sid: string], ConnectionPolicyContext>, Listing<unknown, ConnectionPolicyInstance>, OptionalCreate<ConnectionPolicyListInstanceCreateOptions, ConnectionPolicyInstance> {}

export interface ConnectionPolicyTargetContextUpdateOptions {
  friendlyName?: string
  target?: string
  priority?: number
  weight?: number
  enabled?: boolean
}

export interface ConnectionPolicyTargetListInstanceCreateOptions {
  target: string
  friendlyName?: string
  priority?: number
  weight?: number
  enabled?: boolean
}

/** A record of ConnectionPolicyTarget. */
export interface ConnectionPolicyTargetInstance extends BareFetch<ConnectionPolicyTargetInstance>, OptionalUpdate<ConnectionPolicyTargetContextUpdateOptions, ConnectionPolicyTargetInstance>, BareRemove {
  accountSid: string
  connectionPolicySid: string
  sid: string
  friendlyName: string
  target: string
  priority: number
  weight: number
  enabled: boolean
  dateCreated: Date
  dateUpdated: Date
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/ConnectionPolicies/{ConnectionPolicySid}/Targets/{Sid}`; update: `POST /v1/ConnectionPolicies/{ConnectionPolicySid}/Targets/{Sid}`; remove: `DELETE /v1/ConnectionPolicies/{ConnectionPolicySid}/Targets/{Sid}` */
export interface ConnectionPolicyTargetContext extends BareFetch<ConnectionPolicyTargetInstance>, OptionalUpdate<ConnectionPolicyTargetContextUpdateOptions, ConnectionPolicyTargetInstance>, BareRemove {}

/** list: `GET /v1/ConnectionPolicies/{ConnectionPolicySid}/Targets`; create: `POST /v1/ConnectionPolicies/{ConnectionPolicySid}/Targets` */
export interface ConnectionPolicyTargetListInstance extends Callable<[sid: string], ConnectionPolicyTargetContext>, Listing<unknown, ConnectionPolicyTargetInstance>, RequiredCreate<ConnectionPolicyTargetListInstanceCreateOptions, ConnectionPolicyTargetInstance> {}

/** A place on the way. */
export interface DialingPermissionsListInstance {
  readonly settings: DialingPermissionsSettingsListInstance
  readonly countries: DialingPermissionsCountryListInstance
  readonly bulkCountryUpdates: DialingPermissionsCountryBulkUpdateListInstance
}

export interface DialingPermissionsSettingsContextUpdateOptions {
  dialingPermissionsInheritance?: boolean
}

/** A record of DialingPermissionsSettings. */
export interface DialingPermissionsSettingsInstance extends BareFetch<DialingPermissionsSettingsInstance>, OptionalUpdate<DialingPermissionsSettingsContextUpdateOptions, DialingPermissionsSettingsInstance> {
  dialingPermissionsInheritance: boolean
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Settings`; update: `POST /v1/Settings` */
export interface DialingPermissionsSettingsContext extends BareFetch<DialingPermissionsSettingsInstance>, OptionalUpdate<DialingPermissionsSettingsContextUpdateOptions, DialingPermissionsSettingsInstance> {}

/** A place on the way. */
export interface DialingPermissionsSettingsListInstance extends Callable<[], DialingPermissionsSettingsContext> {}

export interface DialingPermissionsCountryListInstanceOptions {
  isoCode?: string
  continent?: string
  countryCode?: string
  lowRiskNumbersEnabled?: boolean
  highRiskSpecialNumbersEnabled?: boolean
  highRiskTollfraudNumbersEnabled?: boolean
}

/** A record of DialingPermissionsCountry. */
export interface DialingPermissionsCountryInstance extends BareFetch<DialingPermissionsCountryInstance> {
  isoCode: string
  name: string
  continent: string
  countryCodes: Array<string>
  lowRiskNumbersEnabled: boolean
  highRiskSpecialNumbersEnabled: boolean
  highRiskTollfraudNumbersEnabled: boolean
  url: string
  links: Record<string, string>
  highriskSpecialPrefixes(): DialingPermissionsHrsPrefixesListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/DialingPermissions/Countries/{IsoCode}` */
export interface DialingPermissionsCountryContext extends BareFetch<DialingPermissionsCountryInstance> {
  readonly highriskSpecialPrefixes: DialingPermissionsHrsPrefixesListInstance
}

/** list: `GET /v1/DialingPermissions/Countries` */
export interface DialingPermissionsCountryListInstance extends Callable<[isoCode: string], DialingPermissionsCountryContext>, Listing<DialingPermissionsCountryListInstanceOptions, DialingPermissionsCountryInstance> {}

/** A record of DialingPermissionsHrsPrefixes. */
export interface DialingPermissionsHrsPrefixesInstance {
  prefix: string
  toJSON(): Record<string, any>
}

/** list: `GET /v1/DialingPermissions/Countries/{IsoCode}/HighRiskSpecialPrefixes` */
export interface DialingPermissionsHrsPrefixesListInstance extends Listing<unknown, DialingPermissionsHrsPrefixesInstance> {}

export interface DialingPermissionsCountryBulkUpdateListInstanceCreateOptions {
  updateRequest: string
}

/** A record of DialingPermissionsCountryBulkUpdate. */
export interface DialingPermissionsCountryBulkUpdateInstance {
  updateCount: number
  updateRequest: string
  toJSON(): Record<string, any>
}

/** create: `POST /v1/DialingPermissions/BulkCountryUpdates` */
export interface DialingPermissionsCountryBulkUpdateListInstance extends RequiredCreate<DialingPermissionsCountryBulkUpdateListInstanceCreateOptions, DialingPermissionsCountryBulkUpdateInstance> {}

export interface IpRecordContextUpdateOptions {
  friendlyName?: string
}

export interface IpRecordListInstanceCreateOptions {
  ipAddress: string
  friendlyName?: string
  cidrPrefixLength?: number
}

/** A record of IpRecord. */
export interface IpRecordInstance extends BareFetch<IpRecordInstance>, OptionalUpdate<IpRecordContextUpdateOptions, IpRecordInstance>, BareRemove {
  accountSid: string
  sid: string
  friendlyName: string
  ipAddress: string
  cidrPrefixLength: number
  dateCreated: Date
  dateUpdated: Date
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/IpRecords/{Sid}`; update: `POST /v1/IpRecords/{Sid}`; remove: `DELETE /v1/IpRecords/{Sid}` */
export interface IpRecordContext extends BareFetch<IpRecordInstance>, OptionalUpdate<IpRecordContextUpdateOptions, IpRecordInstance>, BareRemove {}

/** list: `GET /v1/IpRecords`; create: `POST /v1/IpRecords` */
export interface IpRecordListInstance extends Callable<[sid: string], IpRecordContext>, Listing<unknown, IpRecordInstance>, RequiredCreate<IpRecordListInstanceCreateOptions, IpRecordInstance> {}

export interface SourceIpMappingContextUpdateOptions {
  sipDomainSid: string
}

export interface SourceIpMappingListInstanceCreateOptions {
  ipRecordSid: string
  sipDomainSid: string
}

/** A record of SourceIpMapping. */
export interface SourceIpMappingInstance extends BareFetch<SourceIpMappingInstance>, RequiredUpdate<SourceIpMappingContextUpdateOptions, SourceIpMappingInstance>, BareRemove {
  sid: string
  ipRecordSid: string
  sipDomainSid: string
  dateCreated: Date
  dateUpdated: Date
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/SourceIpMappings/{Sid}`; update: `POST /v1/SourceIpMappings/{Sid}`; remove: `DELETE /v1/SourceIpMappings/{Sid}` */
export interface SourceIpMappingContext extends BareFetch<SourceIpMappingInstance>, RequiredUpdate<SourceIpMappingContextUpdateOptions, SourceIpMappingInstance>, BareRemove {}

/** list: `GET /v1/SourceIpMappings`; create: `POST /v1/SourceIpMappings` */
export interface SourceIpMappingListInstance extends Callable<[sid: string], SourceIpMappingContext>, Listing<unknown, SourceIpMappingInstance>, RequiredCreate<SourceIpMappingListInstanceCreateOptions, SourceIpMappingInstance> {}

/** A record of ArchivedCall. */
export interface ArchivedCallInstance extends BareRemove {
  toJSON(): Record<string, any>
}

/** remove: `DELETE /v1/Archives/{Date}/Calls/{Sid}` */
export interface ArchivedCallContext extends BareRemove {}

/** A place on the way. */
export interface ArchivedCallListInstance extends Callable<[date: string, sid: string], ArchivedCallContext> {}

/** Version v1 of voice. */
export interface VoiceV1 {
  readonly byocTrunks: ByocTrunkListInstance
  readonly connectionPolicies: ConnectionPolicyListInstance
  readonly dialingPermissions: DialingPermissionsListInstance
  readonly ipRecords: IpRecordListInstance
  readonly sourceIpMappings: SourceIpMappingListInstance
  readonly archivedCalls: ArchivedCallListInstance
}
