import type { CallerIds } from '@trunkline/accounts'
import { sidFromUuid } from '@trunkline/wire'
import type { Check } from './check.ts'

const mostNamed = 5

/** Caller ids that do not count since there are trunks: their clients wonder why calls from them are refused. Nothing where there are none. */
export async function checkCallerIds(callerIds: Pick<CallerIds, 'unproven'>): Promise<readonly Check[]> {
  const found = await callerIds.unproven(mostNamed + 1)
  if (found.length === 0) return []
  const named = found
    .slice(0, mostNamed)
    .map(({ phoneNumber, clientId }) => `${phoneNumber} of ${sidFromUuid('AC', clientId)}`)
  const more = found.length > mostNamed ? ' and others' : ''
  return [
    {
      name: 'caller ids',
      state: 'warn',
      detail: `no trunk has verified ${named.join(', ')}${more}: they are not shown`,
      advice: 'Let their clients verify them again: the call that does so now leaves by a trunk.',
    },
  ]
}
