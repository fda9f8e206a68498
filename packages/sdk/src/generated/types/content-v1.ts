// Made by packages/sdk/generate/main.ts. Do not edit.
import type { BareFetch, BareRemove, Callable, Listing, RequiredJsonCreate, RequiredJsonUpdate } from '../../rest/types.ts'

export type AuthenticationActionType = "COPY_CODE"

export type CallToActionActionType = "URL" | "PHONE_NUMBER" | "COPY_CODE" | "VOICE_CALL" | "VOICE_CALL_REQUEST"

export type CardActionType = "URL" | "PHONE_NUMBER" | "QUICK_REPLY" | "COPY_CODE" | "VOICE_CALL"

export type CarouselActionType = "URL" | "PHONE_NUMBER" | "QUICK_REPLY"

export type QuickReplyActionType = "QUICK_REPLY"

export type WebviewSizeType = "TALL" | "FULL" | "HALF" | "NONE"

export type ContentContextUpdateOptions = { friendlyName?: string; variables?: Record<string, string>; language?: string; types: { "twilio/text"?: { body: string }; "twilio/media"?: { body?: string; media: ReadonlyArray<string> }; "twilio/location"?: { latitude: number; longitude: number; label?: string; id?: string; address?: string }; "twilio/listPicker"?: { body: string; button: string; items: ReadonlyArray<{ id: string; item: string; description?: string }> }; "twilio/callToAction"?: { body: string; actions: ReadonlyArray<{ type: CallToActionActionType; title: string; url?: string; phone?: string; code?: string; id?: string }> }; "twilio/quickReply"?: { body: string; actions: ReadonlyArray<{ type?: QuickReplyActionType; title: string; id?: string }> }; "twilio/card"?: { title?: string; subtitle?: string; media?: ReadonlyArray<string>; actions?: ReadonlyArray<{ type: CardActionType; title: string; url?: string; phone?: string; id?: string; code?: string; webviewSize?: WebviewSizeType }> }; "twilio/catalog"?: { title?: string; body: string; subtitle?: string; id?: string; items?: ReadonlyArray<{ id?: string; sectionTitle?: string; name?: string; mediaUrl?: string; price?: number; description?: string }>; dynamicItems?: string }; "twilio/carousel"?: { body: string; cards: ReadonlyArray<{ title?: string; body: string; media: string; actions: ReadonlyArray<{ type: CarouselActionType; title: string; url?: string; phone?: string; id?: string }> }> }; "twilio/flows"?: { body: string; buttonText: string; subtitle?: string; mediaUrl?: string; pages: ReadonlyArray<{ id: string; nextPageId?: string; title: string; subtitle?: string; layout: ReadonlyArray<{ label?: string; type: string }> }>; type: string }; "twilio/schedule"?: { id: string; title: string; timeSlots: string }; "whatsapp/card"?: { body: string; footer?: string; media?: ReadonlyArray<string>; headerText?: string; actions?: ReadonlyArray<{ type: CardActionType; title: string; url?: string; phone?: string; id?: string; code?: string; webviewSize?: WebviewSizeType }> }; "whatsapp/authentication"?: { addSecurityRecommendation?: boolean; codeExpirationMinutes?: number; actions: ReadonlyArray<{ type: AuthenticationActionType; copyCodeText: string }> }; "whatsapp/flows"?: { body: string; buttonText: string; subtitle?: string; mediaUrl?: string; flowId: string; flowToken?: string; flowFirstPageId?: string; isFlowFirstPageEndpoint?: boolean } } }

export type ContentListInstanceCreateOptions = { friendlyName?: string; variables?: Record<string, string>; language: string; types: { "twilio/text"?: { body: string }; "twilio/media"?: { body?: string; media: ReadonlyArray<string> }; "twilio/location"?: { latitude: number; longitude: number; label?: string; id?: string; address?: string }; "twilio/listPicker"?: { body: string; button: string; items: ReadonlyArray<{ id: string; item: string; description?: string }> }; "twilio/callToAction"?: { body: string; actions: ReadonlyArray<{ type: CallToActionActionType; title: string; url?: string; phone?: string; code?: string; id?: string }> }; "twilio/quickReply"?: { body: string; actions: ReadonlyArray<{ type?: QuickReplyActionType; title: string; id?: string }> }; "twilio/card"?: { title?: string; subtitle?: string; media?: ReadonlyArray<string>; actions?: ReadonlyArray<{ type: CardActionType; title: string; url?: string; phone?: string; id?: string; code?: string; webviewSize?: WebviewSizeType }> }; "twilio/catalog"?: { title?: string; body: string; subtitle?: string; id?: string; items?: ReadonlyArray<{ id?: string; sectionTitle?: string; name?: string; mediaUrl?: string; price?: number; description?: string }>; dynamicItems?: string }; "twilio/carousel"?: { body: string; cards: ReadonlyArray<{ title?: string; body: string; media: string; actions: ReadonlyArray<{ type: CarouselActionType; title: string; url?: string; phone?: string; id?: string }> }> }; "twilio/flows"?: { body: string; buttonText: string; subtitle?: string; mediaUrl?: string; pages: ReadonlyArray<{ id: string; nextPageId?: string; title: string; subtitle?: string; layout: ReadonlyArray<{ label?: string; type: string }> }>; type: string }; "twilio/schedule"?: { id: string; title: string; timeSlots: string }; "whatsapp/card"?: { body: string; footer?: string; media?: ReadonlyArray<string>; headerText?: string; actions?: ReadonlyArray<{ type: CardActionType; title: string; url?: string; phone?: string; id?: string; code?: string; webviewSize?: WebviewSizeType }> }; "whatsapp/authentication"?: { addSecurityRecommendation?: boolean; codeExpirationMinutes?: number; actions: ReadonlyArray<{ type: AuthenticationActionType; copyCodeText: string }> }; "whatsapp/flows"?: { body: string; buttonText: string; subtitle?: string; mediaUrl?: string; flowId: string; flowToken?: string; flowFirstPageId?: string; isFlowFirstPageEndpoint?: boolean } } }

/** A record of Content. */
export interface ContentInstance extends BareFetch<ContentInstance>, RequiredJsonUpdate<ContentContextUpdateOptions, ContentInstance>, BareRemove {
  dateCreated: Date
  dateUpdated: Date
  sid: string
  accountSid: string
  friendlyName: string
  language: string
  variables: any
  types: any
  url: string
  links: Record<string, string>
  approvalFetch(): ApprovalFetchListInstance
  approvalCreate(): ApprovalCreateListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Content/{Sid}`; update: `PUT /v1/Content/{Sid}`; remove: `DELETE /v1/Content/{Sid}` */
export interface ContentContext extends BareFetch<ContentInstance>, RequiredJsonUpdate<ContentContextUpdateOptions, ContentInstance>, BareRemove {
  readonly approvalFetch: ApprovalFetchListInstance
  readonly approvalCreate: ApprovalCreateListInstance
}

/** list: `GET /v1/Content`; create: `POST /v1/Content` */
export interface ContentListInstance extends Callable<[sid: string], ContentContext>, Listing<unknown, ContentInstance>, RequiredJsonCreate<ContentListInstanceCreateOptions, ContentInstance> {}

/** A record of ApprovalFetch. */
export interface ApprovalFetchInstance extends BareFetch<ApprovalFetchInstance> {
  sid: string
  accountSid: string
  whatsapp: any
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Content/{Sid}/ApprovalRequests` */
export interface ApprovalFetchContext extends BareFetch<ApprovalFetchInstance> {}

/** A place on the way. */
export interface ApprovalFetchListInstance extends Callable<[], ApprovalFetchContext> {}

export type ApprovalCreateListInstanceCreateOptions = { name: string; category: string }

/** A record of ApprovalCreate. */
export interface ApprovalCreateInstance {
  name: string
  category: string
  contentType: string
  status: string
  rejectionReason: string
  allowCategoryChange: boolean
  toJSON(): Record<string, any>
}

/** create: `POST /v1/Content/{ContentSid}/ApprovalRequests/whatsapp` */
export interface ApprovalCreateListInstance extends RequiredJsonCreate<ApprovalCreateListInstanceCreateOptions, ApprovalCreateInstance> {}

/** A record of ContentAndApprovals. */
export interface ContentAndApprovalsInstance {
  dateCreated: Date
  dateUpdated: Date
  sid: string
  accountSid: string
  friendlyName: string
  language: string
  variables: any
  types: any
  approvalRequests: any
  toJSON(): Record<string, any>
}

/** list: `GET /v1/ContentAndApprovals` */
export interface ContentAndApprovalsListInstance extends Listing<unknown, ContentAndApprovalsInstance> {}

/** A record of LegacyContent. */
export interface LegacyContentInstance {
  dateCreated: Date
  dateUpdated: Date
  sid: string
  accountSid: string
  friendlyName: string
  language: string
  variables: any
  types: any
  legacyTemplateName: string
  legacyBody: string
  url: string
  toJSON(): Record<string, any>
}

/** list: `GET /v1/LegacyContent` */
export interface LegacyContentListInstance extends Listing<unknown, LegacyContentInstance> {}

/** Version v1 of content. */
export interface ContentV1 {
  readonly contents: ContentListInstance
  readonly contentAndApprovals: ContentAndApprovalsListInstance
  readonly legacyContents: LegacyContentListInstance
}
