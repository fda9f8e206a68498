import { hashText, hmacText } from '#crypto'

/**
 * The parameters of a form-encoded webhook: an object whose names are theirs and whose values are text, or lists of text for repeated
 * ones. Typed no closer, because what form parsers give is not.
 */
export type WebhookParams = object

/**
 * The hash under the HMAC. Twilio's `X-Twilio-Signature` has SHA-1; with a shared key (header
 * `X-Twilio-Webhooks-Signature-Settings`) SHA-256; SHA-512 is Trunkline's own, in a header of its own.
 */
export type SignatureHash = 'sha1' | 'sha256' | 'sha512'

/** Characters of a signature in base64, padding included. */
export const signatureLength: Readonly<Record<SignatureHash, number>> = { sha1: 28, sha256: 44, sha512: 88 }

/** A parameter as it is signed: name and value; of a repeated one each different value once, sorted, each behind the name. */
function signedParam(name: string, value: unknown): string {
  if (!Array.isArray(value)) return name + (value as string)
  let text = ''
  for (const item of [...new Set(value)].sort()) text += signedParam(name, item)
  return text
}

/** More names than this go to `sort`; up to it, sorting by insertion takes half the time, and a check is mostly sorting and hashing. */
const fewNames = 40

function sortedNames(params: WebhookParams): string[] {
  const names = Object.keys(params)
  if (names.length > fewNames) return names.sort()
  for (let at = 1; at < names.length; at++) {
    const name = names[at] as string
    let to = at
    for (; to > 0 && (names[to - 1] as string) > name; to--) names[to] = names[to - 1] as string
    names[to] = name
  }
  return names
}

/**
 * The parameters as they are signed: sorted by name, in UTF-16 code units, each name followed by its value, nothing between
 * (https://www.twilio.com/docs/usage/webhooks/webhooks-security, "Validating signatures").
 */
export function signedParams(params: WebhookParams): string {
  const values = params as Readonly<Record<string, unknown>>
  let text = ''
  for (const name of sortedNames(params)) text += signedParam(name, values[name])
  return text
}

/**
 * The parameters to sign with a URL: those given, or none when the URL carries the body's hash instead.
 * @throws TypeError when there are none and the URL has no `bodySHA256`: without its parameters a form cannot be judged
 */
export function paramsFor(url: string, params: WebhookParams | null): WebhookParams {
  if (params) return params
  if (params === null && url.includes('bodySHA256')) return {}
  throw new TypeError('params are required: pass {} for a GET request, null only when the URL has bodySHA256')
}

/**
 * The signature that Twilio puts into `X-Twilio-Signature`: base64 of the HMAC of the URL and the sorted parameters.
 * @param authToken the account's auth token
 * @param url the whole URL as it was configured at the sender, query included
 * @param params the form's parameters; `{}` for GET; may be null when the URL has `bodySHA256`
 * @param algorithm the hash, SHA-1 unless said
 * @throws TypeError when params are missing
 */
export function getExpectedTwilioSignature(
  authToken: string,
  url: string,
  params: WebhookParams | null,
  algorithm: SignatureHash = 'sha1',
): string {
  return hmacText(algorithm, 'base64', authToken, url + signedParams(paramsFor(url, params)))
}

/** The hash of a raw body, lower-case hex of SHA-256, as the sender puts it into the query parameter `bodySHA256`. */
export function getExpectedBodyHash(body: string | Uint8Array): string {
  return hashText('sha256', 'hex', body)
}
