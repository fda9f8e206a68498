// Made by packages/sdk/generate/main.ts. Do not edit.
import type { Callable, OptionalUpdate } from '../../rest/types.ts'

export type ChannelChannelType = "public" | "private"

export type ChannelWebhookEnabledType = "true" | "false"

export interface ChannelContextUpdateOptions {
  type?: ChannelChannelType
  messagingServiceSid?: string
  xTwilioWebhookEnabled?: ChannelWebhookEnabledType
}

/** A record of Channel. */
export interface ChannelInstance extends OptionalUpdate<ChannelContextUpdateOptions, ChannelInstance> {
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
  messagingServiceSid: string
  url: string
  toJSON(): Record<string, any>
}

/** update: `POST /v3/Services/{ServiceSid}/Channels/{Sid}` */
export interface ChannelContext extends OptionalUpdate<ChannelContextUpdateOptions, ChannelInstance> {}

/** A place on the way. */
export interface ChannelListInstance extends Callable<[serviceSid: string, sid: string], ChannelContext> {}

/** Version v3 of chat. */
export interface ChatV3 {
  readonly channels: ChannelListInstance
}
