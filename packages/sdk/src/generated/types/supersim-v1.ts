// Made by packages/sdk/generate/main.ts. Do not edit.
import type { BareFetch, BareRemove, Callable, Listing, OptionalCreate, OptionalUpdate, RequiredCreate } from '../../rest/types.ts'

export type BillingPeriodBpType = "ready" | "active"

export type EsimProfileStatus = "new" | "reserving" | "available" | "downloaded" | "installed" | "failed"

export type FleetDataMetering = "payg"

export type IpCommandDirection = "to_sim" | "from_sim"

export type IpCommandPayloadType = "text" | "binary"

export type IpCommandStatus = "queued" | "sent" | "received" | "failed"

export type SettingsUpdateStatus = "scheduled" | "in-progress" | "successful" | "failed"

export type SimIpAddressIpAddressVersion = "IPv4" | "IPv6"

export type SimStatus = "new" | "ready" | "active" | "inactive" | "scheduled"

export type SimStatusUpdate = "ready" | "active" | "inactive"

export type SmsCommandDirection = "to_sim" | "from_sim"

export type SmsCommandStatus = "queued" | "sent" | "delivered" | "received" | "failed"

export type UsageRecordGranularity = "hour" | "day" | "all"

export type UsageRecordGroup = "sim" | "fleet" | "network" | "isoCountry"

export interface EsimProfileListInstanceOptions {
  eid?: string
  simSid?: string
  status?: EsimProfileStatus
}

export interface EsimProfileListInstanceCreateOptions {
  callbackUrl?: string
  callbackMethod?: string
  generateMatchingId?: boolean
  eid?: string
}

/** A record of EsimProfile. */
export interface EsimProfileInstance extends BareFetch<EsimProfileInstance> {
  sid: string
  accountSid: string
  iccid: string
  simSid: string
  status: EsimProfileStatus
  eid: string
  smdpPlusAddress: string
  matchingId: string
  activationCode: string
  errorCode: string
  errorMessage: string
  dateCreated: Date
  dateUpdated: Date
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/ESimProfiles/{Sid}` */
export interface EsimProfileContext extends BareFetch<EsimProfileInstance> {}

/** list: `GET /v1/ESimProfiles`; create: `POST /v1/ESimProfiles` */
export interface EsimProfileListInstance extends Callable<[sid: string], EsimProfileContext>, Listing<EsimProfileListInstanceOptions, EsimProfileInstance>, OptionalCreate<EsimProfileListInstanceCreateOptions, EsimProfileInstance> {}

export interface FleetContextUpdateOptions {
  uniqueName?: string
  networkAccessProfile?: string
  ipCommandsUrl?: string
  ipCommandsMethod?: string
  smsCommandsUrl?: string
  smsCommandsMethod?: string
  dataLimit?: number
}

export interface FleetListInstanceOptions {
  networkAccessProfile?: string
}

export interface FleetListInstanceCreateOptions {
  networkAccessProfile: string
  uniqueName?: string
  dataEnabled?: boolean
  dataLimit?: number
  ipCommandsUrl?: string
  ipCommandsMethod?: string
  smsCommandsEnabled?: boolean
  smsCommandsUrl?: string
  smsCommandsMethod?: string
}

/** A record of Fleet. */
export interface FleetInstance extends BareFetch<FleetInstance>, OptionalUpdate<FleetContextUpdateOptions, FleetInstance> {
  accountSid: string
  sid: string
  uniqueName: string
  dateCreated: Date
  dateUpdated: Date
  url: string
  dataEnabled: boolean
  dataLimit: number
  dataMetering: FleetDataMetering
  smsCommandsEnabled: boolean
  smsCommandsUrl: string
  smsCommandsMethod: string
  networkAccessProfileSid: string
  ipCommandsUrl: string
  ipCommandsMethod: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Fleets/{Sid}`; update: `POST /v1/Fleets/{Sid}` */
export interface FleetContext extends BareFetch<FleetInstance>, OptionalUpdate<FleetContextUpdateOptions, FleetInstance> {}

/** list: `GET /v1/Fleets`; create: `POST /v1/Fleets` */
export interface FleetListInstance extends Callable<[sid: string], FleetContext>, Listing<FleetListInstanceOptions, FleetInstance>, RequiredCreate<FleetListInstanceCreateOptions, FleetInstance> {}

export interface IpCommandListInstanceOptions {
  sim?: string
  simIccid?: string
  status?: IpCommandStatus
  direction?: IpCommandDirection
}

export interface IpCommandListInstanceCreateOptions {
  sim: string
  payload: string
  devicePort: number
  payloadType?: IpCommandPayloadType
  callbackUrl?: string
  callbackMethod?: string
}

/** A record of IpCommand. */
export interface IpCommandInstance extends BareFetch<IpCommandInstance> {
  sid: string
  accountSid: string
  simSid: string
  simIccid: string
  status: IpCommandStatus
  direction: IpCommandDirection
  deviceIp: string
  devicePort: number
  payloadType: IpCommandPayloadType
  payload: string
  dateCreated: Date
  dateUpdated: Date
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/IpCommands/{Sid}` */
export interface IpCommandContext extends BareFetch<IpCommandInstance> {}

/** list: `GET /v1/IpCommands`; create: `POST /v1/IpCommands` */
export interface IpCommandListInstance extends Callable<[sid: string], IpCommandContext>, Listing<IpCommandListInstanceOptions, IpCommandInstance>, RequiredCreate<IpCommandListInstanceCreateOptions, IpCommandInstance> {}

export interface NetworkListInstanceOptions {
  isoCountry?: string
  mcc?: string
  mnc?: string
}

/** A record of Network. */
export interface NetworkInstance extends BareFetch<NetworkInstance> {
  sid: string
  friendlyName: string
  url: string
  isoCountry: string
  identifiers: Array<any>
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Networks/{Sid}` */
export interface NetworkContext extends BareFetch<NetworkInstance> {}

/** list: `GET /v1/Networks` */
export interface NetworkListInstance extends Callable<[sid: string], NetworkContext>, Listing<NetworkListInstanceOptions, NetworkInstance> {}

export interface NetworkAccessProfileContextUpdateOptions {
  uniqueName?: string
}

export interface NetworkAccessProfileListInstanceCreateOptions {
  uniqueName?: string
  networks?: ReadonlyArray<string>
}

/** A record of NetworkAccessProfile. */
export interface NetworkAccessProfileInstance extends BareFetch<NetworkAccessProfileInstance>, OptionalUpdate<NetworkAccessProfileContextUpdateOptions, NetworkAccessProfileInstance> {
  sid: string
  uniqueName: string
  accountSid: string
  dateCreated: Date
  dateUpdated: Date
  url: string
  links: Record<string, string>
  networks(): NetworkAccessProfileNetworkListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/NetworkAccessProfiles/{Sid}`; update: `POST /v1/NetworkAccessProfiles/{Sid}` */
export interface NetworkAccessProfileContext extends BareFetch<NetworkAccessProfileInstance>, OptionalUpdate<NetworkAccessProfileContextUpdateOptions, NetworkAccessProfileInstance> {
  readonly networks: NetworkAccessProfileNetworkListInstance
}

/** list: `GET /v1/NetworkAccessProfiles`; create: `POST /v1/NetworkAccessProfiles` */
export interface NetworkAccessProfileListInstance extends Callable<[sid: string], NetworkAccessProfileContext>, Listing<unknown, NetworkAccessProfileInstance>, OptionalCreate<NetworkAccessProfileListInstanceCreateOptions, NetworkAccessProfileInstance> {}

export interface NetworkAccessProfileNetworkListInstanceCreateOptions {
  network: string
}

/** A record of NetworkAccessProfileNetwork. */
export interface NetworkAccessProfileNetworkInstance extends BareFetch<NetworkAccessProfileNetworkInstance>, BareRemove {
  sid: string
  networkAccessProfileSid: string
  friendlyName: string
  isoCountry: string
  identifiers: Array<any>
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/NetworkAccessProfiles/{NetworkAccessProfileSid}/Networks/{Sid}`; remove: `DELETE /v1/NetworkAccessProfiles/{NetworkAccessProfileSid}/Networks/{Sid}` */
export interface NetworkAccessProfileNetworkContext extends BareFetch<NetworkAccessProfileNetworkInstance>, BareRemove {}

/** list: `GET /v1/NetworkAccessProfiles/{NetworkAccessProfileSid}/Networks`; create: `POST /v1/NetworkAccessProfiles/{NetworkAccessProfileSid}/Networks` */
export interface NetworkAccessProfileNetworkListInstance extends Callable<[sid: string], NetworkAccessProfileNetworkContext>, Listing<unknown, NetworkAccessProfileNetworkInstance>, RequiredCreate<NetworkAccessProfileNetworkListInstanceCreateOptions, NetworkAccessProfileNetworkInstance> {}

export interface SettingsUpdateListInstanceOptions {
  sim?: string
  status?: SettingsUpdateStatus
}

/** A record of SettingsUpdate. */
export interface SettingsUpdateInstance {
  sid: string
  iccid: string
  simSid: string
  status: SettingsUpdateStatus
  packages: Array<any>
  dateCompleted: Date
  dateCreated: Date
  dateUpdated: Date
  toJSON(): Record<string, any>
}

/** list: `GET /v1/SettingsUpdates` */
export interface SettingsUpdateListInstance extends Listing<SettingsUpdateListInstanceOptions, SettingsUpdateInstance> {}

export interface SimContextUpdateOptions {
  uniqueName?: string
  status?: SimStatusUpdate
  fleet?: string
  callbackUrl?: string
  callbackMethod?: string
  accountSid?: string
}

export interface SimListInstanceOptions {
  status?: SimStatus
  fleet?: string
  iccid?: string
}

export interface SimListInstanceCreateOptions {
  iccid: string
  registrationCode: string
}

/** A record of Sim. */
export interface SimInstance extends BareFetch<SimInstance>, OptionalUpdate<SimContextUpdateOptions, SimInstance> {
  sid: string
  uniqueName: string
  accountSid: string
  iccid: string
  status: SimStatus
  fleetSid: string
  dateCreated: Date
  dateUpdated: Date
  url: string
  links: Record<string, string>
  billingPeriods(): BillingPeriodListInstance
  simIpAddresses(): SimIpAddressListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Sims/{Sid}`; update: `POST /v1/Sims/{Sid}` */
export interface SimContext extends BareFetch<SimInstance>, OptionalUpdate<SimContextUpdateOptions, SimInstance> {
  readonly billingPeriods: BillingPeriodListInstance
  readonly simIpAddresses: SimIpAddressListInstance
}

/** list: `GET /v1/Sims`; create: `POST /v1/Sims` */
export interface SimListInstance extends Callable<[sid: string], SimContext>, Listing<SimListInstanceOptions, SimInstance>, RequiredCreate<SimListInstanceCreateOptions, SimInstance> {}

/** A record of BillingPeriod. */
export interface BillingPeriodInstance {
  sid: string
  accountSid: string
  simSid: string
  startTime: Date
  endTime: Date
  periodType: BillingPeriodBpType
  dateCreated: Date
  dateUpdated: Date
  toJSON(): Record<string, any>
}

/** list: `GET /v1/Sims/{SimSid}/BillingPeriods` */
export interface BillingPeriodListInstance extends Listing<unknown, BillingPeriodInstance> {}

/** A record of SimIpAddress. */
export interface SimIpAddressInstance {
  ipAddress: string
  ipAddressVersion: SimIpAddressIpAddressVersion
  toJSON(): Record<string, any>
}

/** list: `GET /v1/Sims/{SimSid}/IpAddresses` */
export interface SimIpAddressListInstance extends Listing<unknown, SimIpAddressInstance> {}

export interface SmsCommandListInstanceOptions {
  sim?: string
  status?: SmsCommandStatus
  direction?: SmsCommandDirection
}

export interface SmsCommandListInstanceCreateOptions {
  sim: string
  payload: string
  callbackMethod?: string
  callbackUrl?: string
}

/** A record of SmsCommand. */
export interface SmsCommandInstance extends BareFetch<SmsCommandInstance> {
  sid: string
  accountSid: string
  simSid: string
  payload: string
  status: SmsCommandStatus
  direction: SmsCommandDirection
  dateCreated: Date
  dateUpdated: Date
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/SmsCommands/{Sid}` */
export interface SmsCommandContext extends BareFetch<SmsCommandInstance> {}

/** list: `GET /v1/SmsCommands`; create: `POST /v1/SmsCommands` */
export interface SmsCommandListInstance extends Callable<[sid: string], SmsCommandContext>, Listing<SmsCommandListInstanceOptions, SmsCommandInstance>, RequiredCreate<SmsCommandListInstanceCreateOptions, SmsCommandInstance> {}

export interface UsageRecordListInstanceOptions {
  sim?: string
  fleet?: string
  network?: string
  isoCountry?: string
  group?: UsageRecordGroup
  granularity?: UsageRecordGranularity
  startTime?: Date | string
  endTime?: Date | string
}

/** A record of UsageRecord. */
export interface UsageRecordInstance {
  accountSid: string
  simSid: string
  networkSid: string
  fleetSid: string
  isoCountry: string
  period: any
  dataUpload: number
  dataDownload: number
  dataTotal: number
  dataTotalBilled: number
  billedUnit: string
  toJSON(): Record<string, any>
}

/** list: `GET /v1/UsageRecords` */
export interface UsageRecordListInstance extends Listing<UsageRecordListInstanceOptions, UsageRecordInstance> {}

/** Version v1 of supersim. */
export interface SupersimV1 {
  readonly esimProfiles: EsimProfileListInstance
  readonly fleets: FleetListInstance
  readonly ipCommands: IpCommandListInstance
  readonly networks: NetworkListInstance
  readonly networkAccessProfiles: NetworkAccessProfileListInstance
  readonly settingsUpdates: SettingsUpdateListInstance
  readonly sims: SimListInstance
  readonly smsCommands: SmsCommandListInstance
  readonly usageRecords: UsageRecordListInstance
}
