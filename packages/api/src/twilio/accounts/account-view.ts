import type { Client } from '../../ports.ts'
import { rfc2822 } from '../format/dates.ts'
import type { TwilioUrls } from '../http/twilio-urls.ts'

/** An account as Twilio shows it. */
export function accountView(account: Client, urls: TwilioUrls): object {
  return {
    auth_token: null,
    date_created: rfc2822(account.createdAt),
    date_updated: rfc2822(account.createdAt),
    friendly_name: account.name,
    owner_account_sid: account.sid,
    sid: account.sid,
    status: account.status === 'active' ? 'active' : 'suspended',
    type: 'Full',
    uri: urls.uri(`/Accounts/${account.sid}`),
  }
}
