import type { CallRecord } from '@trunkline/voice'
import { isE164 } from '@trunkline/wire'
import type { AccountsPort } from '../../ports.ts'

/** Finds the account's number in a call. */
export interface NumberSids {
  /** `PN…`: of the number that was called for calls that came in, of the one that calls for all others; null where the account does not have it. */
  of(clientId: string, call: Pick<CallRecord, 'direction' | 'from' | 'to'>): Promise<string | null>
}

/** Makes it. Numbers that nobody has are known from memory; others cost a query each. */
export function createNumberSids({ numbers }: Pick<AccountsPort, 'numbers'>): NumberSids {
  return {
    async of(clientId, { direction, from, to }) {
      const number = direction === 'inbound' ? to : from
      if (!isE164(number) || (await numbers.ownerOf(number)) !== clientId) return null
      return (await numbers.find(number))?.sid ?? null
    },
  }
}
