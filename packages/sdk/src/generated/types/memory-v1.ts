// Made by packages/sdk/generate/main.ts. Do not edit.
import type { BareFetch, BareRemove, Callable, Listing, OptionalFetch, OptionalJsonCreate, OptionalRemove, RequiredJsonCreate, RequiredJsonPatch, RequiredJsonUpdate } from '../../rest/types.ts'

export type StoreContextPatchOptions = { displayName?: string; description?: string }

export type StoreListInstanceCreateOptions = { displayName: string; description?: string }

export interface StoreListInstanceOptions {
  pageSize?: number
  pageToken?: string
  orderBy?: unknown
}

/** A record of Store. */
export interface StoreInstance extends BareFetch<StoreInstance>, RequiredJsonPatch<StoreContextPatchOptions, StoreInstance>, BareRemove {
  message: string
  statusUrl: string
  stores: Array<string>
  meta: { key: string; pageSize: number; nextToken: string; previousToken: string }
  displayName: string
  description: string
  id: string
  status: string
  intelligenceServiceId: string
  version: number
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/ControlPlane/Stores/{storeId}`; patch: `PATCH /v1/ControlPlane/Stores/{storeId}`; remove: `DELETE /v1/ControlPlane/Stores/{storeId}` */
export interface StoreContext extends BareFetch<StoreInstance>, RequiredJsonPatch<StoreContextPatchOptions, StoreInstance>, BareRemove {}

/** create: `POST /v1/ControlPlane/Stores`; list: `GET /v1/ControlPlane/Stores` */
export interface StoreListInstance extends Callable<[storeId: string], StoreContext>, RequiredJsonCreate<StoreListInstanceCreateOptions, StoreInstance>, Listing<StoreListInstanceOptions, StoreInstance> {}

export interface ProfileContextFetchOptions {
  traitGroups?: string
}

export type ProfileContextPatchOptions = { traits?: unknown }

export type ProfileListInstanceCreateOptions = { traits?: unknown }

export interface ProfileListInstanceOptions {
  pageSize?: number
  pageToken?: string
  orderBy?: unknown
}

/** A record of Profile. */
export interface ProfileInstance extends OptionalFetch<ProfileContextFetchOptions, ProfileInstance>, RequiredJsonPatch<ProfileContextPatchOptions, ProfileInstance>, BareRemove {
  id: string
  message: string
  profiles: Array<string>
  meta: { key: string; pageSize: number; nextToken: string; previousToken: string }
  createdAt: Date
  traits: any
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Stores/{storeId}/Profiles/{profileId}`; patch: `PATCH /v1/Stores/{storeId}/Profiles/{profileId}`; remove: `DELETE /v1/Stores/{storeId}/Profiles/{profileId}` */
export interface ProfileContext extends OptionalFetch<ProfileContextFetchOptions, ProfileInstance>, RequiredJsonPatch<ProfileContextPatchOptions, ProfileInstance>, BareRemove {}

/** create: `POST /v1/Stores/{storeId}/Profiles`; list: `GET /v1/Stores/{storeId}/Profiles` */
export interface ProfileListInstance extends Callable<[profileId: string], ProfileContext>, RequiredJsonCreate<ProfileListInstanceCreateOptions, ProfileInstance>, Listing<ProfileListInstanceOptions, ProfileInstance> {}

/** A record of Operation. */
export interface OperationInstance extends BareFetch<OperationInstance> {
  operationId: string
  status: string
  createdAt: Date
  statusUrl: string
  completedAt: Date
  result: { type: string; id: string }
  error: { type: string; title: string; code: number; detail: string }
  resultUrl: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/ControlPlane/Operations/{operationId}` */
export interface OperationContext extends BareFetch<OperationInstance> {}

/** A place on the way. */
export interface OperationListInstance extends Callable<[operationId: string], OperationContext> {}

export type BulkListInstanceUpdateOptions = { profiles?: ReadonlyArray<{ traits?: unknown }> }

/** A record of Bulk. */
export interface BulkInstance {
  message: string
  toJSON(): Record<string, any>
}

/** update: `PUT /v1/Stores/{storeId}/Profiles/Bulk` */
export interface BulkListInstance extends RequiredJsonUpdate<BulkListInstanceUpdateOptions, BulkInstance> {}

export type DataMappingContextPatchOptions = { displayName?: string; description?: string; isEnabled?: boolean; mappingTo?: { type: string; mappings: ReadonlyArray<{ expression: string; traitGroup: string; traitName: string }> } }

export type DataMappingListInstanceCreateOptions = { displayName: string; description?: string; isEnabled?: boolean; mappingTo: { type: string; mappings: ReadonlyArray<{ expression: string; traitGroup: string; traitName: string }> }; mappingFrom: { type: string; columns: ReadonlyArray<string>; datasetId: string } }

export interface DataMappingListInstanceOptions {
  pageSize?: number
  pageToken?: string
  orderBy?: unknown
  type?: string
}

/** A record of DataMapping. */
export interface DataMappingInstance extends BareFetch<DataMappingInstance>, RequiredJsonPatch<DataMappingContextPatchOptions, DataMappingInstance>, BareRemove {
  message: string
  statusUrl: string
  displayName: string
  description: string
  isEnabled: boolean
  mappingTo: { type: string; mappings: Array<{ expression: string; traitGroup: string; traitName: string }> }
  mappingFrom: { type: string; columns: Array<string>; datasetId: string }
  id: string
  createdAt: Date
  updatedAt: Date
  version: number
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/ControlPlane/Stores/{storeId}/DataMappings/{dataMappingId}`; patch: `PATCH /v1/ControlPlane/Stores/{storeId}/DataMappings/{dataMappingId}`; remove: `DELETE /v1/ControlPlane/Stores/{storeId}/DataMappings/{dataMappingId}` */
export interface DataMappingContext extends BareFetch<DataMappingInstance>, RequiredJsonPatch<DataMappingContextPatchOptions, DataMappingInstance>, BareRemove {}

/** create: `POST /v1/ControlPlane/Stores/{storeId}/DataMappings`; list: `GET /v1/ControlPlane/Stores/{storeId}/DataMappings` */
export interface DataMappingListInstance extends Callable<[dataMappingId: string], DataMappingContext>, RequiredJsonCreate<DataMappingListInstanceCreateOptions, DataMappingInstance>, Listing<DataMappingListInstanceOptions, DataMappingInstance> {}

export type IdentityResolutionSettingListInstanceUpdateOptions = { identifierConfigs: ReadonlyArray<{ idType: string; matchingAlgo?: string; matchingThreshold?: number; limit?: number; limitPolicy?: string; enforceUnique?: boolean; normalization?: string }>; matchingRules: ReadonlyArray<string> }

/** A record of IdentityResolutionSetting. */
export interface IdentityResolutionSettingInstance {
  identifierConfigs: Array<{ idType: string; matchingAlgo: string; matchingThreshold: number; limit: number; limitPolicy: string; enforceUnique: boolean; normalization: string }>
  matchingRules: Array<string>
  version: number
  message: string
  statusUrl: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/ControlPlane/Stores/{storeId}/IdentityResolutionSettings`; update: `PUT /v1/ControlPlane/Stores/{storeId}/IdentityResolutionSettings` */
export interface IdentityResolutionSettingListInstance extends BareFetch<IdentityResolutionSettingInstance>, RequiredJsonUpdate<IdentityResolutionSettingListInstanceUpdateOptions, IdentityResolutionSettingInstance> {}

export type ImportListInstanceCreateOptions = { filename: string; fileSize: number; columnMappings: ReadonlyArray<{ columnName: string; traitGroup: string; traitName: string }> }

export interface ImportListInstanceOptions {
  pageSize?: number
  pageToken?: string
  orderBy?: unknown
}

/** A record of Import. */
export interface ImportInstance extends BareFetch<ImportInstance> {
  status: string
  filename: string
  createdAt: Date
  updatedAt: Date
  fileSize: number
  columnMappings: Array<{ columnName: string; traitGroup: string; traitName: string }>
  summary: { errors: number; warnings: number }
  imports: Array<string>
  meta: { key: any; pageSize: number; nextToken: string; previousToken: string }
  importId: string
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Stores/{storeId}/Profiles/Imports/{importId}` */
export interface ImportContext extends BareFetch<ImportInstance> {}

/** create: `POST /v1/Stores/{storeId}/Profiles/Imports`; list: `GET /v1/Stores/{storeId}/Profiles/Imports` */
export interface ImportListInstance extends Callable<[importId: string], ImportContext>, RequiredJsonCreate<ImportListInstanceCreateOptions, ImportInstance>, Listing<ImportListInstanceOptions, ImportInstance> {}

export type LookupListInstanceCreateOptions = { idType: string; value: string }

/** A record of Lookup. */
export interface LookupInstance {
  normalizedValue: string
  profiles: Array<string>
  toJSON(): Record<string, any>
}

/** create: `POST /v1/Stores/{storeId}/Profiles/Lookup` */
export interface LookupListInstance extends RequiredJsonCreate<LookupListInstanceCreateOptions, LookupInstance> {}

export interface TraitGroupContextFetchOptions {
  includeTraits?: boolean
  pageSize?: number
  pageToken?: string
  orderBy?: unknown
}

export type TraitGroupContextPatchOptions = { description?: string; traits?: unknown }

export type TraitGroupListInstanceCreateOptions = { displayName: string; description?: string; traits?: unknown }

export interface TraitGroupListInstanceOptions {
  includeTraits?: boolean
  pageSize?: number
  pageToken?: string
  orderBy?: unknown
}

/** A record of TraitGroup. */
export interface TraitGroupInstance extends OptionalFetch<TraitGroupContextFetchOptions, TraitGroupInstance>, RequiredJsonPatch<TraitGroupContextPatchOptions, TraitGroupInstance>, BareRemove {
  message: string
  statusUrl: string
  displayName: string
  description: string
  traits: any
  version: number
  traitGroup: { displayName: string; description: string; traits: any; version: number }
  meta: { key: string; pageSize: number; nextToken: string; previousToken: string }
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/ControlPlane/Stores/{storeId}/TraitGroups/{traitGroupName}`; patch: `PATCH /v1/ControlPlane/Stores/{storeId}/TraitGroups/{traitGroupName}`; remove: `DELETE /v1/ControlPlane/Stores/{storeId}/TraitGroups/{traitGroupName}` */
export interface TraitGroupContext extends OptionalFetch<TraitGroupContextFetchOptions, TraitGroupInstance>, RequiredJsonPatch<TraitGroupContextPatchOptions, TraitGroupInstance>, BareRemove {}

/** create: `POST /v1/ControlPlane/Stores/{storeId}/TraitGroups`; list: `GET /v1/ControlPlane/Stores/{storeId}/TraitGroups` */
export interface TraitGroupListInstance extends Callable<[traitGroupName: string], TraitGroupContext>, OptionalJsonCreate<TraitGroupListInstanceCreateOptions, TraitGroupInstance>, Listing<TraitGroupListInstanceOptions, TraitGroupInstance> {}

export type ConversationSummaryContextPatchOptions = { source?: string; content?: string; occurredAt?: string; conversationId?: string }

export type ConversationSummaryListInstanceCreateOptions = { summaries: ReadonlyArray<{ source?: string; content: string; occurredAt: string; conversationId: string }> }

export interface ConversationSummaryListInstanceOptions {
  pageSize?: number
  pageToken?: string
  conversationId?: string
  acceptEncoding?: string
}

/** A record of ConversationSummary. */
export interface ConversationSummaryInstance extends BareFetch<ConversationSummaryInstance>, RequiredJsonPatch<ConversationSummaryContextPatchOptions, ConversationSummaryInstance>, BareRemove {
  message: string
  source: string
  content: string
  occurredAt: Date
  conversationId: string
  id: string
  createdAt: Date
  updatedAt: Date
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Stores/{storeId}/Profiles/{profileId}/ConversationSummaries/{summaryId}`; patch: `PATCH /v1/Stores/{storeId}/Profiles/{profileId}/ConversationSummaries/{summaryId}`; remove: `DELETE /v1/Stores/{storeId}/Profiles/{profileId}/ConversationSummaries/{summaryId}` */
export interface ConversationSummaryContext extends BareFetch<ConversationSummaryInstance>, RequiredJsonPatch<ConversationSummaryContextPatchOptions, ConversationSummaryInstance>, BareRemove {}

/** create: `POST /v1/Stores/{storeId}/Profiles/{profileId}/ConversationSummaries`; list: `GET /v1/Stores/{storeId}/Profiles/{profileId}/ConversationSummaries` */
export interface ConversationSummaryListInstance extends Callable<[summaryId: string], ConversationSummaryContext>, RequiredJsonCreate<ConversationSummaryListInstanceCreateOptions, ConversationSummaryInstance>, Listing<ConversationSummaryListInstanceOptions, ConversationSummaryInstance> {}

export type IdentifierContextPatchOptions = { idType: string; oldValue: string; newValue: string }

export interface IdentifierContextRemoveOptions {
  removeAll?: boolean
}

export type IdentifierListInstanceCreateOptions = { idType: string; value: string }

/** A record of Identifier. */
export interface IdentifierInstance extends BareFetch<IdentifierInstance>, RequiredJsonPatch<IdentifierContextPatchOptions, IdentifierInstance>, OptionalRemove<IdentifierContextRemoveOptions> {
  message: string
  idType: string
  values: Array<string>
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Stores/{storeId}/Profiles/{profileId}/Identifiers/{idType}`; patch: `PATCH /v1/Stores/{storeId}/Profiles/{profileId}/Identifiers/{idType}`; remove: `DELETE /v1/Stores/{storeId}/Profiles/{profileId}/Identifiers/{idType}` */
export interface IdentifierContext extends BareFetch<IdentifierInstance>, RequiredJsonPatch<IdentifierContextPatchOptions, IdentifierInstance>, OptionalRemove<IdentifierContextRemoveOptions> {}

/** create: `POST /v1/Stores/{storeId}/Profiles/{profileId}/Identifiers` */
export interface IdentifierListInstance extends Callable<[idType: string], IdentifierContext>, RequiredJsonCreate<IdentifierListInstanceCreateOptions, IdentifierInstance> {}

export type ObservationContextPatchOptions = { content?: string; occurredAt?: string; source?: string; conversationIds?: ReadonlyArray<string> }

export type ObservationListInstanceCreateOptions = { observations: ReadonlyArray<{ content: string; occurredAt: string; source: string; conversationIds?: ReadonlyArray<string> }> }

export interface ObservationListInstanceOptions {
  pageSize?: number
  pageToken?: string
  orderBy?: unknown
  source?: string
  createdAfter?: Date | string
  createdBefore?: Date | string
  conversationId?: string
  acceptEncoding?: string
}

/** A record of Observation. */
export interface ObservationInstance extends BareFetch<ObservationInstance>, RequiredJsonPatch<ObservationContextPatchOptions, ObservationInstance>, BareRemove {
  message: string
  content: string
  occurredAt: Date
  source: string
  conversationIds: Array<string>
  id: string
  createdAt: Date
  updatedAt: Date
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Stores/{storeId}/Profiles/{profileId}/Observations/{observationId}`; patch: `PATCH /v1/Stores/{storeId}/Profiles/{profileId}/Observations/{observationId}`; remove: `DELETE /v1/Stores/{storeId}/Profiles/{profileId}/Observations/{observationId}` */
export interface ObservationContext extends BareFetch<ObservationInstance>, RequiredJsonPatch<ObservationContextPatchOptions, ObservationInstance>, BareRemove {}

/** create: `POST /v1/Stores/{storeId}/Profiles/{profileId}/Observations`; list: `GET /v1/Stores/{storeId}/Profiles/{profileId}/Observations` */
export interface ObservationListInstance extends Callable<[observationId: string], ObservationContext>, RequiredJsonCreate<ObservationListInstanceCreateOptions, ObservationInstance>, Listing<ObservationListInstanceOptions, ObservationInstance> {}

export type RecallListInstanceCreateOptions = { conversationId?: string; query?: string; beginDate?: string; endDate?: string; communicationsLimit?: number; observationsLimit?: number; summariesLimit?: number; relevanceThreshold?: number }

/** A record of Recall. */
export interface RecallInstance {
  observations: Array<{ content: string; occurredAt: string; source: string; conversationIds: Array<string>; id: string; createdAt: string; updatedAt: string; score: number }>
  summaries: Array<{ source: string; content: string; occurredAt: string; conversationId: string; id: string; createdAt: string; updatedAt: string; score: number }>
  communications: Array<{ id: string; channelId: string; content: { text: string }; createdAt: string; updatedAt: string; author: { id: string; name: string; type: string; profileId: string; address: string; channel: string }; recipients: Array<{ id: string; name: string; type: string; profileId: string; address: string; channel: string; deliveryStatus: string }> }>
  meta: { queryTime: number }
  toJSON(): Record<string, any>
}

/** create: `POST /v1/Stores/{storeId}/Profiles/{profileId}/Recall` */
export interface RecallListInstance extends RequiredJsonCreate<RecallListInstanceCreateOptions, RecallInstance> {}

export interface TraitListInstanceOptions {
  pageSize?: number
  pageToken?: string
  orderBy?: unknown
  traitGroups?: string
}

/** A record of Trait. */
export interface TraitInstance {
  name: string
  value: any
  traitGroup: string
  timestamp: Date
  toJSON(): Record<string, any>
}

/** list: `GET /v1/Stores/{storeId}/Profiles/{profileId}/Traits` */
export interface TraitListInstance extends Listing<TraitListInstanceOptions, TraitInstance> {}

export interface RevisionListInstanceOptions {
  pageSize?: number
  pageToken?: string
  acceptEncoding?: string
}

/** A record of Revision. */
export interface RevisionInstance {
  content: string
  occurredAt: Date
  source: string
  conversationIds: Array<string>
  id: string
  createdAt: Date
  updatedAt: Date
  toJSON(): Record<string, any>
}

/** list: `GET /v1/Stores/{storeId}/Profiles/{profileId}/Observations/{observationId}/Revisions` */
export interface RevisionListInstance extends Listing<RevisionListInstanceOptions, RevisionInstance> {}

/** Version v1 of memory. */
export interface MemoryV1 {
  readonly stores: StoreListInstance
  profiles(storeId: string): ProfileListInstance
  profiles(storeId: string, profileId: string): ProfileContext
  readonly operations: OperationListInstance
  bulk(storeId: string): BulkListInstance
  dataMappings(storeId: string): DataMappingListInstance
  dataMappings(storeId: string, dataMappingId: string): DataMappingContext
  identityResolutionSettings(storeId: string): IdentityResolutionSettingListInstance
  imports(storeId: string): ImportListInstance
  imports(storeId: string, importId: string): ImportContext
  lookup(storeId: string): LookupListInstance
  traitGroups(storeId: string): TraitGroupListInstance
  traitGroups(storeId: string, traitGroupName: string): TraitGroupContext
  conversationSummaries(storeId: string, profileId: string): ConversationSummaryListInstance
  conversationSummaries(storeId: string, profileId: string, summaryId: string): ConversationSummaryContext
  identifiers(storeId: string, profileId: string): IdentifierListInstance
  identifiers(storeId: string, profileId: string, idType: string): IdentifierContext
  observations(storeId: string, profileId: string): ObservationListInstance
  observations(storeId: string, profileId: string, observationId: string): ObservationContext
  recall(storeId: string, profileId: string): RecallListInstance
  traits(storeId: string, profileId: string): TraitListInstance
  revisions(storeId: string, profileId: string, observationId: string): RevisionListInstance
}
