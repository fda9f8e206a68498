// Made by packages/sdk/generate/main.ts. Do not edit.
import type { BareFetch, BareRemove, Callable, Listing, OptionalJsonUpdate, RequiredJsonCreate } from '../../rest/types.ts'

export type KnowledgeContextUpdateOptions = { description?: string; knowledgeSourceDetails?: unknown; name?: string; policy?: { description?: string; id?: string; name?: string; policyDetails: unknown; type?: string }; type?: string; embeddingModel?: string }

export interface KnowledgeListInstanceOptions {
  pageSize?: number
  tags?: string
}

export type KnowledgeListInstanceCreateOptions = { description?: string; knowledgeSourceDetails?: unknown; name: string; policy?: { description?: string; id?: string; name?: string; policyDetails: unknown; type?: string }; type: string; embeddingModel?: string }

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

/** Version v1 of knowledge. */
export interface KnowledgeV1 {
  readonly knowledge: KnowledgeListInstance
}
