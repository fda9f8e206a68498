// Made by packages/sdk/generate/main.ts. Do not edit.
import type { BareCreate, BareFetch, BareRemove, Callable, Listing, OptionalUpdate, RequiredCreate, RequiredUpdate } from '../../rest/types.ts'

export type SinkSinkType = "kinesis" | "webhook" | "segment" | "email"

export type SinkStatus = "initialized" | "validating" | "active" | "failed"

export interface EventTypeListInstanceOptions {
  schemaId?: string
}

/** A record of EventType. */
export interface EventTypeInstance extends BareFetch<EventTypeInstance> {
  type: string
  schemaId: string
  dateCreated: Date
  dateUpdated: Date
  description: string
  status: string
  documentationUrl: string
  url: string
  links: Record<string, string>
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Types/{Type}` */
export interface EventTypeContext extends BareFetch<EventTypeInstance> {}

/** list: `GET /v1/Types` */
export interface EventTypeListInstance extends Callable<[type: string], EventTypeContext>, Listing<EventTypeListInstanceOptions, EventTypeInstance> {}

export interface SinkContextUpdateOptions {
  description: string
}

export interface SinkListInstanceOptions {
  inUse?: boolean
  status?: string
}

export interface SinkListInstanceCreateOptions {
  description: string
  sinkConfiguration: unknown
  sinkType: SinkSinkType
}

/** A record of Sink. */
export interface SinkInstance extends BareFetch<SinkInstance>, RequiredUpdate<SinkContextUpdateOptions, SinkInstance>, BareRemove {
  dateCreated: Date
  dateUpdated: Date
  description: string
  sid: string
  sinkConfiguration: any
  sinkType: SinkSinkType
  status: SinkStatus
  url: string
  links: Record<string, string>
  sinkTest(): SinkTestListInstance
  sinkValidate(): SinkValidateListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Sinks/{Sid}`; update: `POST /v1/Sinks/{Sid}`; remove: `DELETE /v1/Sinks/{Sid}` */
export interface SinkContext extends BareFetch<SinkInstance>, RequiredUpdate<SinkContextUpdateOptions, SinkInstance>, BareRemove {
  readonly sinkTest: SinkTestListInstance
  readonly sinkValidate: SinkValidateListInstance
}

/** list: `GET /v1/Sinks`; create: `POST /v1/Sinks` */
export interface SinkListInstance extends Callable<[sid: string], SinkContext>, Listing<SinkListInstanceOptions, SinkInstance>, RequiredCreate<SinkListInstanceCreateOptions, SinkInstance> {}

/** A record of SinkTest. */
export interface SinkTestInstance {
  result: string
  toJSON(): Record<string, any>
}

/** create: `POST /v1/Sinks/{Sid}/Test` */
export interface SinkTestListInstance extends BareCreate<SinkTestInstance> {}

export interface SinkValidateListInstanceCreateOptions {
  testId: string
}

/** A record of SinkValidate. */
export interface SinkValidateInstance {
  result: string
  toJSON(): Record<string, any>
}

/** create: `POST /v1/Sinks/{Sid}/Validate` */
export interface SinkValidateListInstance extends RequiredCreate<SinkValidateListInstanceCreateOptions, SinkValidateInstance> {}

export interface SubscriptionContextUpdateOptions {
  description?: string
}

export interface SubscriptionListInstanceOptions {
  sinkSid?: string
}

export interface SubscriptionListInstanceCreateOptions {
  description: string
  sinkSid: string
  types: ReadonlyArray<unknown>
}

/** A record of Subscription. */
export interface SubscriptionInstance extends BareFetch<SubscriptionInstance>, OptionalUpdate<SubscriptionContextUpdateOptions, SubscriptionInstance>, BareRemove {
  accountSid: string
  sid: string
  dateCreated: Date
  dateUpdated: Date
  description: string
  sinkSid: string
  url: string
  links: Record<string, string>
  subscribedEvents(): SubscribedEventListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Subscriptions/{Sid}`; update: `POST /v1/Subscriptions/{Sid}`; remove: `DELETE /v1/Subscriptions/{Sid}` */
export interface SubscriptionContext extends BareFetch<SubscriptionInstance>, OptionalUpdate<SubscriptionContextUpdateOptions, SubscriptionInstance>, BareRemove {
  readonly subscribedEvents: SubscribedEventListInstance
}

/** list: `GET /v1/Subscriptions`; create: `POST /v1/Subscriptions` */
export interface SubscriptionListInstance extends Callable<[sid: string], SubscriptionContext>, Listing<SubscriptionListInstanceOptions, SubscriptionInstance>, RequiredCreate<SubscriptionListInstanceCreateOptions, SubscriptionInstance> {}

export interface SubscribedEventContextUpdateOptions {
  schemaVersion?: number
}

export interface SubscribedEventListInstanceCreateOptions {
  type: string
  schemaVersion?: number
}

/** A record of SubscribedEvent. */
export interface SubscribedEventInstance extends BareFetch<SubscribedEventInstance>, OptionalUpdate<SubscribedEventContextUpdateOptions, SubscribedEventInstance>, BareRemove {
  accountSid: string
  type: string
  schemaVersion: number
  subscriptionSid: string
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Subscriptions/{SubscriptionSid}/SubscribedEvents/{Type}`; update: `POST /v1/Subscriptions/{SubscriptionSid}/SubscribedEvents/{Type}`; remove: `DELETE /v1/Subscriptions/{SubscriptionSid}/SubscribedEvents/{Type}` */
export interface SubscribedEventContext extends BareFetch<SubscribedEventInstance>, OptionalUpdate<SubscribedEventContextUpdateOptions, SubscribedEventInstance>, BareRemove {}

/** list: `GET /v1/Subscriptions/{SubscriptionSid}/SubscribedEvents`; create: `POST /v1/Subscriptions/{SubscriptionSid}/SubscribedEvents` */
export interface SubscribedEventListInstance extends Callable<[type: string], SubscribedEventContext>, Listing<unknown, SubscribedEventInstance>, RequiredCreate<SubscribedEventListInstanceCreateOptions, SubscribedEventInstance> {}

/** A record of Schema. */
export interface SchemaInstance extends BareFetch<SchemaInstance> {
  id: string
  url: string
  links: Record<string, string>
  latestVersionDateCreated: Date
  latestVersion: number
  versions(): SchemaVersionListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Schemas/{Id}` */
export interface SchemaContext extends BareFetch<SchemaInstance> {
  readonly versions: SchemaVersionListInstance
}

/** A place on the way. */
export interface SchemaListInstance extends Callable<[id: string], SchemaContext> {}

/** A record of SchemaVersion. */
export interface SchemaVersionInstance extends BareFetch<SchemaVersionInstance> {
  id: string
  schemaVersion: number
  dateCreated: Date
  url: string
  raw: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Schemas/{Id}/Versions/{SchemaVersion}` */
export interface SchemaVersionContext extends BareFetch<SchemaVersionInstance> {}

/** list: `GET /v1/Schemas/{Id}/Versions` */
export interface SchemaVersionListInstance extends Callable<[schemaVersion: string], SchemaVersionContext>, Listing<unknown, SchemaVersionInstance> {}

/** Version v1 of events. */
export interface EventsV1 {
  readonly eventTypes: EventTypeListInstance
  readonly sinks: SinkListInstance
  readonly subscriptions: SubscriptionListInstance
  readonly schemas: SchemaListInstance
}
