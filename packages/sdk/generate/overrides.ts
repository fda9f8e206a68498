/** Where twilio-node's names do not follow from the documents. Keys: `<document> <operation id or path>`. */
import type { RawPath } from './facts.ts'
import type { Writer } from './model.ts'

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

/** Names of parameters, by `<operation id> <wire name>`. */
export const parameterNames: Readonly<Record<string, string>> = {
  'CreateWebhook Version': 'versionParam',
  'UpdateWebhook Version': 'versionParam',
}

/** What the operation says it accepts, where it is not JSON. */
export const acceptTypes: Readonly<Record<string, string>> = {}

/** How a parameter is written, where its type does not tell. */
export const writers: Readonly<Record<string, Writer>> = {}
