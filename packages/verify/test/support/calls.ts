import { type TwimlAnswer, type TwimlRequest, type WalkedCall, walkCall } from '@trunkline/testkit'
import { signTwilioRequest } from '@trunkline/wire'
import type { World } from './world.ts'

/** Number that calls come from in tests. */
export const callerId = '+15005550006'

/** Hands a request of a call's to the webhook, as the server's route does. */
export const askWebhook =
  ({ verify }: Pick<World, 'verify'>) =>
  async ({ method, url, headers, body }: TwimlRequest): Promise<TwimlAnswer> =>
    verify.calls.answer({
      ...{ method, url, rawBody: body },
      token: new URL(url).pathname.split('/').at(-1) ?? '',
      signature: headers['X-Twilio-Signature'],
    })

/** One signed request of a call's, without its going on. */
export function askOnce(
  world: World,
  url: string,
  given: {
    readonly method?: 'GET' | 'POST'
    readonly params?: Record<string, string>
    readonly authToken?: string
  } = {},
): Promise<TwimlAnswer> {
  const { method = 'GET', params = {}, authToken = world.authToken } = given
  const form = new URLSearchParams(params).toString()
  const full = method === 'POST' || form === '' ? url : `${url}${url.includes('?') ? '&' : '?'}${form}`
  const { headers } = signTwilioRequest(authToken, method === 'POST' ? { url: full, params } : { url: full })
  return askWebhook(world)({ method, url: full, headers, body: method === 'POST' ? form : '' })
}

/** Walks the call that the gateway was last told to make. */
export function walkLastCall(world: World, press?: () => string | undefined): Promise<WalkedCall> {
  const { device } = world.sender.last
  return walkCall({
    ...{ url: device.call?.url ?? '', method: 'GET', to: device.address, from: callerId, authToken: world.authToken },
    ask: askWebhook(world),
    ...(press === undefined ? {} : { press }),
  })
}
