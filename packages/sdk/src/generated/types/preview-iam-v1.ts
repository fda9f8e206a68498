// Made by packages/sdk/generate/main.ts. Do not edit.
import type { OptionalFetch, RequiredCreate } from '../../rest/types.ts'

export interface AuthorizeListInstanceFetchOptions {
  responseType?: string
  clientId?: string
  redirectUri?: string
  scope?: string
  state?: string
}

/** A record of Authorize. */
export interface AuthorizeInstance {
  redirectTo: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/authorize` */
export interface AuthorizeListInstance extends OptionalFetch<AuthorizeListInstanceFetchOptions, AuthorizeInstance> {}

export interface TokenListInstanceCreateOptions {
  grantType: string
  clientId: string
  clientSecret?: string
  code?: string
  redirectUri?: string
  audience?: string
  refreshToken?: string
  scope?: string
}

/** A record of Token. */
export interface TokenInstance {
  accessToken: string
  refreshToken: string
  idToken: string
  tokenType: string
  expiresIn: number
  toJSON(): Record<string, any>
}

/** create: `POST /v1/token` */
export interface TokenListInstance extends RequiredCreate<TokenListInstanceCreateOptions, TokenInstance> {}

/** Version v1 of previewIam. */
export interface PreviewIamV1 {
  readonly authorize: AuthorizeListInstance
  readonly token: TokenListInstance
}
