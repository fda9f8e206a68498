import { TwilioError } from '../errors/twilio-error.ts'
import type { TwilioParts } from '../parts.ts'
import type { TwilioCall } from '../route.ts'

/**
 * UUID of the account that a number is to go to (the parameter AccountSid); undefined where it stays. A parent moves numbers between itself and its
 * subaccounts. Whether an account of somebody else exists is not told.
 * @throws TwilioError 21470, 21471, 21472, 21474
 */
export async function readReceiver(
  { accounts }: Pick<TwilioParts, 'accounts'>,
  { account, caller, params }: TwilioCall,
): Promise<string | undefined> {
  const sid = params.filled('AccountSid')
  if (sid === undefined || sid === account.sid) return undefined
  if (!/^AC[0-9a-f]{32}$/.test(sid)) throw new TwilioError(21470, 'AccountSid must be AC and 32 hex digits')
  if (caller.parentId !== null) throw new TwilioError(21474, 'A subaccount cannot hand numbers on')
  const receiver = sid === caller.sid ? caller : await accounts.clients.find(sid)
  if (receiver === undefined || (receiver.id !== caller.id && receiver.parentId !== caller.id)) {
    throw new TwilioError(21471, `There is no account ${sid} in the family of this account`)
  }
  if (receiver.status !== 'active') throw new TwilioError(21472, `The account ${sid} is not active`)
  return receiver.id
}
