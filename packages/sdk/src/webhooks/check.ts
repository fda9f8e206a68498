/** The check that all middlewares share: did Twilio (or Trunkline) send this request? */
import { validateRequest, validateRequestWithBody, type WebhookParams } from '@trunkline/wire'
import { environment } from '../client/environment.ts'

/** How a webhook is checked. Names as in twilio-node. */
export interface WebhookOptions {
  /** false lets everything through. true. */
  validate?: boolean | undefined
  /** The whole URL that the sender was given, with its query, when it cannot be told from the request. */
  url?: string | undefined
  /** Host and protocol that the sender sees, behind a proxy. */
  host?: string | undefined
  protocol?: string | undefined
}

/** The same with the token, for the middlewares of fastify and fetch. */
export interface WebhookOptionsWithToken extends WebhookOptions {
  /** The account's auth token. TWILIO_AUTH_TOKEN unless given. */
  authToken?: string | undefined
}

/** A request, as far as the check needs it. */
export interface IncomingWebhook {
  readonly signature: string | undefined
  readonly url: string
  readonly params: WebhookParams
  /** The body as it came; for JSON and the like the signature holds its hash. */
  readonly rawBody: string | undefined
}

/** Why a request is turned away: status and text are those of twilio-node. */
export interface Refusal {
  readonly status: 400 | 403 | 500
  readonly text: string
}

/** The token to check with. */
export function authTokenFor(given: string | undefined): string | undefined {
  return given || environment().TWILIO_AUTH_TOKEN || undefined
}

/** Whether the signature of a request is right. */
export function isSignedBy(authToken: string, webhook: IncomingWebhook): boolean {
  const { signature = '', url, params, rawBody } = webhook
  return url.indexOf('bodySHA256') > 0
    ? validateRequestWithBody(authToken, signature, url, rawBody || '{}')
    : validateRequest(authToken, signature, url, params)
}

/** Why a request is turned away; undefined when it may pass. */
export function refusalOf(webhook: IncomingWebhook, authToken: string | undefined): Refusal | undefined {
  if (!webhook.signature) return { status: 400, text: noSignature }
  if (authToken === undefined) return { status: 500, text: noToken }
  return isSignedBy(authToken, webhook) ? undefined : { status: 403, text: 'Twilio Request Validation Failed.' }
}

const noSignature =
  'No signature header error - X-Twilio-Signature header does not exist, maybe this request is not coming from Twilio.'
const noToken = 'Webhook Error - we attempted to validate this request without first configuring our auth token.'

/** The URL that the sender called: as given, or put together from what is known of the request. */
export function webhookUrl(options: WebhookOptions, seen: { protocol: string; host: string; path: string }): string {
  if (options.url) return options.url
  const protocol = (options.protocol || seen.protocol).replace(/:$/, '')
  const path = seen.path.startsWith('/') ? seen.path : `/${seen.path}`
  return `${protocol}://${options.host || seen.host}${path.replace(/#/g, '%23')}`
}
