// Made by packages/sdk/generate/main.ts. Do not edit.
import type { BareFetch, BareRemove, Callable, Listing, RequiredJsonCreate, RequiredJsonUpdate } from '../../rest/types.ts'

export interface ConversationListInstanceOptions {
  pageSize?: number
  pageToken?: string
  createdAtBefore?: Date | string
  createdAtAfter?: Date | string
  status?: unknown
  channelId?: string
  channels?: ReadonlyArray<unknown>
  conversationConfigurationId?: string
  intelligenceConfigurationIds?: ReadonlyArray<string>
  operatorIds?: ReadonlyArray<string>
}

/** A record of Conversation. */
export interface ConversationInstance extends BareFetch<ConversationInstance> {
  id: string
  accountId: string
  name: string
  status: string
  createdAt: Date
  updatedAt: Date
  intelligenceConfigurationIds: Array<string>
  conversationConfigurationId: string
  channels: Array<string>
  channelIds: Array<string>
  participants: Array<{ id: string; name: string; type: string; addressValues: Array<string> }>
  communications: Array<{ id: string; participantId: string; content: { text: string }; createdAt: string }>
  operatorResultIds: Array<string>
  toJSON(): Record<string, any>
}

/** fetch: `GET /v3/Conversations/{id}` */
export interface ConversationContext extends BareFetch<ConversationInstance> {}

/** list: `GET /v3/Conversations` */
export interface ConversationListInstance extends Callable<[id: string], ConversationContext>, Listing<ConversationListInstanceOptions, ConversationInstance> {}

export interface OperatorResultListInstanceOptions {
  conversationId?: string
  intelligenceConfigurationId?: string
  operatorId?: string
  pageSize?: number
  pageToken?: string
}

/** A record of OperatorResult. */
export interface OperatorResultInstance extends BareFetch<OperatorResultInstance>, BareRemove {
  outputFormat: string
  id: string
  accountId: string
  intelligenceConfiguration: { id: string; ruleId: string; version: number }
  conversationId: string
  operator: { id: string; version: number; parameters: any }
  dateCreated: Date
  referenceIds: Array<string>
  executionDetails: { trigger: { on: string; timestamp: string }; communications: { first: string; last: string }; channels: Array<string>; participants: Array<{ id: string; profileId: string; type: string }>; resolvedContext: { memory: { profileId: string; memoryStoreId: string }; knowledge: { sources: Array<{ baseId: string; sourceId: string }> } } }
  metadata: { system: { resolvedModel: string; latencyMs: number; inputCharacters: number; outputCharacters: number; inputTruncated: boolean } }
  result: { entities: Array<{ text: string; label: string }> }
  toJSON(): Record<string, any>
}

/** fetch: `GET /v3/OperatorResults/{operatorResultId}`; remove: `DELETE /v3/OperatorResults/{operatorResultId}` */
export interface OperatorResultContext extends BareFetch<OperatorResultInstance>, BareRemove {}

/** list: `GET /v3/OperatorResults` */
export interface OperatorResultListInstance extends Callable<[operatorResultId: string], OperatorResultContext>, Listing<OperatorResultListInstanceOptions, OperatorResultInstance> {}

export type RuleExecutionListInstanceCreateOptions = { intelligenceConfigurationId: string; ruleId: string; conversationId: string; rule?: { operators: ReadonlyArray<{ id: string; parameters: unknown }> } }

/** A record of RuleExecution. */
export interface RuleExecutionInstance {
  toJSON(): Record<string, any>
}

/** create: `POST /v3/RuleExecutions` */
export interface RuleExecutionListInstance extends RequiredJsonCreate<RuleExecutionListInstanceCreateOptions, RuleExecutionInstance> {}

export type ConfigurationContextUpdateOptions = { displayName: string; description?: string; rules: ReadonlyArray<{ id?: string; operators: ReadonlyArray<{ id: string; version?: number; parameters?: unknown }>; triggers?: ReadonlyArray<{ on: string; parameters?: { count?: number } }>; actions: ReadonlyArray<{ type: string; method: string; url: string }>; context?: { memory?: { enabled?: boolean }; knowledge?: { bases: ReadonlyArray<string> } } }> }

export type ConfigurationListInstanceCreateOptions = { displayName: string; description?: string; rules: ReadonlyArray<{ operators: ReadonlyArray<{ id: string; version?: number; parameters?: unknown }>; triggers?: ReadonlyArray<{ on: string; parameters?: { count?: number } }>; actions: ReadonlyArray<{ type: string; method: string; url: string }>; context?: { memory?: { enabled?: boolean }; knowledge?: { bases: ReadonlyArray<string> } } }> }

export interface ConfigurationListInstanceOptions {
  pageSize?: number
  pageToken?: string
}

/** A record of Configuration. */
export interface ConfigurationInstance extends BareFetch<ConfigurationInstance>, RequiredJsonUpdate<ConfigurationContextUpdateOptions, ConfigurationInstance>, BareRemove {
  accountId: string
  id: string
  displayName: string
  description: string
  version: number
  rules: Array<{ id: string; operators: Array<{ id: string; version: number; parameters: any }>; triggers: Array<{ on: string; parameters: { count: number } }>; actions: Array<{ type: string; method: string; url: string }>; context: { memory: { enabled: boolean }; knowledge: { bases: Array<string> } } }>
  dateCreated: Date
  dateUpdated: Date
  toJSON(): Record<string, any>
}

/** fetch: `GET /v3/ControlPlane/Configurations/{id}`; update: `PUT /v3/ControlPlane/Configurations/{id}`; remove: `DELETE /v3/ControlPlane/Configurations/{id}` */
export interface ConfigurationContext extends BareFetch<ConfigurationInstance>, RequiredJsonUpdate<ConfigurationContextUpdateOptions, ConfigurationInstance>, BareRemove {}

/** create: `POST /v3/ControlPlane/Configurations`; list: `GET /v3/ControlPlane/Configurations` */
export interface ConfigurationListInstance extends Callable<[id: string], ConfigurationContext>, RequiredJsonCreate<ConfigurationListInstanceCreateOptions, ConfigurationInstance>, Listing<ConfigurationListInstanceOptions, ConfigurationInstance> {}

export type OperatorContextUpdateOptions = { id?: string; displayName?: string; description?: string; version?: number; author?: string; prompt?: string; outputFormat?: string; outputSchema?: unknown; trainingExamples?: ReadonlyArray<{ input: string; output: string }>; context?: { memory?: { enabled?: boolean }; knowledge?: { enabled?: boolean } }; parameters?: unknown }

export type OperatorListInstanceCreateOptions = { id?: string; displayName?: string; description?: string; version?: number; author?: string; prompt?: string; outputFormat?: string; outputSchema?: unknown; trainingExamples?: ReadonlyArray<{ input: string; output: string }>; context?: { memory?: { enabled?: boolean }; knowledge?: { enabled?: boolean } }; parameters?: unknown }

export interface OperatorListInstanceOptions {
  pageSize?: number
  pageToken?: string
}

/** A record of Operator. */
export interface OperatorInstance extends BareFetch<OperatorInstance>, RequiredJsonUpdate<OperatorContextUpdateOptions, OperatorInstance>, BareRemove {
  id: string
  displayName: string
  description: string
  version: number
  author: string
  prompt: string
  outputFormat: string
  outputSchema: any
  trainingExamples: Array<{ input: string; output: string }>
  context: { memory: { enabled: boolean }; knowledge: { enabled: boolean } }
  parameters: any
  toJSON(): Record<string, any>
}

/** fetch: `GET /v3/ControlPlane/Operators/{id}`; update: `PUT /v3/ControlPlane/Operators/{id}`; remove: `DELETE /v3/ControlPlane/Operators/{id}` */
export interface OperatorContext extends BareFetch<OperatorInstance>, RequiredJsonUpdate<OperatorContextUpdateOptions, OperatorInstance>, BareRemove {}

/** create: `POST /v3/ControlPlane/Operators`; list: `GET /v3/ControlPlane/Operators` */
export interface OperatorListInstance extends Callable<[id: string], OperatorContext>, RequiredJsonCreate<OperatorListInstanceCreateOptions, OperatorInstance>, Listing<OperatorListInstanceOptions, OperatorInstance> {}

export interface VersionListInstanceOptions {
  pageSize?: number
  pageToken?: string
}

/** A record of Version. */
export interface VersionInstance extends BareFetch<VersionInstance> {
  id: string
  displayName: string
  description: string
  version: number
  author: string
  prompt: string
  outputFormat: string
  outputSchema: any
  trainingExamples: Array<{ input: string; output: string }>
  context: { memory: { enabled: boolean }; knowledge: { enabled: boolean } }
  parameters: any
  status: string
  dateCreated: Date
  dateDeprecated: Date
  retirementDate: Date
  dateRetired: Date
  toJSON(): Record<string, any>
}

/** fetch: `GET /v3/ControlPlane/Operators/{id}/Versions/{versionParam}` */
export interface VersionContext extends BareFetch<VersionInstance> {}

/** list: `GET /v3/ControlPlane/Operators/{id}/Versions` */
export interface VersionListInstance extends Callable<[versionParam: string], VersionContext>, Listing<VersionListInstanceOptions, VersionInstance> {}

/** Version v3 of intelligence. */
export interface IntelligenceV3 {
  readonly conversations: ConversationListInstance
  readonly operatorResults: OperatorResultListInstance
  readonly ruleExecutions: RuleExecutionListInstance
  readonly configurations: ConfigurationListInstance
  readonly operators: OperatorListInstance
  versions(id: string): VersionListInstance
  versions(id: string, versionParam: string): VersionContext
}
