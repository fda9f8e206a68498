import type { Readable } from 'node:stream'
import type { Client } from '../ports.ts'
import type { TwilioError } from './errors/twilio-error.ts'
import type { TwilioParams } from './http/twilio-params.ts'
import type { TwilioUrls } from './http/twilio-urls.ts'

/** One operation that is served. */
export interface TwilioRoute {
  /** `METHOD host/path`, as Twilio's documents write it: `POST api/2010-04-01/Accounts/{AccountSid}/Messages.json`, `GET lookups/v2/PhoneNumbers/{PhoneNumber}`. A name that is not documented stops the start. */
  readonly operation: string
  handle(call: TwilioCall): Promise<TwilioAnswer> | TwilioAnswer
  /** Documented parameters that are taken and have no effect, with the reason; told by the coverage page. */
  readonly ignores?: Readonly<Record<string, string>>
  /** Documented parameters, or values of them, that are refused with 501, with the reason; told by the coverage page. */
  readonly refuses?: Readonly<Record<string, string>>
  /** Needs the auth token: an API key is not enough (as at Twilio for Accounts and Keys). */
  readonly tokenOnly?: boolean
  /** What else differs from Twilio, for the coverage page. */
  readonly differs?: string
  /** Whether a request that brings no credentials is served all the same, for the account in its path: media that are public. */
  readonly isPublic?: (path: Readonly<Record<string, string>>, extension: TwilioCall['extension']) => boolean
}

/** With what the caller proved who it is. */
export interface TwilioCredential {
  readonly kind: 'token' | 'key'
  /** `AC…` or `SK…`. */
  readonly sid: string
}

/** One request of a served operation, after authentication. */
export interface TwilioCall {
  /** The account that the path names: the caller's own or one of its subaccounts. The caller's own where the path names none. */
  readonly account: Client
  readonly caller: Client
  readonly credential: TwilioCredential
  /** What stands at the places of the path, by Twilio's names: `{AccountSid: 'AC…', Sid: 'SM…'}`. */
  readonly path: Readonly<Record<string, string>>
  /** Form of a POST, query of a GET or DELETE. */
  readonly params: TwilioParams
  /** The JSON body of the operations that take one; undefined elsewhere. */
  readonly json: unknown
  readonly urls: TwilioUrls
  /** Which page is wanted. Reading it checks PageSize, Page and PageToken. @throws TwilioError */
  readonly page: PageRequest
  /** What the path that was asked for ends with, without the dot: `json`; undefined where it ends with nothing such. */
  readonly extension: 'json' | undefined
  /** A header of the request, by its lower-case name. */
  header(name: string): string | undefined
  /** 20404 for this path, to throw: what is asked for is not there, or is somebody else's. */
  notFound(): TwilioError
}

/** Which page of a list is wanted. At most one of `after` and `before` is given; neither: the first page. */
export interface PageRequest {
  /** 1 to 1000, 50 by default. Read one row more than that. */
  readonly size: number
  /** Counted from 0. */
  readonly number: number
  /** The cursor of the last record of the page before: read on from there. */
  readonly after?: string
  /** The cursor of the first record of the page behind: read backwards from there. */
  readonly before?: string
}

/** What is answered. */
export type TwilioAnswer = TwilioResult | TwilioPage | TwilioBytes | TwilioStream

/** A resource, or nothing (204). */
export interface TwilioResult {
  readonly status: 200 | 201 | 202 | 204
  readonly body?: object
  readonly headers?: Readonly<Record<string, string>>
}

/** A page of a list; the frame adds the paging members in the style of the API. See `cutPage`, which makes one of rows. */
export interface TwilioPage {
  /** Name of the list: `messages`. */
  readonly key: string
  readonly records: readonly object[]
  /** Cursor of the last record, where more follow. Any text; it is sealed before it goes out. */
  readonly next?: string | undefined
  /** Cursor of the first record, where others come before it. */
  readonly previous?: string | undefined
  /** Members beside the list, where an operation documents some. */
  readonly extra?: Readonly<Record<string, unknown>>
}

/** Bytes that are made while they are sent: recordings. Destroyed when the caller goes. */
export interface TwilioStream {
  readonly status: 200 | 206
  readonly type: string
  readonly stream: Readable
  readonly headers?: Readonly<Record<string, string>>
}

/** Bytes as they are, or a redirect to them: the content of media. */
export interface TwilioBytes {
  readonly status: 200 | 302 | 307 | 416
  readonly type: string
  readonly bytes: Uint8Array | string
  readonly headers?: Readonly<Record<string, string>>
}

/** Whether an answer is a page. */
export const isPage = (answer: TwilioAnswer): answer is TwilioPage => 'records' in answer
