// Made by packages/sdk/generate/main.ts. Do not edit.
import type { BareFetch, BareRemove, Callable, Listing, OptionalCreate, OptionalRemove, OptionalUpdate, RequiredCreate, RequiredUpdate } from '../../rest/types.ts'

export type ConfigurationAddressAutoCreationType = "webhook" | "studio" | "default"

export type ConfigurationAddressMethod = "get" | "post"

export type ConfigurationAddressType = "sms" | "whatsapp" | "messenger" | "gbm" | "email" | "rcs" | "apple" | "chat"

export type ConfigurationWebhookMethod = "GET" | "POST"

export type ConfigurationWebhookTarget = "webhook" | "flex"

export type ConversationMessageOrderType = "asc" | "desc"

export type ConversationMessageReceiptDeliveryStatus = "read" | "failed" | "delivered" | "undelivered" | "sent"

export type ConversationMessageWebhookEnabledType = "true" | "false"

export type ConversationParticipantWebhookEnabledType = "true" | "false"

export type ConversationScopedWebhookMethod = "get" | "post"

export type ConversationScopedWebhookTarget = "webhook" | "trigger" | "studio"

export type ConversationState = "initializing" | "inactive" | "active" | "closed"

export type ConversationWebhookEnabledType = "true" | "false"

export type ConversationWithParticipantsState = "initializing" | "inactive" | "active" | "closed"

export type ConversationWithParticipantsWebhookEnabledType = "true" | "false"

export type CredentialPushType = "apn" | "gcm" | "fcm"

export type ParticipantConversationState = "inactive" | "active" | "closed"

export type RoleRoleType = "conversation" | "service"

export type ServiceBindingBindingType = "apn" | "gcm" | "fcm" | "twilsock"

export type ServiceConversationMessageOrderType = "asc" | "desc"

export type ServiceConversationMessageReceiptDeliveryStatus = "read" | "failed" | "delivered" | "undelivered" | "sent"

export type ServiceConversationMessageWebhookEnabledType = "true" | "false"

export type ServiceConversationParticipantWebhookEnabledType = "true" | "false"

export type ServiceConversationScopedWebhookMethod = "get" | "post"

export type ServiceConversationScopedWebhookTarget = "webhook" | "trigger" | "studio"

export type ServiceConversationState = "inactive" | "active" | "closed" | "initializing"

export type ServiceConversationWebhookEnabledType = "true" | "false"

export type ServiceConversationWithParticipantsState = "initializing" | "inactive" | "active" | "closed"

export type ServiceConversationWithParticipantsWebhookEnabledType = "true" | "false"

export type ServiceParticipantConversationState = "inactive" | "active" | "closed"

export type ServiceRoleRoleType = "conversation" | "service"

export type ServiceUserConversationNotificationLevel = "default" | "muted"

export type ServiceUserConversationState = "inactive" | "active" | "closed"

export type ServiceUserWebhookEnabledType = "true" | "false"

export type ServiceWebhookConfigurationMethod = "GET" | "POST"

export type UserConversationNotificationLevel = "default" | "muted"

export type UserConversationState = "inactive" | "active" | "closed"

export type UserWebhookEnabledType = "true" | "false"

export interface ConversationContextUpdateOptions {
  friendlyName?: string
  dateCreated?: Date | string
  dateUpdated?: Date | string
  attributes?: string
  messagingServiceSid?: string
  state?: ConversationState
  "timers.inactive"?: string
  "timers.closed"?: string
  uniqueName?: string
  "bindings.email.address"?: string
  "bindings.email.name"?: string
  xTwilioWebhookEnabled?: ConversationWebhookEnabledType
}

export interface ConversationContextRemoveOptions {
  xTwilioWebhookEnabled?: ConversationWebhookEnabledType
}

export interface ConversationListInstanceOptions {
  startDate?: string
  endDate?: string
  state?: ConversationState
}

export interface ConversationListInstanceCreateOptions {
  friendlyName?: string
  uniqueName?: string
  dateCreated?: Date | string
  dateUpdated?: Date | string
  messagingServiceSid?: string
  attributes?: string
  state?: ConversationState
  "timers.inactive"?: string
  "timers.closed"?: string
  "bindings.email.address"?: string
  "bindings.email.name"?: string
  xTwilioWebhookEnabled?: ConversationWebhookEnabledType
}

/** A record of Conversation. */
export interface ConversationInstance extends BareFetch<ConversationInstance>, OptionalUpdate<ConversationContextUpdateOptions, ConversationInstance>, OptionalRemove<ConversationContextRemoveOptions> {
  accountSid: string
  chatServiceSid: string
  messagingServiceSid: string
  sid: string
  friendlyName: string
  uniqueName: string
  attributes: string
  state: ConversationState
  dateCreated: Date
  dateUpdated: Date
  timers: any
  url: string
  links: Record<string, string>
  bindings: any
  messages(): ConversationMessageListInstance
  participants(): ConversationParticipantListInstance
  webhooks(): ConversationScopedWebhookListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Conversations/{Sid}`; update: `POST /v1/Conversations/{Sid}`; remove: `DELETE /v1/Conversations/{Sid}` */
export interface ConversationContext extends BareFetch<ConversationInstance>, OptionalUpdate<ConversationContextUpdateOptions, ConversationInstance>, OptionalRemove<ConversationContextRemoveOptions> {
  readonly messages: ConversationMessageListInstance
  readonly participants: ConversationParticipantListInstance
  readonly webhooks: ConversationScopedWebhookListInstance
}

/** list: `GET /v1/Conversations`; create: `POST /v1/Conversations` */
export interface ConversationListInstance extends Callable<[sid: string], ConversationContext>, Listing<ConversationListInstanceOptions, ConversationInstance>, OptionalCreate<ConversationListInstanceCreateOptions, ConversationInstance> {}

export interface ConversationMessageContextUpdateOptions {
  author?: string
  body?: string
  dateCreated?: Date | string
  dateUpdated?: Date | string
  attributes?: string
  subject?: string
  xTwilioWebhookEnabled?: ConversationMessageWebhookEnabledType
}

export interface ConversationMessageContextRemoveOptions {
  xTwilioWebhookEnabled?: ConversationMessageWebhookEnabledType
}

export interface ConversationMessageListInstanceOptions {
  order?: ConversationMessageOrderType
}

export interface ConversationMessageListInstanceCreateOptions {
  author?: string
  body?: string
  dateCreated?: Date | string
  dateUpdated?: Date | string
  attributes?: string
  mediaSid?: string
  contentSid?: string
  contentVariables?: string
  subject?: string
  xTwilioWebhookEnabled?: ConversationMessageWebhookEnabledType
}

/** A record of ConversationMessage. */
export interface ConversationMessageInstance extends BareFetch<ConversationMessageInstance>, OptionalUpdate<ConversationMessageContextUpdateOptions, ConversationMessageInstance>, OptionalRemove<ConversationMessageContextRemoveOptions> {
  accountSid: string
  conversationSid: string
  sid: string
  index: number
  author: string
  body: string
  media: Array<any>
  attributes: string
  participantSid: string
  dateCreated: Date
  dateUpdated: Date
  url: string
  delivery: any
  links: Record<string, string>
  contentSid: string
  deliveryReceipts(): ConversationMessageReceiptListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Conversations/{ConversationSid}/Messages/{Sid}`; update: `POST /v1/Conversations/{ConversationSid}/Messages/{Sid}`; remove: `DELETE /v1/Conversations/{ConversationSid}/Messages/{Sid}` */
export interface ConversationMessageContext extends BareFetch<ConversationMessageInstance>, OptionalUpdate<ConversationMessageContextUpdateOptions, ConversationMessageInstance>, OptionalRemove<ConversationMessageContextRemoveOptions> {
  readonly deliveryReceipts: ConversationMessageReceiptListInstance
}

/** list: `GET /v1/Conversations/{ConversationSid}/Messages`; create: `POST /v1/Conversations/{ConversationSid}/Messages` */
export interface ConversationMessageListInstance extends Callable<[sid: string], ConversationMessageContext>, Listing<ConversationMessageListInstanceOptions, ConversationMessageInstance>, OptionalCreate<ConversationMessageListInstanceCreateOptions, ConversationMessageInstance> {}

/** A record of ConversationMessageReceipt. */
export interface ConversationMessageReceiptInstance extends BareFetch<ConversationMessageReceiptInstance> {
  accountSid: string
  conversationSid: string
  sid: string
  messageSid: string
  channelMessageSid: string
  participantSid: string
  status: ConversationMessageReceiptDeliveryStatus
  errorCode: number
  dateCreated: Date
  dateUpdated: Date
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Conversations/{ConversationSid}/Messages/{MessageSid}/Receipts/{Sid}` */
export interface ConversationMessageReceiptContext extends BareFetch<ConversationMessageReceiptInstance> {}

/** list: `GET /v1/Conversations/{ConversationSid}/Messages/{MessageSid}/Receipts` */
export interface ConversationMessageReceiptListInstance extends Callable<[sid: string], ConversationMessageReceiptContext>, Listing<unknown, ConversationMessageReceiptInstance> {}

export interface ConversationParticipantContextUpdateOptions {
  dateCreated?: Date | string
  dateUpdated?: Date | string
  attributes?: string
  roleSid?: string
  "messagingBinding.proxyAddress"?: string
  "messagingBinding.projectedAddress"?: string
  identity?: string
  lastReadMessageIndex?: number
  lastReadTimestamp?: string
  xTwilioWebhookEnabled?: ConversationParticipantWebhookEnabledType
}

export interface ConversationParticipantContextRemoveOptions {
  xTwilioWebhookEnabled?: ConversationParticipantWebhookEnabledType
}

export interface ConversationParticipantListInstanceCreateOptions {
  identity?: string
  "messagingBinding.address"?: string
  "messagingBinding.proxyAddress"?: string
  dateCreated?: Date | string
  dateUpdated?: Date | string
  attributes?: string
  "messagingBinding.projectedAddress"?: string
  roleSid?: string
  xTwilioWebhookEnabled?: ConversationParticipantWebhookEnabledType
}

/** A record of ConversationParticipant. */
export interface ConversationParticipantInstance extends BareFetch<ConversationParticipantInstance>, OptionalUpdate<ConversationParticipantContextUpdateOptions, ConversationParticipantInstance>, OptionalRemove<ConversationParticipantContextRemoveOptions> {
  accountSid: string
  conversationSid: string
  sid: string
  identity: string
  attributes: string
  messagingBinding: any
  roleSid: string
  dateCreated: Date
  dateUpdated: Date
  url: string
  lastReadMessageIndex: number
  lastReadTimestamp: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Conversations/{ConversationSid}/Participants/{Sid}`; update: `POST /v1/Conversations/{ConversationSid}/Participants/{Sid}`; remove: `DELETE /v1/Conversations/{ConversationSid}/Participants/{Sid}` */
export interface ConversationParticipantContext extends BareFetch<ConversationParticipantInstance>, OptionalUpdate<ConversationParticipantContextUpdateOptions, ConversationParticipantInstance>, OptionalRemove<ConversationParticipantContextRemoveOptions> {}

/** list: `GET /v1/Conversations/{ConversationSid}/Participants`; create: `POST /v1/Conversations/{ConversationSid}/Participants` */
export interface ConversationParticipantListInstance extends Callable<[sid: string], ConversationParticipantContext>, Listing<unknown, ConversationParticipantInstance>, OptionalCreate<ConversationParticipantListInstanceCreateOptions, ConversationParticipantInstance> {}

export interface ConversationScopedWebhookContextUpdateOptions {
  "configuration.url"?: string
  "configuration.method"?: ConversationScopedWebhookMethod
  "configuration.filters"?: ReadonlyArray<string>
  "configuration.triggers"?: ReadonlyArray<string>
  "configuration.flowSid"?: string
}

export interface ConversationScopedWebhookListInstanceCreateOptions {
  target: ConversationScopedWebhookTarget
  "configuration.url"?: string
  "configuration.method"?: ConversationScopedWebhookMethod
  "configuration.filters"?: ReadonlyArray<string>
  "configuration.triggers"?: ReadonlyArray<string>
  "configuration.flowSid"?: string
  "configuration.replayAfter"?: number
}

/** A record of ConversationScopedWebhook. */
export interface ConversationScopedWebhookInstance extends BareFetch<ConversationScopedWebhookInstance>, OptionalUpdate<ConversationScopedWebhookContextUpdateOptions, ConversationScopedWebhookInstance>, BareRemove {
  sid: string
  accountSid: string
  conversationSid: string
  target: string
  url: string
  configuration: any
  dateCreated: Date
  dateUpdated: Date
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Conversations/{ConversationSid}/Webhooks/{Sid}`; update: `POST /v1/Conversations/{ConversationSid}/Webhooks/{Sid}`; remove: `DELETE /v1/Conversations/{ConversationSid}/Webhooks/{Sid}` */
export interface ConversationScopedWebhookContext extends BareFetch<ConversationScopedWebhookInstance>, OptionalUpdate<ConversationScopedWebhookContextUpdateOptions, ConversationScopedWebhookInstance>, BareRemove {}

/** list: `GET /v1/Conversations/{ConversationSid}/Webhooks`; create: `POST /v1/Conversations/{ConversationSid}/Webhooks` */
export interface ConversationScopedWebhookListInstance extends Callable<[sid: string], ConversationScopedWebhookContext>, Listing<unknown, ConversationScopedWebhookInstance>, RequiredCreate<ConversationScopedWebhookListInstanceCreateOptions, ConversationScopedWebhookInstance> {}

export interface ConversationWithParticipantsListInstanceCreateOptions {
  friendlyName?: string
  uniqueName?: string
  dateCreated?: Date | string
  dateUpdated?: Date | string
  messagingServiceSid?: string
  attributes?: string
  state?: ConversationWithParticipantsState
  "timers.inactive"?: string
  "timers.closed"?: string
  "bindings.email.address"?: string
  "bindings.email.name"?: string
  participant?: ReadonlyArray<string>
  xTwilioWebhookEnabled?: ConversationWithParticipantsWebhookEnabledType
}

/** A record of ConversationWithParticipants. */
export interface ConversationWithParticipantsInstance {
  accountSid: string
  chatServiceSid: string
  messagingServiceSid: string
  sid: string
  friendlyName: string
  uniqueName: string
  attributes: string
  state: ConversationWithParticipantsState
  dateCreated: Date
  dateUpdated: Date
  timers: any
  links: Record<string, string>
  bindings: any
  url: string
  toJSON(): Record<string, any>
}

/** create: `POST /v1/ConversationWithParticipants` */
export interface ConversationWithParticipantsListInstance extends OptionalCreate<ConversationWithParticipantsListInstanceCreateOptions, ConversationWithParticipantsInstance> {}

export interface CredentialContextUpdateOptions {
  type?: CredentialPushType
  friendlyName?: string
  certificate?: string
  privateKey?: string
  sandbox?: boolean
  apiKey?: string
  secret?: string
}

export interface CredentialListInstanceCreateOptions {
  type: CredentialPushType
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
  type: CredentialPushType
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

export interface ParticipantConversationListInstanceOptions {
  identity?: string
  address?: string
}

/** A record of ParticipantConversation. */
export interface ParticipantConversationInstance {
  accountSid: string
  chatServiceSid: string
  participantSid: string
  participantUserSid: string
  participantIdentity: string
  participantMessagingBinding: any
  conversationSid: string
  conversationUniqueName: string
  conversationFriendlyName: string
  conversationAttributes: string
  conversationDateCreated: Date
  conversationDateUpdated: Date
  conversationCreatedBy: string
  conversationState: ParticipantConversationState
  conversationTimers: any
  links: Record<string, string>
  toJSON(): Record<string, any>
}

/** list: `GET /v1/ParticipantConversations` */
export interface ParticipantConversationListInstance extends Listing<ParticipantConversationListInstanceOptions, ParticipantConversationInstance> {}

export interface RoleContextUpdateOptions {
  permission: ReadonlyArray<string>
}

export interface RoleListInstanceCreateOptions {
  friendlyName: string
  type: RoleRoleType
  permission: ReadonlyArray<string>
}

/** A record of Role. */
export interface RoleInstance extends BareFetch<RoleInstance>, RequiredUpdate<RoleContextUpdateOptions, RoleInstance>, BareRemove {
  sid: string
  accountSid: string
  chatServiceSid: string
  friendlyName: string
  type: RoleRoleType
  permissions: Array<string>
  dateCreated: Date
  dateUpdated: Date
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Roles/{Sid}`; update: `POST /v1/Roles/{Sid}`; remove: `DELETE /v1/Roles/{Sid}` */
export interface RoleContext extends BareFetch<RoleInstance>, RequiredUpdate<RoleContextUpdateOptions, RoleInstance>, BareRemove {}

/** list: `GET /v1/Roles`; create: `POST /v1/Roles` */
export interface RoleListInstance extends Callable<[sid: string], RoleContext>, Listing<unknown, RoleInstance>, RequiredCreate<RoleListInstanceCreateOptions, RoleInstance> {}

export interface ServiceListInstanceCreateOptions {
  friendlyName: string
}

/** A record of Service. */
export interface ServiceInstance extends BareFetch<ServiceInstance>, BareRemove {
  accountSid: string
  sid: string
  friendlyName: string
  dateCreated: Date
  dateUpdated: Date
  url: string
  links: Record<string, string>
  bindings(): ServiceBindingListInstance
  conversations(): ServiceConversationListInstance
  conversationWithParticipants(): ServiceConversationWithParticipantsListInstance
  participantConversations(): ServiceParticipantConversationListInstance
  roles(): ServiceRoleListInstance
  users(): ServiceUserListInstance
  configuration(): ServiceConfigurationListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Services/{Sid}`; remove: `DELETE /v1/Services/{Sid}` */
export interface ServiceContext extends BareFetch<ServiceInstance>, BareRemove {
  readonly bindings: ServiceBindingListInstance
  readonly conversations: ServiceConversationListInstance
  readonly conversationWithParticipants: ServiceConversationWithParticipantsListInstance
  readonly participantConversations: ServiceParticipantConversationListInstance
  readonly roles: ServiceRoleListInstance
  readonly users: ServiceUserListInstance
  readonly configuration: ServiceConfigurationListInstance
}

/** list: `GET /v1/Services`; create: `POST /v1/Services` */
export interface ServiceListInstance extends Callable<[sid: string], ServiceContext>, Listing<unknown, ServiceInstance>, RequiredCreate<ServiceListInstanceCreateOptions, ServiceInstance> {}

export interface ServiceBindingListInstanceOptions {
  bindingType?: ReadonlyArray<ServiceBindingBindingType>
  identity?: ReadonlyArray<string>
}

/** A record of ServiceBinding. */
export interface ServiceBindingInstance extends BareFetch<ServiceBindingInstance>, BareRemove {
  sid: string
  accountSid: string
  chatServiceSid: string
  credentialSid: string
  dateCreated: Date
  dateUpdated: Date
  endpoint: string
  identity: string
  bindingType: ServiceBindingBindingType
  messageTypes: Array<string>
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Services/{ChatServiceSid}/Bindings/{Sid}`; remove: `DELETE /v1/Services/{ChatServiceSid}/Bindings/{Sid}` */
export interface ServiceBindingContext extends BareFetch<ServiceBindingInstance>, BareRemove {}

/** list: `GET /v1/Services/{ChatServiceSid}/Bindings` */
export interface ServiceBindingListInstance extends Callable<[sid: string], ServiceBindingContext>, Listing<ServiceBindingListInstanceOptions, ServiceBindingInstance> {}

export interface ServiceConversationContextUpdateOptions {
  friendlyName?: string
  dateCreated?: Date | string
  dateUpdated?: Date | string
  attributes?: string
  messagingServiceSid?: string
  state?: ServiceConversationState
  "timers.inactive"?: string
  "timers.closed"?: string
  uniqueName?: string
  "bindings.email.address"?: string
  "bindings.email.name"?: string
  xTwilioWebhookEnabled?: ServiceConversationWebhookEnabledType
}

export interface ServiceConversationContextRemoveOptions {
  xTwilioWebhookEnabled?: ServiceConversationWebhookEnabledType
}

export interface ServiceConversationListInstanceOptions {
  startDate?: string
  endDate?: string
  state?: ServiceConversationState
}

export interface ServiceConversationListInstanceCreateOptions {
  friendlyName?: string
  uniqueName?: string
  attributes?: string
  messagingServiceSid?: string
  dateCreated?: Date | string
  dateUpdated?: Date | string
  state?: ServiceConversationState
  "timers.inactive"?: string
  "timers.closed"?: string
  "bindings.email.address"?: string
  "bindings.email.name"?: string
  xTwilioWebhookEnabled?: ServiceConversationWebhookEnabledType
}

/** A record of ServiceConversation. */
export interface ServiceConversationInstance extends BareFetch<ServiceConversationInstance>, OptionalUpdate<ServiceConversationContextUpdateOptions, ServiceConversationInstance>, OptionalRemove<ServiceConversationContextRemoveOptions> {
  accountSid: string
  chatServiceSid: string
  messagingServiceSid: string
  sid: string
  friendlyName: string
  uniqueName: string
  attributes: string
  state: ServiceConversationState
  dateCreated: Date
  dateUpdated: Date
  timers: any
  url: string
  links: Record<string, string>
  bindings: any
  messages(): ServiceConversationMessageListInstance
  participants(): ServiceConversationParticipantListInstance
  webhooks(): ServiceConversationScopedWebhookListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Services/{ChatServiceSid}/Conversations/{Sid}`; update: `POST /v1/Services/{ChatServiceSid}/Conversations/{Sid}`; remove: `DELETE /v1/Services/{ChatServiceSid}/Conversations/{Sid}` */
export interface ServiceConversationContext extends BareFetch<ServiceConversationInstance>, OptionalUpdate<ServiceConversationContextUpdateOptions, ServiceConversationInstance>, OptionalRemove<ServiceConversationContextRemoveOptions> {
  readonly messages: ServiceConversationMessageListInstance
  readonly participants: ServiceConversationParticipantListInstance
  readonly webhooks: ServiceConversationScopedWebhookListInstance
}

/** list: `GET /v1/Services/{ChatServiceSid}/Conversations`; create: `POST /v1/Services/{ChatServiceSid}/Conversations` */
export interface ServiceConversationListInstance extends Callable<[sid: string], ServiceConversationContext>, Listing<ServiceConversationListInstanceOptions, ServiceConversationInstance>, OptionalCreate<ServiceConversationListInstanceCreateOptions, ServiceConversationInstance> {}

export interface ServiceConversationMessageContextUpdateOptions {
  author?: string
  body?: string
  dateCreated?: Date | string
  dateUpdated?: Date | string
  attributes?: string
  subject?: string
  xTwilioWebhookEnabled?: ServiceConversationMessageWebhookEnabledType
}

export interface ServiceConversationMessageContextRemoveOptions {
  xTwilioWebhookEnabled?: ServiceConversationMessageWebhookEnabledType
}

export interface ServiceConversationMessageListInstanceOptions {
  order?: ServiceConversationMessageOrderType
}

export interface ServiceConversationMessageListInstanceCreateOptions {
  author?: string
  body?: string
  dateCreated?: Date | string
  dateUpdated?: Date | string
  attributes?: string
  mediaSid?: string
  contentSid?: string
  contentVariables?: string
  subject?: string
  xTwilioWebhookEnabled?: ServiceConversationMessageWebhookEnabledType
}

/** A record of ServiceConversationMessage. */
export interface ServiceConversationMessageInstance extends BareFetch<ServiceConversationMessageInstance>, OptionalUpdate<ServiceConversationMessageContextUpdateOptions, ServiceConversationMessageInstance>, OptionalRemove<ServiceConversationMessageContextRemoveOptions> {
  accountSid: string
  chatServiceSid: string
  conversationSid: string
  sid: string
  index: number
  author: string
  body: string
  media: Array<any>
  attributes: string
  participantSid: string
  dateCreated: Date
  dateUpdated: Date
  delivery: any
  url: string
  links: Record<string, string>
  contentSid: string
  deliveryReceipts(): ServiceConversationMessageReceiptListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Services/{ChatServiceSid}/Conversations/{ConversationSid}/Messages/{Sid}`; update: `POST /v1/Services/{ChatServiceSid}/Conversations/{ConversationSid}/Messages/{Sid}`; remove: `DELETE /v1/Services/{ChatServiceSid}/Conversations/{ConversationSid}/Messages/{Sid}` */
export interface ServiceConversationMessageContext extends BareFetch<ServiceConversationMessageInstance>, OptionalUpdate<ServiceConversationMessageContextUpdateOptions, ServiceConversationMessageInstance>, OptionalRemove<ServiceConversationMessageContextRemoveOptions> {
  readonly deliveryReceipts: ServiceConversationMessageReceiptListInstance
}

/** list: `GET /v1/Services/{ChatServiceSid}/Conversations/{ConversationSid}/Messages`; create: `POST /v1/Services/{ChatServiceSid}/Conversations/{ConversationSid}/Messages` */
export interface ServiceConversationMessageListInstance extends Callable<[sid: string], ServiceConversationMessageContext>, Listing<ServiceConversationMessageListInstanceOptions, ServiceConversationMessageInstance>, OptionalCreate<ServiceConversationMessageListInstanceCreateOptions, ServiceConversationMessageInstance> {}

/** A record of ServiceConversationMessageReceipt. */
export interface ServiceConversationMessageReceiptInstance extends BareFetch<ServiceConversationMessageReceiptInstance> {
  accountSid: string
  chatServiceSid: string
  conversationSid: string
  messageSid: string
  sid: string
  channelMessageSid: string
  participantSid: string
  status: ServiceConversationMessageReceiptDeliveryStatus
  errorCode: number
  dateCreated: Date
  dateUpdated: Date
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Services/{ChatServiceSid}/Conversations/{ConversationSid}/Messages/{MessageSid}/Receipts/{Sid}` */
export interface ServiceConversationMessageReceiptContext extends BareFetch<ServiceConversationMessageReceiptInstance> {}

/** list: `GET /v1/Services/{ChatServiceSid}/Conversations/{ConversationSid}/Messages/{MessageSid}/Receipts` */
export interface ServiceConversationMessageReceiptListInstance extends Callable<[sid: string], ServiceConversationMessageReceiptContext>, Listing<unknown, ServiceConversationMessageReceiptInstance> {}

export interface ServiceConversationParticipantContextUpdateOptions {
  dateCreated?: Date | string
  dateUpdated?: Date | string
  identity?: string
  attributes?: string
  roleSid?: string
  "messagingBinding.proxyAddress"?: string
  "messagingBinding.projectedAddress"?: string
  lastReadMessageIndex?: number
  lastReadTimestamp?: string
  xTwilioWebhookEnabled?: ServiceConversationParticipantWebhookEnabledType
}

export interface ServiceConversationParticipantContextRemoveOptions {
  xTwilioWebhookEnabled?: ServiceConversationParticipantWebhookEnabledType
}

export interface ServiceConversationParticipantListInstanceCreateOptions {
  identity?: string
  "messagingBinding.address"?: string
  "messagingBinding.proxyAddress"?: string
  dateCreated?: Date | string
  dateUpdated?: Date | string
  attributes?: string
  "messagingBinding.projectedAddress"?: string
  roleSid?: string
  xTwilioWebhookEnabled?: ServiceConversationParticipantWebhookEnabledType
}

/** A record of ServiceConversationParticipant. */
export interface ServiceConversationParticipantInstance extends BareFetch<ServiceConversationParticipantInstance>, OptionalUpdate<ServiceConversationParticipantContextUpdateOptions, ServiceConversationParticipantInstance>, OptionalRemove<ServiceConversationParticipantContextRemoveOptions> {
  accountSid: string
  chatServiceSid: string
  conversationSid: string
  sid: string
  identity: string
  attributes: string
  messagingBinding: any
  roleSid: string
  dateCreated: Date
  dateUpdated: Date
  url: string
  lastReadMessageIndex: number
  lastReadTimestamp: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Services/{ChatServiceSid}/Conversations/{ConversationSid}/Participants/{Sid}`; update: `POST /v1/Services/{ChatServiceSid}/Conversations/{ConversationSid}/Participants/{Sid}`; remove: `DELETE /v1/Services/{ChatServiceSid}/Conversations/{ConversationSid}/Participants/{Sid}` */
export interface ServiceConversationParticipantContext extends BareFetch<ServiceConversationParticipantInstance>, OptionalUpdate<ServiceConversationParticipantContextUpdateOptions, ServiceConversationParticipantInstance>, OptionalRemove<ServiceConversationParticipantContextRemoveOptions> {}

/** list: `GET /v1/Services/{ChatServiceSid}/Conversations/{ConversationSid}/Participants`; create: `POST /v1/Services/{ChatServiceSid}/Conversations/{ConversationSid}/Participants` */
export interface ServiceConversationParticipantListInstance extends Callable<[sid: string], ServiceConversationParticipantContext>, Listing<unknown, ServiceConversationParticipantInstance>, OptionalCreate<ServiceConversationParticipantListInstanceCreateOptions, ServiceConversationParticipantInstance> {}

export interface ServiceConversationScopedWebhookContextUpdateOptions {
  "configuration.url"?: string
  "configuration.method"?: ServiceConversationScopedWebhookMethod
  "configuration.filters"?: ReadonlyArray<string>
  "configuration.triggers"?: ReadonlyArray<string>
  "configuration.flowSid"?: string
}

export interface ServiceConversationScopedWebhookListInstanceCreateOptions {
  target: ServiceConversationScopedWebhookTarget
  "configuration.url"?: string
  "configuration.method"?: ServiceConversationScopedWebhookMethod
  "configuration.filters"?: ReadonlyArray<string>
  "configuration.triggers"?: ReadonlyArray<string>
  "configuration.flowSid"?: string
  "configuration.replayAfter"?: number
}

/** A record of ServiceConversationScopedWebhook. */
export interface ServiceConversationScopedWebhookInstance extends BareFetch<ServiceConversationScopedWebhookInstance>, OptionalUpdate<ServiceConversationScopedWebhookContextUpdateOptions, ServiceConversationScopedWebhookInstance>, BareRemove {
  sid: string
  accountSid: string
  chatServiceSid: string
  conversationSid: string
  target: string
  url: string
  configuration: any
  dateCreated: Date
  dateUpdated: Date
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Services/{ChatServiceSid}/Conversations/{ConversationSid}/Webhooks/{Sid}`; update: `POST /v1/Services/{ChatServiceSid}/Conversations/{ConversationSid}/Webhooks/{Sid}`; remove: `DELETE /v1/Services/{ChatServiceSid}/Conversations/{ConversationSid}/Webhooks/{Sid}` */
export interface ServiceConversationScopedWebhookContext extends BareFetch<ServiceConversationScopedWebhookInstance>, OptionalUpdate<ServiceConversationScopedWebhookContextUpdateOptions, ServiceConversationScopedWebhookInstance>, BareRemove {}

/** list: `GET /v1/Services/{ChatServiceSid}/Conversations/{ConversationSid}/Webhooks`; create: `POST /v1/Services/{ChatServiceSid}/Conversations/{ConversationSid}/Webhooks` */
export interface ServiceConversationScopedWebhookListInstance extends Callable<[sid: string], ServiceConversationScopedWebhookContext>, Listing<unknown, ServiceConversationScopedWebhookInstance>, RequiredCreate<ServiceConversationScopedWebhookListInstanceCreateOptions, ServiceConversationScopedWebhookInstance> {}

export interface ServiceConversationWithParticipantsListInstanceCreateOptions {
  friendlyName?: string
  uniqueName?: string
  dateCreated?: Date | string
  dateUpdated?: Date | string
  messagingServiceSid?: string
  attributes?: string
  state?: ServiceConversationWithParticipantsState
  "timers.inactive"?: string
  "timers.closed"?: string
  "bindings.email.address"?: string
  "bindings.email.name"?: string
  participant?: ReadonlyArray<string>
  xTwilioWebhookEnabled?: ServiceConversationWithParticipantsWebhookEnabledType
}

/** A record of ServiceConversationWithParticipants. */
export interface ServiceConversationWithParticipantsInstance {
  accountSid: string
  chatServiceSid: string
  messagingServiceSid: string
  sid: string
  friendlyName: string
  uniqueName: string
  attributes: string
  state: ServiceConversationWithParticipantsState
  dateCreated: Date
  dateUpdated: Date
  timers: any
  links: Record<string, string>
  bindings: any
  url: string
  toJSON(): Record<string, any>
}

/** create: `POST /v1/Services/{ChatServiceSid}/ConversationWithParticipants` */
export interface ServiceConversationWithParticipantsListInstance extends OptionalCreate<ServiceConversationWithParticipantsListInstanceCreateOptions, ServiceConversationWithParticipantsInstance> {}

export interface ServiceParticipantConversationListInstanceOptions {
  identity?: string
  address?: string
}

/** A record of ServiceParticipantConversation. */
export interface ServiceParticipantConversationInstance {
  accountSid: string
  chatServiceSid: string
  participantSid: string
  participantUserSid: string
  participantIdentity: string
  participantMessagingBinding: any
  conversationSid: string
  conversationUniqueName: string
  conversationFriendlyName: string
  conversationAttributes: string
  conversationDateCreated: Date
  conversationDateUpdated: Date
  conversationCreatedBy: string
  conversationState: ServiceParticipantConversationState
  conversationTimers: any
  links: Record<string, string>
  toJSON(): Record<string, any>
}

/** list: `GET /v1/Services/{ChatServiceSid}/ParticipantConversations` */
export interface ServiceParticipantConversationListInstance extends Listing<ServiceParticipantConversationListInstanceOptions, ServiceParticipantConversationInstance> {}

export interface ServiceRoleContextUpdateOptions {
  permission: ReadonlyArray<string>
}

export interface ServiceRoleListInstanceCreateOptions {
  friendlyName: string
  type: ServiceRoleRoleType
  permission: ReadonlyArray<string>
}

/** A record of ServiceRole. */
export interface ServiceRoleInstance extends BareFetch<ServiceRoleInstance>, RequiredUpdate<ServiceRoleContextUpdateOptions, ServiceRoleInstance>, BareRemove {
  sid: string
  accountSid: string
  chatServiceSid: string
  friendlyName: string
  type: ServiceRoleRoleType
  permissions: Array<string>
  dateCreated: Date
  dateUpdated: Date
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Services/{ChatServiceSid}/Roles/{Sid}`; update: `POST /v1/Services/{ChatServiceSid}/Roles/{Sid}`; remove: `DELETE /v1/Services/{ChatServiceSid}/Roles/{Sid}` */
export interface ServiceRoleContext extends BareFetch<ServiceRoleInstance>, RequiredUpdate<ServiceRoleContextUpdateOptions, ServiceRoleInstance>, BareRemove {}

/** list: `GET /v1/Services/{ChatServiceSid}/Roles`; create: `POST /v1/Services/{ChatServiceSid}/Roles` */
export interface ServiceRoleListInstance extends Callable<[sid: string], ServiceRoleContext>, Listing<unknown, ServiceRoleInstance>, RequiredCreate<ServiceRoleListInstanceCreateOptions, ServiceRoleInstance> {}

export interface ServiceUserContextUpdateOptions {
  friendlyName?: string
  attributes?: string
  roleSid?: string
  xTwilioWebhookEnabled?: ServiceUserWebhookEnabledType
}

export interface ServiceUserContextRemoveOptions {
  xTwilioWebhookEnabled?: ServiceUserWebhookEnabledType
}

export interface ServiceUserListInstanceCreateOptions {
  identity: string
  friendlyName?: string
  attributes?: string
  roleSid?: string
  xTwilioWebhookEnabled?: ServiceUserWebhookEnabledType
}

/** A record of ServiceUser. */
export interface ServiceUserInstance extends BareFetch<ServiceUserInstance>, OptionalUpdate<ServiceUserContextUpdateOptions, ServiceUserInstance>, OptionalRemove<ServiceUserContextRemoveOptions> {
  sid: string
  accountSid: string
  chatServiceSid: string
  roleSid: string
  identity: string
  friendlyName: string
  attributes: string
  isOnline: boolean
  isNotifiable: boolean
  dateCreated: Date
  dateUpdated: Date
  url: string
  links: Record<string, string>
  userConversations(): ServiceUserConversationListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Services/{ChatServiceSid}/Users/{Sid}`; update: `POST /v1/Services/{ChatServiceSid}/Users/{Sid}`; remove: `DELETE /v1/Services/{ChatServiceSid}/Users/{Sid}` */
export interface ServiceUserContext extends BareFetch<ServiceUserInstance>, OptionalUpdate<ServiceUserContextUpdateOptions, ServiceUserInstance>, OptionalRemove<ServiceUserContextRemoveOptions> {
  readonly userConversations: ServiceUserConversationListInstance
}

/** list: `GET /v1/Services/{ChatServiceSid}/Users`; create: `POST /v1/Services/{ChatServiceSid}/Users` */
export interface ServiceUserListInstance extends Callable<[sid: string], ServiceUserContext>, Listing<unknown, ServiceUserInstance>, RequiredCreate<ServiceUserListInstanceCreateOptions, ServiceUserInstance> {}

export interface ServiceUserConversationContextUpdateOptions {
  notificationLevel?: ServiceUserConversationNotificationLevel
  lastReadTimestamp?: Date | string
  lastReadMessageIndex?: number
}

/** A record of ServiceUserConversation. */
export interface ServiceUserConversationInstance extends BareFetch<ServiceUserConversationInstance>, OptionalUpdate<ServiceUserConversationContextUpdateOptions, ServiceUserConversationInstance>, BareRemove {
  accountSid: string
  chatServiceSid: string
  conversationSid: string
  unreadMessagesCount: number
  lastReadMessageIndex: number
  participantSid: string
  userSid: string
  friendlyName: string
  conversationState: ServiceUserConversationState
  timers: any
  attributes: string
  dateCreated: Date
  dateUpdated: Date
  createdBy: string
  notificationLevel: ServiceUserConversationNotificationLevel
  uniqueName: string
  url: string
  links: Record<string, string>
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Services/{ChatServiceSid}/Users/{UserSid}/Conversations/{ConversationSid}`; update: `POST /v1/Services/{ChatServiceSid}/Users/{UserSid}/Conversations/{ConversationSid}`; remove: `DELETE /v1/Services/{ChatServiceSid}/Users/{UserSid}/Conversations/{ConversationSid}` */
export interface ServiceUserConversationContext extends BareFetch<ServiceUserConversationInstance>, OptionalUpdate<ServiceUserConversationContextUpdateOptions, ServiceUserConversationInstance>, BareRemove {}

/** list: `GET /v1/Services/{ChatServiceSid}/Users/{UserSid}/Conversations` */
export interface ServiceUserConversationListInstance extends Callable<[conversationSid: string], ServiceUserConversationContext>, Listing<unknown, ServiceUserConversationInstance> {}

export interface ServiceConfigurationContextUpdateOptions {
  defaultConversationCreatorRoleSid?: string
  defaultConversationRoleSid?: string
  defaultChatServiceRoleSid?: string
  reachabilityEnabled?: boolean
}

/** A record of ServiceConfiguration. */
export interface ServiceConfigurationInstance extends BareFetch<ServiceConfigurationInstance>, OptionalUpdate<ServiceConfigurationContextUpdateOptions, ServiceConfigurationInstance> {
  chatServiceSid: string
  defaultConversationCreatorRoleSid: string
  defaultConversationRoleSid: string
  defaultChatServiceRoleSid: string
  url: string
  links: Record<string, string>
  reachabilityEnabled: boolean
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Services/{ChatServiceSid}/Configuration`; update: `POST /v1/Services/{ChatServiceSid}/Configuration` */
export interface ServiceConfigurationContext extends BareFetch<ServiceConfigurationInstance>, OptionalUpdate<ServiceConfigurationContextUpdateOptions, ServiceConfigurationInstance> {}

/** A place on the way. */
export interface ServiceConfigurationListInstance extends Callable<[], ServiceConfigurationContext> {
  readonly notifications: ServiceNotificationListInstance
  readonly webhooks: ServiceWebhookConfigurationListInstance
}

export interface ServiceNotificationContextUpdateOptions {
  logEnabled?: boolean
  "newMessage.enabled"?: boolean
  "newMessage.template"?: string
  "newMessage.sound"?: string
  "newMessage.badgeCountEnabled"?: boolean
  "addedToConversation.enabled"?: boolean
  "addedToConversation.template"?: string
  "addedToConversation.sound"?: string
  "removedFromConversation.enabled"?: boolean
  "removedFromConversation.template"?: string
  "removedFromConversation.sound"?: string
  "newMessage.withMedia.enabled"?: boolean
  "newMessage.withMedia.template"?: string
}

/** A record of ServiceNotification. */
export interface ServiceNotificationInstance extends BareFetch<ServiceNotificationInstance>, OptionalUpdate<ServiceNotificationContextUpdateOptions, ServiceNotificationInstance> {
  accountSid: string
  chatServiceSid: string
  newMessage: any
  addedToConversation: any
  removedFromConversation: any
  logEnabled: boolean
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Services/{ChatServiceSid}/Configuration/Notifications`; update: `POST /v1/Services/{ChatServiceSid}/Configuration/Notifications` */
export interface ServiceNotificationContext extends BareFetch<ServiceNotificationInstance>, OptionalUpdate<ServiceNotificationContextUpdateOptions, ServiceNotificationInstance> {}

/** A place on the way. */
export interface ServiceNotificationListInstance extends Callable<[], ServiceNotificationContext> {}

export interface ServiceWebhookConfigurationContextUpdateOptions {
  preWebhookUrl?: string
  postWebhookUrl?: string
  filters?: ReadonlyArray<string>
  method?: string
}

/** A record of ServiceWebhookConfiguration. */
export interface ServiceWebhookConfigurationInstance extends BareFetch<ServiceWebhookConfigurationInstance>, OptionalUpdate<ServiceWebhookConfigurationContextUpdateOptions, ServiceWebhookConfigurationInstance> {
  accountSid: string
  chatServiceSid: string
  preWebhookUrl: string
  postWebhookUrl: string
  filters: Array<string>
  method: ServiceWebhookConfigurationMethod
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Services/{ChatServiceSid}/Configuration/Webhooks`; update: `POST /v1/Services/{ChatServiceSid}/Configuration/Webhooks` */
export interface ServiceWebhookConfigurationContext extends BareFetch<ServiceWebhookConfigurationInstance>, OptionalUpdate<ServiceWebhookConfigurationContextUpdateOptions, ServiceWebhookConfigurationInstance> {}

/** A place on the way. */
export interface ServiceWebhookConfigurationListInstance extends Callable<[], ServiceWebhookConfigurationContext> {}

export interface UserContextUpdateOptions {
  friendlyName?: string
  attributes?: string
  roleSid?: string
  xTwilioWebhookEnabled?: UserWebhookEnabledType
}

export interface UserContextRemoveOptions {
  xTwilioWebhookEnabled?: UserWebhookEnabledType
}

export interface UserListInstanceCreateOptions {
  identity: string
  friendlyName?: string
  attributes?: string
  roleSid?: string
  xTwilioWebhookEnabled?: UserWebhookEnabledType
}

/** A record of User. */
export interface UserInstance extends BareFetch<UserInstance>, OptionalUpdate<UserContextUpdateOptions, UserInstance>, OptionalRemove<UserContextRemoveOptions> {
  sid: string
  accountSid: string
  chatServiceSid: string
  roleSid: string
  identity: string
  friendlyName: string
  attributes: string
  isOnline: boolean
  isNotifiable: boolean
  dateCreated: Date
  dateUpdated: Date
  url: string
  links: Record<string, string>
  userConversations(): UserConversationListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Users/{Sid}`; update: `POST /v1/Users/{Sid}`; remove: `DELETE /v1/Users/{Sid}` */
export interface UserContext extends BareFetch<UserInstance>, OptionalUpdate<UserContextUpdateOptions, UserInstance>, OptionalRemove<UserContextRemoveOptions> {
  readonly userConversations: UserConversationListInstance
}

/** list: `GET /v1/Users`; create: `POST /v1/Users` */
export interface UserListInstance extends Callable<[sid: string], UserContext>, Listing<unknown, UserInstance>, RequiredCreate<UserListInstanceCreateOptions, UserInstance> {}

export interface UserConversationContextUpdateOptions {
  notificationLevel?: UserConversationNotificationLevel
  lastReadTimestamp?: Date | string
  lastReadMessageIndex?: number
}

/** A record of UserConversation. */
export interface UserConversationInstance extends BareFetch<UserConversationInstance>, OptionalUpdate<UserConversationContextUpdateOptions, UserConversationInstance>, BareRemove {
  accountSid: string
  chatServiceSid: string
  conversationSid: string
  unreadMessagesCount: number
  lastReadMessageIndex: number
  participantSid: string
  userSid: string
  friendlyName: string
  conversationState: UserConversationState
  timers: any
  attributes: string
  dateCreated: Date
  dateUpdated: Date
  createdBy: string
  notificationLevel: UserConversationNotificationLevel
  uniqueName: string
  url: string
  links: Record<string, string>
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Users/{UserSid}/Conversations/{ConversationSid}`; update: `POST /v1/Users/{UserSid}/Conversations/{ConversationSid}`; remove: `DELETE /v1/Users/{UserSid}/Conversations/{ConversationSid}` */
export interface UserConversationContext extends BareFetch<UserConversationInstance>, OptionalUpdate<UserConversationContextUpdateOptions, UserConversationInstance>, BareRemove {}

/** list: `GET /v1/Users/{UserSid}/Conversations` */
export interface UserConversationListInstance extends Callable<[conversationSid: string], UserConversationContext>, Listing<unknown, UserConversationInstance> {}

export interface ConfigurationContextUpdateOptions {
  defaultChatServiceSid?: string
  defaultMessagingServiceSid?: string
  defaultInactiveTimer?: string
  defaultClosedTimer?: string
}

/** A record of Configuration. */
export interface ConfigurationInstance extends BareFetch<ConfigurationInstance>, OptionalUpdate<ConfigurationContextUpdateOptions, ConfigurationInstance> {
  accountSid: string
  defaultChatServiceSid: string
  defaultMessagingServiceSid: string
  defaultInactiveTimer: string
  defaultClosedTimer: string
  url: string
  links: Record<string, string>
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Configuration`; update: `POST /v1/Configuration` */
export interface ConfigurationContext extends BareFetch<ConfigurationInstance>, OptionalUpdate<ConfigurationContextUpdateOptions, ConfigurationInstance> {}

/** A place on the way. */
export interface ConfigurationListInstance extends Callable<[], ConfigurationContext> {
  readonly webhooks: ConfigurationWebhookListInstance
}

export interface ConfigurationWebhookContextUpdateOptions {
  method?: string
  filters?: ReadonlyArray<string>
  preWebhookUrl?: string
  postWebhookUrl?: string
  target?: ConfigurationWebhookTarget
}

/** A record of ConfigurationWebhook. */
export interface ConfigurationWebhookInstance extends BareFetch<ConfigurationWebhookInstance>, OptionalUpdate<ConfigurationWebhookContextUpdateOptions, ConfigurationWebhookInstance> {
  accountSid: string
  method: ConfigurationWebhookMethod
  filters: Array<string>
  preWebhookUrl: string
  postWebhookUrl: string
  target: ConfigurationWebhookTarget
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Configuration/Webhooks`; update: `POST /v1/Configuration/Webhooks` */
export interface ConfigurationWebhookContext extends BareFetch<ConfigurationWebhookInstance>, OptionalUpdate<ConfigurationWebhookContextUpdateOptions, ConfigurationWebhookInstance> {}

/** A place on the way. */
export interface ConfigurationWebhookListInstance extends Callable<[], ConfigurationWebhookContext> {}

export interface ConfigurationAddressContextUpdateOptions {
  friendlyName?: string
  "autoCreation.enabled"?: boolean
  "autoCreation.type"?: ConfigurationAddressAutoCreationType
  "autoCreation.conversationServiceSid"?: string
  "autoCreation.webhookUrl"?: string
  "autoCreation.webhookMethod"?: ConfigurationAddressMethod
  "autoCreation.webhookFilters"?: ReadonlyArray<string>
  "autoCreation.studioFlowSid"?: string
  "autoCreation.studioRetryCount"?: number
}

export interface ConfigurationAddressListInstanceOptions {
  type?: string
}

export interface ConfigurationAddressListInstanceCreateOptions {
  type: ConfigurationAddressType
  address: string
  friendlyName?: string
  "autoCreation.enabled"?: boolean
  "autoCreation.type"?: ConfigurationAddressAutoCreationType
  "autoCreation.conversationServiceSid"?: string
  "autoCreation.webhookUrl"?: string
  "autoCreation.webhookMethod"?: ConfigurationAddressMethod
  "autoCreation.webhookFilters"?: ReadonlyArray<string>
  "autoCreation.studioFlowSid"?: string
  "autoCreation.studioRetryCount"?: number
  addressCountry?: string
}

/** A record of ConfigurationAddress. */
export interface ConfigurationAddressInstance extends BareFetch<ConfigurationAddressInstance>, OptionalUpdate<ConfigurationAddressContextUpdateOptions, ConfigurationAddressInstance>, BareRemove {
  sid: string
  accountSid: string
  type: string
  address: string
  friendlyName: string
  autoCreation: any
  dateCreated: Date
  dateUpdated: Date
  url: string
  addressCountry: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Configuration/Addresses/{Sid}`; update: `POST /v1/Configuration/Addresses/{Sid}`; remove: `DELETE /v1/Configuration/Addresses/{Sid}` */
export interface ConfigurationAddressContext extends BareFetch<ConfigurationAddressInstance>, OptionalUpdate<ConfigurationAddressContextUpdateOptions, ConfigurationAddressInstance>, BareRemove {}

/** list: `GET /v1/Configuration/Addresses`; create: `POST /v1/Configuration/Addresses` */
export interface ConfigurationAddressListInstance extends Callable<[sid: string], ConfigurationAddressContext>, Listing<ConfigurationAddressListInstanceOptions, ConfigurationAddressInstance>, RequiredCreate<ConfigurationAddressListInstanceCreateOptions, ConfigurationAddressInstance> {}

/** Version v1 of conversations. */
export interface ConversationsV1 {
  readonly conversations: ConversationListInstance
  readonly conversationWithParticipants: ConversationWithParticipantsListInstance
  readonly credentials: CredentialListInstance
  readonly participantConversations: ParticipantConversationListInstance
  readonly roles: RoleListInstance
  readonly services: ServiceListInstance
  readonly users: UserListInstance
  readonly configuration: ConfigurationListInstance
  readonly addressConfigurations: ConfigurationAddressListInstance
}
