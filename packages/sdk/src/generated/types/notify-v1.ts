// Made by packages/sdk/generate/main.ts. Do not edit.
import type { BareFetch, BareRemove, Callable, Listing, OptionalCreate, OptionalUpdate, RequiredCreate } from '../../rest/types.ts'

export type BindingBindingType = "apn" | "gcm" | "sms" | "fcm" | "facebook-messenger" | "alexa"

export type CredentialPushService = "gcm" | "apn" | "fcm"

export type NotificationPriority = "high" | "low"

export interface CredentialContextUpdateOptions {
  friendlyName?: string
  certificate?: string
  privateKey?: string
  sandbox?: boolean
  apiKey?: string
  secret?: string
}

export interface CredentialListInstanceCreateOptions {
  type: CredentialPushService
  friendlyName?: string
  certificate?: string
  privateKey?: string
  sandbox?: boolean
  apiKey?: string
  secret?: string
}

/** A record of Credential. */
export interface CredentialInstance extends BareFetch<CredentialInstance>, OptionalUpdate<CredentialContextUpdateOptions, CredentialInstance>, BareRemove {
  sid: string
  accountSid: string
  friendlyName: string
  type: CredentialPushService
  sandbox: string
  dateCreated: Date
  dateUpdated: Date
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Credentials/{Sid}`; update: `POST /v1/Credentials/{Sid}`; remove: `DELETE /v1/Credentials/{Sid}` */
export interface CredentialContext extends BareFetch<CredentialInstance>, OptionalUpdate<CredentialContextUpdateOptions, CredentialInstance>, BareRemove {}

/** list: `GET /v1/Credentials`; create: `POST /v1/Credentials` */
export interface CredentialListInstance extends Callable<[sid: string], CredentialContext>, Listing<unknown, CredentialInstance>, RequiredCreate<CredentialListInstanceCreateOptions, CredentialInstance> {}

export interface ServiceContextUpdateOptions {
  friendlyName?: string
  apnCredentialSid?: string
  gcmCredentialSid?: string
  messagingServiceSid?: string
  facebookMessengerPageId?: string
  defaultApnNotificationProtocolVersion?: string
  defaultGcmNotificationProtocolVersion?: string
  fcmCredentialSid?: string
  defaultFcmNotificationProtocolVersion?: string
  logEnabled?: boolean
  alexaSkillId?: string
  defaultAlexaNotificationProtocolVersion?: string
  deliveryCallbackUrl?: string
  deliveryCallbackEnabled?: boolean
}

export interface ServiceListInstanceOptions {
  friendlyName?: string
}

export interface ServiceListInstanceCreateOptions {
  friendlyName?: string
  apnCredentialSid?: string
  gcmCredentialSid?: string
  messagingServiceSid?: string
  facebookMessengerPageId?: string
  defaultApnNotificationProtocolVersion?: string
  defaultGcmNotificationProtocolVersion?: string
  fcmCredentialSid?: string
  defaultFcmNotificationProtocolVersion?: string
  logEnabled?: boolean
  alexaSkillId?: string
  defaultAlexaNotificationProtocolVersion?: string
  deliveryCallbackUrl?: string
  deliveryCallbackEnabled?: boolean
}

/** A record of Service. */
export interface ServiceInstance extends BareFetch<ServiceInstance>, OptionalUpdate<ServiceContextUpdateOptions, ServiceInstance>, BareRemove {
  sid: string
  accountSid: string
  friendlyName: string
  dateCreated: Date
  dateUpdated: Date
  apnCredentialSid: string
  gcmCredentialSid: string
  fcmCredentialSid: string
  messagingServiceSid: string
  facebookMessengerPageId: string
  defaultApnNotificationProtocolVersion: string
  defaultGcmNotificationProtocolVersion: string
  defaultFcmNotificationProtocolVersion: string
  logEnabled: boolean
  url: string
  links: Record<string, string>
  alexaSkillId: string
  defaultAlexaNotificationProtocolVersion: string
  deliveryCallbackUrl: string
  deliveryCallbackEnabled: boolean
  bindings(): BindingListInstance
  notifications(): NotificationListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Services/{Sid}`; update: `POST /v1/Services/{Sid}`; remove: `DELETE /v1/Services/{Sid}` */
export interface ServiceContext extends BareFetch<ServiceInstance>, OptionalUpdate<ServiceContextUpdateOptions, ServiceInstance>, BareRemove {
  readonly bindings: BindingListInstance
  readonly notifications: NotificationListInstance
}

/** list: `GET /v1/Services`; create: `POST /v1/Services` */
export interface ServiceListInstance extends Callable<[sid: string], ServiceContext>, Listing<ServiceListInstanceOptions, ServiceInstance>, OptionalCreate<ServiceListInstanceCreateOptions, ServiceInstance> {}

export interface BindingListInstanceOptions {
  startDate?: Date | string
  endDate?: Date | string
  identity?: ReadonlyArray<string>
  tag?: ReadonlyArray<string>
}

export interface BindingListInstanceCreateOptions {
  identity: string
  bindingType: BindingBindingType
  address: string
  tag?: ReadonlyArray<string>
  notificationProtocolVersion?: string
  credentialSid?: string
  endpoint?: string
}

/** A record of Binding. */
export interface BindingInstance extends BareFetch<BindingInstance>, BareRemove {
  sid: string
  accountSid: string
  serviceSid: string
  credentialSid: string
  dateCreated: Date
  dateUpdated: Date
  notificationProtocolVersion: string
  endpoint: string
  identity: string
  bindingType: string
  address: string
  tags: Array<string>
  url: string
  links: Record<string, string>
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Services/{ServiceSid}/Bindings/{Sid}`; remove: `DELETE /v1/Services/{ServiceSid}/Bindings/{Sid}` */
export interface BindingContext extends BareFetch<BindingInstance>, BareRemove {}

/** list: `GET /v1/Services/{ServiceSid}/Bindings`; create: `POST /v1/Services/{ServiceSid}/Bindings` */
export interface BindingListInstance extends Callable<[sid: string], BindingContext>, Listing<BindingListInstanceOptions, BindingInstance>, RequiredCreate<BindingListInstanceCreateOptions, BindingInstance> {}

export interface NotificationListInstanceCreateOptions {
  body?: string
  priority?: NotificationPriority
  ttl?: number
  title?: string
  sound?: string
  action?: string
  data?: unknown
  apn?: unknown
  gcm?: unknown
  sms?: unknown
  facebookMessenger?: unknown
  fcm?: unknown
  segment?: ReadonlyArray<string>
  alexa?: unknown
  toBinding?: ReadonlyArray<string>
  deliveryCallbackUrl?: string
  identity?: ReadonlyArray<string>
  tag?: ReadonlyArray<string>
}

/** A record of Notification. */
export interface NotificationInstance {
  sid: string
  accountSid: string
  serviceSid: string
  dateCreated: Date
  identities: Array<string>
  tags: Array<string>
  segments: Array<string>
  priority: NotificationPriority
  ttl: number
  title: string
  body: string
  sound: string
  action: string
  data: any
  apn: any
  gcm: any
  fcm: any
  sms: any
  facebookMessenger: any
  alexa: any
  toJSON(): Record<string, any>
}

/** create: `POST /v1/Services/{ServiceSid}/Notifications` */
export interface NotificationListInstance extends OptionalCreate<NotificationListInstanceCreateOptions, NotificationInstance> {}

/** Version v1 of notify. */
export interface NotifyV1 {
  readonly credentials: CredentialListInstance
  readonly services: ServiceListInstance
}
