import { hmacText } from '#crypto'
import { sameText } from '../bytes/same-text.ts'
import {
  getExpectedBodyHash,
  paramsFor,
  type SignatureHash,
  signatureLength,
  signedParams,
  type WebhookParams,
} from './expected.ts'
import { someUrlForm } from './url-forms.ts'

/**
 * Whether a webhook is from the holder of the auth token, by its `X-Twilio-Signature`.
 *
 * Accepts every form of the URL that twilio-node accepts. Unlike it, a URL that cannot be parsed is not an exception but a wrong
 * signature, because part of the URL may come from the request. A wrong signature costs one HMAC for each form of the URL that
 * differs from the ones before it: two for a plain URL, none when the header has not the length of a signature.
 * @param twilioHeader the header's value; missing is invalid
 * @param url the URL as the sender knows it (behind a proxy: the public one)
 * @param params the form's parameters; `{}` for GET and for a body checked by `bodySHA256`
 * @throws TypeError when params are missing and the URL has no `bodySHA256`
 */
export function validateRequest(
  authToken: string,
  twilioHeader: string | null | undefined,
  url: string,
  params: WebhookParams | null,
  algorithm: SignatureHash = 'sha1',
): boolean {
  const signed = paramsFor(url, params)
  if (typeof twilioHeader !== 'string' || twilioHeader.length !== signatureLength[algorithm]) return false
  const tail = signedParams(signed)
  return someUrlForm(url, (form) => sameText(twilioHeader, hmacText(algorithm, 'base64', authToken, form + tail)))
}

/** Whether `bodyHash` (lower-case hex) is the SHA-256 of the raw body. */
export function validateBody(body: string | Uint8Array, bodyHash: string): boolean {
  return sameText(bodyHash, getExpectedBodyHash(body))
}

function bodyHashOf(url: string): string {
  try {
    return new URL(url).searchParams.get('bodySHA256') ?? ''
  } catch {
    return ''
  }
}

/**
 * Whether a webhook with a body that is no form (JSON) is from the holder of the auth token: the signature covers the URL, and the
 * URL's `bodySHA256` covers the body.
 * @param body the raw body, before any parsing
 */
export function validateRequestWithBody(
  authToken: string,
  twilioHeader: string | null | undefined,
  url: string,
  body: string | Uint8Array,
  algorithm: SignatureHash = 'sha1',
): boolean {
  return validateRequest(authToken, twilioHeader, url, {}, algorithm) && validateBody(body, bodyHashOf(url))
}
