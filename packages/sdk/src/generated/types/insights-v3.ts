// Made by packages/sdk/generate/main.ts. Do not edit.
import type { BareFetch, Callable, Listing, RequiredFetch, RequiredJsonCreate, RequiredJsonPatch } from '../../rest/types.ts'

export type CustomFieldMappingContextPatchOptions = { entityMetadata?: { sourceType: string; intelligenceOperator?: { field?: string } } }

export type CustomFieldMappingListInstanceCreateOptions = { category: string; name: string; description?: string; entityMetadata: { sourceType: string; intelligenceOperator?: { operatorId: string; operatorName?: string; field: string } } }

export interface CustomFieldMappingListInstanceOptions {
  pageSize?: number
  pageToken?: string
}

/** A record of CustomFieldMapping. */
export interface CustomFieldMappingInstance extends BareFetch<CustomFieldMappingInstance>, RequiredJsonPatch<CustomFieldMappingContextPatchOptions, CustomFieldMappingInstance> {
  id: string
  category: string
  name: string
  description: string
  entityMetadata: { sourceType: string; intelligenceOperator: { operatorId: string; operatorName: string; field: string } }
  createdAt: Date
  updatedAt: Date
  toJSON(): Record<string, any>
}

/** fetch: `GET /v3/ControlPlane/ConversationInsights/CustomFieldMappings/{mappingId}`; patch: `PATCH /v3/ControlPlane/ConversationInsights/CustomFieldMappings/{mappingId}` */
export interface CustomFieldMappingContext extends BareFetch<CustomFieldMappingInstance>, RequiredJsonPatch<CustomFieldMappingContextPatchOptions, CustomFieldMappingInstance> {}

/** create: `POST /v3/ControlPlane/ConversationInsights/CustomFieldMappings`; list: `GET /v3/ControlPlane/ConversationInsights/CustomFieldMappings` */
export interface CustomFieldMappingListInstance extends Callable<[mappingId: string], CustomFieldMappingContext>, RequiredJsonCreate<CustomFieldMappingListInstanceCreateOptions, CustomFieldMappingInstance>, Listing<CustomFieldMappingListInstanceOptions, CustomFieldMappingInstance> {}

/** A record of CustomFieldMappingsCapacity. */
export interface CustomFieldMappingsCapacityInstance {
  measure: { consumed: number; remaining: number }
  toJSON(): Record<string, any>
}

/** fetch: `GET /v3/ControlPlane/ConversationInsights/CustomFieldMappingsCapacity` */
export interface CustomFieldMappingsCapacityListInstance extends BareFetch<CustomFieldMappingsCapacityInstance> {}

/** A record of Metadata. */
export interface MetadataInstance {
  domain: string
  cubes: Array<{ name: string; description: string; measures: Array<{ name: string; description: string; type: string; aggregation: string }>; dimensions: Array<{ name: string; description: string; type: string }> }>
  toJSON(): Record<string, any>
}

/** fetch: `GET /v3/InsightsDomains/Conversations/Metadata` */
export interface MetadataListInstance extends BareFetch<MetadataInstance> {}

export type QueryListInstanceCreateOptions = { domain?: string; query: { measures?: ReadonlyArray<string>; dimensions?: ReadonlyArray<string>; filters?: ReadonlyArray<{ op?: string; expressions: ReadonlyArray<{ op: string; field: string; values?: ReadonlyArray<string> }> }>; orderBy?: ReadonlyArray<{ field?: string; direction?: string }> } } & { pageSize?: string }

export interface QueryListInstanceFetchOptions {
  pageToken: string
}

/** A record of Query. */
export interface QueryInstance {
  domain: string
  items: Array<any>
  meta: { key: string; pageSize: number; previousToken: string; nextToken: string }
  toJSON(): Record<string, any>
}

/** create: `POST /v3/InsightsDomains/Conversations/Query`; fetch: `GET /v3/InsightsDomains/Conversations/Query` */
export interface QueryListInstance extends RequiredJsonCreate<QueryListInstanceCreateOptions, QueryInstance>, RequiredFetch<QueryListInstanceFetchOptions, QueryInstance> {}

export type QueryJobListInstanceCreateOptions = { domain?: string; query: { measures?: ReadonlyArray<string>; dimensions?: ReadonlyArray<string>; filters?: ReadonlyArray<{ op?: string; expressions: ReadonlyArray<{ op: string; field: string; values?: ReadonlyArray<string> }> }>; orderBy?: ReadonlyArray<{ field?: string; direction?: string }> } }

export interface QueryJobListInstanceOptions {
  pageSize?: number
  pageToken?: string
  status?: string
}

/** A record of QueryJob. */
export interface QueryJobInstance extends BareFetch<QueryJobInstance> {
  operationId: string
  status: string
  statusUrl: string
  createdAt: Date
  completedAt: Date
  error: { code: number; message: string; httpStatusCode: number; detail: string }
  resultUrl: string
  resultId: string
  resultRetentionPeriod: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v3/InsightsDomains/Conversations/QueryJobs/{operationId}` */
export interface QueryJobContext extends BareFetch<QueryJobInstance> {}

/** create: `POST /v3/InsightsDomains/Conversations/QueryJobs`; list: `GET /v3/InsightsDomains/Conversations/QueryJobs` */
export interface QueryJobListInstance extends Callable<[operationId: string], QueryJobContext>, RequiredJsonCreate<QueryJobListInstanceCreateOptions, QueryJobInstance>, Listing<QueryJobListInstanceOptions, QueryJobInstance> {}

/** Version v3 of insights. */
export interface InsightsV3 {
  readonly customFieldMappings: CustomFieldMappingListInstance
  readonly customFieldMappingsCapacity: CustomFieldMappingsCapacityListInstance
  readonly metadata: MetadataListInstance
  readonly query: QueryListInstance
  readonly queryJobs: QueryJobListInstance
}
