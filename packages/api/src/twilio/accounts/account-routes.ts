import type { TwilioParts } from '../parts.ts'
import type { TwilioRoute } from '../route.ts'
import { accountView } from './account-view.ts'

/** Accounts: fetch. */
export function accountRoutes(_parts: Pick<TwilioParts, 'accounts'>): TwilioRoute[] {
  return [
    {
      operation: 'GET api/2010-04-01/Accounts/{Sid}.json',
      tokenOnly: true,
      handle: ({ account, urls }) => ({ status: 200, body: accountView(account, urls) }),
    },
  ]
}
