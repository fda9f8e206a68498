// Made by packages/sdk/generate/main.ts. Do not edit.
import type { BareFetch, BareRemove, Callable, Listing, RequiredJsonCreate, RequiredJsonUpdate } from '../../rest/types.ts'

export type QueryType = "ERROR_CODE" | "LOG_LEVEL" | "ALL"

export type TimeWindow = "FIVE_MINS" | "FIFTEEN_MINS" | "ONE_HOUR" | "TWELVE_HOURS" | "ONE_DAY"

export type AlarmContextUpdateOptions = { friendlyName: string; queryType: QueryType; query?: string; triggerValue: number; timeWindow: TimeWindow; email?: ReadonlyArray<string>; webhook?: string; consoleIndicator?: boolean; description: string; enabled: boolean }

export interface AlarmListInstanceOptions {
  pageSize?: number
  sortOrder?: string
}

export type AlarmListInstanceCreateOptions = { friendlyName: string; queryType: QueryType; query?: string; triggerValue: number; timeWindow: TimeWindow; email?: ReadonlyArray<string>; webhook?: string; consoleIndicator?: boolean; description: string; enabled: boolean }

/** A record of Alarm. */
export interface AlarmInstance extends BareFetch<AlarmInstance>, RequiredJsonUpdate<AlarmContextUpdateOptions, AlarmInstance>, BareRemove {
  friendlyName: string
  queryType: QueryType
  query: string
  triggerValue: number
  timeWindow: TimeWindow
  email: Array<string>
  webhook: string
  consoleIndicator: boolean
  description: string
  enabled: boolean
  product: string
  alertConfigSid: string
  dateUpdated: Date
  dateCreated: Date
  sid: string
  status(): AlarmStatusListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/Alarms/{Sid}`; update: `PUT /v2/Alarms/{Sid}`; remove: `DELETE /v2/Alarms/{Sid}` */
export interface AlarmContext extends BareFetch<AlarmInstance>, RequiredJsonUpdate<AlarmContextUpdateOptions, AlarmInstance>, BareRemove {
  readonly status: AlarmStatusListInstance
}

/** list: `GET /v2/Alarms`; create: `POST /v2/Alarms` */
export interface AlarmListInstance extends Callable<[sid: string], AlarmContext>, Listing<AlarmListInstanceOptions, AlarmInstance>, RequiredJsonCreate<AlarmListInstanceCreateOptions, AlarmInstance> {}

export type AlarmStatusContextUpdateOptions = { enabled: boolean }

/** A record of AlarmStatus. */
export interface AlarmStatusInstance extends RequiredJsonUpdate<AlarmStatusContextUpdateOptions, AlarmStatusInstance> {
  toJSON(): Record<string, any>
}

/** update: `PUT /v2/Alarms/{Sid}/status` */
export interface AlarmStatusContext extends RequiredJsonUpdate<AlarmStatusContextUpdateOptions, AlarmStatusInstance> {}

/** A place on the way. */
export interface AlarmStatusListInstance extends Callable<[], AlarmStatusContext> {}

/** Version v2 of monitor. */
export interface MonitorV2 {
  readonly alarms: AlarmListInstance
}
