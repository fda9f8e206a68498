// Made by packages/sdk/generate/main.ts. Do not edit.
import type { BareFetch, Callable, Listing, OptionalJsonCreate, OptionalJsonPatch, OptionalJsonUpdate, OptionalRemove, RequiredJsonCreate } from '../../rest/types.ts'

export type ConversationContextUpdateOptions = { name?: string; status: string; metadata?: unknown }

export type ConversationContextPatchOptions = { name?: string; status?: string; configuration?: { statusCallbacks?: ReadonlyArray<{ url: string; method?: string }> }; metadata?: unknown }

export interface ConversationContextRemoveOptions {
  idempotencyKey?: string
}

export type ConversationListInstanceCreateOptions = { configurationId: string; name?: string; configuration?: { intelligenceConfigurationIds?: ReadonlyArray<string>; traitExtractionStrategyIds?: ReadonlyArray<string>; observationExtractionStrategyIds?: ReadonlyArray<string>; workflows?: ReadonlyArray<{ flowId: string }> }; participants?: ReadonlyArray<{ name?: string; type?: string; profileId?: string; addresses?: ReadonlyArray<{ channel: string; address: string; channelId?: string }> }>; metadata?: unknown }

export interface ConversationListInstanceOptions {
  status?: ReadonlyArray<unknown>
  channelId?: string
  pageSize?: number
  pageToken?: string
}

/** A record of Conversation. */
export interface ConversationInstance extends BareFetch<ConversationInstance>, OptionalJsonUpdate<ConversationContextUpdateOptions, ConversationInstance>, OptionalJsonPatch<ConversationContextPatchOptions, ConversationInstance>, OptionalRemove<ConversationContextRemoveOptions> {
  statusUrl: string
  related: any
  id: string
  accountId: string
  configurationId: string
  status: string
  name: string
  createdAt: Date
  updatedAt: Date
  configuration: { displayName: string; description: string; conversationGroupingType: string; memoryStoreId: string; channelSettings: any; statusCallbacks: Array<{ url: string; method: string }>; intelligenceConfigurationIds: Array<string>; traitExtractionStrategyIds: Array<string>; observationExtractionStrategyIds: Array<string>; memoryExtractionEnabled: boolean; conversationsV1Bridge: { serviceId: string } }
  metadata: any
  participants: Array<{ id: string; conversationId: string; accountId: string; name: string; type: string; profileId: string; addresses: Array<{ channel: string; address: string; channelId: string }>; createdAt: string; updatedAt: string }>
  actionId: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/Conversations/{id}`; update: `PUT /v2/Conversations/{id}`; patch: `PATCH /v2/Conversations/{id}`; remove: `DELETE /v2/Conversations/{id}` */
export interface ConversationContext extends BareFetch<ConversationInstance>, OptionalJsonUpdate<ConversationContextUpdateOptions, ConversationInstance>, OptionalJsonPatch<ConversationContextPatchOptions, ConversationInstance>, OptionalRemove<ConversationContextRemoveOptions> {}

/** create: `POST /v2/Conversations`; list: `GET /v2/Conversations` */
export interface ConversationListInstance extends Callable<[id: string], ConversationContext>, OptionalJsonCreate<ConversationListInstanceCreateOptions, ConversationInstance>, Listing<ConversationListInstanceOptions, ConversationInstance> {}

export type ConfigurationContextUpdateOptions = { displayName?: string; description: string; conversationGroupingType: string; memoryStoreId: string; channelSettings: unknown; statusCallbacks?: ReadonlyArray<{ url: string; method?: string }>; intelligenceConfigurationIds?: ReadonlyArray<string>; memoryExtractionEnabled?: boolean; conversationsV1Bridge?: { serviceId: string } }

export type ConfigurationContextPatchOptions = { displayName?: string; description?: string; conversationGroupingType?: string; memoryStoreId?: string; channelSettings?: unknown; statusCallbacks?: ReadonlyArray<{ url: string; method?: string }>; intelligenceConfigurationIds?: ReadonlyArray<string>; memoryExtractionEnabled?: boolean; conversationsV1Bridge?: { serviceId: string } }

export interface ConfigurationContextRemoveOptions {
  idempotencyKey?: string
}

export type ConfigurationListInstanceCreateOptions = { displayName: string; description: string; conversationGroupingType: string; memoryStoreId: string; channelSettings?: unknown; statusCallbacks?: ReadonlyArray<{ url: string; method?: string }>; intelligenceConfigurationIds?: ReadonlyArray<string>; memoryExtractionEnabled?: boolean; conversationsV1Bridge?: { serviceId: string } }

export interface ConfigurationListInstanceOptions {
  pageSize?: number
  pageToken?: string
  memoryStoreId?: string
}

/** A record of Configuration. */
export interface ConfigurationInstance extends BareFetch<ConfigurationInstance>, OptionalJsonUpdate<ConfigurationContextUpdateOptions, ConfigurationInstance>, OptionalJsonPatch<ConfigurationContextPatchOptions, ConfigurationInstance>, OptionalRemove<ConfigurationContextRemoveOptions> {
  id: string
  displayName: string
  description: string
  conversationGroupingType: string
  memoryStoreId: string
  channelSettings: any
  statusCallbacks: Array<{ url: string; method: string }>
  intelligenceConfigurationIds: Array<string>
  traitExtractionStrategyIds: Array<string>
  observationExtractionStrategyIds: Array<string>
  memoryExtractionEnabled: boolean
  conversationsV1Bridge: { serviceId: string }
  createdAt: Date
  updatedAt: Date
  version: number
  statusUrl: string
  related: any
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/ControlPlane/Configurations/{id}`; update: `PUT /v2/ControlPlane/Configurations/{id}`; patch: `PATCH /v2/ControlPlane/Configurations/{id}`; remove: `DELETE /v2/ControlPlane/Configurations/{id}` */
export interface ConfigurationContext extends BareFetch<ConfigurationInstance>, OptionalJsonUpdate<ConfigurationContextUpdateOptions, ConfigurationInstance>, OptionalJsonPatch<ConfigurationContextPatchOptions, ConfigurationInstance>, OptionalRemove<ConfigurationContextRemoveOptions> {}

/** create: `POST /v2/ControlPlane/Configurations`; list: `GET /v2/ControlPlane/Configurations` */
export interface ConfigurationListInstance extends Callable<[id: string], ConfigurationContext>, OptionalJsonCreate<ConfigurationListInstanceCreateOptions, ConfigurationInstance>, Listing<ConfigurationListInstanceOptions, ConfigurationInstance> {}

export type ActionListInstanceCreateOptions = { type: string; payload: { from: { participantId?: string; address?: string; channel?: string }; to: ReadonlyArray<{ participantId?: string; address?: string; channel?: string }>; content: { text?: string; contentId?: string; variables?: unknown; mediaUrls?: ReadonlyArray<string> }; channelSettings?: unknown } }

/** A record of Action. */
export interface ActionInstance extends BareFetch<ActionInstance> {
  id: string
  type: string
  status: string
  conversationId: string
  related: any
  createdAt: Date
  updatedAt: Date
  completedAt: Date
  failureReason: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/Conversations/{ConversationId}/Actions/{actionId}` */
export interface ActionContext extends BareFetch<ActionInstance> {}

/** create: `POST /v2/Conversations/{ConversationId}/Actions` */
export interface ActionListInstance extends Callable<[actionId: string], ActionContext>, RequiredJsonCreate<ActionListInstanceCreateOptions, ActionInstance> {}

export type CommunicationListInstanceCreateOptions = { author: { address: string; channel: string; participantId?: string }; content: { type: string; text: string; transcription?: { channel?: number; confidence?: number; engine?: string } }; channelId?: string; resourceId?: string; recipients: ReadonlyArray<{ address: string; channel: string; participantId?: string }>; occurredAt?: string }

export interface CommunicationListInstanceOptions {
  channelId?: string
  pageSize?: number
  pageToken?: string
}

/** A record of Communication. */
export interface CommunicationInstance extends BareFetch<CommunicationInstance> {
  id: string
  conversationId: string
  accountId: string
  author: { address: string; channel: string; participantId: string }
  content: { type: string; text: string; transcription: { channel: number; confidence: number; engine: string; words: Array<{ text: string; startTime: string; endTime: string }> } }
  channelId: string
  resourceId: string
  recipients: Array<{ address: string; channel: string; participantId: string; deliveryStatus: string }>
  createdAt: Date
  updatedAt: Date
  occurredAt: Date
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/Conversations/{ConversationId}/Communications/{id}` */
export interface CommunicationContext extends BareFetch<CommunicationInstance> {}

/** create: `POST /v2/Conversations/{ConversationId}/Communications`; list: `GET /v2/Conversations/{ConversationId}/Communications` */
export interface CommunicationListInstance extends Callable<[id: string], CommunicationContext>, OptionalJsonCreate<CommunicationListInstanceCreateOptions, CommunicationInstance>, Listing<CommunicationListInstanceOptions, CommunicationInstance> {}

export type ParticipantContextUpdateOptions = { name?: string; type?: string; profileId?: string; addresses?: ReadonlyArray<{ channel: string; address: string; channelId?: string }> }

export type ParticipantListInstanceCreateOptions = { name?: string; type?: string; profileId?: string; addresses: ReadonlyArray<{ channel: string; address: string; channelId?: string }> }

export interface ParticipantListInstanceOptions {
  pageSize?: number
  pageToken?: string
}

/** A record of Participant. */
export interface ParticipantInstance extends BareFetch<ParticipantInstance>, OptionalJsonUpdate<ParticipantContextUpdateOptions, ParticipantInstance> {
  id: string
  conversationId: string
  accountId: string
  name: string
  type: string
  profileId: string
  addresses: Array<{ channel: string; address: string; channelId: string }>
  createdAt: Date
  updatedAt: Date
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/Conversations/{ConversationId}/Participants/{id}`; update: `PUT /v2/Conversations/{ConversationId}/Participants/{id}` */
export interface ParticipantContext extends BareFetch<ParticipantInstance>, OptionalJsonUpdate<ParticipantContextUpdateOptions, ParticipantInstance> {}

/** create: `POST /v2/Conversations/{ConversationId}/Participants`; list: `GET /v2/Conversations/{ConversationId}/Participants` */
export interface ParticipantListInstance extends Callable<[id: string], ParticipantContext>, OptionalJsonCreate<ParticipantListInstanceCreateOptions, ParticipantInstance>, Listing<ParticipantListInstanceOptions, ParticipantInstance> {}

/** A record of Operation. */
export interface OperationInstance extends BareFetch<OperationInstance> {
  operationId: string
  status: string
  createdAt: Date
  completedAt: Date
  statusUrl: string
  error: { type: string; title: string; status: number; detail: string; instance: string }
  related: any
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/ControlPlane/Operations/{id}` */
export interface OperationContext extends BareFetch<OperationInstance> {}

/** A place on the way. */
export interface OperationListInstance extends Callable<[id: string], OperationContext> {}

/** Version v2 of conversations. */
export interface ConversationsV2 {
  readonly conversations: ConversationListInstance
  readonly configurations: ConfigurationListInstance
  actions(conversationId: string): ActionListInstance
  actions(conversationId: string, actionId: string): ActionContext
  communications(conversationId: string): CommunicationListInstance
  communications(conversationId: string, id: string): CommunicationContext
  participants(conversationId: string): ParticipantListInstance
  participants(conversationId: string, id: string): ParticipantContext
  readonly operations: OperationListInstance
}
