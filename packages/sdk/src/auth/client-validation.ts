/** Public Key Client Validation (https://www.twilio.com/docs/iam/pkcv): every request is signed with a private key. */
import { type QueryValue, type ValidationClientOptions, ValidationToken } from '@trunkline/wire'
import type { RequestSigner } from '../http/fetch-transport.ts'

/** Makes the Twilio-Client-Validation header of requests. Throws when a credential is missing. */
export function validationSigner(credentials: ValidationClientOptions): RequestSigner {
  const maker = new ValidationToken(credentials)
  return async (request) => {
    const url = new URL(request.url)
    const params: Record<string, QueryValue[]> = {}
    for (const [name, value] of url.searchParams) params[name] = [...(params[name] ?? []), value]
    const { method, headers, body: data } = request
    return { 'Twilio-Client-Validation': maker.fromHttpRequest({ method, url: request.url, headers, params, data }) }
  }
}
