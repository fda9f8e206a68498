import { objectOrEmpty, optionalText, requiredExpiry, requiredText } from '../jwt/claims.ts'
import { type DecodedJwt, decodeJwt, verifyJwt } from '../jwt/verify.ts'
import { Policy } from './policy.ts'

/** What a TaskRouter token says. */
export interface TaskRouterClaims {
  readonly accountSid: string
  readonly workspaceSid: string
  readonly channelId: string
  readonly workerSid?: string
  readonly taskQueueSid?: string
  readonly friendlyName?: string
  readonly version?: string
  readonly issuedAt?: number
  /** Unix seconds. */
  readonly expiresAt: number
  readonly policies: readonly Policy[]
}

function readPolicy(value: unknown): Policy {
  const { url, method, query_filter, post_filter, allow } = objectOrEmpty(value)
  return new Policy({
    url: optionalText(url),
    method: optionalText(method),
    queryFilter: objectOrEmpty(query_filter),
    postFilter: objectOrEmpty(post_filter),
    // What is not said to be allowed is not.
    allow: allow === true,
  })
}

function claimsOf({ payload }: DecodedJwt): TaskRouterClaims {
  return {
    accountSid: requiredText('account_sid', payload.account_sid),
    workspaceSid: requiredText('workspace_sid', payload.workspace_sid),
    channelId: requiredText('channel', payload.channel),
    workerSid: optionalText(payload.worker_sid),
    taskQueueSid: optionalText(payload.taskqueue_sid),
    friendlyName: optionalText(payload.friendly_name),
    version: optionalText(payload.version),
    issuedAt: payload.iat,
    expiresAt: requiredExpiry(payload.exp),
    policies: Array.isArray(payload.policies) ? payload.policies.map(readPolicy) : [],
  }
}

/**
 * Reads a TaskRouter token without verifying it: to see which account it says it is of.
 * @throws JwtError when it is no TaskRouter token
 */
export function decodeTaskRouterCapability(token: string): TaskRouterClaims {
  return claimsOf(decodeJwt(token))
}

/**
 * Verifies a TaskRouter token and reads it.
 * @param authToken the auth token of the account that {@link decodeTaskRouterCapability} names
 * @param options.now milliseconds since 1970
 * @param options.leewaySeconds how far the clocks may be apart; 0 unless said
 * @throws JwtError with the first thing that is wrong
 */
export function verifyTaskRouterCapability(
  token: string,
  authToken: string,
  options: { readonly now: number; readonly leewaySeconds?: number },
): TaskRouterClaims {
  return claimsOf(verifyJwt(token, authToken, { ...options, algorithms: ['HS256'] }))
}
