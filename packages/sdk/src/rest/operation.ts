/** Turns a call of an operation into a request, and its answer into a result. */
import { exceptionFor } from '../errors/service-exception.ts'
import type { HttpMethod, HttpRequest, HttpResponse } from '../http/http-client.ts'
import { prefixedCollapsibleMap, write, writeBody } from './serialize.ts'
import type { OperationRule } from './table.ts'
import type { CallOptions, Version } from './version.ts'

/** Gets the result or the error, the way Node did before promises. */
export type Callback = (error: unknown, item?: unknown) => unknown

/** The parameters of a call, and what came after them. */
export interface CallArguments {
  readonly params: Record<string, unknown>
  readonly headers: Record<string, string>
  readonly callback: Callback | undefined
  readonly options: CallOptions
}

/** What the `…WithHttpInfo` methods give. */
export interface ApiResponse<Body> {
  body: Body
  statusCode: number
  headers: Record<string, string>
}

type Bag = Record<string, unknown>

const isFunction = (value: unknown): value is Callback => typeof value === 'function'

/**
 * Sorts the arguments of a call out: parameters first where the operation has some, then (for a JSON body) headers, then
 * a callback or options. A callback may come in the place of the parameters.
 */
export function readArguments(rule: OperationRule, args: readonly unknown[], takesParameters: boolean): CallArguments {
  const rest = [...args]
  const required = rule.body?.required === true || rule.parameters.some((p) => p.required)
  let params: unknown
  if (takesParameters && (required || !isFunction(rest[0]))) params = rest.shift()
  const headers =
    rule.body !== undefined && !isFunction(rest[0]) ? ((rest.shift() as Record<string, string>) ?? {}) : {}
  const options = rest.find((arg) => typeof arg === 'object' && arg !== null) as CallOptions | undefined
  if (required && (params === undefined || params === null)) throw new Error('Required parameter "params" missing.')
  const bag = (params ?? {}) as Bag
  for (const p of rule.parameters) {
    if (p.required && (bag[p.name] === undefined || bag[p.name] === null)) {
      throw new Error(`Required parameter "params['${p.name}']" missing.`)
    }
  }
  return { params: bag, headers, callback: rest.find(isFunction), options: options ?? {} }
}

/** Builds the request of a call. */
export function buildRequest(rule: OperationRule, uri: string, call: CallArguments): HttpRequest {
  const query: Bag = {}
  const form: Bag = {}
  const headers: Record<string, string> = {}
  for (const p of rule.parameters) {
    const value = call.params[p.name]
    if (value === undefined) continue
    if (p.place === 'header') headers[p.wire] = String(value)
    else if (p.mark === '^') Object.assign(query, prefixedCollapsibleMap(value, p.wire.replace(/Data$/, '')))
    else (p.place === 'query' ? query : form)[p.wire] = write(p.mark, value)
  }
  const json = rule.body !== undefined
  const hasForm = !json && rule.parameters.some((p) => p.place === 'form')
  if (json) headers['Content-Type'] = 'application/json'
  else if (hasForm) headers['Content-Type'] = 'application/x-www-form-urlencoded'
  if (rule.method !== 'delete') headers.Accept = rule.accept
  const hasQuery = rule.parameters.some((p) => p.place === 'query')
  return {
    method: rule.method as HttpMethod,
    uri,
    headers: { ...call.headers, ...headers },
    ...(hasQuery ? { params: query } : {}),
    ...(json ? { data: writeBody(call.params, rule.body?.names ?? 0) } : hasForm ? { data: form } : {}),
    ...transportOptions(call.options, { ...call.headers, ...headers }),
  }
}

/** The part of the call's options that goes with the request. */
export function transportOptions(options: CallOptions, headers: Record<string, string>): Partial<HttpRequest> {
  return {
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    ...(options.timeout === undefined ? {} : { timeout: options.timeout }),
    ...(options.headers === undefined ? {} : { headers: { ...headers, ...options.headers } }),
  }
}

const lastSuccess: Readonly<Record<string, number>> = { fetch: 399 }

/**
 * Sends the request of an operation; rejects with what the answer asks for when it is not a success. Missing credentials
 * throw at once, before any promise, as in twilio-node.
 */
export function perform(version: Version, verb: string, request: HttpRequest): Promise<HttpResponse> {
  const client = version.domain.twilio
  return settle(client, version.request(request)).then((response) => {
    if (response.statusCode < 200 || response.statusCode > (lastSuccess[verb] ?? 299))
      throw client.failed(exceptionFor(response))
    return typeof response.body === 'string' && verb !== 'remove'
      ? { ...response, body: parse(response.body) }
      : response
  })
}

// Some operations answer 202 or 204 without a body.
const parse = (text: string): unknown => (text === '' ? {} : JSON.parse(text))

/** Waits for an answer; lets the client turn a failure of the transport into an error of its own. */
export function settle(
  client: { failed(error: unknown): unknown },
  answer: Promise<HttpResponse>,
): Promise<HttpResponse> {
  return answer.catch((error: unknown) => {
    throw client.failed(error)
  })
}

/** Calls the callback, if there is one, with the outcome; then the promise resolves to undefined, as in twilio-node. */
export function withCallback<T>(promise: Promise<T>, callback: Callback | undefined): Promise<T> {
  if (callback === undefined) return promise
  return promise.then(
    (value) => callback(null, value),
    (error: unknown) => callback(error),
  ) as Promise<T>
}
