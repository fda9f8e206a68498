import { type FetchWebhookParams, VoiceResponse } from '@trunkline/sdk'
import type { SoftphoneOptions } from './options.ts'
import { readDialled } from './phone-number.ts'
import { twiml } from './responses.ts'

/** One parameter; the first where it was sent more than once. */
function single(params: FetchWebhookParams, name: string): string {
  const value = params[name]
  return (Array.isArray(value) ? value[0] : value) ?? ''
}

function rejected(status: 200 | 400 | 403): Response {
  const response = new VoiceResponse()
  response.reject()
  return twiml(response, status)
}

/**
 * POST /voice/incoming — a call for one of our numbers: rings the browser phone of that number. A number without one is rejected.
 * (https://www.twilio.com/docs/voice/twiml/client)
 */
export async function answerIncoming(params: FetchWebhookParams, options: SoftphoneOptions): Promise<Response> {
  const entry = await options.directory.find(single(params, 'To') || single(params, 'Called'))
  if (!entry) return rejected(200)
  const response = new VoiceResponse()
  response.dial({ timeout: options.ringSeconds ?? 60 }).client(entry.identity)
  return twiml(response)
}

/**
 * POST /voice/outgoing — a call from a browser phone. The page says by the custom parameters `callerPhoneNumber` and `callOutgoingPhoneNumber` from which number it calls,
 * and whom. Anybody can change a page, so the number must be that of the identity in `From`, which is the token's: 403 otherwise, 400 where no number can be read.
 */
export async function answerOutgoing(params: FetchWebhookParams, options: SoftphoneOptions): Promise<Response> {
  const caller = await options.directory.find(single(params, 'callerPhoneNumber'))
  if (!caller || single(params, 'From') !== `client:${caller.identity}`) return rejected(403)
  const called = readDialled(single(params, 'callOutgoingPhoneNumber'), caller.phoneNumber)
  if (called === undefined) return rejected(400)
  const response = new VoiceResponse()
  response.dial({ timeout: options.ringSeconds ?? 60, callerId: caller.phoneNumber }).number(called)
  return twiml(response)
}
