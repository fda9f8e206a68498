// Made by packages/sdk/generate/main.ts. Do not edit.
import type { BareFetch, BareRemove, Callable, Listing, OptionalUpdate, RequiredCreate } from '../../rest/types.ts'

/** A record of Export. */
export interface ExportInstance extends BareFetch<ExportInstance> {
  resourceType: string
  url: string
  links: Record<string, string>
  days(): DayListInstance
  exportCustomJobs(): ExportCustomJobListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Exports/{ResourceType}` */
export interface ExportContext extends BareFetch<ExportInstance> {
  readonly days: DayListInstance
  readonly exportCustomJobs: ExportCustomJobListInstance
}

/** A place on the way. */
export interface ExportListInstance extends Callable<[resourceType: string], ExportContext> {
  readonly jobs: JobListInstance
}

/** A record of Job. */
export interface JobInstance extends BareFetch<JobInstance>, BareRemove {
  resourceType: string
  friendlyName: string
  details: Array<any>
  startDay: string
  endDay: string
  jobSid: string
  webhookUrl: string
  webhookMethod: string
  email: string
  url: string
  jobQueuePosition: string
  estimatedCompletionTime: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Exports/Jobs/{JobSid}`; remove: `DELETE /v1/Exports/Jobs/{JobSid}` */
export interface JobContext extends BareFetch<JobInstance>, BareRemove {}

/** A place on the way. */
export interface JobListInstance extends Callable<[jobSid: string], JobContext> {}

/** A record of Day. */
export interface DayInstance extends BareFetch<DayInstance> {
  redirectTo: string
  day: string
  size: number
  createDate: string
  friendlyName: string
  resourceType: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Exports/{ResourceType}/Days/{Day}` */
export interface DayContext extends BareFetch<DayInstance> {}

/** list: `GET /v1/Exports/{ResourceType}/Days` */
export interface DayListInstance extends Callable<[day: string], DayContext>, Listing<unknown, DayInstance> {}

export interface ExportCustomJobListInstanceCreateOptions {
  startDay: string
  endDay: string
  friendlyName: string
  webhookUrl?: string
  webhookMethod?: string
  email?: string
}

/** A record of ExportCustomJob. */
export interface ExportCustomJobInstance {
  friendlyName: string
  resourceType: string
  startDay: string
  endDay: string
  webhookUrl: string
  webhookMethod: string
  email: string
  jobSid: string
  details: Array<any>
  jobQueuePosition: string
  estimatedCompletionTime: string
  toJSON(): Record<string, any>
}

/** list: `GET /v1/Exports/{ResourceType}/Jobs`; create: `POST /v1/Exports/{ResourceType}/Jobs` */
export interface ExportCustomJobListInstance extends Listing<unknown, ExportCustomJobInstance>, RequiredCreate<ExportCustomJobListInstanceCreateOptions, ExportCustomJobInstance> {}

export interface ExportConfigurationContextUpdateOptions {
  enabled?: boolean
  webhookUrl?: string
  webhookMethod?: string
}

/** A record of ExportConfiguration. */
export interface ExportConfigurationInstance extends BareFetch<ExportConfigurationInstance>, OptionalUpdate<ExportConfigurationContextUpdateOptions, ExportConfigurationInstance> {
  enabled: boolean
  webhookUrl: string
  webhookMethod: string
  resourceType: string
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Exports/{ResourceType}/Configuration`; update: `POST /v1/Exports/{ResourceType}/Configuration` */
export interface ExportConfigurationContext extends BareFetch<ExportConfigurationInstance>, OptionalUpdate<ExportConfigurationContextUpdateOptions, ExportConfigurationInstance> {}

/** A place on the way. */
export interface ExportConfigurationListInstance extends Callable<[resourceType: string], ExportConfigurationContext> {}

/** Version v1 of bulkexports. */
export interface BulkexportsV1 {
  readonly exports: ExportListInstance
  readonly exportConfiguration: ExportConfigurationListInstance
}
