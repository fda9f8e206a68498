/** Calls of Trunkline's API: JSON both ways, problems as exceptions. */
import { bodyObject, RestException } from '../errors/rest-exception.ts'
import { TwilioServiceException } from '../errors/service-exception.ts'
import type { HttpMethod, HttpRequest, HttpResponse } from '../http/http-client.ts'
import { settle, transportOptions } from '../rest/operation.ts'
import type { TrunklineCall } from './types.ts'

/** What the API needs of a client. */
export interface TrunklineHost {
  readonly baseUrl: string | undefined
  request(request: HttpRequest): Promise<HttpResponse>
  failed(error: unknown): unknown
}

/** The exception for an answer that says no: a problem (RFC 9457) whose code is a word. */
export function problemOf(response: HttpResponse): RestException | TwilioServiceException {
  return typeof bodyObject(response.body)?.title === 'string'
    ? new TwilioServiceException(response)
    : new RestException(response)
}

/** The URL of a path of the API. Throws when the client has no base URL. */
export function trunklineUrl(host: TrunklineHost, path: string): string {
  if (!host.baseUrl)
    throw new Error('client.trunkline needs to know where Trunkline is: give the client the option baseUrl')
  return `${host.baseUrl.replace(/\/+$/, '')}/v1${path}`
}

/** Calls the API. Every POST carries an idempotency key, so that it may be repeated without harm. */
export function callTrunkline<T>(
  host: TrunklineHost,
  method: HttpMethod,
  path: string,
  { body, query, options = {} }: { body?: unknown; query?: object; options?: TrunklineCall } = {},
): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json' }
  if (method === 'post') headers['Idempotency-Key'] = options.idempotencyKey ?? crypto.randomUUID()
  if (body !== undefined) headers['Content-Type'] = 'application/json'
  const request: HttpRequest = {
    method,
    uri: trunklineUrl(host, path),
    headers,
    ...(query === undefined ? {} : { params: query as Record<string, unknown> }),
    ...(body === undefined ? {} : { data: body }),
    ...transportOptions(options, headers),
  }
  return settle(host, host.request(request)).then((response) => {
    if (response.statusCode < 200 || response.statusCode > 299) throw host.failed(problemOf(response))
    return response.body as T
  })
}
