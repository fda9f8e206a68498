// Made by packages/sdk/generate/main.ts. Do not edit.
import type { BareFetch, BareRemove, Callable, Listing, RequiredJsonCreate, RequiredJsonPatch, RequiredJsonUpdate } from '../../rest/types.ts'

/** A place on the way. */
export interface OrganizationContext {
  readonly accounts: OrganizationAccountListInstance
  readonly roleAssignments: RoleAssignmentsListInstance
  readonly users: OrganizationUserListInstance
}

/** A place on the way. */
export interface OrganizationListInstance extends Callable<[organizationSid: string], OrganizationContext> {}

/** A record of OrganizationAccount. */
export interface OrganizationAccountInstance extends BareFetch<OrganizationAccountInstance> {
  accountSid: string
  friendlyName: string
  status: string
  ownerSid: string
  dateCreated: Date
  toJSON(): Record<string, any>
}

/** fetch: `GET /Organizations/{OrganizationSid}/Accounts/{AccountSid}` */
export interface OrganizationAccountContext extends BareFetch<OrganizationAccountInstance> {}

/** list: `GET /Organizations/{OrganizationSid}/Accounts` */
export interface OrganizationAccountListInstance extends Callable<[accountSid: string], OrganizationAccountContext>, Listing<unknown, OrganizationAccountInstance> {}

export interface RoleAssignmentsListInstanceOptions {
  pageSize?: number
  identity?: string
  scope?: string
  resourceType?: string
  resourceId?: string
}

export type RoleAssignmentsListInstanceCreateOptions = { roleSid: string; scope: string; identity: string }

/** A record of RoleAssignments. */
export interface RoleAssignmentsInstance extends BareRemove {
  sid: string
  roleSid: string
  scope: string
  identity: string
  toJSON(): Record<string, any>
}

/** remove: `DELETE /Organizations/{OrganizationSid}/RoleAssignments/{RoleAssignmentSid}` */
export interface RoleAssignmentsContext extends BareRemove {}

/** list: `GET /Organizations/{OrganizationSid}/RoleAssignments`; create: `POST /Organizations/{OrganizationSid}/RoleAssignments` */
export interface RoleAssignmentsListInstance extends Callable<[roleAssignmentSid: string], RoleAssignmentsContext>, Listing<RoleAssignmentsListInstanceOptions, RoleAssignmentsInstance>, RequiredJsonCreate<RoleAssignmentsListInstanceCreateOptions, RoleAssignmentsInstance> {}

export type OrganizationUserContextUpdateOptions = { id?: string; externalId?: string; userName: string; displayName?: string; name?: { givenName?: string; familyName?: string }; emails?: ReadonlyArray<{ primary?: boolean; value?: string; type?: string }>; active?: boolean; locale?: string; timezone?: string; schemas?: ReadonlyArray<string>; meta?: { resourceType?: string; created?: string; lastModified?: string; version?: string } } & { ifMatch?: string }

export type OrganizationUserContextPatchOptions = { schemas?: ReadonlyArray<string>; operations?: ReadonlyArray<{ op?: string; path?: string; value?: unknown }> } & { ifMatch?: string }

export interface OrganizationUserListInstanceOptions {
  filter?: string
}

export type OrganizationUserListInstanceCreateOptions = { id?: string; externalId?: string; userName: string; displayName?: string; name?: { givenName?: string; familyName?: string }; emails?: ReadonlyArray<{ primary?: boolean; value?: string; type?: string }>; active?: boolean; locale?: string; timezone?: string; schemas?: ReadonlyArray<string>; meta?: { resourceType?: string; created?: string; lastModified?: string; version?: string } }

/** A record of OrganizationUser. */
export interface OrganizationUserInstance extends BareFetch<OrganizationUserInstance>, RequiredJsonUpdate<OrganizationUserContextUpdateOptions, OrganizationUserInstance>, RequiredJsonPatch<OrganizationUserContextPatchOptions, OrganizationUserInstance>, BareRemove {
  id: string
  externalId: string
  userName: string
  displayName: string
  name: { givenName: string; familyName: string }
  emails: Array<{ primary: boolean; value: string; type: string }>
  active: boolean
  locale: string
  timezone: string
  schemas: Array<string>
  meta: { resourceType: string; created: string; lastModified: string; version: string }
  toJSON(): Record<string, any>
}

/** fetch: `GET /Organizations/{OrganizationSid}/scim/Users/{UserSid}`; update: `PUT /Organizations/{OrganizationSid}/scim/Users/{UserSid}`; patch: `PATCH /Organizations/{OrganizationSid}/scim/Users/{UserSid}`; remove: `DELETE /Organizations/{OrganizationSid}/scim/Users/{UserSid}` */
export interface OrganizationUserContext extends BareFetch<OrganizationUserInstance>, RequiredJsonUpdate<OrganizationUserContextUpdateOptions, OrganizationUserInstance>, RequiredJsonPatch<OrganizationUserContextPatchOptions, OrganizationUserInstance>, BareRemove {}

/** list: `GET /Organizations/{OrganizationSid}/scim/Users`; create: `POST /Organizations/{OrganizationSid}/scim/Users` */
export interface OrganizationUserListInstance extends Callable<[userSid: string], OrganizationUserContext>, Listing<OrganizationUserListInstanceOptions, OrganizationUserInstance>, RequiredJsonCreate<OrganizationUserListInstanceCreateOptions, OrganizationUserInstance> {}

/** Version Organizations of previewIam. */
export interface PreviewIamVersionless {
  readonly organization: OrganizationListInstance
}
