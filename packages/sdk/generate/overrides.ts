/** Where twilio-node's names do not follow from the documents. Keys: `<document> <operation id or path>`. */
import type { RawPath } from './facts.ts'

/** Names of resources, by `<document> <operation id>`, or `<document> <path>` for a place without operations. */
export const resourceNames: Readonly<Record<string, string>> = {
  'insights_v2 CreateInboundPhoneNumbersReport': 'inboundReports',
  'insights_v2 CreateOutboundPhoneNumbersReport': 'outboundReports',
}

/** Operations whose place is a list although the document calls it an instance. */
export const listOperations: ReadonlySet<string> = new Set([
  'CreateAccountReport',
  'CreateInboundPhoneNumbersReport',
  'CreateOutboundPhoneNumbersReport',
])

/** Places that the documents leave out or tell no parent of, by document. */
export const placePatches: Readonly<Record<string, Readonly<Record<string, RawPath>>>> = {
  iam_organizations: {
    '/Organizations/{OrganizationSid}': { x: 'instance', mnt: 'organization' },
    '/Organizations/{OrganizationSid}/scim/Users': { par: '/Organizations/{OrganizationSid}' },
    '/Organizations/{OrganizationSid}/scim/Users/{UserSid}': { par: '/Organizations/{OrganizationSid}' },
    '/Organizations/{OrganizationSid}/Accounts': { par: '/Organizations/{OrganizationSid}' },
    '/Organizations/{OrganizationSid}/Accounts/{AccountSid}': { par: '/Organizations/{OrganizationSid}' },
    '/Organizations/{OrganizationSid}/RoleAssignments': { par: '/Organizations/{OrganizationSid}' },
    '/Organizations/{OrganizationSid}/RoleAssignments/{RoleAssignmentSid}': { par: '/Organizations/{OrganizationSid}' },
  },
  monitor_v2: { '/v2/Alarms/{Sid}/status': { x: 'instance', par: '/v2/Alarms/{Sid}' } },
}

/** What an operation says it accepts, where it is not plain JSON (SCIM, RFC 7644 §3.1). */
export const acceptTypes: Readonly<Record<string, string>> = {
  ListOrganizationUsers: 'application/scim+json',
  CreateOrganizationUser: 'application/scim+json',
  FetchOrganizationUser: 'application/scim+json',
  UpdateOrganizationUser: 'application/scim+json',
  PatchOrganizationUser: 'application/scim+json',
}
