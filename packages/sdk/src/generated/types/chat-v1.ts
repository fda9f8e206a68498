// Made by packages/sdk/generate/main.ts. Do not edit.
import type { BareFetch, BareRemove, Callable, Listing, OptionalCreate, OptionalUpdate, RequiredCreate, RequiredUpdate } from '../../rest/types.ts'

export type ChannelChannelType = "public" | "private"

export type CredentialPushService = "gcm" | "apn" | "fcm"

export type MessageOrderType = "asc" | "desc"

export type RoleRoleType = "channel" | "deployment"

export type UserChannelChannelStatus = "joined" | "invited" | "not_participating"

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
  defaultServiceRoleSid?: string
  defaultChannelRoleSid?: string
  defaultChannelCreatorRoleSid?: string
  readStatusEnabled?: boolean
  reachabilityEnabled?: boolean
  typingIndicatorTimeout?: number
  consumptionReportInterval?: number
  "notifications.newMessage.enabled"?: boolean
  "notifications.newMessage.template"?: string
  "notifications.addedToChannel.enabled"?: boolean
  "notifications.addedToChannel.template"?: string
  "notifications.removedFromChannel.enabled"?: boolean
  "notifications.removedFromChannel.template"?: string
  "notifications.invitedToChannel.enabled"?: boolean
  "notifications.invitedToChannel.template"?: string
  preWebhookUrl?: string
  postWebhookUrl?: string
  webhookMethod?: string
  webhookFilters?: ReadonlyArray<string>
  "webhooks.onMessageSend.url"?: string
  "webhooks.onMessageSend.method"?: string
  "webhooks.onMessageUpdate.url"?: string
  "webhooks.onMessageUpdate.method"?: string
  "webhooks.onMessageRemove.url"?: string
  "webhooks.onMessageRemove.method"?: string
  "webhooks.onChannelAdd.url"?: string
  "webhooks.onChannelAdd.method"?: string
  "webhooks.onChannelDestroy.url"?: string
  "webhooks.onChannelDestroy.method"?: string
  "webhooks.onChannelUpdate.url"?: string
  "webhooks.onChannelUpdate.method"?: string
  "webhooks.onMemberAdd.url"?: string
  "webhooks.onMemberAdd.method"?: string
  "webhooks.onMemberRemove.url"?: string
  "webhooks.onMemberRemove.method"?: string
  "webhooks.onMessageSent.url"?: string
  "webhooks.onMessageSent.method"?: string
  "webhooks.onMessageUpdated.url"?: string
  "webhooks.onMessageUpdated.method"?: string
  "webhooks.onMessageRemoved.url"?: string
  "webhooks.onMessageRemoved.method"?: string
  "webhooks.onChannelAdded.url"?: string
  "webhooks.onChannelAdded.method"?: string
  "webhooks.onChannelDestroyed.url"?: string
  "webhooks.onChannelDestroyed.method"?: string
  "webhooks.onChannelUpdated.url"?: string
  "webhooks.onChannelUpdated.method"?: string
  "webhooks.onMemberAdded.url"?: string
  "webhooks.onMemberAdded.method"?: string
  "webhooks.onMemberRemoved.url"?: string
  "webhooks.onMemberRemoved.method"?: string
  "limits.channelMembers"?: number
  "limits.userChannels"?: number
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
  webhooks: any
  preWebhookUrl: string
  postWebhookUrl: string
  webhookMethod: string
  webhookFilters: Array<string>
  notifications: any
  url: string
  links: Record<string, string>
  channels(): ChannelListInstance
  roles(): RoleListInstance
  users(): UserListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Services/{Sid}`; update: `POST /v1/Services/{Sid}`; remove: `DELETE /v1/Services/{Sid}` */
export interface ServiceContext extends BareFetch<ServiceInstance>, OptionalUpdate<ServiceContextUpdateOptions, ServiceInstance>, BareRemove {
  readonly channels: ChannelListInstance
  readonly roles: RoleListInstance
  readonly users: UserListInstance
}

/** list: `GET /v1/Services`; create: `POST /v1/Services` */
export interface ServiceListInstance extends Callable<[sid: string], ServiceContext>, Listing<unknown, ServiceInstance>, RequiredCreate<ServiceListInstanceCreateOptions, ServiceInstance> {}

export interface ChannelContextUpdateOptions {
  friendlyName?: string
  uniqueName?: string
  attributes?: string
}

export interface ChannelListInstanceOptions {
  type?: ReadonlyArray<ChannelChannelType>
}

export interface ChannelListInstanceCreateOptions {
  friendlyName?: string
  uniqueName?: string
  attributes?: string
  type?: ChannelChannelType
}

/** A record of Channel. */
export interface ChannelInstance extends BareFetch<ChannelInstance>, OptionalUpdate<ChannelContextUpdateOptions, ChannelInstance>, BareRemove {
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
  invites(): InviteListInstance
  members(): MemberListInstance
  messages(): MessageListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Services/{ServiceSid}/Channels/{Sid}`; update: `POST /v1/Services/{ServiceSid}/Channels/{Sid}`; remove: `DELETE /v1/Services/{ServiceSid}/Channels/{Sid}` */
export interface ChannelContext extends BareFetch<ChannelInstance>, OptionalUpdate<ChannelContextUpdateOptions, ChannelInstance>, BareRemove {
  readonly invites: InviteListInstance
  readonly members: MemberListInstance
  readonly messages: MessageListInstance
}

/** list: `GET /v1/Services/{ServiceSid}/Channels`; create: `POST /v1/Services/{ServiceSid}/Channels` */
export interface ChannelListInstance extends Callable<[sid: string], ChannelContext>, Listing<ChannelListInstanceOptions, ChannelInstance>, OptionalCreate<ChannelListInstanceCreateOptions, ChannelInstance> {}

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

/** fetch: `GET /v1/Services/{ServiceSid}/Channels/{ChannelSid}/Invites/{Sid}`; remove: `DELETE /v1/Services/{ServiceSid}/Channels/{ChannelSid}/Invites/{Sid}` */
export interface InviteContext extends BareFetch<InviteInstance>, BareRemove {}

/** list: `GET /v1/Services/{ServiceSid}/Channels/{ChannelSid}/Invites`; create: `POST /v1/Services/{ServiceSid}/Channels/{ChannelSid}/Invites` */
export interface InviteListInstance extends Callable<[sid: string], InviteContext>, Listing<InviteListInstanceOptions, InviteInstance>, RequiredCreate<InviteListInstanceCreateOptions, InviteInstance> {}

export interface MemberContextUpdateOptions {
  roleSid?: string
  lastConsumedMessageIndex?: number
}

export interface MemberListInstanceOptions {
  identity?: ReadonlyArray<string>
}

export interface MemberListInstanceCreateOptions {
  identity: string
  roleSid?: string
}

/** A record of Member. */
export interface MemberInstance extends BareFetch<MemberInstance>, OptionalUpdate<MemberContextUpdateOptions, MemberInstance>, BareRemove {
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
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Services/{ServiceSid}/Channels/{ChannelSid}/Members/{Sid}`; update: `POST /v1/Services/{ServiceSid}/Channels/{ChannelSid}/Members/{Sid}`; remove: `DELETE /v1/Services/{ServiceSid}/Channels/{ChannelSid}/Members/{Sid}` */
export interface MemberContext extends BareFetch<MemberInstance>, OptionalUpdate<MemberContextUpdateOptions, MemberInstance>, BareRemove {}

/** list: `GET /v1/Services/{ServiceSid}/Channels/{ChannelSid}/Members`; create: `POST /v1/Services/{ServiceSid}/Channels/{ChannelSid}/Members` */
export interface MemberListInstance extends Callable<[sid: string], MemberContext>, Listing<MemberListInstanceOptions, MemberInstance>, RequiredCreate<MemberListInstanceCreateOptions, MemberInstance> {}

export interface MessageContextUpdateOptions {
  body?: string
  attributes?: string
}

export interface MessageListInstanceOptions {
  order?: MessageOrderType
}

export interface MessageListInstanceCreateOptions {
  body: string
  from?: string
  attributes?: string
}

/** A record of Message. */
export interface MessageInstance extends BareFetch<MessageInstance>, OptionalUpdate<MessageContextUpdateOptions, MessageInstance>, BareRemove {
  sid: string
  accountSid: string
  attributes: string
  serviceSid: string
  to: string
  channelSid: string
  dateCreated: Date
  dateUpdated: Date
  wasEdited: boolean
  from: string
  body: string
  index: number
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Services/{ServiceSid}/Channels/{ChannelSid}/Messages/{Sid}`; update: `POST /v1/Services/{ServiceSid}/Channels/{ChannelSid}/Messages/{Sid}`; remove: `DELETE /v1/Services/{ServiceSid}/Channels/{ChannelSid}/Messages/{Sid}` */
export interface MessageContext extends BareFetch<MessageInstance>, OptionalUpdate<MessageContextUpdateOptions, MessageInstance>, BareRemove {}

/** list: `GET /v1/Services/{ServiceSid}/Channels/{ChannelSid}/Messages`; create: `POST /v1/Services/{ServiceSid}/Channels/{ChannelSid}/Messages` */
export interface MessageListInstance extends Callable<[sid: string], MessageContext>, Listing<MessageListInstanceOptions, MessageInstance>, RequiredCreate<MessageListInstanceCreateOptions, MessageInstance> {}

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

/** fetch: `GET /v1/Services/{ServiceSid}/Roles/{Sid}`; update: `POST /v1/Services/{ServiceSid}/Roles/{Sid}`; remove: `DELETE /v1/Services/{ServiceSid}/Roles/{Sid}` */
export interface RoleContext extends BareFetch<RoleInstance>, RequiredUpdate<RoleContextUpdateOptions, RoleInstance>, BareRemove {}

/** list: `GET /v1/Services/{ServiceSid}/Roles`; create: `POST /v1/Services/{ServiceSid}/Roles` */
export interface RoleListInstance extends Callable<[sid: string], RoleContext>, Listing<unknown, RoleInstance>, RequiredCreate<RoleListInstanceCreateOptions, RoleInstance> {}

export interface UserContextUpdateOptions {
  roleSid?: string
  attributes?: string
  friendlyName?: string
}

export interface UserListInstanceCreateOptions {
  identity: string
  roleSid?: string
  attributes?: string
  friendlyName?: string
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
  userChannels(): UserChannelListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Services/{ServiceSid}/Users/{Sid}`; update: `POST /v1/Services/{ServiceSid}/Users/{Sid}`; remove: `DELETE /v1/Services/{ServiceSid}/Users/{Sid}` */
export interface UserContext extends BareFetch<UserInstance>, OptionalUpdate<UserContextUpdateOptions, UserInstance>, BareRemove {
  readonly userChannels: UserChannelListInstance
}

/** list: `GET /v1/Services/{ServiceSid}/Users`; create: `POST /v1/Services/{ServiceSid}/Users` */
export interface UserListInstance extends Callable<[sid: string], UserContext>, Listing<unknown, UserInstance>, RequiredCreate<UserListInstanceCreateOptions, UserInstance> {}

/** A record of UserChannel. */
export interface UserChannelInstance {
  accountSid: string
  serviceSid: string
  channelSid: string
  memberSid: string
  status: UserChannelChannelStatus
  lastConsumedMessageIndex: number
  unreadMessagesCount: number
  links: Record<string, string>
  toJSON(): Record<string, any>
}

/** list: `GET /v1/Services/{ServiceSid}/Users/{UserSid}/Channels` */
export interface UserChannelListInstance extends Listing<unknown, UserChannelInstance> {}

/** Version v1 of chat. */
export interface ChatV1 {
  readonly credentials: CredentialListInstance
  readonly services: ServiceListInstance
}
