import type { VoiceResponse } from '@trunkline/sdk'

/** An answer in JSON that nobody keeps. */
export function json(value: object, status = 200): Response {
  return Response.json(value, { status, headers: { 'cache-control': 'no-store' } })
}

/** An answer in TwiML. */
export function twiml(response: VoiceResponse, status = 200): Response {
  return new Response(response.toString(), { status, headers: { 'content-type': 'text/xml; charset=utf-8' } })
}

/** An answer in plain words. */
export function text(words: string, status: number, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(words, { status, headers: { 'content-type': 'text/plain; charset=utf-8', ...headers } })
}
