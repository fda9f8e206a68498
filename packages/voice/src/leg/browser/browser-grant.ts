import {
  type AccessTokenClaims,
  type ClientCapabilityClaims,
  decodeAccessToken,
  decodeClientCapability,
  decodeJwt,
  isSid,
  JwtError,
  ProblemError,
  sidFromUuid,
  verifyAccessToken,
  verifyClientCapability,
} from '@trunkline/wire'
import { SignallingError } from './signalling-error.ts'

/** What a page may do, by its token. */
export interface BrowserGrant {
  /** UUID of the client. */
  readonly clientId: string
  readonly accountSid: string
  /** Undefined in a capability token that names nobody. */
  readonly identity?: string
  /** Whether calls to the identity may ring here. */
  readonly incoming: boolean
  /** The application that calls go to, and parameters that the token gives each of them. */
  readonly outgoing?: { readonly applicationSid: string; readonly params: Readonly<Record<string, string>> }
  /** Unix seconds. */
  readonly expiresAt: number
}

/** What tokens are checked with. */
export interface TokenKeys {
  readonly keys: {
    /** @throws ProblemError `not-found` */
    secretOf(sid: string): Promise<{ readonly clientId: string; readonly secret: string }>
  }
  readonly clients: {
    find(
      client: string,
    ): Promise<{ readonly id: string; readonly status: string; readonly parentId: string | null } | undefined>
    authToken(client: string): Promise<string>
  }
}

/** Names without white space, control characters and halves of surrogate pairs, of Twilio's length (https://www.twilio.com/docs/voice/sdks/javascript: 121 characters at most, 256 in TwiML). */
const identityForm = /^[^\s\p{Cc}\p{Cs}]{1,256}$/u

function codeOf(error: JwtError): 31202 | 31204 | 31205 {
  if (error.code === 'JWT_EXPIRED') return 31205
  return error.code === 'JWT_SIGNATURE' ? 31202 : 31204
}

/** JWT errors as the page is told of them. */
function asSignalling(error: unknown): unknown {
  if (error instanceof JwtError) return new SignallingError(codeOf(error), error.message)
  if (error instanceof ProblemError && error.code === 'not-found')
    return new SignallingError(31201, 'the key that signed the token is not known')
  return error
}

const texts = (values: object | undefined): Record<string, string> =>
  Object.fromEntries(Object.entries(values ?? {}).map(([name, value]) => [name, String(value)]))

function checkIdentity(identity: string | undefined): { identity?: string } {
  if (identity === undefined) return {}
  if (!identityForm.test(identity)) throw new SignallingError(31105)
  return { identity }
}

async function checkAccount(keys: TokenKeys, accountSid: string): Promise<string> {
  const client = isSid(accountSid, 'AC') ? await keys.clients.find(accountSid) : undefined
  if (client === undefined || client.status !== 'active') throw new SignallingError(31203)
  const parent = client.parentId === null ? undefined : await keys.clients.find(client.parentId)
  if (parent !== undefined && parent.status !== 'active') throw new SignallingError(31203)
  return client.id
}

async function readAccessToken(
  token: string,
  keys: TokenKeys,
  now: number,
): Promise<BrowserGrant & { issuedAt?: number }> {
  const { keySid } = decodeAccessToken(token)
  if (!isSid(keySid, 'SK')) throw new SignallingError(31204, 'the issuer is no API key')
  const { clientId: owner, secret } = await keys.keys.secretOf(keySid)
  const claims: AccessTokenClaims = verifyAccessToken(token, secret, { now })
  const clientId = await checkAccount(keys, claims.accountSid)
  if (clientId !== owner) throw new SignallingError(31201, 'the key is not one of the account that the token names')
  const voice = claims.grants.voice
  if (voice === undefined) throw new SignallingError(31204, 'the token has no voice grant')
  const applicationSid = voice.outgoingApplicationSid
  return {
    clientId,
    accountSid: claims.accountSid,
    ...checkIdentity(claims.identity),
    incoming: voice.incomingAllow === true,
    ...(applicationSid === undefined
      ? {}
      : { outgoing: { applicationSid, params: texts(voice.outgoingApplicationParams) } }),
    expiresAt: claims.expiresAt,
    ...(claims.issuedAt === undefined ? {} : { issuedAt: claims.issuedAt }),
  }
}

async function readCapability(
  token: string,
  keys: TokenKeys,
  now: number,
): Promise<BrowserGrant & { issuedAt?: number }> {
  const { accountSid } = decodeClientCapability(token)
  const clientId = await checkAccount(keys, accountSid)
  const claims: ClientCapabilityClaims = verifyClientCapability(token, await keys.clients.authToken(clientId), { now })
  const { outgoing } = claims
  return {
    clientId,
    accountSid: sidFromUuid('AC', clientId),
    ...checkIdentity(claims.incoming[0] ?? outgoing?.clientName),
    incoming: claims.incoming.length > 0,
    ...(outgoing === undefined
      ? {}
      : { outgoing: { applicationSid: outgoing.applicationSid, params: outgoing.params } }),
    expiresAt: claims.expiresAt,
    ...(claims.issuedAt === undefined ? {} : { issuedAt: claims.issuedAt }),
  }
}

/**
 * Checks a page's token: an access token with a voice grant, signed by one of the client's API keys, or a capability token with the scopes
 * `client:incoming` and `client:outgoing`, signed by its auth token.
 * @param options.now milliseconds since the epoch
 * @throws SignallingError 31201 (unknown key, or one of another account), 31202 (signature), 31203 (no such account, or a disabled one), 31204 (no such token),
 * 31205 (expired), 31207 (good for too long), 31105 (identity)
 */
export async function readGrant(
  token: string,
  keys: TokenKeys,
  options: { readonly now: number; readonly tokenSeconds: number },
): Promise<BrowserGrant> {
  try {
    const isAccess = decodeJwt(token).header.cty === 'twilio-fpa;v=1'
    const read = isAccess ? readAccessToken : readCapability
    const { issuedAt, ...grant } = await read(token, keys, options.now)
    const from = Math.min(issuedAt ?? Number.POSITIVE_INFINITY, Math.floor(options.now / 1000))
    if (grant.expiresAt - from > options.tokenSeconds) throw new SignallingError(31207)
    return grant
  } catch (error) {
    throw asSignalling(error)
  }
}
