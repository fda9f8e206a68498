import type { NumberHook } from '@trunkline/accounts'
import { deleteNumberSender } from '../../store/messaging-service-store.ts'

/**
 * Takes a number that an account loses out of its messaging service, in the same transaction: whoever has the number next, the account itself perhaps, begins
 * without a service, and no list shows what is no longer the account's. For `accounts.onNumberLeft`, in every process.
 */
export const forgetNumber: NumberHook = async (tx, { id }) => {
  await tx.query(deleteNumberSender(id))
}
