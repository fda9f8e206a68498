import { validateRequest } from '@trunkline/wire'

/** A request of a provider's, as it came. */
export interface SignedRequest {
  /** The absolute URL as the caller called it (behind a proxy: the public one), query included. */
  readonly url: string
  /** `X-Twilio-Signature`. */
  readonly signature: string | undefined
  /** The form, as it came; empty for GET. */
  readonly rawBody: string
}

/** Whether a request is signed with one of these auth tokens. */
export function isSigned({ url, signature, rawBody }: SignedRequest, tokens: readonly string[]): boolean {
  if (signature === undefined) return false
  const form = new URLSearchParams(rawBody)
  const params = Object.fromEntries([...new Set(form.keys())].map((name) => [name, form.getAll(name)]))
  return tokens.some((token) => validateRequest(token, signature, url, params))
}
