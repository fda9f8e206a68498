import { getExpectedBodyHash, getExpectedTwilioSignature, type WebhookParams } from './expected.ts'

/** The header of Twilio's signature. */
export const twilioSignatureHeader = 'X-Twilio-Signature'

/**
 * The header of the same signature by HMAC-SHA512, for receivers whom SHA-1 worries. It stands beside Twilio's header, never in its
 * place: receivers written for Twilio look for that one.
 */
export const sha512SignatureHeader = 'X-Trunkline-Signature-SHA512'

/** What a server is about to send. */
export interface TwilioRequest {
  /** The URL as it was configured; for GET with the parameters in its query. */
  readonly url: string
  /** The parameters of a form; leave out for GET and for a raw body. */
  readonly params?: WebhookParams
  /** A body that is no form, such as JSON; its hash goes into the URL. */
  readonly body?: string | Uint8Array
  /** Whether to add {@link sha512SignatureHeader}. */
  readonly sha512?: boolean
}

/** A request that is ready to go: send to `url`, with `headers`. */
export interface SignedTwilioRequest {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
}

/**
 * The URL as Twilio signs and requests it: as configured, without the fragment (its connection overrides stay at the sender, see
 * https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides) and without https's own port, which HTTP clients leave out
 * of the Host header; any other port, and user and password, stay.
 */
export function requestedUrl(configured: string): string {
  const bare = configured.split('#', 1)[0] ?? ''
  return bare.replace(/^(https:\/\/[^/?#]*?):443(?=[/?]|$)/i, '$1')
}

function withBodyHash(url: string, body: string | Uint8Array): string {
  return `${url}${url.includes('?') ? '&' : '?'}bodySHA256=${getExpectedBodyHash(body)}`
}

/**
 * Signs a webhook in the server's role.
 * @throws RangeError when both params and a body are given
 */
export function signTwilioRequest(authToken: string, request: TwilioRequest): SignedTwilioRequest {
  const { params, body, sha512 = false } = request
  if (params !== undefined && body !== undefined) throw new RangeError('a webhook has a form or a raw body, not both')
  const url = body === undefined ? requestedUrl(request.url) : withBodyHash(requestedUrl(request.url), body)
  const headers: Record<string, string> = {
    [twilioSignatureHeader]: getExpectedTwilioSignature(authToken, url, params ?? {}),
  }
  if (sha512) headers[sha512SignatureHeader] = getExpectedTwilioSignature(authToken, url, params ?? {}, 'sha512')
  return { url, headers }
}
