// Made by packages/sdk/generate/main.ts. Do not edit.
import type { OptionalFetch, RequiredCreate } from '../../rest/types.ts'

export interface Oauth2TokenListInstanceCreateOptions {
  grantType: string
  accountSid?: string
  clientId?: string
  clientSecret?: string
  code?: string
  redirectUri?: string
  audience?: string
  refreshToken?: string
  scope?: string
  codeVerifier?: string
}

/** A record of Oauth2Token. */
export interface Oauth2TokenInstance {
  accessToken: string
  refreshToken: string
  idToken: string
  tokenType: string
  expiresIn: number
  toJSON(): Record<string, any>
}

/** create: `POST /v2/token` */
export interface Oauth2TokenListInstance extends RequiredCreate<Oauth2TokenListInstanceCreateOptions, Oauth2TokenInstance> {}

export interface Oauth2AuthorizeListInstanceFetchOptions {
  responseType?: string
  clientId?: string
  redirectUri?: string
  scope?: string
  state?: string
  codeChallenge?: string
  codeChallengeMethod?: unknown
}

/** A record of Oauth2Authorize. */
export interface Oauth2AuthorizeInstance {
  redirectTo: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/authorize` */
export interface Oauth2AuthorizeListInstance extends OptionalFetch<Oauth2AuthorizeListInstanceFetchOptions, Oauth2AuthorizeInstance> {}

/** Version v2 of oauth. */
export interface OauthV2 {
  readonly token: Oauth2TokenListInstance
  readonly authorize: Oauth2AuthorizeListInstance
}
