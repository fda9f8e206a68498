// Made by packages/sdk/generate/main.ts. Do not edit.
import type { BareFetch, Callable, OptionalUpdate, RequiredCreate } from '../../rest/types.ts'

export interface WebChannelListInstanceCreateOptions {
  addressSid: string
  chatFriendlyName?: string
  customerFriendlyName?: string
  preEngagementData?: string
  identity?: string
  uiVersion?: string
}

/** A record of WebChannel. */
export interface WebChannelInstance {
  conversationSid: string
  identity: string
  toJSON(): Record<string, any>
}

/** create: `POST /v2/WebChats` */
export interface WebChannelListInstance extends RequiredCreate<WebChannelListInstanceCreateOptions, WebChannelInstance> {}

export interface FlexUserContextUpdateOptions {
  email?: string
  userSid?: string
  locale?: string
}

/** A record of FlexUser. */
export interface FlexUserInstance extends BareFetch<FlexUserInstance>, OptionalUpdate<FlexUserContextUpdateOptions, FlexUserInstance> {
  accountSid: string
  instanceSid: string
  userSid: string
  flexUserSid: string
  workerSid: string
  workspaceSid: string
  flexTeamSid: string
  username: string
  email: string
  locale: string
  roles: Array<string>
  createdDate: Date
  updatedDate: Date
  version: number
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/Instances/{InstanceSid}/Users/{FlexUserSid}`; update: `POST /v2/Instances/{InstanceSid}/Users/{FlexUserSid}` */
export interface FlexUserContext extends BareFetch<FlexUserInstance>, OptionalUpdate<FlexUserContextUpdateOptions, FlexUserInstance> {}

/** A place on the way. */
export interface FlexUserListInstance extends Callable<[instanceSid: string, flexUserSid: string], FlexUserContext> {}

/** Version v2 of flexApi. */
export interface FlexApiV2 {
  readonly webChannels: WebChannelListInstance
  readonly flexUser: FlexUserListInstance
}
