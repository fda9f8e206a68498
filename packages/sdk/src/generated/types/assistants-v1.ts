// Made by packages/sdk/generate/main.ts. Do not edit.
import type { BareCreate, BareFetch, BareRemove, Callable, Listing, OptionalJsonUpdate, RequiredJsonCreate } from '../../rest/types.ts'

export type AssistantContextUpdateOptions = { customerAi?: { perceptionEngineEnabled: boolean; personalizationEngineEnabled: boolean }; name?: string; owner?: string; personalityPrompt?: string; segmentCredential?: { profileApiKey?: string; spaceId?: string; writeKey?: string } }

export type AssistantListInstanceCreateOptions = { customerAi?: { perceptionEngineEnabled: boolean; personalizationEngineEnabled: boolean }; name: string; owner?: string; personalityPrompt?: string; segmentCredential?: { profileApiKey?: string; spaceId?: string; writeKey?: string } }

/** A record of Assistant. */
export interface AssistantInstance extends BareFetch<AssistantInstance>, OptionalJsonUpdate<AssistantContextUpdateOptions, AssistantInstance>, BareRemove {
  accountSid: string
  customerAi: any
  id: string
  model: string
  name: string
  owner: string
  url: string
  personalityPrompt: string
  dateCreated: Date
  dateUpdated: Date
  knowledge: Array<{ description: string; id: string; accountSid: string; knowledgeSourceDetails: any; name: string; status: string; type: string; url: string; embeddingModel: string; dateCreated: string; dateUpdated: string }>
  tools: Array<{ accountSid: string; description: string; enabled: boolean; id: string; meta: any; name: string; requiresAuth: boolean; type: string; url: string; dateCreated: string; dateUpdated: string }>
  messages(): MessageListInstance
  feedbacks(): FeedbackListInstance
  assistantsKnowledge(): KnowledgeByAssistantListInstance
  assistantsTools(): ToolsByAssistantListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Assistants/{id}`; update: `PUT /v1/Assistants/{id}`; remove: `DELETE /v1/Assistants/{id}` */
export interface AssistantContext extends BareFetch<AssistantInstance>, OptionalJsonUpdate<AssistantContextUpdateOptions, AssistantInstance>, BareRemove {
  readonly messages: MessageListInstance
  readonly feedbacks: FeedbackListInstance
  readonly assistantsKnowledge: KnowledgeByAssistantListInstance
  readonly assistantsTools: ToolsByAssistantListInstance
}

/** list: `GET /v1/Assistants`; create: `POST /v1/Assistants` */
export interface AssistantListInstance extends Callable<[id: string], AssistantContext>, Listing<unknown, AssistantInstance>, RequiredJsonCreate<AssistantListInstanceCreateOptions, AssistantInstance> {}

export type MessageListInstanceCreateOptions = { identity: string; sessionId?: string; body: string; webhook?: string; mode?: string }

/** A record of Message. */
export interface MessageInstance {
  status: string
  flagged: boolean
  aborted: boolean
  sessionId: string
  accountSid: string
  body: string
  error: string
  toJSON(): Record<string, any>
}

/** create: `POST /v1/Assistants/{id}/Messages` */
export interface MessageListInstance extends RequiredJsonCreate<MessageListInstanceCreateOptions, MessageInstance> {}

export type FeedbackListInstanceCreateOptions = { messageId?: string; score?: number; sessionId: string; text?: string }

/** A record of Feedback. */
export interface FeedbackInstance {
  assistantId: string
  id: string
  accountSid: string
  userSid: string
  messageId: string
  score: number
  sessionId: string
  text: string
  dateCreated: Date
  dateUpdated: Date
  toJSON(): Record<string, any>
}

/** list: `GET /v1/Assistants/{id}/Feedbacks`; create: `POST /v1/Assistants/{id}/Feedbacks` */
export interface FeedbackListInstance extends Listing<unknown, FeedbackInstance>, RequiredJsonCreate<FeedbackListInstanceCreateOptions, FeedbackInstance> {}

/** A record of KnowledgeByAssistant. */
export interface KnowledgeByAssistantInstance extends BareCreate<KnowledgeByAssistantInstance>, BareRemove {
  description: string
  id: string
  accountSid: string
  knowledgeSourceDetails: any
  name: string
  status: string
  type: string
  url: string
  embeddingModel: string
  dateCreated: Date
  dateUpdated: Date
  toJSON(): Record<string, any>
}

/** create: `POST /v1/Assistants/{assistantId}/Knowledge/{id}`; remove: `DELETE /v1/Assistants/{assistantId}/Knowledge/{id}` */
export interface KnowledgeByAssistantContext extends BareCreate<KnowledgeByAssistantInstance>, BareRemove {}

/** list: `GET /v1/Assistants/{assistantId}/Knowledge` */
export interface KnowledgeByAssistantListInstance extends Callable<[id: string], KnowledgeByAssistantContext>, Listing<unknown, KnowledgeByAssistantInstance> {}

/** A record of ToolsByAssistant. */
export interface ToolsByAssistantInstance extends BareCreate<ToolsByAssistantInstance>, BareRemove {
  accountSid: string
  description: string
  enabled: boolean
  id: string
  meta: any
  name: string
  requiresAuth: boolean
  type: string
  url: string
  dateCreated: Date
  dateUpdated: Date
  toJSON(): Record<string, any>
}

/** create: `POST /v1/Assistants/{assistantId}/Tools/{id}`; remove: `DELETE /v1/Assistants/{assistantId}/Tools/{id}` */
export interface ToolsByAssistantContext extends BareCreate<ToolsByAssistantInstance>, BareRemove {}

/** list: `GET /v1/Assistants/{assistantId}/Tools` */
export interface ToolsByAssistantListInstance extends Callable<[id: string], ToolsByAssistantContext>, Listing<unknown, ToolsByAssistantInstance> {}

export type KnowledgeContextUpdateOptions = { description?: string; knowledgeSourceDetails?: unknown; name?: string; policy?: { description?: string; id?: string; name?: string; policyDetails: unknown; type?: string }; type?: string; embeddingModel?: string }

export interface KnowledgeListInstanceOptions {
  assistantId?: string
}

export type KnowledgeListInstanceCreateOptions = { assistantId?: string; description?: string; knowledgeSourceDetails?: unknown; name: string; policy?: { description?: string; id?: string; name?: string; policyDetails: unknown; type?: string }; type: string; embeddingModel?: string }

/** A record of Knowledge. */
export interface KnowledgeInstance extends BareFetch<KnowledgeInstance>, OptionalJsonUpdate<KnowledgeContextUpdateOptions, KnowledgeInstance>, BareRemove {
  description: string
  id: string
  accountSid: string
  knowledgeSourceDetails: any
  name: string
  status: string
  type: string
  url: string
  embeddingModel: string
  dateCreated: Date
  dateUpdated: Date
  chunks(): KnowledgeChunksListInstance
  knowledgeStatus(): KnowledgeStatusListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Knowledge/{id}`; update: `PUT /v1/Knowledge/{id}`; remove: `DELETE /v1/Knowledge/{id}` */
export interface KnowledgeContext extends BareFetch<KnowledgeInstance>, OptionalJsonUpdate<KnowledgeContextUpdateOptions, KnowledgeInstance>, BareRemove {
  readonly chunks: KnowledgeChunksListInstance
  readonly knowledgeStatus: KnowledgeStatusListInstance
}

/** list: `GET /v1/Knowledge`; create: `POST /v1/Knowledge` */
export interface KnowledgeListInstance extends Callable<[id: string], KnowledgeContext>, Listing<KnowledgeListInstanceOptions, KnowledgeInstance>, RequiredJsonCreate<KnowledgeListInstanceCreateOptions, KnowledgeInstance> {}

/** A record of KnowledgeChunks. */
export interface KnowledgeChunksInstance {
  accountSid: string
  content: string
  metadata: any
  dateCreated: Date
  dateUpdated: Date
  toJSON(): Record<string, any>
}

/** list: `GET /v1/Knowledge/{id}/Chunks` */
export interface KnowledgeChunksListInstance extends Listing<unknown, KnowledgeChunksInstance> {}

/** A record of KnowledgeStatus. */
export interface KnowledgeStatusInstance extends BareFetch<KnowledgeStatusInstance> {
  accountSid: string
  status: string
  lastStatus: string
  dateUpdated: Date
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Knowledge/{id}/Status` */
export interface KnowledgeStatusContext extends BareFetch<KnowledgeStatusInstance> {}

/** A place on the way. */
export interface KnowledgeStatusListInstance extends Callable<[], KnowledgeStatusContext> {}

export type ToolContextUpdateOptions = { assistantId?: string; description?: string; enabled?: boolean; meta?: unknown; name?: string; policy?: { description?: string; id?: string; name?: string; policyDetails: unknown; type?: string }; type?: string }

export interface ToolListInstanceOptions {
  assistantId?: string
}

export type ToolListInstanceCreateOptions = { assistantId?: string; description?: string; enabled: boolean; meta?: unknown; name: string; policy?: { description?: string; id?: string; name?: string; policyDetails: unknown; type?: string }; type: string }

/** A record of Tool. */
export interface ToolInstance extends BareFetch<ToolInstance>, OptionalJsonUpdate<ToolContextUpdateOptions, ToolInstance>, BareRemove {
  accountSid: string
  description: string
  enabled: boolean
  id: string
  meta: any
  name: string
  requiresAuth: boolean
  type: string
  url: string
  dateCreated: Date
  dateUpdated: Date
  policies: Array<{ id: string; name: string; description: string; accountSid: string; userSid: string; type: string; policyDetails: any; dateCreated: string; dateUpdated: string }>
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Tools/{id}`; update: `PUT /v1/Tools/{id}`; remove: `DELETE /v1/Tools/{id}` */
export interface ToolContext extends BareFetch<ToolInstance>, OptionalJsonUpdate<ToolContextUpdateOptions, ToolInstance>, BareRemove {}

/** list: `GET /v1/Tools`; create: `POST /v1/Tools` */
export interface ToolListInstance extends Callable<[id: string], ToolContext>, Listing<ToolListInstanceOptions, ToolInstance>, RequiredJsonCreate<ToolListInstanceCreateOptions, ToolInstance> {}

export interface PoliciesListInstanceOptions {
  toolId?: string
  knowledgeId?: string
}

/** A record of Policies. */
export interface PoliciesInstance {
  id: string
  name: string
  description: string
  accountSid: string
  userSid: string
  type: string
  policyDetails: any
  dateCreated: Date
  dateUpdated: Date
  toJSON(): Record<string, any>
}

/** list: `GET /v1/Policies` */
export interface PoliciesListInstance extends Listing<PoliciesListInstanceOptions, PoliciesInstance> {}

/** A record of Session. */
export interface SessionInstance extends BareFetch<SessionInstance> {
  id: string
  accountSid: string
  assistantId: string
  verified: boolean
  identity: string
  dateCreated: Date
  dateUpdated: Date
  messages(): MessagesListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Sessions/{id}` */
export interface SessionContext extends BareFetch<SessionInstance> {
  readonly messages: MessagesListInstance
}

/** list: `GET /v1/Sessions` */
export interface SessionListInstance extends Callable<[id: string], SessionContext>, Listing<unknown, SessionInstance> {}

/** A record of Messages. */
export interface MessagesInstance {
  id: string
  accountSid: string
  assistantId: string
  sessionId: string
  identity: string
  role: string
  content: any
  meta: any
  dateCreated: Date
  dateUpdated: Date
  toJSON(): Record<string, any>
}

/** list: `GET /v1/Sessions/{sessionId}/Messages` */
export interface MessagesListInstance extends Listing<unknown, MessagesInstance> {}

/** Version v1 of assistants. */
export interface AssistantsV1 {
  readonly assistants: AssistantListInstance
  readonly knowledge: KnowledgeListInstance
  readonly tools: ToolListInstance
  readonly policies: PoliciesListInstance
  readonly sessions: SessionListInstance
}
