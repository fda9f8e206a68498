/** Middleware for express, and for anything with requests and responses of its shape. */
import type { WebhookParams } from '@trunkline/wire'
import { authTokenFor, isSignedBy, refusalOf, type WebhookOptions, webhookUrl } from './check.ts'

/** What is needed of an express request. `body` must be parsed (`express.urlencoded()`). */
export interface ExpressRequest {
  readonly protocol?: string
  readonly originalUrl?: string
  readonly url?: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  header?(name: string): string | undefined
  readonly body?: unknown
  /** The body as it came, where a hook kept it; needed for webhooks with a JSON body. */
  readonly rawBody?: string | Uint8Array | undefined
}

/** What is needed of an express response. */
export interface ExpressResponse {
  type(type: string): ExpressResponse
  status(code: number): ExpressResponse
  send(body: string): unknown
}

const headerOf = (request: ExpressRequest, name: string): string | undefined => {
  const value = request.header?.(name) ?? request.headers[name.toLowerCase()]
  return Array.isArray(value) ? value[0] : value
}

const textOf = (body: string | Uint8Array | undefined): string | undefined =>
  body === undefined || typeof body === 'string' ? body : new TextDecoder().decode(body)

function read(request: ExpressRequest, options: WebhookOptions) {
  const path = request.originalUrl ?? request.url ?? '/'
  const seen = { protocol: request.protocol ?? 'http', host: String(request.headers.host), path }
  return {
    signature: headerOf(request, 'X-Twilio-Signature'),
    url: webhookUrl(options, seen),
    params: (request.body ?? {}) as WebhookParams,
    rawBody: textOf(request.rawBody),
  }
}

/** Whether a request bears the right signature for this token. */
export function validateIncomingRequest(
  request: ExpressRequest,
  authToken: string,
  options: WebhookOptions = {},
): boolean {
  return isSignedBy(authToken, read(request, options))
}

/** The same under its older name. */
export function validateExpressRequest(request: ExpressRequest, authToken: string, options?: WebhookOptions): boolean {
  return validateIncomingRequest(request, authToken, options)
}

/**
 * Express middleware that turns away what Twilio did not sign: `app.post('/sms', express.urlencoded(), webhook(), …)`. The
 * token is the argument or TWILIO_AUTH_TOKEN. Without a signature 400, without a token 500, with a wrong signature 403.
 */
export function webhook(
  first?: string | WebhookOptions,
  second?: string | WebhookOptions,
): (request: ExpressRequest, response: ExpressResponse, next: (error?: unknown) => void) => void {
  const given = [first, second]
  const token = given.find((arg) => typeof arg === 'string')
  const options: WebhookOptions = Object.assign({}, ...given.filter((arg) => typeof arg === 'object'))
  return (request, response, next) => {
    if (options.validate === false) return next()
    const refusal = refusalOf(read(request, options), authTokenFor(token))
    if (refusal === undefined) return next()
    if (refusal.status === 500)
      console.error('[Twilio]: Error - Twilio auth token is required for webhook request validation.')
    response.type('text/plain').status(refusal.status).send(refusal.text)
  }
}
