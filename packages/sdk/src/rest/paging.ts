/** Lists: pages of records, and the ways to walk them. */
import { bodyObject, RestException } from '../errors/rest-exception.ts'
import type { HttpRequest, HttpResponse } from '../http/http-client.ts'
import { define } from './define.ts'
import { readLimits } from './limits.ts'
import { buildRequest, type Callback, readArguments, settle, transportOptions, withCallback } from './operation.ts'
import type { Instance, Place, Solution } from './resource.ts'
import type { OperationRule } from './table.ts'
import type { CallOptions, Version } from './version.ts'

/** Makes a record of a payload. */
export type InstanceMaker = (version: Version, payload: unknown, solution: Solution) => Instance

// What a page of the 2010 API holds besides its records.
const metaKeys = new Set(
  'end first_page_uri last_page_uri next_page_uri num_pages page page_size previous_page_uri start total uri'.split(
    ' ',
  ),
)

type Payload = Record<string, unknown> & { meta?: Record<string, unknown> }

/** Where a page came from, for the way to its neighbours. */
export interface PageOrigin {
  readonly version: Version
  readonly solution: Solution
  readonly make: InstanceMaker
  readonly options: CallOptions
  /** Set for lists that page by token: the path and the parameters of the first page. */
  readonly token?: { readonly uri: string; readonly params: Readonly<Record<string, unknown>> }
}

/** One page of a list. */
export class Page {
  readonly instances: Instance[]
  readonly nextPageUrl: string | undefined
  readonly previousPageUrl: string | undefined
  readonly #origin: PageOrigin
  readonly #payload: Payload

  constructor(response: HttpResponse, origin: PageOrigin) {
    if (response.statusCode !== 200) throw new RestException(response)
    this.#payload = (bodyObject(response.body) ?? {}) as Payload
    this.#origin = origin
    this.nextPageUrl = this.#link('next')
    this.previousPageUrl = this.#link('previous')
    this.instances = records(this.#payload, origin.token !== undefined).map((record) =>
      origin.make(origin.version, record, origin.solution),
    )
  }

  /** Key of the records, page size and tokens, where the list pages by token. */
  get key(): string | undefined {
    return this.#meta('key')
  }
  get pageSize(): number | undefined {
    return this.#meta('pageSize')
  }
  get nextToken(): string | undefined {
    return this.#meta('nextToken')
  }
  get previousToken(): string | undefined {
    return this.#meta('previousToken')
  }

  /** The next page; undefined at the end. */
  nextPage(options?: CallOptions): Promise<Page> | undefined {
    return this.#neighbour(this.nextPageUrl, this.nextToken, options)
  }

  /** The page before; undefined at the start. */
  previousPage(options?: CallOptions): Promise<Page> | undefined {
    return this.#neighbour(this.previousPageUrl, this.previousToken, options)
  }

  /** The records, one by one. */
  [Symbol.iterator](): Iterator<Instance> {
    return this.instances[Symbol.iterator]()
  }

  toJSON(): object {
    return { nextPageUrl: this.nextPageUrl, previousPageUrl: this.previousPageUrl, instances: this.instances }
  }

  #meta<T>(name: string): T | undefined {
    return (this.#payload.meta?.[name] ?? undefined) as T | undefined
  }

  #link(which: 'next' | 'previous'): string | undefined {
    const absolute = this.#payload.meta?.[`${which}_page_url`]
    if (absolute) return String(absolute)
    const relative = this.#payload[`${which}_page_uri`]
    return relative ? this.#origin.version.domain.absoluteUrl(String(relative)) : undefined
  }

  #neighbour(url: string | undefined, token: string | undefined, options?: CallOptions): Promise<Page> | undefined {
    const origin = options === undefined ? this.#origin : { ...this.#origin, options }
    if (origin.token === undefined) return url === undefined ? undefined : pageAt(url, origin).then((got) => got.page)
    if (!token) return undefined
    const { uri, params } = origin.token
    const request: HttpRequest = {
      method: 'get',
      uri,
      params: { ...params, pageToken: token },
      ...transportOptions(origin.options, {}),
    }
    return settle(origin.version.domain.twilio, origin.version.request(request)).then(
      (response) => open(response, origin).page,
    )
  }
}

function records(payload: Payload, byToken: boolean): unknown[] {
  const key = payload.meta?.key
  if (key) return (payload[String(key)] ?? []) as unknown[]
  if (byToken) throw new Error('Token pagination requires meta.key to be present in response')
  const keys = Object.keys(payload).filter((name) => !metaKeys.has(name))
  const only = keys.length === 1 ? keys[0] : keys.find((name) => Array.isArray(payload[name]))
  if (only === undefined) throw new Error('Page Records cannot be deserialized')
  return payload[only] as unknown[]
}

interface Got {
  readonly page: Page
  readonly response: HttpResponse
}

function open(response: HttpResponse, origin: PageOrigin): Got {
  try {
    return { page: new Page(response, origin), response }
  } catch (error) {
    throw origin.version.domain.twilio.failed(error)
  }
}

function pageAt(url: string, origin: PageOrigin): Promise<Got> {
  const client = origin.version.domain.twilio
  const request: HttpRequest = { method: 'get', uri: url, ...transportOptions(origin.options, {}) }
  return settle(client, client.request(request)).then((response) => open(response, origin))
}

type Params = Record<string, unknown>
type Done = (error?: unknown, info?: unknown) => void

/** How the query names what paging adds. */
function pagingParameters(params: Params, byToken: boolean): Params {
  const { pageSize, pageNumber, pageToken } = params
  const named = byToken ? { pageSize, pageToken } : { PageSize: pageSize, Page: pageNumber, PageToken: pageToken }
  return Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined))
}

/** Gives a list its methods: page, getPage, each, list, their `…WithHttpInfo`, iterate, and `for await`. */
export function addPaging(prototype: object, rule: OperationRule, make: InstanceMaker): void {
  const paging = new Paging(rule, make)
  const method = (name: string | symbol, run: (place: Place, args: unknown[]) => unknown): void =>
    define(prototype, name, function (this: Place, ...args: unknown[]) {
      return run(this, args)
    } as never)
  for (const name of ['page', 'getPage', 'each', 'list'] as const) {
    method(name, (place, args) => paging[name](place, args, false))
    method(`${name}WithHttpInfo`, (place, args) => paging[name](place, args, true))
  }
  for (const name of ['iterate', Symbol.asyncIterator]) {
    method(name, (place, [params, options]) =>
      paging.iterate(place, (params ?? {}) as Params, (options ?? {}) as CallOptions),
    )
  }
}

/** The ways to walk one kind of list. */
class Paging {
  readonly #rule: OperationRule
  readonly #make: InstanceMaker

  constructor(rule: OperationRule, make: InstanceMaker) {
    this.#rule = rule
    this.#make = make
  }

  page(place: Place, args: readonly unknown[], withHttpInfo: boolean): Promise<unknown> {
    const call = readArguments(this.#rule, args, true)
    return withCallback(
      this.#first(place, call.params, call.options).then((got) =>
        withHttpInfo ? info(got.page, got.response) : got.page,
      ),
      call.callback,
    )
  }

  getPage(place: Place, [url, ...rest]: readonly unknown[], withHttpInfo: boolean): Promise<unknown> {
    const callback = rest.find((arg) => typeof arg === 'function') as Callback | undefined
    const options = (rest.find((arg) => typeof arg === 'object' && arg !== null) ?? {}) as CallOptions
    const got = pageAt(String(url), this.#origin(place, options, {}))
    return withCallback(
      got.then(({ page, response }) => (withHttpInfo ? info(page, response) : page)),
      callback,
    )
  }

  /** Records one by one, pages as they are needed. Ends the requests when the loop is left. */
  async *iterate(
    place: Place,
    params: Params,
    options: CallOptions,
    onFirst?: (response: HttpResponse) => void,
  ): AsyncGenerator<Instance> {
    const { limit = Number.POSITIVE_INFINITY, pageSize } = readLimits(params)
    let left = limit
    const { page: first, response } = await this.#first(
      place,
      { ...params, ...(pageSize === undefined ? {} : { pageSize }) },
      options,
    )
    onFirst?.(response)
    for (let page: Page | undefined = first; page !== undefined; page = await page.nextPage()) {
      for (const instance of page.instances) {
        if (left-- <= 0) return
        yield instance
      }
      if (left <= 0) return
    }
  }

  each(place: Place, args: readonly unknown[], withHttpInfo: boolean): Promise<unknown> {
    const call = this.#walkArguments(args)
    if (call.callback === undefined) throw new Error('Callback function must be provided')
    readLimits(call.params)
    return this.#walk(
      place,
      call.params,
      call.options,
      call.callback as (item: Instance, done: Done) => void,
      withHttpInfo,
    )
  }

  list(place: Place, args: readonly unknown[], withHttpInfo: boolean): Promise<unknown> {
    const call = this.#walkArguments(args)
    readLimits(call.params)
    const gather = async (): Promise<unknown> => {
      const all: Instance[] = []
      let first: HttpResponse | undefined
      for await (const item of this.iterate(place, call.params, call.options, (response) => (first = response)))
        all.push(item)
      return withHttpInfo && first !== undefined ? info(all, first) : all
    }
    return withCallback(gather(), call.callback)
  }

  async #walk(
    place: Place,
    params: Params,
    options: CallOptions,
    visit: (item: Instance, done: Done) => void,
    withHttpInfo: boolean,
  ): Promise<unknown> {
    let first: HttpResponse | undefined
    let stopped: { error?: unknown } | undefined
    const done: Done = (error) => (stopped ??= { error })
    try {
      for await (const item of this.iterate(place, params, options, (response) => (first = response))) {
        visit(item, done)
        if (stopped !== undefined) break
      }
    } catch (error) {
      stopped = { error }
    }
    const failure = stopped?.error
    const meta = first === undefined ? undefined : { statusCode: first.statusCode, headers: first.headers }
    if (typeof params.done === 'function') (params.done as Done)(failure, ...(withHttpInfo ? [meta] : []))
    else if (failure) throw failure
    return withHttpInfo ? { body: undefined, ...meta } : undefined
  }

  /** Callback first, in the place of the callback, or among the parameters; the parameters' own wins. */
  #walkArguments(args: readonly unknown[]): { params: Params; callback: Callback | undefined; options: CallOptions } {
    const call = readArguments(this.#rule, args, true)
    return { ...call, callback: (call.params.callback as Callback | undefined) ?? call.callback }
  }

  #first(place: Place, params: Params, options: CallOptions): Promise<Got> {
    const rule = this.#rule
    const request = buildRequest(rule, place._uri, { params, headers: {}, callback: undefined, options })
    const query = { ...request.params, ...pagingParameters(params, rule.tokenPaging) }
    const answer = place._version.request({ ...request, params: query })
    return settle(place._version.domain.twilio, answer).then((response) =>
      open(response, this.#origin(place, options, query)),
    )
  }

  #origin(place: Place, options: CallOptions, params: Params): PageOrigin {
    const origin = { version: place._version, solution: place._solution, make: this.#make, options }
    return this.#rule.tokenPaging ? { ...origin, token: { uri: place._uri, params } } : origin
  }
}

function info<T>(body: T, response: HttpResponse): { body: T; statusCode: number; headers: Record<string, string> } {
  return { body, statusCode: response.statusCode, headers: response.headers }
}
