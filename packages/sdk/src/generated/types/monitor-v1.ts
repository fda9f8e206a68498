// Made by packages/sdk/generate/main.ts. Do not edit.
import type { BareFetch, Callable, Listing } from '../../rest/types.ts'

export interface AlertListInstanceOptions {
  logLevel?: string
  startDate?: Date | string
  endDate?: Date | string
}

/** A record of Alert. */
export interface AlertInstance extends BareFetch<AlertInstance> {
  accountSid: string
  alertText: string
  apiVersion: string
  dateCreated: Date
  dateGenerated: Date
  dateUpdated: Date
  errorCode: string
  logLevel: string
  moreInfo: string
  requestMethod: string
  requestUrl: string
  requestVariables: string
  resourceSid: string
  responseBody: string
  responseHeaders: string
  sid: string
  url: string
  requestHeaders: string
  serviceSid: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Alerts/{Sid}` */
export interface AlertContext extends BareFetch<AlertInstance> {}

/** list: `GET /v1/Alerts` */
export interface AlertListInstance extends Callable<[sid: string], AlertContext>, Listing<AlertListInstanceOptions, AlertInstance> {}

export interface EventListInstanceOptions {
  actorSid?: string
  eventType?: string
  resourceSid?: string
  sourceIpAddress?: string
  startDate?: Date | string
  endDate?: Date | string
}

/** A record of Event. */
export interface EventInstance extends BareFetch<EventInstance> {
  accountSid: string
  actorSid: string
  actorType: string
  description: string
  eventData: any
  eventDate: Date
  eventType: string
  resourceSid: string
  resourceType: string
  sid: string
  source: string
  sourceIpAddress: string
  url: string
  links: Record<string, string>
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Events/{Sid}` */
export interface EventContext extends BareFetch<EventInstance> {}

/** list: `GET /v1/Events` */
export interface EventListInstance extends Callable<[sid: string], EventContext>, Listing<EventListInstanceOptions, EventInstance> {}

/** Version v1 of monitor. */
export interface MonitorV1 {
  readonly alerts: AlertListInstance
  readonly events: EventListInstance
}
