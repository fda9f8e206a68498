// Made by packages/sdk/generate/main.ts. Do not edit.
import type { BareFetch, BareRemove, Callable, Listing, OptionalCreate, OptionalUpdate, RequiredCreate } from '../../rest/types.ts'

export type AccountUsageRecordGranularity = "hourly" | "daily" | "all"

export type CommandCommandMode = "text" | "binary"

export type CommandDirection = "from_sim" | "to_sim"

export type CommandStatus = "queued" | "sent" | "delivered" | "received" | "failed"

export type CommandTransport = "sms" | "ip"

export type RatePlanDataLimitStrategy = "block" | "throttle"

export type SimResetStatus = "resetting"

export type SimStatus = "new" | "ready" | "active" | "suspended" | "deactivated" | "canceled" | "scheduled" | "updating"

export type UsageRecordGranularity = "hourly" | "daily" | "all"

export interface AccountUsageRecordListInstanceOptions {
  end?: Date | string
  start?: Date | string
  granularity?: AccountUsageRecordGranularity
}

/** A record of AccountUsageRecord. */
export interface AccountUsageRecordInstance {
  accountSid: string
  period: any
  commands: any
  data: any
  toJSON(): Record<string, any>
}

/** list: `GET /v1/UsageRecords` */
export interface AccountUsageRecordListInstance extends Listing<AccountUsageRecordListInstanceOptions, AccountUsageRecordInstance> {}

export interface CommandListInstanceOptions {
  sim?: string
  status?: CommandStatus
  direction?: CommandDirection
  transport?: CommandTransport
}

export interface CommandListInstanceCreateOptions {
  command: string
  sim?: string
  callbackMethod?: string
  callbackUrl?: string
  commandMode?: CommandCommandMode
  includeSid?: string
  deliveryReceiptRequested?: boolean
}

/** A record of Command. */
export interface CommandInstance extends BareFetch<CommandInstance>, BareRemove {
  sid: string
  accountSid: string
  simSid: string
  command: string
  commandMode: CommandCommandMode
  transport: CommandTransport
  deliveryReceiptRequested: boolean
  status: CommandStatus
  direction: CommandDirection
  dateCreated: Date
  dateUpdated: Date
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Commands/{Sid}`; remove: `DELETE /v1/Commands/{Sid}` */
export interface CommandContext extends BareFetch<CommandInstance>, BareRemove {}

/** list: `GET /v1/Commands`; create: `POST /v1/Commands` */
export interface CommandListInstance extends Callable<[sid: string], CommandContext>, Listing<CommandListInstanceOptions, CommandInstance>, RequiredCreate<CommandListInstanceCreateOptions, CommandInstance> {}

export interface RatePlanContextUpdateOptions {
  uniqueName?: string
  friendlyName?: string
}

export interface RatePlanListInstanceCreateOptions {
  uniqueName?: string
  friendlyName?: string
  dataEnabled?: boolean
  dataLimit?: number
  dataMetering?: string
  messagingEnabled?: boolean
  voiceEnabled?: boolean
  nationalRoamingEnabled?: boolean
  internationalRoaming?: ReadonlyArray<string>
  nationalRoamingDataLimit?: number
  internationalRoamingDataLimit?: number
  dataLimitStrategy?: RatePlanDataLimitStrategy
}

/** A record of RatePlan. */
export interface RatePlanInstance extends BareFetch<RatePlanInstance>, OptionalUpdate<RatePlanContextUpdateOptions, RatePlanInstance>, BareRemove {
  sid: string
  uniqueName: string
  accountSid: string
  friendlyName: string
  dataEnabled: boolean
  dataMetering: string
  dataLimit: number
  messagingEnabled: boolean
  voiceEnabled: boolean
  nationalRoamingEnabled: boolean
  nationalRoamingDataLimit: number
  internationalRoaming: Array<string>
  internationalRoamingDataLimit: number
  dateCreated: Date
  dateUpdated: Date
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/RatePlans/{Sid}`; update: `POST /v1/RatePlans/{Sid}`; remove: `DELETE /v1/RatePlans/{Sid}` */
export interface RatePlanContext extends BareFetch<RatePlanInstance>, OptionalUpdate<RatePlanContextUpdateOptions, RatePlanInstance>, BareRemove {}

/** list: `GET /v1/RatePlans`; create: `POST /v1/RatePlans` */
export interface RatePlanListInstance extends Callable<[sid: string], RatePlanContext>, Listing<unknown, RatePlanInstance>, OptionalCreate<RatePlanListInstanceCreateOptions, RatePlanInstance> {}

export interface SimContextUpdateOptions {
  uniqueName?: string
  callbackMethod?: string
  callbackUrl?: string
  friendlyName?: string
  ratePlan?: string
  status?: SimStatus
  commandsCallbackMethod?: string
  commandsCallbackUrl?: string
  smsFallbackMethod?: string
  smsFallbackUrl?: string
  smsMethod?: string
  smsUrl?: string
  voiceFallbackMethod?: string
  voiceFallbackUrl?: string
  voiceMethod?: string
  voiceUrl?: string
  resetStatus?: SimResetStatus
  accountSid?: string
}

export interface SimListInstanceOptions {
  status?: SimStatus
  iccid?: string
  ratePlan?: string
  eId?: string
  simRegistrationCode?: string
}

/** A record of Sim. */
export interface SimInstance extends BareFetch<SimInstance>, OptionalUpdate<SimContextUpdateOptions, SimInstance>, BareRemove {
  sid: string
  uniqueName: string
  accountSid: string
  ratePlanSid: string
  friendlyName: string
  iccid: string
  eId: string
  status: SimStatus
  resetStatus: SimResetStatus
  commandsCallbackUrl: string
  commandsCallbackMethod: string
  smsFallbackMethod: string
  smsFallbackUrl: string
  smsMethod: string
  smsUrl: string
  voiceFallbackMethod: string
  voiceFallbackUrl: string
  voiceMethod: string
  voiceUrl: string
  dateCreated: Date
  dateUpdated: Date
  url: string
  links: Record<string, string>
  ipAddress: string
  dataSessions(): DataSessionListInstance
  usageRecords(): UsageRecordListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Sims/{Sid}`; update: `POST /v1/Sims/{Sid}`; remove: `DELETE /v1/Sims/{Sid}` */
export interface SimContext extends BareFetch<SimInstance>, OptionalUpdate<SimContextUpdateOptions, SimInstance>, BareRemove {
  readonly dataSessions: DataSessionListInstance
  readonly usageRecords: UsageRecordListInstance
}

/** list: `GET /v1/Sims` */
export interface SimListInstance extends Callable<[sid: string], SimContext>, Listing<SimListInstanceOptions, SimInstance> {}

/** A record of DataSession. */
export interface DataSessionInstance {
  sid: string
  simSid: string
  accountSid: string
  radioLink: string
  operatorMcc: string
  operatorMnc: string
  operatorCountry: string
  operatorName: string
  cellId: string
  cellLocationEstimate: any
  packetsUploaded: number
  packetsDownloaded: number
  lastUpdated: Date
  start: Date
  end: Date
  imei: string
  toJSON(): Record<string, any>
}

/** list: `GET /v1/Sims/{SimSid}/DataSessions` */
export interface DataSessionListInstance extends Listing<unknown, DataSessionInstance> {}

export interface UsageRecordListInstanceOptions {
  end?: Date | string
  start?: Date | string
  granularity?: UsageRecordGranularity
}

/** A record of UsageRecord. */
export interface UsageRecordInstance {
  simSid: string
  accountSid: string
  period: any
  commands: any
  data: any
  toJSON(): Record<string, any>
}

/** list: `GET /v1/Sims/{SimSid}/UsageRecords` */
export interface UsageRecordListInstance extends Listing<UsageRecordListInstanceOptions, UsageRecordInstance> {}

/** Version v1 of wireless. */
export interface WirelessV1 {
  readonly usageRecords: AccountUsageRecordListInstance
  readonly commands: CommandListInstance
  readonly ratePlans: RatePlanListInstance
  readonly sims: SimListInstance
}
