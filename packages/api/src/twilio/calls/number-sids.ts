import type { CallRecord } from '@trunkline/voice'
import { isE164 } from '@trunkline/wire'
import type { AccountsPort } from '../../ports.ts'

type Parties = Pick<CallRecord, 'direction' | 'from' | 'to'>

/** The number in a call that may be the account's: the one that was called for calls that came in, the one that calls for all others. */
const ownOf = ({ direction, from, to }: Parties): string => (direction === 'inbound' ? to : from)

/** Finds the account's number in a call: `PN…`; null where the account does not have it. Numbers of others are known from memory. */
export async function numberSid(
  { numbers }: Pick<AccountsPort, 'numbers'>,
  clientId: string,
  call: Parties,
): Promise<string | null> {
  const number = ownOf(call)
  if (!isE164(number) || (await numbers.ownerOf(number)) !== clientId) return null
  return (await numbers.find(number))?.sid ?? null
}

/** The same for many calls: each number is looked for once. */
export async function numberSids<Call extends Parties>(
  accounts: Pick<AccountsPort, 'numbers'>,
  clientId: string,
  calls: readonly Call[],
): Promise<ReadonlyMap<Call, string | null>> {
  const known = new Map<string, Promise<string | null>>()
  const found = new Map<Call, string | null>()
  for (const call of calls) {
    const number = ownOf(call)
    const sid = known.get(number) ?? numberSid(accounts, clientId, call)
    known.set(number, sid)
    found.set(call, await sid)
  }
  return found
}
