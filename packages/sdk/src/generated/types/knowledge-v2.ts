// Made by packages/sdk/generate/main.ts. Do not edit.
import type { BareFetch, BareRemove, Callable, Listing, OptionalJsonCreate, OptionalJsonUpdate, RequiredJsonCreate, RequiredJsonUpdate } from '../../rest/types.ts'

export type KnowledgeBasisContextUpdateOptions = { displayName?: string; description?: string }

export type KnowledgeBasisListInstanceCreateOptions = { displayName: string; description?: string }

export interface KnowledgeBasisListInstanceOptions {
  pageSize?: number
  pageToken?: string
  orderBy?: unknown
}

/** A record of KnowledgeBasis. */
export interface KnowledgeBasisInstance extends BareFetch<KnowledgeBasisInstance>, RequiredJsonUpdate<KnowledgeBasisContextUpdateOptions, KnowledgeBasisInstance>, BareRemove {
  message: string
  statusUrl: string
  displayName: string
  description: string
  id: string
  status: string
  createdAt: Date
  updatedAt: Date
  version: number
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/ControlPlane/KnowledgeBases/{kbId}`; update: `PATCH /v2/ControlPlane/KnowledgeBases/{kbId}`; remove: `DELETE /v2/ControlPlane/KnowledgeBases/{kbId}` */
export interface KnowledgeBasisContext extends BareFetch<KnowledgeBasisInstance>, RequiredJsonUpdate<KnowledgeBasisContextUpdateOptions, KnowledgeBasisInstance>, BareRemove {}

/** create: `POST /v2/ControlPlane/KnowledgeBases`; list: `GET /v2/ControlPlane/KnowledgeBases` */
export interface KnowledgeBasisListInstance extends Callable<[kbId: string], KnowledgeBasisContext>, RequiredJsonCreate<KnowledgeBasisListInstanceCreateOptions, KnowledgeBasisInstance>, Listing<KnowledgeBasisListInstanceOptions, KnowledgeBasisInstance> {}

export type KnowledgeContextUpdateOptions = { name: string; description?: string; source?: { type: string; content: string; url: string; crawlDepth?: number; crawlPeriod?: string; errors?: ReadonlyArray<{ title: string; instances: ReadonlyArray<{ type: string; code: number; instance: string; detail?: string }> }>; fileName: string; fileSize: number; mimeType: string; importUrl?: string; uploadExpiration?: string } } & { refresh?: string }

export type KnowledgeListInstanceCreateOptions = { name: string; description?: string; source?: { type: string; content: string; url: string; crawlDepth?: number; crawlPeriod?: string; errors?: ReadonlyArray<{ title: string; instances: ReadonlyArray<{ type: string; code: number; instance: string; detail?: string }> }>; fileName: string; fileSize: number; mimeType: string; importUrl?: string; uploadExpiration?: string } }

export interface KnowledgeListInstanceOptions {
  page?: number
  pageSize?: number
  pageToken?: string
}

/** A record of Knowledge. */
export interface KnowledgeInstance extends BareFetch<KnowledgeInstance>, OptionalJsonUpdate<KnowledgeContextUpdateOptions, KnowledgeInstance>, BareRemove {
  name: string
  description: string
  source: { type: string; content: string; url: string; crawlDepth: number; crawlPeriod: string; errors: Array<{ title: string; instances: Array<{ type: string; code: number; instance: string; detail: string }> }>; fileName: string; fileSize: number; mimeType: string; importUrl: string; uploadExpiration: string }
  id: string
  status: string
  createdAt: Date
  updatedAt: Date
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/KnowledgeBases/{kbId}/Knowledge/{knowledgeId}`; update: `PATCH /v2/KnowledgeBases/{kbId}/Knowledge/{knowledgeId}`; remove: `DELETE /v2/KnowledgeBases/{kbId}/Knowledge/{knowledgeId}` */
export interface KnowledgeContext extends BareFetch<KnowledgeInstance>, OptionalJsonUpdate<KnowledgeContextUpdateOptions, KnowledgeInstance>, BareRemove {}

/** create: `POST /v2/KnowledgeBases/{kbId}/Knowledge`; list: `GET /v2/KnowledgeBases/{kbId}/Knowledge` */
export interface KnowledgeListInstance extends Callable<[knowledgeId: string], KnowledgeContext>, RequiredJsonCreate<KnowledgeListInstanceCreateOptions, KnowledgeInstance>, Listing<KnowledgeListInstanceOptions, KnowledgeInstance> {}

export type SearchListInstanceCreateOptions = { query: string; top: number; knowledgeIds?: ReadonlyArray<string> }

/** A record of Search. */
export interface SearchInstance {
  chunks: Array<{ content: string; createdAt: string; chunkIndex: number; documentTitle: string; documentUrl: string; documentNumber: number; score: number; knowledgeId: string }>
  toJSON(): Record<string, any>
}

/** create: `POST /v2/KnowledgeBases/{kbId}/Search` */
export interface SearchListInstance extends OptionalJsonCreate<SearchListInstanceCreateOptions, SearchInstance> {}

/** A record of Operation. */
export interface OperationInstance extends BareFetch<OperationInstance> {
  operationId: string
  status: string
  createdAt: Date
  statusUrl: string
  completedAt: Date
  result: { id: string; type: string }
  error: { type: string; title: string; code: number; detail: string }
  resultUrl: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/ControlPlane/Operations/{operationId}` */
export interface OperationContext extends BareFetch<OperationInstance> {}

/** A place on the way. */
export interface OperationListInstance extends Callable<[operationId: string], OperationContext> {}

export interface ChunkListInstanceOptions {
  pageSize?: number
  pageToken?: string
}

/** A record of Chunk. */
export interface ChunkInstance {
  content: string
  createdAt: Date
  chunkIndex: number
  documentTitle: string
  documentUrl: string
  documentNumber: number
  toJSON(): Record<string, any>
}

/** list: `GET /v2/KnowledgeBases/{kbId}/Knowledge/{knowledgeId}/Chunks` */
export interface ChunkListInstance extends Listing<ChunkListInstanceOptions, ChunkInstance> {}

/** Version v2 of knowledge. */
export interface KnowledgeV2 {
  readonly knowledgeBases: KnowledgeBasisListInstance
  knowledge(kbId: string): KnowledgeListInstance
  knowledge(kbId: string, knowledgeId: string): KnowledgeContext
  search(kbId: string): SearchListInstance
  readonly operations: OperationListInstance
  chunks(kbId: string, knowledgeId: string): ChunkListInstance
}
