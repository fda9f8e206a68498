// Made by packages/sdk/generate/main.ts. Do not edit.
import type { BareFetch, BareRemove, Callable, Listing, OptionalUpdate, RequiredCreate, RequiredJsonCreate, RequiredJsonUpdate } from '../../rest/types.ts'

export type NewKeyKeytype = "restricted"

export interface GetKeysListInstanceOptions {
  accountSid: string
}

/** A record of GetKeys. */
export interface GetKeysInstance {
  sid: string
  friendlyName: string
  dateCreated: Date
  dateUpdated: Date
  flags: Array<string>
  toJSON(): Record<string, any>
}

/** list: `GET /v1/Keys` */
export interface GetKeysListInstance extends Listing<GetKeysListInstanceOptions, GetKeysInstance> {}

export interface NewKeyListInstanceCreateOptions {
  accountSid: string
  friendlyName?: string
  keyType?: NewKeyKeytype
  policy?: unknown
}

/** A record of NewKey. */
export interface NewKeyInstance {
  sid: string
  friendlyName: string
  dateCreated: Date
  dateUpdated: Date
  secret: string
  policy: any
  toJSON(): Record<string, any>
}

/** create: `POST /v1/Keys` */
export interface NewKeyListInstance extends RequiredCreate<NewKeyListInstanceCreateOptions, NewKeyInstance> {}

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

export type OauthAppAccountContextUpdateOptions = { type?: string; friendlyName?: string; description?: string; policy?: { allow?: ReadonlyArray<string>; deny?: ReadonlyArray<string> }; accessTokenTtl?: number }

export type OauthAppAccountListInstanceCreateOptions = { type?: string; friendlyName?: string; ownerSid?: string; description?: string; clientSid?: string; policy?: { allow?: ReadonlyArray<string>; deny?: ReadonlyArray<string> }; accessTokenTtl?: number }

/** A record of OauthAppAccount. */
export interface OauthAppAccountInstance extends RequiredJsonUpdate<OauthAppAccountContextUpdateOptions, OauthAppAccountInstance>, BareRemove {
  type: string
  sid: string
  friendlyName: string
  description: string
  dateCreated: Date
  createdBy: string
  secret: string
  status: string
  policy: { allow: Array<string>; deny: Array<string> }
  accessTokenTtl: number
  toJSON(): Record<string, any>
}

/** update: `PUT /v1/Account/OAuthApps/{sid}`; remove: `DELETE /v1/Account/OAuthApps/{sid}` */
export interface OauthAppAccountContext extends RequiredJsonUpdate<OauthAppAccountContextUpdateOptions, OauthAppAccountInstance>, BareRemove {}

/** create: `POST /v1/Account/OAuthApps` */
export interface OauthAppAccountListInstance extends Callable<[sid: string], OauthAppAccountContext>, RequiredJsonCreate<OauthAppAccountListInstanceCreateOptions, OauthAppAccountInstance> {}

export interface KeyContextUpdateOptions {
  friendlyName?: string
  policy?: unknown
}

/** A record of Key. */
export interface KeyInstance extends BareFetch<KeyInstance>, OptionalUpdate<KeyContextUpdateOptions, KeyInstance>, BareRemove {
  sid: string
  friendlyName: string
  dateCreated: Date
  dateUpdated: Date
  policy: any
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Keys/{Sid}`; update: `POST /v1/Keys/{Sid}`; remove: `DELETE /v1/Keys/{Sid}` */
export interface KeyContext extends BareFetch<KeyInstance>, OptionalUpdate<KeyContextUpdateOptions, KeyInstance>, BareRemove {}

/** A place on the way. */
export interface KeyListInstance extends Callable<[sid: string], KeyContext> {}

/** A record of RolePermission. */
export interface RolePermissionInstance {
  sid: string
  namespace: string
  product: string
  resource: string
  action: string
  externalDescription: string
  toJSON(): Record<string, any>
}

/** list: `GET /v1/Roles/{RoleSid}/Permissions` */
export interface RolePermissionListInstance extends Listing<unknown, RolePermissionInstance> {}

/** Version v1 of iam. */
export interface IamV1 {
  readonly getApiKeys: GetKeysListInstance
  readonly newApiKey: NewKeyListInstance
  readonly token: TokenListInstance
  readonly oAuthApps: OauthAppAccountListInstance
  readonly apiKey: KeyListInstance
  rolePermission(roleSid: string): RolePermissionListInstance
}
