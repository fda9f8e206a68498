// Made by packages/sdk/generate/main.ts. Do not edit.
import type { BareFetch, BareRemove, Callable, Listing, OptionalCreate, OptionalFetch, OptionalRemove, OptionalUpdate, RequiredCreate, RequiredUpdate } from '../../rest/types.ts'

/** A place on the way. */
export interface CredentialsListInstance {
  readonly aws: CredentialAwsListInstance
  readonly publicKey: CredentialPublicKeyListInstance
}

export interface CredentialAwsContextUpdateOptions {
  friendlyName?: string
}

export interface CredentialAwsListInstanceCreateOptions {
  credentials: string
  friendlyName?: string
  accountSid?: string
}

/** A record of CredentialAws. */
export interface CredentialAwsInstance extends BareFetch<CredentialAwsInstance>, OptionalUpdate<CredentialAwsContextUpdateOptions, CredentialAwsInstance>, BareRemove {
  sid: string
  accountSid: string
  friendlyName: string
  dateCreated: Date
  dateUpdated: Date
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Credentials/AWS/{Sid}`; update: `POST /v1/Credentials/AWS/{Sid}`; remove: `DELETE /v1/Credentials/AWS/{Sid}` */
export interface CredentialAwsContext extends BareFetch<CredentialAwsInstance>, OptionalUpdate<CredentialAwsContextUpdateOptions, CredentialAwsInstance>, BareRemove {}

/** list: `GET /v1/Credentials/AWS`; create: `POST /v1/Credentials/AWS` */
export interface CredentialAwsListInstance extends Callable<[sid: string], CredentialAwsContext>, Listing<unknown, CredentialAwsInstance>, RequiredCreate<CredentialAwsListInstanceCreateOptions, CredentialAwsInstance> {}

export interface CredentialPublicKeyContextUpdateOptions {
  friendlyName?: string
}

export interface CredentialPublicKeyListInstanceCreateOptions {
  publicKey: string
  friendlyName?: string
  accountSid?: string
}

/** A record of CredentialPublicKey. */
export interface CredentialPublicKeyInstance extends BareFetch<CredentialPublicKeyInstance>, OptionalUpdate<CredentialPublicKeyContextUpdateOptions, CredentialPublicKeyInstance>, BareRemove {
  sid: string
  accountSid: string
  friendlyName: string
  dateCreated: Date
  dateUpdated: Date
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Credentials/PublicKeys/{Sid}`; update: `POST /v1/Credentials/PublicKeys/{Sid}`; remove: `DELETE /v1/Credentials/PublicKeys/{Sid}` */
export interface CredentialPublicKeyContext extends BareFetch<CredentialPublicKeyInstance>, OptionalUpdate<CredentialPublicKeyContextUpdateOptions, CredentialPublicKeyInstance>, BareRemove {}

/** list: `GET /v1/Credentials/PublicKeys`; create: `POST /v1/Credentials/PublicKeys` */
export interface CredentialPublicKeyListInstance extends Callable<[sid: string], CredentialPublicKeyContext>, Listing<unknown, CredentialPublicKeyInstance>, RequiredCreate<CredentialPublicKeyListInstanceCreateOptions, CredentialPublicKeyInstance> {}

export interface BulkConsentsListInstanceCreateOptions {
  items: ReadonlyArray<unknown>
}

/** A record of BulkConsents. */
export interface BulkConsentsInstance {
  items: any
  toJSON(): Record<string, any>
}

/** create: `POST /v1/Consents/Bulk` */
export interface BulkConsentsListInstance extends RequiredCreate<BulkConsentsListInstanceCreateOptions, BulkConsentsInstance> {}

export interface BulkContactsListInstanceCreateOptions {
  items: ReadonlyArray<unknown>
}

/** A record of BulkContacts. */
export interface BulkContactsInstance {
  items: any
  toJSON(): Record<string, any>
}

/** create: `POST /v1/Contacts/Bulk` */
export interface BulkContactsListInstance extends RequiredCreate<BulkContactsListInstanceCreateOptions, BulkContactsInstance> {}

export interface MessagingGeopermissionsListInstanceFetchOptions {
  countryCode?: string
}

export interface MessagingGeopermissionsListInstanceUpdateOptions {
  permissions: ReadonlyArray<unknown>
}

/** A record of MessagingGeopermissions. */
export interface MessagingGeopermissionsInstance {
  permissions: any
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Messaging/GeoPermissions`; update: `PATCH /v1/Messaging/GeoPermissions` */
export interface MessagingGeopermissionsListInstance extends OptionalFetch<MessagingGeopermissionsListInstanceFetchOptions, MessagingGeopermissionsInstance>, RequiredUpdate<MessagingGeopermissionsListInstanceUpdateOptions, MessagingGeopermissionsInstance> {}

export interface SafelistListInstanceFetchOptions {
  phoneNumber?: string
}

export interface SafelistListInstanceCreateOptions {
  phoneNumber: string
}

export interface SafelistListInstanceRemoveOptions {
  phoneNumber?: string
}

/** A record of Safelist. */
export interface SafelistInstance {
  sid: string
  phoneNumber: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/SafeList/Numbers`; create: `POST /v1/SafeList/Numbers`; remove: `DELETE /v1/SafeList/Numbers` */
export interface SafelistListInstance extends OptionalFetch<SafelistListInstanceFetchOptions, SafelistInstance>, RequiredCreate<SafelistListInstanceCreateOptions, SafelistInstance>, OptionalRemove<SafelistListInstanceRemoveOptions> {}

export interface AuthTokenPromotionContextUpdateOptions {
  suppressEmailNotification?: boolean
}

/** A record of AuthTokenPromotion. */
export interface AuthTokenPromotionInstance extends OptionalUpdate<AuthTokenPromotionContextUpdateOptions, AuthTokenPromotionInstance> {
  accountSid: string
  authToken: string
  dateCreated: Date
  dateUpdated: Date
  url: string
  toJSON(): Record<string, any>
}

/** update: `POST /v1/AuthTokens/Promote` */
export interface AuthTokenPromotionContext extends OptionalUpdate<AuthTokenPromotionContextUpdateOptions, AuthTokenPromotionInstance> {}

/** A place on the way. */
export interface AuthTokenPromotionListInstance extends Callable<[], AuthTokenPromotionContext> {}

export interface SecondaryAuthTokenContextCreateOptions {
  suppressEmailNotification?: boolean
}

export interface SecondaryAuthTokenContextRemoveOptions {
  suppressEmailNotification?: boolean
}

/** A record of SecondaryAuthToken. */
export interface SecondaryAuthTokenInstance extends OptionalCreate<SecondaryAuthTokenContextCreateOptions, SecondaryAuthTokenInstance>, OptionalRemove<SecondaryAuthTokenContextRemoveOptions> {
  accountSid: string
  dateCreated: Date
  dateUpdated: Date
  secondaryAuthToken: string
  url: string
  toJSON(): Record<string, any>
}

/** create: `POST /v1/AuthTokens/Secondary`; remove: `DELETE /v1/AuthTokens/Secondary` */
export interface SecondaryAuthTokenContext extends OptionalCreate<SecondaryAuthTokenContextCreateOptions, SecondaryAuthTokenInstance>, OptionalRemove<SecondaryAuthTokenContextRemoveOptions> {}

/** A place on the way. */
export interface SecondaryAuthTokenListInstance extends Callable<[], SecondaryAuthTokenContext> {}

/** Version v1 of accounts. */
export interface AccountsV1 {
  readonly credentials: CredentialsListInstance
  readonly bulkConsents: BulkConsentsListInstance
  readonly bulkContacts: BulkContactsListInstance
  readonly messagingGeopermissions: MessagingGeopermissionsListInstance
  readonly safelist: SafelistListInstance
  readonly authTokenPromotion: AuthTokenPromotionListInstance
  readonly secondaryAuthToken: SecondaryAuthTokenListInstance
}
