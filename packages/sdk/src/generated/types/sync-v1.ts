// Made by packages/sdk/generate/main.ts. Do not edit.
import type { BareFetch, BareRemove, Callable, Listing, OptionalCreate, OptionalRemove, OptionalUpdate, RequiredCreate, RequiredUpdate } from '../../rest/types.ts'

export type SyncListItemQueryFromBoundType = "inclusive" | "exclusive"

export type SyncListItemQueryResultOrder = "asc" | "desc"

export type SyncMapItemQueryFromBoundType = "inclusive" | "exclusive"

export type SyncMapItemQueryResultOrder = "asc" | "desc"

export interface ServiceContextUpdateOptions {
  webhookUrl?: string
  friendlyName?: string
  reachabilityWebhooksEnabled?: boolean
  aclEnabled?: boolean
  reachabilityDebouncingEnabled?: boolean
  reachabilityDebouncingWindow?: number
  webhooksFromRestEnabled?: boolean
}

export interface ServiceListInstanceCreateOptions {
  friendlyName?: string
  webhookUrl?: string
  reachabilityWebhooksEnabled?: boolean
  aclEnabled?: boolean
  reachabilityDebouncingEnabled?: boolean
  reachabilityDebouncingWindow?: number
  webhooksFromRestEnabled?: boolean
}

/** A record of Service. */
export interface ServiceInstance extends BareFetch<ServiceInstance>, OptionalUpdate<ServiceContextUpdateOptions, ServiceInstance>, BareRemove {
  sid: string
  uniqueName: string
  accountSid: string
  friendlyName: string
  dateCreated: Date
  dateUpdated: Date
  url: string
  webhookUrl: string
  webhooksFromRestEnabled: boolean
  reachabilityWebhooksEnabled: boolean
  aclEnabled: boolean
  reachabilityDebouncingEnabled: boolean
  reachabilityDebouncingWindow: number
  links: Record<string, string>
  documents(): DocumentListInstance
  syncLists(): SyncListListInstance
  syncMaps(): SyncMapListInstance
  syncStreams(): SyncStreamListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Services/{Sid}`; update: `POST /v1/Services/{Sid}`; remove: `DELETE /v1/Services/{Sid}` */
export interface ServiceContext extends BareFetch<ServiceInstance>, OptionalUpdate<ServiceContextUpdateOptions, ServiceInstance>, BareRemove {
  readonly documents: DocumentListInstance
  readonly syncLists: SyncListListInstance
  readonly syncMaps: SyncMapListInstance
  readonly syncStreams: SyncStreamListInstance
}

/** list: `GET /v1/Services`; create: `POST /v1/Services` */
export interface ServiceListInstance extends Callable<[sid: string], ServiceContext>, Listing<unknown, ServiceInstance>, OptionalCreate<ServiceListInstanceCreateOptions, ServiceInstance> {}

export interface DocumentContextUpdateOptions {
  data?: unknown
  ttl?: number
  ifMatch?: string
}

export interface DocumentListInstanceCreateOptions {
  uniqueName?: string
  data?: unknown
  ttl?: number
}

/** A record of Document. */
export interface DocumentInstance extends BareFetch<DocumentInstance>, OptionalUpdate<DocumentContextUpdateOptions, DocumentInstance>, BareRemove {
  sid: string
  uniqueName: string
  accountSid: string
  serviceSid: string
  url: string
  links: Record<string, string>
  revision: string
  data: any
  dateExpires: Date
  dateCreated: Date
  dateUpdated: Date
  createdBy: string
  documentPermissions(): DocumentPermissionListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Services/{ServiceSid}/Documents/{Sid}`; update: `POST /v1/Services/{ServiceSid}/Documents/{Sid}`; remove: `DELETE /v1/Services/{ServiceSid}/Documents/{Sid}` */
export interface DocumentContext extends BareFetch<DocumentInstance>, OptionalUpdate<DocumentContextUpdateOptions, DocumentInstance>, BareRemove {
  readonly documentPermissions: DocumentPermissionListInstance
}

/** list: `GET /v1/Services/{ServiceSid}/Documents`; create: `POST /v1/Services/{ServiceSid}/Documents` */
export interface DocumentListInstance extends Callable<[sid: string], DocumentContext>, Listing<unknown, DocumentInstance>, OptionalCreate<DocumentListInstanceCreateOptions, DocumentInstance> {}

export interface DocumentPermissionContextUpdateOptions {
  read: boolean
  write: boolean
  manage: boolean
}

/** A record of DocumentPermission. */
export interface DocumentPermissionInstance extends BareFetch<DocumentPermissionInstance>, RequiredUpdate<DocumentPermissionContextUpdateOptions, DocumentPermissionInstance>, BareRemove {
  accountSid: string
  serviceSid: string
  documentSid: string
  identity: string
  read: boolean
  write: boolean
  manage: boolean
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Services/{ServiceSid}/Documents/{DocumentSid}/Permissions/{Identity}`; update: `POST /v1/Services/{ServiceSid}/Documents/{DocumentSid}/Permissions/{Identity}`; remove: `DELETE /v1/Services/{ServiceSid}/Documents/{DocumentSid}/Permissions/{Identity}` */
export interface DocumentPermissionContext extends BareFetch<DocumentPermissionInstance>, RequiredUpdate<DocumentPermissionContextUpdateOptions, DocumentPermissionInstance>, BareRemove {}

/** list: `GET /v1/Services/{ServiceSid}/Documents/{DocumentSid}/Permissions` */
export interface DocumentPermissionListInstance extends Callable<[identity: string], DocumentPermissionContext>, Listing<unknown, DocumentPermissionInstance> {}

export interface SyncListContextUpdateOptions {
  ttl?: number
  collectionTtl?: number
}

export interface SyncListListInstanceCreateOptions {
  uniqueName?: string
  ttl?: number
  collectionTtl?: number
}

/** A record of SyncList. */
export interface SyncListInstance extends BareFetch<SyncListInstance>, OptionalUpdate<SyncListContextUpdateOptions, SyncListInstance>, BareRemove {
  sid: string
  uniqueName: string
  accountSid: string
  serviceSid: string
  url: string
  links: Record<string, string>
  revision: string
  dateExpires: Date
  dateCreated: Date
  dateUpdated: Date
  createdBy: string
  syncListItems(): SyncListItemListInstance
  syncListPermissions(): SyncListPermissionListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Services/{ServiceSid}/Lists/{Sid}`; update: `POST /v1/Services/{ServiceSid}/Lists/{Sid}`; remove: `DELETE /v1/Services/{ServiceSid}/Lists/{Sid}` */
export interface SyncListContext extends BareFetch<SyncListInstance>, OptionalUpdate<SyncListContextUpdateOptions, SyncListInstance>, BareRemove {
  readonly syncListItems: SyncListItemListInstance
  readonly syncListPermissions: SyncListPermissionListInstance
}

/** list: `GET /v1/Services/{ServiceSid}/Lists`; create: `POST /v1/Services/{ServiceSid}/Lists` */
export interface SyncListListInstance extends Callable<[sid: string], SyncListContext>, Listing<unknown, SyncListInstance>, OptionalCreate<SyncListListInstanceCreateOptions, SyncListInstance> {}

export interface SyncListItemContextUpdateOptions {
  data?: unknown
  ttl?: number
  itemTtl?: number
  collectionTtl?: number
  ifMatch?: string
}

export interface SyncListItemContextRemoveOptions {
  ifMatch?: string
}

export interface SyncListItemListInstanceOptions {
  order?: SyncListItemQueryResultOrder
  from?: string
  bounds?: SyncListItemQueryFromBoundType
}

export interface SyncListItemListInstanceCreateOptions {
  data: unknown
  ttl?: number
  itemTtl?: number
  collectionTtl?: number
}

/** A record of SyncListItem. */
export interface SyncListItemInstance extends BareFetch<SyncListItemInstance>, OptionalUpdate<SyncListItemContextUpdateOptions, SyncListItemInstance>, OptionalRemove<SyncListItemContextRemoveOptions> {
  index: number
  accountSid: string
  serviceSid: string
  listSid: string
  url: string
  revision: string
  data: any
  dateExpires: Date
  dateCreated: Date
  dateUpdated: Date
  createdBy: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Services/{ServiceSid}/Lists/{ListSid}/Items/{Index}`; update: `POST /v1/Services/{ServiceSid}/Lists/{ListSid}/Items/{Index}`; remove: `DELETE /v1/Services/{ServiceSid}/Lists/{ListSid}/Items/{Index}` */
export interface SyncListItemContext extends BareFetch<SyncListItemInstance>, OptionalUpdate<SyncListItemContextUpdateOptions, SyncListItemInstance>, OptionalRemove<SyncListItemContextRemoveOptions> {}

/** list: `GET /v1/Services/{ServiceSid}/Lists/{ListSid}/Items`; create: `POST /v1/Services/{ServiceSid}/Lists/{ListSid}/Items` */
export interface SyncListItemListInstance extends Callable<[index: string], SyncListItemContext>, Listing<SyncListItemListInstanceOptions, SyncListItemInstance>, RequiredCreate<SyncListItemListInstanceCreateOptions, SyncListItemInstance> {}

export interface SyncListPermissionContextUpdateOptions {
  read: boolean
  write: boolean
  manage: boolean
}

/** A record of SyncListPermission. */
export interface SyncListPermissionInstance extends BareFetch<SyncListPermissionInstance>, RequiredUpdate<SyncListPermissionContextUpdateOptions, SyncListPermissionInstance>, BareRemove {
  accountSid: string
  serviceSid: string
  listSid: string
  identity: string
  read: boolean
  write: boolean
  manage: boolean
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Services/{ServiceSid}/Lists/{ListSid}/Permissions/{Identity}`; update: `POST /v1/Services/{ServiceSid}/Lists/{ListSid}/Permissions/{Identity}`; remove: `DELETE /v1/Services/{ServiceSid}/Lists/{ListSid}/Permissions/{Identity}` */
export interface SyncListPermissionContext extends BareFetch<SyncListPermissionInstance>, RequiredUpdate<SyncListPermissionContextUpdateOptions, SyncListPermissionInstance>, BareRemove {}

/** list: `GET /v1/Services/{ServiceSid}/Lists/{ListSid}/Permissions` */
export interface SyncListPermissionListInstance extends Callable<[identity: string], SyncListPermissionContext>, Listing<unknown, SyncListPermissionInstance> {}

export interface SyncMapContextUpdateOptions {
  ttl?: number
  collectionTtl?: number
}

export interface SyncMapListInstanceCreateOptions {
  uniqueName?: string
  ttl?: number
  collectionTtl?: number
}

/** A record of SyncMap. */
export interface SyncMapInstance extends BareFetch<SyncMapInstance>, OptionalUpdate<SyncMapContextUpdateOptions, SyncMapInstance>, BareRemove {
  sid: string
  uniqueName: string
  accountSid: string
  serviceSid: string
  url: string
  links: Record<string, string>
  revision: string
  dateExpires: Date
  dateCreated: Date
  dateUpdated: Date
  createdBy: string
  syncMapItems(): SyncMapItemListInstance
  syncMapPermissions(): SyncMapPermissionListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Services/{ServiceSid}/Maps/{Sid}`; update: `POST /v1/Services/{ServiceSid}/Maps/{Sid}`; remove: `DELETE /v1/Services/{ServiceSid}/Maps/{Sid}` */
export interface SyncMapContext extends BareFetch<SyncMapInstance>, OptionalUpdate<SyncMapContextUpdateOptions, SyncMapInstance>, BareRemove {
  readonly syncMapItems: SyncMapItemListInstance
  readonly syncMapPermissions: SyncMapPermissionListInstance
}

/** list: `GET /v1/Services/{ServiceSid}/Maps`; create: `POST /v1/Services/{ServiceSid}/Maps` */
export interface SyncMapListInstance extends Callable<[sid: string], SyncMapContext>, Listing<unknown, SyncMapInstance>, OptionalCreate<SyncMapListInstanceCreateOptions, SyncMapInstance> {}

export interface SyncMapItemContextUpdateOptions {
  data?: unknown
  ttl?: number
  itemTtl?: number
  collectionTtl?: number
  ifMatch?: string
}

export interface SyncMapItemContextRemoveOptions {
  ifMatch?: string
}

export interface SyncMapItemListInstanceOptions {
  order?: SyncMapItemQueryResultOrder
  from?: string
  bounds?: SyncMapItemQueryFromBoundType
}

export interface SyncMapItemListInstanceCreateOptions {
  key: string
  data: unknown
  ttl?: number
  itemTtl?: number
  collectionTtl?: number
}

/** A record of SyncMapItem. */
export interface SyncMapItemInstance extends BareFetch<SyncMapItemInstance>, OptionalUpdate<SyncMapItemContextUpdateOptions, SyncMapItemInstance>, OptionalRemove<SyncMapItemContextRemoveOptions> {
  key: string
  accountSid: string
  serviceSid: string
  mapSid: string
  url: string
  revision: string
  data: any
  dateExpires: Date
  dateCreated: Date
  dateUpdated: Date
  createdBy: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Services/{ServiceSid}/Maps/{MapSid}/Items/{Key}`; update: `POST /v1/Services/{ServiceSid}/Maps/{MapSid}/Items/{Key}`; remove: `DELETE /v1/Services/{ServiceSid}/Maps/{MapSid}/Items/{Key}` */
export interface SyncMapItemContext extends BareFetch<SyncMapItemInstance>, OptionalUpdate<SyncMapItemContextUpdateOptions, SyncMapItemInstance>, OptionalRemove<SyncMapItemContextRemoveOptions> {}

/** list: `GET /v1/Services/{ServiceSid}/Maps/{MapSid}/Items`; create: `POST /v1/Services/{ServiceSid}/Maps/{MapSid}/Items` */
export interface SyncMapItemListInstance extends Callable<[key: string], SyncMapItemContext>, Listing<SyncMapItemListInstanceOptions, SyncMapItemInstance>, RequiredCreate<SyncMapItemListInstanceCreateOptions, SyncMapItemInstance> {}

export interface SyncMapPermissionContextUpdateOptions {
  read: boolean
  write: boolean
  manage: boolean
}

/** A record of SyncMapPermission. */
export interface SyncMapPermissionInstance extends BareFetch<SyncMapPermissionInstance>, RequiredUpdate<SyncMapPermissionContextUpdateOptions, SyncMapPermissionInstance>, BareRemove {
  accountSid: string
  serviceSid: string
  mapSid: string
  identity: string
  read: boolean
  write: boolean
  manage: boolean
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Services/{ServiceSid}/Maps/{MapSid}/Permissions/{Identity}`; update: `POST /v1/Services/{ServiceSid}/Maps/{MapSid}/Permissions/{Identity}`; remove: `DELETE /v1/Services/{ServiceSid}/Maps/{MapSid}/Permissions/{Identity}` */
export interface SyncMapPermissionContext extends BareFetch<SyncMapPermissionInstance>, RequiredUpdate<SyncMapPermissionContextUpdateOptions, SyncMapPermissionInstance>, BareRemove {}

/** list: `GET /v1/Services/{ServiceSid}/Maps/{MapSid}/Permissions` */
export interface SyncMapPermissionListInstance extends Callable<[identity: string], SyncMapPermissionContext>, Listing<unknown, SyncMapPermissionInstance> {}

export interface SyncStreamContextUpdateOptions {
  ttl?: number
}

export interface SyncStreamListInstanceCreateOptions {
  uniqueName?: string
  ttl?: number
}

/** A record of SyncStream. */
export interface SyncStreamInstance extends BareFetch<SyncStreamInstance>, OptionalUpdate<SyncStreamContextUpdateOptions, SyncStreamInstance>, BareRemove {
  sid: string
  uniqueName: string
  accountSid: string
  serviceSid: string
  url: string
  links: Record<string, string>
  dateExpires: Date
  dateCreated: Date
  dateUpdated: Date
  createdBy: string
  streamMessages(): StreamMessageListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Services/{ServiceSid}/Streams/{Sid}`; update: `POST /v1/Services/{ServiceSid}/Streams/{Sid}`; remove: `DELETE /v1/Services/{ServiceSid}/Streams/{Sid}` */
export interface SyncStreamContext extends BareFetch<SyncStreamInstance>, OptionalUpdate<SyncStreamContextUpdateOptions, SyncStreamInstance>, BareRemove {
  readonly streamMessages: StreamMessageListInstance
}

/** list: `GET /v1/Services/{ServiceSid}/Streams`; create: `POST /v1/Services/{ServiceSid}/Streams` */
export interface SyncStreamListInstance extends Callable<[sid: string], SyncStreamContext>, Listing<unknown, SyncStreamInstance>, OptionalCreate<SyncStreamListInstanceCreateOptions, SyncStreamInstance> {}

export interface StreamMessageListInstanceCreateOptions {
  data: unknown
}

/** A record of StreamMessage. */
export interface StreamMessageInstance {
  sid: string
  data: any
  toJSON(): Record<string, any>
}

/** create: `POST /v1/Services/{ServiceSid}/Streams/{StreamSid}/Messages` */
export interface StreamMessageListInstance extends RequiredCreate<StreamMessageListInstanceCreateOptions, StreamMessageInstance> {}

/** Version v1 of sync. */
export interface SyncV1 {
  readonly services: ServiceListInstance
}
