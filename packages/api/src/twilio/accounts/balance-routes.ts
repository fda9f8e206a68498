import type { TwilioRoute } from '../route.ts'

/** Balance: Trunkline bills nobody, so there is none. */
export function balanceRoutes(): TwilioRoute[] {
  return [
    {
      operation: 'GET api/2010-04-01/Accounts/{AccountSid}/Balance.json',
      differs: 'Trunkline bills nobody: `balance` and `currency` are null.',
      handle: ({ account }) => ({ status: 200, body: { account_sid: account.sid, balance: null, currency: null } }),
    },
  ]
}
