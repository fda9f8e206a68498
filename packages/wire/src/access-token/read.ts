import { objectOrEmpty, optionalText, requiredExpiry, requiredText } from '../jwt/claims.ts'
import { JwtError } from '../jwt/jwt-error.ts'
import { type DecodedJwt, decodeJwt, verifyJwt } from '../jwt/verify.ts'
import type {
  ChatGrantOptions,
  SyncGrantOptions,
  TaskRouterGrantOptions,
  VideoGrantOptions,
  VoiceGrantOptions,
} from './grants.ts'

/** The grants of a token, in the form that the grant classes take; undefined where the token has none. */
export interface ReadGrants {
  readonly voice?: VoiceGrantOptions
  readonly video?: VideoGrantOptions
  readonly chat?: ChatGrantOptions
  readonly sync?: SyncGrantOptions
  readonly taskRouter?: TaskRouterGrantOptions
  readonly player?: object
}

/** What an access token says. */
export interface AccessTokenClaims {
  readonly accountSid: string
  /** The API key that signed it. */
  readonly keySid: string
  readonly identity?: string
  readonly region?: string
  readonly tokenId?: string
  /** Unix seconds. */
  readonly issuedAt?: number
  readonly notBefore?: number
  readonly expiresAt: number
  readonly grants: ReadGrants
  /** All grants as they stand in the token, unknown ones too. */
  readonly rawGrants: Readonly<Record<string, unknown>>
}

function readVoice(grant: Readonly<Record<string, unknown>>): VoiceGrantOptions {
  const outgoing = objectOrEmpty(grant.outgoing)
  return {
    incomingAllow: objectOrEmpty(grant.incoming).allow === true,
    outgoingApplicationSid: optionalText(outgoing.application_sid),
    outgoingApplicationParams: outgoing.params === undefined ? undefined : objectOrEmpty(outgoing.params),
    pushCredentialSid: optionalText(grant.push_credential_sid),
    endpointId: optionalText(grant.endpoint_id),
  }
}

function readGrants(raw: Readonly<Record<string, unknown>>): ReadGrants {
  const read = <T>(key: string, make: (grant: Readonly<Record<string, unknown>>) => T): T | undefined =>
    raw[key] === undefined ? undefined : make(objectOrEmpty(raw[key]))
  return {
    voice: read('voice', readVoice),
    video: read('video', (grant) => ({ room: optionalText(grant.room) })),
    chat: read('chat', (grant) => ({
      serviceSid: optionalText(grant.service_sid),
      endpointId: optionalText(grant.endpoint_id),
      deploymentRoleSid: optionalText(grant.deployment_role_sid),
      pushCredentialSid: optionalText(grant.push_credential_sid),
    })),
    sync: read('data_sync', (grant) => ({
      serviceSid: optionalText(grant.service_sid),
      endpointId: optionalText(grant.endpoint_id),
    })),
    taskRouter: read('task_router', (grant) => ({
      workspaceSid: optionalText(grant.workspace_sid),
      workerSid: optionalText(grant.worker_sid),
      role: optionalText(grant.role),
    })),
    player: read('player', (grant) => grant),
  }
}

function claimsOf({ header, payload }: DecodedJwt): AccessTokenClaims {
  if (header.cty !== 'twilio-fpa;v=1') {
    throw new JwtError('JWT_CLAIM', 'the token is no access token: its header lacks cty twilio-fpa;v=1')
  }
  const rawGrants = objectOrEmpty(payload.grants)
  return {
    accountSid: requiredText('sub', payload.sub),
    keySid: requiredText('iss', payload.iss),
    identity: optionalText(rawGrants.identity),
    region: optionalText(header.twr),
    tokenId: optionalText(payload.jti),
    issuedAt: payload.iat,
    notBefore: payload.nbf,
    expiresAt: requiredExpiry(payload.exp),
    grants: readGrants(rawGrants),
    rawGrants,
  }
}

/**
 * Reads an access token without verifying it: to see which key it says it is signed with, or what is in it.
 * @throws JwtError when it is no access token
 */
export function decodeAccessToken(token: string): AccessTokenClaims {
  return claimsOf(decodeJwt(token))
}

/**
 * Verifies an access token and reads it. Any of HS256, HS384 and HS512 is accepted, as makers may choose.
 * @param secret the secret of the API key that {@link decodeAccessToken} names
 * @param options.now milliseconds since 1970
 * @param options.leewaySeconds how far the clocks may be apart; 0 unless said
 * @throws JwtError with the first thing that is wrong
 */
export function verifyAccessToken(
  token: string,
  secret: string,
  options: { readonly now: number; readonly leewaySeconds?: number },
): AccessTokenClaims {
  return claimsOf(verifyJwt(token, secret, { ...options, algorithms: ['HS256', 'HS384', 'HS512'] }))
}
