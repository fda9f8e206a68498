/** The HTTP client as the library uses it: the same contract as twilio-node's, so one written for that will do. */
import type { AuthStrategy } from '../auth/auth-strategy.ts'

/** Methods of the API. Lower case, as twilio-node hands them over. */
export type HttpMethod = 'get' | 'post' | 'put' | 'patch' | 'delete' | 'head' | 'options'

/** What an HTTP client is asked to do. */
export interface HttpRequest {
  method: HttpMethod
  uri: string
  /** Basic credentials, used when both are there; otherwise `authStrategy` gives the Authorization header. */
  username?: string | undefined
  password?: string | undefined
  authStrategy?: AuthStrategy | undefined
  headers?: Record<string, string> | undefined
  /** Query parameters: written as `key=value`, lists repeat the key. */
  params?: Record<string, unknown> | undefined
  /** The body: a form or JSON, as the Content-Type header says. */
  data?: unknown
  /** Milliseconds until the call is given up. */
  timeout?: number | undefined
  allowRedirects?: boolean | undefined
  logLevel?: string | undefined
  /** Gives the call up when it fires. */
  signal?: AbortSignal | undefined
}

/** What it answers, for every HTTP status: statuses are not errors here. */
export interface HttpResponse<Body = unknown> {
  statusCode: number
  /** Parsed where it was JSON, otherwise text. */
  body: Body
  headers: Record<string, string>
}

/** Anything with this shape can carry the library's requests. It rejects only when there is no answer. */
export interface HttpClient {
  request(request: HttpRequest): Promise<HttpResponse>
}
