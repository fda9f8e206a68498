/** The shapes that the generated types of the products are put together from. */
import type { ApiResponse } from './operation.ts'
import type { CallOptions } from './version.ts'

/** What may come after the parameters of a call: a callback, or options for this call. */
export type Last<T> = ((error: Error | null, item?: T) => unknown) | CallOptions

/** Headers of a call with a JSON body. */
export type CallHeaders = Record<string, string>

type Bare<T> = (callback?: Last<T>) => Promise<T>
type Optional<P, T> = (params?: P | Last<T>, callback?: Last<T>) => Promise<T>
type Required<P, T> = (params: P, callback?: Last<T>) => Promise<T>
type OptionalJson<P, T> = (
  params?: P | ((error: Error | null, item?: T) => unknown),
  headers?: CallHeaders,
  callback?: Last<T>,
) => Promise<T>
type RequiredJson<P, T> = (params: P, headers?: CallHeaders, callback?: Last<T>) => Promise<T>

/** What a list can be narrowed with, besides its own filters. */
export interface ListLimits {
  /** How many records at most. */
  limit?: number
  /** How many records a page holds; the limit unless given. At most 1,000. */
  pageSize?: number
}

/** Where a page starts, besides the list's own filters. */
export interface PageStart {
  pageSize?: number
  pageNumber?: number
  pageToken?: string
}

/** Filters, limit and the functions that `each` calls. */
export type EachOptions<F, T> = F &
  ListLimits & {
    callback?: (item: T, done: (error?: Error) => void) => void
    done?: (error?: Error) => void
  }

/** One page of records. */
export interface PageOf<T> extends Iterable<T> {
  instances: T[]
  nextPageUrl?: string | undefined
  previousPageUrl?: string | undefined
  /** The next page; undefined at the end. */
  nextPage(options?: CallOptions): Promise<PageOf<T>> | undefined
  /** The page before; undefined at the start. */
  previousPage(options?: CallOptions): Promise<PageOf<T>> | undefined
  toJSON(): object
}

type Visit<T> = (item: T, done: (error?: Error) => void) => void

/** A list that can be read: filters F, records T. `for await (const record of list)` works too. */
export interface Listing<F, T> extends AsyncIterable<T> {
  /** All records, or as many as `limit` says. */
  list: Optional<F & ListLimits, T[]>
  listWithHttpInfo: Optional<F & ListLimits, ApiResponse<T[]>>
  /** Calls a function for each record; `done` ends it early. */
  each(callback: Visit<T>): Promise<void>
  each(params: EachOptions<F, T>, callback?: Visit<T>, options?: CallOptions): Promise<void>
  eachWithHttpInfo(callback: Visit<T>): Promise<ApiResponse<void>>
  eachWithHttpInfo(params: EachOptions<F, T>, callback?: Visit<T>, options?: CallOptions): Promise<ApiResponse<void>>
  /** One page. */
  page(params?: (F & PageStart) | Last<PageOf<T>>, callback?: Last<PageOf<T>>): Promise<PageOf<T>>
  pageWithHttpInfo(
    params?: (F & PageStart) | Last<ApiResponse<PageOf<T>>>,
    callback?: Last<ApiResponse<PageOf<T>>>,
  ): Promise<ApiResponse<PageOf<T>>>
  /** The page at a URL that an earlier page gave. */
  getPage(targetUrl: string, callback?: Last<PageOf<T>>): Promise<PageOf<T>>
  getPageWithHttpInfo(targetUrl: string, callback?: Last<ApiResponse<PageOf<T>>>): Promise<ApiResponse<PageOf<T>>>
  /** Records one by one, pages as they are needed. */
  iterate(params?: F & ListLimits, options?: CallOptions): AsyncGenerator<T, void, undefined>
}

/** A list that may be called with ids to give a context. */
export interface Callable<Ids extends unknown[], Context> {
  (...ids: Ids): Context
  get(...ids: Ids): Context
}

// One interface for each verb and each way of taking parameters: none, optional ones, required ones, JSON.

export interface BareCreate<T> {
  create: Bare<T>
  createWithHttpInfo: Bare<ApiResponse<T>>
}
export interface OptionalCreate<P, T> {
  create: Optional<P, T>
  createWithHttpInfo: Optional<P, ApiResponse<T>>
}
export interface RequiredCreate<P, T> {
  create: Required<P, T>
  createWithHttpInfo: Required<P, ApiResponse<T>>
}
export interface OptionalJsonCreate<P, T> {
  create: OptionalJson<P, T>
  createWithHttpInfo: OptionalJson<P, ApiResponse<T>>
}
export interface RequiredJsonCreate<P, T> {
  create: RequiredJson<P, T>
  createWithHttpInfo: RequiredJson<P, ApiResponse<T>>
}
export interface BareFetch<T> {
  fetch: Bare<T>
  fetchWithHttpInfo: Bare<ApiResponse<T>>
}
export interface OptionalFetch<P, T> {
  fetch: Optional<P, T>
  fetchWithHttpInfo: Optional<P, ApiResponse<T>>
}
export interface RequiredFetch<P, T> {
  fetch: Required<P, T>
  fetchWithHttpInfo: Required<P, ApiResponse<T>>
}
export interface BareUpdate<T> {
  update: Bare<T>
  updateWithHttpInfo: Bare<ApiResponse<T>>
}
export interface OptionalUpdate<P, T> {
  update: Optional<P, T>
  updateWithHttpInfo: Optional<P, ApiResponse<T>>
}
export interface RequiredUpdate<P, T> {
  update: Required<P, T>
  updateWithHttpInfo: Required<P, ApiResponse<T>>
}
export interface OptionalJsonUpdate<P, T> {
  update: OptionalJson<P, T>
  updateWithHttpInfo: OptionalJson<P, ApiResponse<T>>
}
export interface RequiredJsonUpdate<P, T> {
  update: RequiredJson<P, T>
  updateWithHttpInfo: RequiredJson<P, ApiResponse<T>>
}
export interface OptionalJsonPatch<P, T> {
  patch: OptionalJson<P, T>
  patchWithHttpInfo: OptionalJson<P, ApiResponse<T>>
}
export interface RequiredJsonPatch<P, T> {
  patch: RequiredJson<P, T>
  patchWithHttpInfo: RequiredJson<P, ApiResponse<T>>
}
export interface BareRemove {
  remove: Bare<boolean>
  removeWithHttpInfo: Bare<ApiResponse<boolean>>
}
export interface OptionalRemove<P> {
  remove: Optional<P, boolean>
  removeWithHttpInfo: Optional<P, ApiResponse<boolean>>
}
export interface RequiredRemove<P> {
  remove: Required<P, boolean>
  removeWithHttpInfo: Required<P, ApiResponse<boolean>>
}
