// Made by packages/sdk/generate/main.ts. Do not edit.
import type { Listing } from '../../rest/types.ts'

export interface ContentListInstanceOptions {
  pageSize?: number
  sortByDate?: string
  sortByContentName?: string
  dateCreatedAfter?: Date | string
  dateCreatedBefore?: Date | string
  contentName?: string
  content?: string
  language?: ReadonlyArray<string>
  contentType?: ReadonlyArray<string>
  channelEligibility?: ReadonlyArray<string>
}

/** A record of Content. */
export interface ContentInstance {
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
  toJSON(): Record<string, any>
}

/** list: `GET /v2/Content` */
export interface ContentListInstance extends Listing<ContentListInstanceOptions, ContentInstance> {}

export interface ContentAndApprovalsListInstanceOptions {
  pageSize?: number
  sortByDate?: string
  sortByContentName?: string
  dateCreatedAfter?: Date | string
  dateCreatedBefore?: Date | string
  contentName?: string
  content?: string
  language?: ReadonlyArray<string>
  contentType?: ReadonlyArray<string>
  channelEligibility?: ReadonlyArray<string>
}

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

/** list: `GET /v2/ContentAndApprovals` */
export interface ContentAndApprovalsListInstance extends Listing<ContentAndApprovalsListInstanceOptions, ContentAndApprovalsInstance> {}

/** Version v2 of content. */
export interface ContentV2 {
  readonly contents: ContentListInstance
  readonly contentAndApprovals: ContentAndApprovalsListInstance
}
