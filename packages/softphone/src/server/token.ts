import { AccessToken } from '@trunkline/sdk'
import type { SoftphoneOptions } from './options.ts'
import { json } from './responses.ts'

const refuse = (status: 400 | 401 | 403, error: string): Response => json({ success: false, error }, status)

/** Bytes that a request for a token may have. */
const longestBody = 4096

async function writtenNumber(request: Request): Promise<string | undefined> {
  const text = await request.text()
  if (text.length > longestBody) return undefined
  try {
    const body: unknown = JSON.parse(text)
    const number = typeof body === 'object' && body !== null && 'phoneNumber' in body ? body.phoneNumber : undefined
    return typeof number === 'string' && number.trim() !== '' && number.length <= 64 ? number : undefined
  } catch {
    return undefined
  }
}

/**
 * POST /token — `{"phoneNumber": "+81-50-1234-9876"}` → `{"capabilityToken": "<JWT>", "identity": "DeviceId_0001", "success": true}`; a number that is missing
 * gives 400, one that is not in the directory 403, both `{"success": false, "error": …}`.
 */
export async function answerToken(request: Request, options: SoftphoneOptions): Promise<Response> {
  const written = await writtenNumber(request)
  if (written === undefined) return refuse(400, 'phoneNumber is missing: give {"phoneNumber": "+…"} as JSON')
  const entry = await options.directory.find(written)
  const allowed = entry !== undefined && ((await options.authorize?.(request, entry.phoneNumber)) ?? true)
  // Whether a number is unknown or only not for who asks is told alike.
  if (!entry || !allowed) return refuse(403, 'phoneNumber is not one of your numbers')
  const { accountSid, apiKey, applicationSid } = await options.credentials()
  const { identity } = entry
  const token = new AccessToken(accountSid, apiKey.sid, apiKey.secret, { identity, ttl: options.tokenSeconds ?? 3600 })
  token.addGrant(new AccessToken.VoiceGrant({ incomingAllow: true, outgoingApplicationSid: applicationSid }))
  return json({ capabilityToken: token.toJwt(), identity, success: true })
}
