// Made by packages/sdk/generate/main.ts. Do not edit.
import type { BareFetch, BareRemove, Callable, Listing, OptionalCreate, OptionalFetch, OptionalUpdate, RequiredCreate } from '../../rest/types.ts'

export interface WirelessCommandListInstanceOptions {
  device?: string
  sim?: string
  status?: string
  direction?: string
}

export interface WirelessCommandListInstanceCreateOptions {
  command: string
  device?: string
  sim?: string
  callbackMethod?: string
  callbackUrl?: string
  commandMode?: string
  includeSid?: string
}

/** A record of WirelessCommand. */
export interface WirelessCommandInstance extends BareFetch<WirelessCommandInstance> {
  sid: string
  accountSid: string
  deviceSid: string
  simSid: string
  command: string
  commandMode: string
  status: string
  direction: string
  dateCreated: Date
  dateUpdated: Date
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /wireless/Commands/{Sid}` */
export interface WirelessCommandContext extends BareFetch<WirelessCommandInstance> {}

/** list: `GET /wireless/Commands`; create: `POST /wireless/Commands` */
export interface WirelessCommandListInstance extends Callable<[sid: string], WirelessCommandContext>, Listing<WirelessCommandListInstanceOptions, WirelessCommandInstance>, RequiredCreate<WirelessCommandListInstanceCreateOptions, WirelessCommandInstance> {}

export interface WirelessRatePlanContextUpdateOptions {
  uniqueName?: string
  friendlyName?: string
}

export interface WirelessRatePlanListInstanceCreateOptions {
  uniqueName?: string
  friendlyName?: string
  dataEnabled?: boolean
  dataLimit?: number
  dataMetering?: string
  messagingEnabled?: boolean
  voiceEnabled?: boolean
  commandsEnabled?: boolean
  nationalRoamingEnabled?: boolean
  internationalRoaming?: ReadonlyArray<string>
}

/** A record of WirelessRatePlan. */
export interface WirelessRatePlanInstance extends BareFetch<WirelessRatePlanInstance>, OptionalUpdate<WirelessRatePlanContextUpdateOptions, WirelessRatePlanInstance>, BareRemove {
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
  internationalRoaming: Array<string>
  dateCreated: Date
  dateUpdated: Date
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /wireless/RatePlans/{Sid}`; update: `POST /wireless/RatePlans/{Sid}`; remove: `DELETE /wireless/RatePlans/{Sid}` */
export interface WirelessRatePlanContext extends BareFetch<WirelessRatePlanInstance>, OptionalUpdate<WirelessRatePlanContextUpdateOptions, WirelessRatePlanInstance>, BareRemove {}

/** list: `GET /wireless/RatePlans`; create: `POST /wireless/RatePlans` */
export interface WirelessRatePlanListInstance extends Callable<[sid: string], WirelessRatePlanContext>, Listing<unknown, WirelessRatePlanInstance>, OptionalCreate<WirelessRatePlanListInstanceCreateOptions, WirelessRatePlanInstance> {}

export interface WirelessSimContextUpdateOptions {
  uniqueName?: string
  callbackMethod?: string
  callbackUrl?: string
  friendlyName?: string
  ratePlan?: string
  status?: string
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
}

export interface WirelessSimListInstanceOptions {
  status?: string
  iccid?: string
  ratePlan?: string
  eId?: string
  simRegistrationCode?: string
}

/** A record of WirelessSim. */
export interface WirelessSimInstance extends BareFetch<WirelessSimInstance>, OptionalUpdate<WirelessSimContextUpdateOptions, WirelessSimInstance> {
  sid: string
  uniqueName: string
  accountSid: string
  ratePlanSid: string
  friendlyName: string
  iccid: string
  eId: string
  status: string
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
  usage(): WirelessUsageListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /wireless/Sims/{Sid}`; update: `POST /wireless/Sims/{Sid}` */
export interface WirelessSimContext extends BareFetch<WirelessSimInstance>, OptionalUpdate<WirelessSimContextUpdateOptions, WirelessSimInstance> {
  readonly usage: WirelessUsageListInstance
}

/** list: `GET /wireless/Sims` */
export interface WirelessSimListInstance extends Callable<[sid: string], WirelessSimContext>, Listing<WirelessSimListInstanceOptions, WirelessSimInstance> {}

export interface WirelessUsageContextFetchOptions {
  end?: string
  start?: string
}

/** A record of WirelessUsage. */
export interface WirelessUsageInstance extends OptionalFetch<WirelessUsageContextFetchOptions, WirelessUsageInstance> {
  simSid: string
  simUniqueName: string
  accountSid: string
  period: any
  commandsUsage: any
  commandsCosts: any
  dataUsage: any
  dataCosts: any
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /wireless/Sims/{SimSid}/Usage` */
export interface WirelessUsageContext extends OptionalFetch<WirelessUsageContextFetchOptions, WirelessUsageInstance> {}

/** A place on the way. */
export interface WirelessUsageListInstance extends Callable<[], WirelessUsageContext> {}

/** Version wireless of preview. */
export interface PreviewWireless {
  readonly commands: WirelessCommandListInstance
  readonly ratePlans: WirelessRatePlanListInstance
  readonly sims: WirelessSimListInstance
}
