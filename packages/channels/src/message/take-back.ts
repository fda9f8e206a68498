import type { Queryable } from '@trunkline/postgres'
import { withdraw } from '../store/withdraw-store.ts'
import { liveDelivery } from './live.ts'
import { isUnsent } from './status.ts'
import { deliveryIdAt, type StoredDelivery, type StoredMessage } from './stored.ts'

/** A delivery that will not be sent any more, as it was, and how many of its moves were told. */
export interface TakenBack {
  readonly index: number
  readonly delivery: StoredDelivery
  readonly known: number
}

/**
 * Takes back those of a locked message's deliveries that nobody has begun to send, or that were put off: the database decides the race
 * with the dispatcher, for a delivery is either claimed or withdrawn.
 */
export async function takeBack(
  tx: Queryable,
  message: StoredMessage,
  indexes: readonly number[],
): Promise<TakenBack[]> {
  const at = (index: number) => message.deliveries[index] as StoredDelivery
  const open = indexes.filter(
    (index) => !at(index).final && (isUnsent(at(index).status) || at(index).status === 'sending'),
  )
  const taken = await withdraw(
    tx,
    open.map((index) => deliveryIdAt(message.id, index)),
  )
  return open.flatMap((index) => {
    const row = taken.get(deliveryIdAt(message.id, index))
    if (row !== undefined) return { index, delivery: liveDelivery(at(index), row.state), known: row.sequence }
    // A step that was not begun stands nowhere.
    return at(index).status === 'accepted' ? { index, delivery: at(index), known: at(index).timeline.length } : []
  })
}
