import { optionalText, requiredExpiry, requiredText } from '../jwt/claims.ts'
import { JwtError } from '../jwt/jwt-error.ts'
import { type DecodedJwt, decodeJwt, verifyJwt } from '../jwt/verify.ts'

/** What a capability token says. */
export interface ClientCapabilityClaims {
  readonly accountSid: string
  /** Unix seconds. */
  readonly expiresAt: number
  readonly issuedAt?: number
  /** The names that calls may come in for. */
  readonly incoming: readonly string[]
  readonly outgoing?: {
    readonly applicationSid: string
    readonly clientName?: string
    readonly params: Readonly<Record<string, string>>
  }
  readonly events?: { readonly path: string; readonly filters: Readonly<Record<string, string>> }
  /** Every scope as it stands in the token, unknown ones too. */
  readonly scopes: readonly string[]
}

/** The scopes of twilio-node have %20 and those of twilio-python `+` for a space; neither leaves a plus sign unescaped. */
function pairs(query: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(query))
}

function claimsOf({ payload }: DecodedJwt): ClientCapabilityClaims {
  if (typeof payload.scope !== 'string')
    throw new JwtError('JWT_CLAIM', 'the token is no capability token: it has no scope')
  const scopes = payload.scope.split(' ').filter((scope) => scope !== '')
  const incoming: string[] = []
  let outgoing: ClientCapabilityClaims['outgoing']
  let events: ClientCapabilityClaims['events']
  for (const scope of scopes) {
    const mark = scope.indexOf('?')
    const name = mark < 0 ? scope : scope.slice(0, mark)
    const values = mark < 0 ? {} : pairs(scope.slice(mark + 1))
    if (name === 'scope:client:incoming') {
      if (values.clientName) incoming.push(values.clientName)
    } else if (name === 'scope:client:outgoing') {
      const applicationSid = requiredText('scope (appSid)', values.appSid)
      outgoing = { applicationSid, clientName: optionalText(values.clientName), params: pairs(values.appParams ?? '') }
    } else if (name === 'scope:stream:subscribe') {
      // Filters are under appParams from twilio-node, under params from twilio-python.
      events = { path: values.path ?? '', filters: pairs(values.appParams ?? values.params ?? '') }
    }
  }
  const accountSid = requiredText('iss', payload.iss)
  return {
    accountSid,
    expiresAt: requiredExpiry(payload.exp),
    issuedAt: payload.iat,
    incoming,
    outgoing,
    events,
    scopes,
  }
}

/**
 * Reads a capability token without verifying it: to see which account it says it is of.
 * @throws JwtError when it is no capability token
 */
export function decodeClientCapability(token: string): ClientCapabilityClaims {
  return claimsOf(decodeJwt(token))
}

/**
 * Verifies a capability token and reads it.
 * @param authToken the auth token of the account that {@link decodeClientCapability} names
 * @param options.now milliseconds since 1970
 * @param options.leewaySeconds how far the clocks may be apart; 0 unless said
 * @throws JwtError with the first thing that is wrong
 */
export function verifyClientCapability(
  token: string,
  authToken: string,
  options: { readonly now: number; readonly leewaySeconds?: number },
): ClientCapabilityClaims {
  return claimsOf(verifyJwt(token, authToken, { ...options, algorithms: ['HS256'] }))
}
