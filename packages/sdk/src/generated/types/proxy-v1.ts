// Made by packages/sdk/generate/main.ts. Do not edit.
import type { BareFetch, BareRemove, Callable, Listing, OptionalCreate, OptionalUpdate, RequiredCreate } from '../../rest/types.ts'

export type InteractionResourceStatus = "accepted" | "answered" | "busy" | "canceled" | "completed" | "deleted" | "delivered" | "delivery-unknown" | "failed" | "in-progress" | "initiated" | "no-answer" | "queued" | "received" | "receiving" | "ringing" | "scheduled" | "sending" | "sent" | "undelivered" | "unknown"

export type InteractionType = "message" | "voice" | "unknown"

export type MessageInteractionResourceStatus = "accepted" | "answered" | "busy" | "canceled" | "completed" | "deleted" | "delivered" | "delivery-unknown" | "failed" | "in-progress" | "initiated" | "no-answer" | "queued" | "received" | "receiving" | "ringing" | "scheduled" | "sending" | "sent" | "undelivered" | "unknown"

export type MessageInteractionType = "message" | "voice" | "unknown"

export type ServiceGeoMatchLevel = "area-code" | "overlay" | "radius" | "country"

export type ServiceNumberSelectionBehavior = "avoid-sticky" | "prefer-sticky"

export type SessionMode = "message-only" | "voice-only" | "voice-and-message"

export type SessionStatus = "open" | "in-progress" | "closed" | "failed" | "unknown"

export interface ServiceContextUpdateOptions {
  uniqueName?: string
  defaultTtl?: number
  callbackUrl?: string
  geoMatchLevel?: ServiceGeoMatchLevel
  numberSelectionBehavior?: ServiceNumberSelectionBehavior
  interceptCallbackUrl?: string
  outOfSessionCallbackUrl?: string
  chatInstanceSid?: string
}

export interface ServiceListInstanceCreateOptions {
  uniqueName: string
  defaultTtl?: number
  callbackUrl?: string
  geoMatchLevel?: ServiceGeoMatchLevel
  numberSelectionBehavior?: ServiceNumberSelectionBehavior
  interceptCallbackUrl?: string
  outOfSessionCallbackUrl?: string
  chatInstanceSid?: string
}

/** A record of Service. */
export interface ServiceInstance extends BareFetch<ServiceInstance>, OptionalUpdate<ServiceContextUpdateOptions, ServiceInstance>, BareRemove {
  sid: string
  uniqueName: string
  accountSid: string
  chatInstanceSid: string
  callbackUrl: string
  defaultTtl: number
  numberSelectionBehavior: ServiceNumberSelectionBehavior
  geoMatchLevel: ServiceGeoMatchLevel
  interceptCallbackUrl: string
  outOfSessionCallbackUrl: string
  dateCreated: Date
  dateUpdated: Date
  url: string
  links: Record<string, string>
  phoneNumbers(): PhoneNumberListInstance
  sessions(): SessionListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Services/{Sid}`; update: `POST /v1/Services/{Sid}`; remove: `DELETE /v1/Services/{Sid}` */
export interface ServiceContext extends BareFetch<ServiceInstance>, OptionalUpdate<ServiceContextUpdateOptions, ServiceInstance>, BareRemove {
  readonly phoneNumbers: PhoneNumberListInstance
  readonly sessions: SessionListInstance
}

/** list: `GET /v1/Services`; create: `POST /v1/Services` */
export interface ServiceListInstance extends Callable<[sid: string], ServiceContext>, Listing<unknown, ServiceInstance>, RequiredCreate<ServiceListInstanceCreateOptions, ServiceInstance> {}

export interface PhoneNumberContextUpdateOptions {
  isReserved?: boolean
}

export interface PhoneNumberListInstanceCreateOptions {
  sid?: string
  phoneNumber?: string
  isReserved?: boolean
}

/** A record of PhoneNumber. */
export interface PhoneNumberInstance extends BareFetch<PhoneNumberInstance>, OptionalUpdate<PhoneNumberContextUpdateOptions, PhoneNumberInstance>, BareRemove {
  sid: string
  accountSid: string
  serviceSid: string
  dateCreated: Date
  dateUpdated: Date
  phoneNumber: string
  friendlyName: string
  isoCountry: string
  capabilities: { mms: boolean; sms: boolean; voice: boolean; fax: boolean }
  url: string
  isReserved: boolean
  inUse: number
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Services/{ServiceSid}/PhoneNumbers/{Sid}`; update: `POST /v1/Services/{ServiceSid}/PhoneNumbers/{Sid}`; remove: `DELETE /v1/Services/{ServiceSid}/PhoneNumbers/{Sid}` */
export interface PhoneNumberContext extends BareFetch<PhoneNumberInstance>, OptionalUpdate<PhoneNumberContextUpdateOptions, PhoneNumberInstance>, BareRemove {}

/** list: `GET /v1/Services/{ServiceSid}/PhoneNumbers`; create: `POST /v1/Services/{ServiceSid}/PhoneNumbers` */
export interface PhoneNumberListInstance extends Callable<[sid: string], PhoneNumberContext>, Listing<unknown, PhoneNumberInstance>, OptionalCreate<PhoneNumberListInstanceCreateOptions, PhoneNumberInstance> {}

export interface SessionContextUpdateOptions {
  dateExpiry?: Date | string
  ttl?: number
  status?: SessionStatus
}

export interface SessionListInstanceCreateOptions {
  uniqueName?: string
  dateExpiry?: Date | string
  ttl?: number
  mode?: SessionMode
  status?: SessionStatus
  participants?: ReadonlyArray<unknown>
}

/** A record of Session. */
export interface SessionInstance extends BareFetch<SessionInstance>, OptionalUpdate<SessionContextUpdateOptions, SessionInstance>, BareRemove {
  sid: string
  serviceSid: string
  accountSid: string
  dateStarted: Date
  dateEnded: Date
  dateLastInteraction: Date
  dateExpiry: Date
  uniqueName: string
  status: SessionStatus
  closedReason: string
  ttl: number
  mode: SessionMode
  dateCreated: Date
  dateUpdated: Date
  url: string
  links: Record<string, string>
  interactions(): InteractionListInstance
  participants(): ParticipantListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Services/{ServiceSid}/Sessions/{Sid}`; update: `POST /v1/Services/{ServiceSid}/Sessions/{Sid}`; remove: `DELETE /v1/Services/{ServiceSid}/Sessions/{Sid}` */
export interface SessionContext extends BareFetch<SessionInstance>, OptionalUpdate<SessionContextUpdateOptions, SessionInstance>, BareRemove {
  readonly interactions: InteractionListInstance
  readonly participants: ParticipantListInstance
}

/** list: `GET /v1/Services/{ServiceSid}/Sessions`; create: `POST /v1/Services/{ServiceSid}/Sessions` */
export interface SessionListInstance extends Callable<[sid: string], SessionContext>, Listing<unknown, SessionInstance>, OptionalCreate<SessionListInstanceCreateOptions, SessionInstance> {}

/** A record of Interaction. */
export interface InteractionInstance extends BareFetch<InteractionInstance>, BareRemove {
  sid: string
  sessionSid: string
  serviceSid: string
  accountSid: string
  data: string
  type: InteractionType
  inboundParticipantSid: string
  inboundResourceSid: string
  inboundResourceStatus: InteractionResourceStatus
  inboundResourceType: string
  inboundResourceUrl: string
  outboundParticipantSid: string
  outboundResourceSid: string
  outboundResourceStatus: InteractionResourceStatus
  outboundResourceType: string
  outboundResourceUrl: string
  dateCreated: Date
  dateUpdated: Date
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Services/{ServiceSid}/Sessions/{SessionSid}/Interactions/{Sid}`; remove: `DELETE /v1/Services/{ServiceSid}/Sessions/{SessionSid}/Interactions/{Sid}` */
export interface InteractionContext extends BareFetch<InteractionInstance>, BareRemove {}

/** list: `GET /v1/Services/{ServiceSid}/Sessions/{SessionSid}/Interactions` */
export interface InteractionListInstance extends Callable<[sid: string], InteractionContext>, Listing<unknown, InteractionInstance> {}

export interface ParticipantListInstanceCreateOptions {
  identifier: string
  friendlyName?: string
  proxyIdentifier?: string
  proxyIdentifierSid?: string
}

/** A record of Participant. */
export interface ParticipantInstance extends BareFetch<ParticipantInstance>, BareRemove {
  sid: string
  sessionSid: string
  serviceSid: string
  accountSid: string
  friendlyName: string
  identifier: string
  proxyIdentifier: string
  proxyIdentifierSid: string
  dateDeleted: Date
  dateCreated: Date
  dateUpdated: Date
  url: string
  links: Record<string, string>
  messageInteractions(): MessageInteractionListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Services/{ServiceSid}/Sessions/{SessionSid}/Participants/{Sid}`; remove: `DELETE /v1/Services/{ServiceSid}/Sessions/{SessionSid}/Participants/{Sid}` */
export interface ParticipantContext extends BareFetch<ParticipantInstance>, BareRemove {
  readonly messageInteractions: MessageInteractionListInstance
}

/** list: `GET /v1/Services/{ServiceSid}/Sessions/{SessionSid}/Participants`; create: `POST /v1/Services/{ServiceSid}/Sessions/{SessionSid}/Participants` */
export interface ParticipantListInstance extends Callable<[sid: string], ParticipantContext>, Listing<unknown, ParticipantInstance>, RequiredCreate<ParticipantListInstanceCreateOptions, ParticipantInstance> {}

export interface MessageInteractionListInstanceCreateOptions {
  body?: string
  mediaUrl?: ReadonlyArray<string>
}

/** A record of MessageInteraction. */
export interface MessageInteractionInstance extends BareFetch<MessageInteractionInstance> {
  sid: string
  sessionSid: string
  serviceSid: string
  accountSid: string
  data: string
  type: MessageInteractionType
  participantSid: string
  inboundParticipantSid: string
  inboundResourceSid: string
  inboundResourceStatus: MessageInteractionResourceStatus
  inboundResourceType: string
  inboundResourceUrl: string
  outboundParticipantSid: string
  outboundResourceSid: string
  outboundResourceStatus: MessageInteractionResourceStatus
  outboundResourceType: string
  outboundResourceUrl: string
  dateCreated: Date
  dateUpdated: Date
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Services/{ServiceSid}/Sessions/{SessionSid}/Participants/{ParticipantSid}/MessageInteractions/{Sid}` */
export interface MessageInteractionContext extends BareFetch<MessageInteractionInstance> {}

/** list: `GET /v1/Services/{ServiceSid}/Sessions/{SessionSid}/Participants/{ParticipantSid}/MessageInteractions`; create: `POST /v1/Services/{ServiceSid}/Sessions/{SessionSid}/Participants/{ParticipantSid}/MessageInteractions` */
export interface MessageInteractionListInstance extends Callable<[sid: string], MessageInteractionContext>, Listing<unknown, MessageInteractionInstance>, OptionalCreate<MessageInteractionListInstanceCreateOptions, MessageInteractionInstance> {}

/** Version v1 of proxy. */
export interface ProxyV1 {
  readonly services: ServiceListInstance
}
