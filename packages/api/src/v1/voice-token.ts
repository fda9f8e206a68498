import { AccessToken, ClientCapability, IncomingClientScope, OutgoingClientScope } from '@trunkline/wire'
import type { AccountsPort, Login } from '../ports.ts'

/** What a token of a browser phone says. */
export interface VoiceTokenRequest {
  readonly identity: string
  /** `AP…` that outgoing calls go to; without one the phone can be called only. */
  readonly applicationSid?: string
  /** Seconds that it holds. */
  readonly ttl: number
  /** Milliseconds since the epoch. */
  readonly now: number
}

/**
 * Makes a token of a browser phone. Whatever signed in signs it, so that a token ends with the credential that asked for it: with an API key it is an
 * access token (https://www.twilio.com/docs/iam/access-tokens); with the auth token, which access tokens cannot be signed with, a capability token
 * (https://www.twilio.com/docs/voice/client/capability-tokens). Our signalling takes both, and the browser's library reads neither.
 */
export async function signVoiceToken(
  { keys, clients }: Pick<AccountsPort, 'keys' | 'clients'>,
  login: Login,
  request: VoiceTokenRequest,
): Promise<string> {
  const accountSid = login.client.sid
  const clock = { now: () => request.now }
  if (login.kind === 'key') {
    const { secret } = await keys.secretOf(login.sid)
    return accessToken(accountSid, login.sid, secret, { ...request, clock })
  }
  const authToken = await clients.authToken(login.client.id)
  return capabilityToken(accountSid, authToken, { ...request, clock })
}

type Timed = VoiceTokenRequest & { readonly clock: { now(): number } }

function accessToken(
  accountSid: string,
  keySid: string,
  secret: string,
  { identity, applicationSid, ttl, clock }: Timed,
): string {
  const token = new AccessToken(accountSid, keySid, secret, { identity, ttl, clock })
  const outgoing = applicationSid === undefined ? {} : { outgoingApplicationSid: applicationSid }
  token.addGrant(new AccessToken.VoiceGrant({ incomingAllow: true, ...outgoing }))
  return token.toJwt()
}

function capabilityToken(
  accountSid: string,
  authToken: string,
  { identity, applicationSid, ttl, clock }: Timed,
): string {
  const token = new ClientCapability({ accountSid, authToken, ttl, clock })
  token.addScope(new IncomingClientScope(identity))
  if (applicationSid !== undefined) token.addScope(new OutgoingClientScope({ applicationSid, clientName: identity }))
  return token.toJwt()
}
