import type { Accounts } from '@trunkline/accounts'

/** A number that a client calls from where nobody says which. */
export async function firstNumber(
  { numbers }: Pick<Accounts, 'numbers'>,
  clientId: string,
): Promise<string | undefined> {
  return (await numbers.list(clientId, { limit: 1 })).numbers[0]?.phoneNumber
}

/** Whether a client may show a number as its own: it holds it, or has verified it. */
export async function mayShow(
  { numbers, callerIds }: Pick<Accounts, 'numbers' | 'callerIds'>,
  clientId: string,
  number: string,
): Promise<boolean> {
  if ((await numbers.ownerOf(number)) === clientId) return true
  return (await callerIds.search(clientId, { phoneNumber: number, limit: 1 })).length > 0
}
