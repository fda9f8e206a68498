import type { ClientWithToken } from '@trunkline/accounts'
import type { Client } from '../../ports.ts'
import { rfc2822 } from '../format/dates.ts'
import type { TwilioUrls } from '../http/twilio-urls.ts'

/** Twilio's three states of an account. */
export function accountStatus({ status, closedAt }: Client): 'active' | 'suspended' | 'closed' {
  if (closedAt !== null) return 'closed'
  return status === 'active' ? 'active' : 'suspended'
}

/** What lies below an account, by Twilio's names for it. */
const below: Readonly<Record<string, string>> = {
  addresses: 'Addresses',
  applications: 'Applications',
  authorized_connect_apps: 'AuthorizedConnectApps',
  available_phone_numbers: 'AvailablePhoneNumbers',
  balance: 'Balance',
  calls: 'Calls',
  conferences: 'Conferences',
  connect_apps: 'ConnectApps',
  incoming_phone_numbers: 'IncomingPhoneNumbers',
  keys: 'Keys',
  messages: 'Messages',
  notifications: 'Notifications',
  outgoing_caller_ids: 'OutgoingCallerIds',
  queues: 'Queues',
  recordings: 'Recordings',
  short_codes: 'SMS/ShortCodes',
  signing_keys: 'SigningKeys',
  tokens: 'Tokens',
  transcriptions: 'Transcriptions',
  usage: 'Usage',
}

/**
 * An account as Twilio shows it, with its auth token: the routes are open to auth tokens alone, and programs that make subaccounts read theirs
 * from here.
 * @param owner SID of the account that it belongs to: its parent, or itself
 */
export function accountView({ client, authToken }: ClientWithToken, owner: string, urls: TwilioUrls): object {
  const path = `/Accounts/${client.sid}`
  const uris = Object.entries(below).map(([name, segment]) => [name, urls.uri(`${path}/${segment}`)])
  return {
    auth_token: authToken,
    date_created: rfc2822(client.createdAt),
    date_updated: rfc2822(client.updatedAt),
    friendly_name: client.name,
    owner_account_sid: owner,
    sid: client.sid,
    status: accountStatus(client),
    subresource_uris: Object.fromEntries(uris),
    type: 'Full',
    uri: urls.uri(path),
  }
}
