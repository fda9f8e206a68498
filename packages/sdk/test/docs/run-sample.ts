/**
 * Runs one sample of the guide, given as a file: `node run-sample.ts <file>`. Requests to anything but this machine are answered by the
 * stand-in, whichever library sends them; a sample that listens, or that exports a fetch handler, is sent webhooks.
 */
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { getExpectedTwilioSignature } from '@trunkline/sdk'
import { freePort } from '@trunkline/testkit'
import { answerFor } from './stand-in.ts'

const token = process.env.TWILIO_AUTH_TOKEN ?? ''
const realFetch = globalThis.fetch

globalThis.fetch = async (input, init = {}) => {
  const url = String(input instanceof Request ? input.url : input)
  init.signal?.throwIfAborted()
  const { status, body } = answerFor(init.method ?? 'GET', url, String(init.body ?? ''))
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })
}

interface OfficialRequest {
  readonly method: string
  readonly uri: string
  readonly data?: Record<string, string>
}

const official = createRequire(import.meta.url)('twilio')
official.RequestClient.prototype.request = async ({ method, uri, data = {} }: OfficialRequest) => {
  const { status, body } = answerFor(method.toUpperCase(), uri, new URLSearchParams(data).toString())
  return { statusCode: status, body, headers: {} }
}

const form = { AccountSid: `AC${'1'.repeat(32)}`, From: '+14155550123', Body: 'Hello' }

/** A webhook with a right signature or a wrong one. */
function webhook(url: string, isRight: boolean): Request {
  const signature = getExpectedTwilioSignature(isRight ? token : 'another token', url, form)
  return new Request(url, {
    method: 'POST',
    body: new URLSearchParams(form).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': signature },
  })
}

/** Sends both webhooks and throws unless the right one is answered with TwiML and the wrong one is turned away. */
async function tryWebhooks(url: string, send: (request: Request) => Promise<Response>): Promise<void> {
  const answer = await send(webhook(url, true))
  const text = await answer.text()
  if (answer.status !== 200 || !text.includes('<Response>')) throw new Error(`answered ${answer.status} ${text}`)
  const refused = await send(webhook(url, false))
  if (refused.status !== 403) throw new Error(`a wrong signature was answered ${refused.status}`)
}

const file = process.argv[2] ?? ''
const port = await freePort()
process.env.PORT = String(port)
const module = await import(pathToFileURL(file).href)
if (typeof module.default?.fetch === 'function') await tryWebhooks('https://app.example/sms', module.default.fetch)
if (process.env.SAMPLE_LISTENS === 'true')
  await tryWebhooks(`http://127.0.0.1:${port}/sms`, (request) => realFetch(request))
process.exit()
