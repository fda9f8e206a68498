/** Webhooks for everything that speaks `Request` and `Response`: edge run times, Deno, Bun, frameworks built on them. */
import { authTokenFor, refusalOf, type WebhookOptionsWithToken, webhookUrl } from './check.ts'

/** The parameters of a webhook: the form, or nothing for other bodies. A repeated one is a list. */
export type FetchWebhookParams = Record<string, string | string[]>

function formParams(text: string): FetchWebhookParams {
  const params: FetchWebhookParams = {}
  for (const [name, value] of new URLSearchParams(text)) {
    const before = params[name]
    params[name] = before === undefined ? value : [before, value].flat()
  }
  return params
}

/**
 * Wraps a handler so that it sees only what Twilio signed: `export default { fetch: fetchWebhook({authToken}, (params) => …) }`.
 * Others get 400, 403 or 500. The handler gets the parameters of the form, and the request, whose body can still be read.
 */
export function fetchWebhook(
  options: WebhookOptionsWithToken,
  handler: (params: FetchWebhookParams, request: Request) => Response | Promise<Response>,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const text = await request.clone().text()
    const isForm = /^application\/x-www-form-urlencoded/i.test(request.headers.get('content-type') ?? '')
    const params = isForm ? formParams(text) : {}
    if (options.validate !== false) {
      const { protocol, host, pathname, search } = new URL(request.url)
      const seen = { protocol, host, path: pathname + search }
      const signature = request.headers.get('x-twilio-signature') ?? undefined
      // Without a proxy in between the URL is taken as it stands, for new URL() escapes what the sender did not.
      const url = options.url || options.host || options.protocol ? webhookUrl(options, seen) : request.url
      const refusal = refusalOf({ signature, url, params, rawBody: text }, authTokenFor(options.authToken))
      if (refusal !== undefined)
        return new Response(refusal.text, { status: refusal.status, headers: { 'content-type': 'text/plain' } })
    }
    return await handler(params, request)
  }
}
