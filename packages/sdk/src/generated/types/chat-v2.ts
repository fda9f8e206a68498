// Made by packages/sdk/generate/main.ts. Do not edit.
import type { BareFetch, BareRemove, Callable, Listing, OptionalCreate, OptionalRemove, OptionalUpdate, RequiredCreate, RequiredUpdate } from '../../rest/types.ts'

export type BindingBindingType = "gcm" | "apn" | "fcm"

export type ChannelChannelType = "public" | "private"

export type ChannelWebhookEnabledType = "true" | "false"

export type ChannelWebhookMethod = "GET" | "POST"

export type ChannelWebhookType = "webhook" | "trigger" | "studio"

export type CredentialPushService = "gcm" | "apn" | "fcm"

export type MemberWebhookEnabledType = "true" | "false"

export type MessageOrderType = "asc" | "desc"

export type MessageWebhookEnabledType = "true" | "false"

export type RoleRoleType = "channel" | "deployment"

export type UserBindingBindingType = "gcm" | "apn" | "fcm"

export type UserChannelChannelStatus = "joined" | "invited" | "notParticipating"

export type UserChannelNotificationLevel = "default" | "muted"

export type UserChannelWebhookEnabledType = "true" | "false"

export type UserWebhookEnabledType = "true" | "false"

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

/** fetch: `GET /v2/Credentials/{Sid}`; update: `POST /v2/Credentials/{Sid}`; remove: `DELETE /v2/Credentials/{Sid}` */
export interface CredentialContext extends BareFetch<CredentialInstance>, OptionalUpdate<CredentialContextUpdateOptions, CredentialInstance>, BareRemove {}

/** list: `GET /v2/Credentials`; create: `POST /v2/Credentials` */
export interface CredentialListInstance extends Callable<[sid: string], CredentialContext>, Listing<unknown, CredentialInstance>, RequiredCreate<CredentialListInstanceCreateOptions, CredentialInstance> {}

export interface ServiceContextUpdateOptions {
  friendlyName?: string
  defaultServiceRoleSid?: string
  defaultChannelRoleSid?: string
  defaultChannelCreatorRoleSid?: string
  readStatusEnabled?: boolean
  reachabilityEnabled?: boolean
  typingIndicatorTimeout?: number
  consumptionReportInterval?: number
  "notifications.newMessage.enabled"?: boolean
  "notifications.newMessage.template"?: string
  "notifications.newMessage.sound"?: string
  "notifications.newMessage.badgeCountEnabled"?: boolean
  "notifications.addedToChannel.enabled"?: boolean
  "notifications.addedToChannel.template"?: string
  "notifications.addedToChannel.sound"?: string
  "notifications.removedFromChannel.enabled"?: boolean
  "notifications.removedFromChannel.template"?: string
  "notifications.removedFromChannel.sound"?: string
  "notifications.invitedToChannel.enabled"?: boolean
  "notifications.invitedToChannel.template"?: string
  "notifications.invitedToChannel.sound"?: string
  preWebhookUrl?: string
  postWebhookUrl?: string
  webhookMethod?: string
  webhookFilters?: ReadonlyArray<string>
  "limits.channelMembers"?: number
  "limits.userChannels"?: number
  "media.compatibilityMessage"?: string
  preWebhookRetryCount?: number
  postWebhookRetryCount?: number
  "notifications.logEnabled"?: boolean
}

export interface ServiceListInstanceCreateOptions {
  friendlyName: string
}

/** A record of Service. */
export interface ServiceInstance extends BareFetch<ServiceInstance>, OptionalUpdate<ServiceContextUpdateOptions, ServiceInstance>, BareRemove {
  sid: string
  accountSid: string
  friendlyName: string
  dateCreated: Date
  dateUpdated: Date
  defaultServiceRoleSid: string
  defaultChannelRoleSid: string
  defaultChannelCreatorRoleSid: string
  readStatusEnabled: boolean
  reachabilityEnabled: boolean
  typingIndicatorTimeout: number
  consumptionReportInterval: number
  limits: any
  preWebhookUrl: string
  postWebhookUrl: string
  webhookMethod: string
  webhookFilters: Array<string>
  preWebhookRetryCount: number
  postWebhookRetryCount: number
  notifications: any
  media: any
  url: string
  links: Record<string, string>
  bindings(): BindingListInstance
  channels(): ChannelListInstance
  roles(): RoleListInstance
  users(): UserListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/Services/{Sid}`; update: `POST /v2/Services/{Sid}`; remove: `DELETE /v2/Services/{Sid}` */
export interface ServiceContext extends BareFetch<ServiceInstance>, OptionalUpdate<ServiceContextUpdateOptions, ServiceInstance>, BareRemove {
  readonly bindings: BindingListInstance
  readonly channels: ChannelListInstance
  readonly roles: RoleListInstance
  readonly users: UserListInstance
}

/** list: `GET /v2/Services`; create: `POST /v2/Services` */
export interface ServiceListInstance extends Callable<[sid: string], ServiceContext>, Listing<unknown, ServiceInstance>, RequiredCreate<ServiceListInstanceCreateOptions, ServiceInstance> {}

export interface BindingListInstanceOptions {
  bindingType?: ReadonlyArray<BindingBindingType>
  identity?: ReadonlyArray<string>
}

/** A record of Binding. */
export interface BindingInstance extends BareFetch<BindingInstance>, BareRemove {
  sid: string
  accountSid: string
  serviceSid: string
  dateCreated: Date
  dateUpdated: Date
  endpoint: string
  identity: string
  credentialSid: string
  bindingType: BindingBindingType
  messageTypes: Array<string>
  url: string
  links: Record<string, string>
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/Services/{ServiceSid}/Bindings/{Sid}`; remove: `DELETE /v2/Services/{ServiceSid}/Bindings/{Sid}` */
export interface BindingContext extends BareFetch<BindingInstance>, BareRemove {}

/** list: `GET /v2/Services/{ServiceSid}/Bindings` */
export interface BindingListInstance extends Callable<[sid: string], BindingContext>, Listing<BindingListInstanceOptions, BindingInstance> {}

export interface ChannelContextUpdateOptions {
  friendlyName?: string
  uniqueName?: string
  attributes?: string
  dateCreated?: Date | string
  dateUpdated?: Date | string
  createdBy?: string
  xTwilioWebhookEnabled?: ChannelWebhookEnabledType
}

export interface ChannelContextRemoveOptions {
  xTwilioWebhookEnabled?: ChannelWebhookEnabledType
}

export interface ChannelListInstanceOptions {
  type?: ReadonlyArray<ChannelChannelType>
}

export interface ChannelListInstanceCreateOptions {
  friendlyName?: string
  uniqueName?: string
  attributes?: string
  type?: ChannelChannelType
  dateCreated?: Date | string
  dateUpdated?: Date | string
  createdBy?: string
  xTwilioWebhookEnabled?: ChannelWebhookEnabledType
}

/** A record of Channel. */
export interface ChannelInstance extends BareFetch<ChannelInstance>, OptionalUpdate<ChannelContextUpdateOptions, ChannelInstance>, OptionalRemove<ChannelContextRemoveOptions> {
  sid: string
  accountSid: string
  serviceSid: string
  friendlyName: string
  uniqueName: string
  attributes: string
  type: ChannelChannelType
  dateCreated: Date
  dateUpdated: Date
  createdBy: string
  membersCount: number
  messagesCount: number
  url: string
  links: Record<string, string>
  webhooks(): ChannelWebhookListInstance
  invites(): InviteListInstance
  members(): MemberListInstance
  messages(): MessageListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/Services/{ServiceSid}/Channels/{Sid}`; update: `POST /v2/Services/{ServiceSid}/Channels/{Sid}`; remove: `DELETE /v2/Services/{ServiceSid}/Channels/{Sid}` */
export interface ChannelContext extends BareFetch<ChannelInstance>, OptionalUpdate<ChannelContextUpdateOptions, ChannelInstance>, OptionalRemove<ChannelContextRemoveOptions> {
  readonly webhooks: ChannelWebhookListInstance
  readonly invites: InviteListInstance
  readonly members: MemberListInstance
  readonly messages: MessageListInstance
}

/** list: `GET /v2/Services/{ServiceSid}/Channels`; create: `POST /v2/Services/{ServiceSid}/Channels` */
export interface ChannelListInstance extends Callable<[sid: string], ChannelContext>, Listing<ChannelListInstanceOptions, ChannelInstance>, OptionalCreate<ChannelListInstanceCreateOptions, ChannelInstance> {}

export interface ChannelWebhookContextUpdateOptions {
  "configuration.url"?: string
  "configuration.method"?: ChannelWebhookMethod
  "configuration.filters"?: ReadonlyArray<string>
  "configuration.triggers"?: ReadonlyArray<string>
  "configuration.flowSid"?: string
  "configuration.retryCount"?: number
}

export interface ChannelWebhookListInstanceCreateOptions {
  type: ChannelWebhookType
  "configuration.url"?: string
  "configuration.method"?: ChannelWebhookMethod
  "configuration.filters"?: ReadonlyArray<string>
  "configuration.triggers"?: ReadonlyArray<string>
  "configuration.flowSid"?: string
  "configuration.retryCount"?: number
}

/** A record of ChannelWebhook. */
export interface ChannelWebhookInstance extends BareFetch<ChannelWebhookInstance>, OptionalUpdate<ChannelWebhookContextUpdateOptions, ChannelWebhookInstance>, BareRemove {
  sid: string
  accountSid: string
  serviceSid: string
  channelSid: string
  type: string
  url: string
  configuration: any
  dateCreated: Date
  dateUpdated: Date
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/Services/{ServiceSid}/Channels/{ChannelSid}/Webhooks/{Sid}`; update: `POST /v2/Services/{ServiceSid}/Channels/{ChannelSid}/Webhooks/{Sid}`; remove: `DELETE /v2/Services/{ServiceSid}/Channels/{ChannelSid}/Webhooks/{Sid}` */
export interface ChannelWebhookContext extends BareFetch<ChannelWebhookInstance>, OptionalUpdate<ChannelWebhookContextUpdateOptions, ChannelWebhookInstance>, BareRemove {}

/** list: `GET /v2/Services/{ServiceSid}/Channels/{ChannelSid}/Webhooks`; create: `POST /v2/Services/{ServiceSid}/Channels/{ChannelSid}/Webhooks` */
export interface ChannelWebhookListInstance extends Callable<[sid: string], ChannelWebhookContext>, Listing<unknown, ChannelWebhookInstance>, RequiredCreate<ChannelWebhookListInstanceCreateOptions, ChannelWebhookInstance> {}

export interface InviteListInstanceOptions {
  identity?: ReadonlyArray<string>
}

export interface InviteListInstanceCreateOptions {
  identity: string
  roleSid?: string
}

/** A record of Invite. */
export interface InviteInstance extends BareFetch<InviteInstance>, BareRemove {
  sid: string
  accountSid: string
  channelSid: string
  serviceSid: string
  identity: string
  dateCreated: Date
  dateUpdated: Date
  roleSid: string
  createdBy: string
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/Services/{ServiceSid}/Channels/{ChannelSid}/Invites/{Sid}`; remove: `DELETE /v2/Services/{ServiceSid}/Channels/{ChannelSid}/Invites/{Sid}` */
export interface InviteContext extends BareFetch<InviteInstance>, BareRemove {}

/** list: `GET /v2/Services/{ServiceSid}/Channels/{ChannelSid}/Invites`; create: `POST /v2/Services/{ServiceSid}/Channels/{ChannelSid}/Invites` */
export interface InviteListInstance extends Callable<[sid: string], InviteContext>, Listing<InviteListInstanceOptions, InviteInstance>, RequiredCreate<InviteListInstanceCreateOptions, InviteInstance> {}

export interface MemberContextUpdateOptions {
  roleSid?: string
  lastConsumedMessageIndex?: number
  lastConsumptionTimestamp?: Date | string
  dateCreated?: Date | string
  dateUpdated?: Date | string
  attributes?: string
  xTwilioWebhookEnabled?: MemberWebhookEnabledType
}

export interface MemberContextRemoveOptions {
  xTwilioWebhookEnabled?: MemberWebhookEnabledType
}

export interface MemberListInstanceOptions {
  identity?: ReadonlyArray<string>
}

export interface MemberListInstanceCreateOptions {
  identity: string
  roleSid?: string
  lastConsumedMessageIndex?: number
  lastConsumptionTimestamp?: Date | string
  dateCreated?: Date | string
  dateUpdated?: Date | string
  attributes?: string
  xTwilioWebhookEnabled?: MemberWebhookEnabledType
}

/** A record of Member. */
export interface MemberInstance extends BareFetch<MemberInstance>, OptionalUpdate<MemberContextUpdateOptions, MemberInstance>, OptionalRemove<MemberContextRemoveOptions> {
  sid: string
  accountSid: string
  channelSid: string
  serviceSid: string
  identity: string
  dateCreated: Date
  dateUpdated: Date
  roleSid: string
  lastConsumedMessageIndex: number
  lastConsumptionTimestamp: Date
  url: string
  attributes: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/Services/{ServiceSid}/Channels/{ChannelSid}/Members/{Sid}`; update: `POST /v2/Services/{ServiceSid}/Channels/{ChannelSid}/Members/{Sid}`; remove: `DELETE /v2/Services/{ServiceSid}/Channels/{ChannelSid}/Members/{Sid}` */
export interface MemberContext extends BareFetch<MemberInstance>, OptionalUpdate<MemberContextUpdateOptions, MemberInstance>, OptionalRemove<MemberContextRemoveOptions> {}

/** list: `GET /v2/Services/{ServiceSid}/Channels/{ChannelSid}/Members`; create: `POST /v2/Services/{ServiceSid}/Channels/{ChannelSid}/Members` */
export interface MemberListInstance extends Callable<[sid: string], MemberContext>, Listing<MemberListInstanceOptions, MemberInstance>, RequiredCreate<MemberListInstanceCreateOptions, MemberInstance> {}

export interface MessageContextUpdateOptions {
  body?: string
  attributes?: string
  dateCreated?: Date | string
  dateUpdated?: Date | string
  lastUpdatedBy?: string
  from?: string
  xTwilioWebhookEnabled?: MessageWebhookEnabledType
}

export interface MessageContextRemoveOptions {
  xTwilioWebhookEnabled?: MessageWebhookEnabledType
}

export interface MessageListInstanceOptions {
  order?: MessageOrderType
}

export interface MessageListInstanceCreateOptions {
  from?: string
  attributes?: string
  dateCreated?: Date | string
  dateUpdated?: Date | string
  lastUpdatedBy?: string
  body?: string
  mediaSid?: string
  xTwilioWebhookEnabled?: MessageWebhookEnabledType
}

/** A record of Message. */
export interface MessageInstance extends BareFetch<MessageInstance>, OptionalUpdate<MessageContextUpdateOptions, MessageInstance>, OptionalRemove<MessageContextRemoveOptions> {
  sid: string
  accountSid: string
  attributes: string
  serviceSid: string
  to: string
  channelSid: string
  dateCreated: Date
  dateUpdated: Date
  lastUpdatedBy: string
  wasEdited: boolean
  from: string
  body: string
  index: number
  type: string
  media: any
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/Services/{ServiceSid}/Channels/{ChannelSid}/Messages/{Sid}`; update: `POST /v2/Services/{ServiceSid}/Channels/{ChannelSid}/Messages/{Sid}`; remove: `DELETE /v2/Services/{ServiceSid}/Channels/{ChannelSid}/Messages/{Sid}` */
export interface MessageContext extends BareFetch<MessageInstance>, OptionalUpdate<MessageContextUpdateOptions, MessageInstance>, OptionalRemove<MessageContextRemoveOptions> {}

/** list: `GET /v2/Services/{ServiceSid}/Channels/{ChannelSid}/Messages`; create: `POST /v2/Services/{ServiceSid}/Channels/{ChannelSid}/Messages` */
export interface MessageListInstance extends Callable<[sid: string], MessageContext>, Listing<MessageListInstanceOptions, MessageInstance>, OptionalCreate<MessageListInstanceCreateOptions, MessageInstance> {}

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
  serviceSid: string
  friendlyName: string
  type: RoleRoleType
  permissions: Array<string>
  dateCreated: Date
  dateUpdated: Date
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/Services/{ServiceSid}/Roles/{Sid}`; update: `POST /v2/Services/{ServiceSid}/Roles/{Sid}`; remove: `DELETE /v2/Services/{ServiceSid}/Roles/{Sid}` */
export interface RoleContext extends BareFetch<RoleInstance>, RequiredUpdate<RoleContextUpdateOptions, RoleInstance>, BareRemove {}

/** list: `GET /v2/Services/{ServiceSid}/Roles`; create: `POST /v2/Services/{ServiceSid}/Roles` */
export interface RoleListInstance extends Callable<[sid: string], RoleContext>, Listing<unknown, RoleInstance>, RequiredCreate<RoleListInstanceCreateOptions, RoleInstance> {}

export interface UserContextUpdateOptions {
  roleSid?: string
  attributes?: string
  friendlyName?: string
  xTwilioWebhookEnabled?: UserWebhookEnabledType
}

export interface UserListInstanceCreateOptions {
  identity: string
  roleSid?: string
  attributes?: string
  friendlyName?: string
  xTwilioWebhookEnabled?: UserWebhookEnabledType
}

/** A record of User. */
export interface UserInstance extends BareFetch<UserInstance>, OptionalUpdate<UserContextUpdateOptions, UserInstance>, BareRemove {
  sid: string
  accountSid: string
  serviceSid: string
  attributes: string
  friendlyName: string
  roleSid: string
  identity: string
  isOnline: boolean
  isNotifiable: boolean
  dateCreated: Date
  dateUpdated: Date
  joinedChannelsCount: number
  links: Record<string, string>
  url: string
  userBindings(): UserBindingListInstance
  userChannels(): UserChannelListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/Services/{ServiceSid}/Users/{Sid}`; update: `POST /v2/Services/{ServiceSid}/Users/{Sid}`; remove: `DELETE /v2/Services/{ServiceSid}/Users/{Sid}` */
export interface UserContext extends BareFetch<UserInstance>, OptionalUpdate<UserContextUpdateOptions, UserInstance>, BareRemove {
  readonly userBindings: UserBindingListInstance
  readonly userChannels: UserChannelListInstance
}

/** list: `GET /v2/Services/{ServiceSid}/Users`; create: `POST /v2/Services/{ServiceSid}/Users` */
export interface UserListInstance extends Callable<[sid: string], UserContext>, Listing<unknown, UserInstance>, RequiredCreate<UserListInstanceCreateOptions, UserInstance> {}

export interface UserBindingListInstanceOptions {
  bindingType?: ReadonlyArray<UserBindingBindingType>
}

/** A record of UserBinding. */
export interface UserBindingInstance extends BareFetch<UserBindingInstance>, BareRemove {
  sid: string
  accountSid: string
  serviceSid: string
  dateCreated: Date
  dateUpdated: Date
  endpoint: string
  identity: string
  userSid: string
  credentialSid: string
  bindingType: UserBindingBindingType
  messageTypes: Array<string>
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/Services/{ServiceSid}/Users/{UserSid}/Bindings/{Sid}`; remove: `DELETE /v2/Services/{ServiceSid}/Users/{UserSid}/Bindings/{Sid}` */
export interface UserBindingContext extends BareFetch<UserBindingInstance>, BareRemove {}

/** list: `GET /v2/Services/{ServiceSid}/Users/{UserSid}/Bindings` */
export interface UserBindingListInstance extends Callable<[sid: string], UserBindingContext>, Listing<UserBindingListInstanceOptions, UserBindingInstance> {}

export interface UserChannelContextUpdateOptions {
  notificationLevel?: UserChannelNotificationLevel
  lastConsumedMessageIndex?: number
  lastConsumptionTimestamp?: Date | string
}

export interface UserChannelContextRemoveOptions {
  xTwilioWebhookEnabled?: UserChannelWebhookEnabledType
}

/** A record of UserChannel. */
export interface UserChannelInstance extends BareFetch<UserChannelInstance>, OptionalUpdate<UserChannelContextUpdateOptions, UserChannelInstance>, OptionalRemove<UserChannelContextRemoveOptions> {
  accountSid: string
  serviceSid: string
  channelSid: string
  userSid: string
  memberSid: string
  status: UserChannelChannelStatus
  lastConsumedMessageIndex: number
  unreadMessagesCount: number
  links: Record<string, string>
  url: string
  notificationLevel: UserChannelNotificationLevel
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/Services/{ServiceSid}/Users/{UserSid}/Channels/{ChannelSid}`; update: `POST /v2/Services/{ServiceSid}/Users/{UserSid}/Channels/{ChannelSid}`; remove: `DELETE /v2/Services/{ServiceSid}/Users/{UserSid}/Channels/{ChannelSid}` */
export interface UserChannelContext extends BareFetch<UserChannelInstance>, OptionalUpdate<UserChannelContextUpdateOptions, UserChannelInstance>, OptionalRemove<UserChannelContextRemoveOptions> {}

/** list: `GET /v2/Services/{ServiceSid}/Users/{UserSid}/Channels` */
export interface UserChannelListInstance extends Callable<[channelSid: string], UserChannelContext>, Listing<unknown, UserChannelInstance> {}

/** Version v2 of chat. */
export interface ChatV2 {
  readonly credentials: CredentialListInstance
  readonly services: ServiceListInstance
}
