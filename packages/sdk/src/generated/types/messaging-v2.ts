// Made by packages/sdk/generate/main.ts. Do not edit.
import type { BareFetch, BareRemove, Callable, Listing, OptionalJsonUpdate, RequiredCreate, RequiredJsonCreate } from '../../rest/types.ts'

export type ChannelsSenderStatus = "CREATING" | "ONLINE" | "OFFLINE" | "PENDING_VERIFICATION" | "VERIFYING" | "ONLINE:UPDATING" | "TWILIO_REVIEW" | "DRAFT" | "STUBBED"

export type MessagingV2RcsCarrierStatus = "UNKNOWN" | "UNLAUNCHED" | "CARRIER_REVIEW" | "APPROVED" | "REJECTED" | "SUSPENDED"

export type MessagingV2RcsCountryStatus = "ONLINE" | "OFFLINE" | "TWILIO_REVIEW" | "PENDING_VERIFICATION"

export interface TypingIndicatorListInstanceCreateOptions {
  channel: string
  messageId: string
}

/** A record of TypingIndicator. */
export interface TypingIndicatorInstance {
  success: boolean
  toJSON(): Record<string, any>
}

/** create: `POST /v2/Indicators/Typing.json` */
export interface TypingIndicatorListInstance extends RequiredCreate<TypingIndicatorListInstanceCreateOptions, TypingIndicatorInstance> {}

export type ChannelsSenderContextUpdateOptions = { configuration?: { wabaId?: string; verificationMethod?: string; verificationCode?: string; voiceApplicationSid?: string; accountType?: string }; webhook?: { callbackUrl?: string; callbackMethod?: string; fallbackUrl?: string; fallbackMethod?: string; statusCallbackUrl?: string; statusCallbackMethod?: string }; profile?: { name?: string; about?: string; address?: string; description?: string; logoUrl?: string; bannerUrl?: string; privacyUrl?: string; termsOfServiceUrl?: string; accentColor?: string; vertical?: string; websites?: unknown; emails?: unknown; phoneNumbers?: unknown } }

export interface ChannelsSenderListInstanceOptions {
  channel: string
}

export type ChannelsSenderListInstanceCreateOptions = { senderId: string; configuration?: { wabaId?: string; verificationMethod?: string; verificationCode?: string; voiceApplicationSid?: string; accountType?: string }; webhook?: { callbackUrl?: string; callbackMethod?: string; fallbackUrl?: string; fallbackMethod?: string; statusCallbackUrl?: string; statusCallbackMethod?: string }; profile?: { name?: string; about?: string; address?: string; description?: string; logoUrl?: string; bannerUrl?: string; privacyUrl?: string; termsOfServiceUrl?: string; accentColor?: string; vertical?: string; websites?: unknown; emails?: unknown; phoneNumbers?: unknown } }

/** A record of ChannelsSender. */
export interface ChannelsSenderInstance extends BareFetch<ChannelsSenderInstance>, OptionalJsonUpdate<ChannelsSenderContextUpdateOptions, ChannelsSenderInstance>, BareRemove {
  sid: string
  status: ChannelsSenderStatus
  senderId: string
  configuration: { wabaId: string; verificationMethod: string; verificationCode: string; voiceApplicationSid: string; accountType: string }
  webhook: { callbackUrl: string; callbackMethod: string; fallbackUrl: string; fallbackMethod: string; statusCallbackUrl: string; statusCallbackMethod: string }
  profile: { name: string; about: string; address: string; description: string; logoUrl: string; bannerUrl: string; privacyUrl: string; termsOfServiceUrl: string; accentColor: string; vertical: string; websites: Array<{ website: string; label: string }>; emails: Array<{ email: string; label: string }>; phoneNumbers: Array<{ phoneNumber: string; label: string }> }
  properties: { qualityRating: string; messagingLimit: string }
  offlineReasons: Array<{ code: string; message: string; moreInfo: string }>
  compliance: { registrationSid: string; countries: Array<{ country: string; registrationSid: string; status: MessagingV2RcsCountryStatus; carriers: Array<{ name: string; status: MessagingV2RcsCarrierStatus }> }> }
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/Channels/Senders/{Sid}`; update: `POST /v2/Channels/Senders/{Sid}`; remove: `DELETE /v2/Channels/Senders/{Sid}` */
export interface ChannelsSenderContext extends BareFetch<ChannelsSenderInstance>, OptionalJsonUpdate<ChannelsSenderContextUpdateOptions, ChannelsSenderInstance>, BareRemove {}

/** list: `GET /v2/Channels/Senders`; create: `POST /v2/Channels/Senders` */
export interface ChannelsSenderListInstance extends Callable<[sid: string], ChannelsSenderContext>, Listing<ChannelsSenderListInstanceOptions, ChannelsSenderInstance>, RequiredJsonCreate<ChannelsSenderListInstanceCreateOptions, ChannelsSenderInstance> {}

/** A record of DomainCertV4. */
export interface DomainCertV4Instance extends BareFetch<DomainCertV4Instance> {
  domainSid: string
  dateUpdated: Date
  dateExpires: Date
  dateCreated: Date
  domainName: string
  certificateSid: string
  managed: boolean
  requesting: boolean
  url: string
  certInValidation: any
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/LinkShortening/Domains/{DomainSid}/Certificate` */
export interface DomainCertV4Context extends BareFetch<DomainCertV4Instance> {}

/** A place on the way. */
export interface DomainCertV4ListInstance extends Callable<[domainSid: string], DomainCertV4Context> {}

/** Version v2 of messaging. */
export interface MessagingV2 {
  readonly typingIndicator: TypingIndicatorListInstance
  readonly channelsSenders: ChannelsSenderListInstance
  readonly domainCerts: DomainCertV4ListInstance
}
