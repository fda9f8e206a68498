import { appendEvents } from '@trunkline/events'
import type { Queryable } from '@trunkline/postgres'
import { type IdGenerator, sidFromUuid } from '@trunkline/wire'
import { deleteSuppressions, upsertSuppression } from '../store/suppression-store.ts'
import type { Suppression } from './suppression.ts'

/** What writing suppressions takes. */
export interface WriteContext {
  readonly ids: Pick<IdGenerator, 'uuid'>
  /** Milliseconds since the epoch. */
  readonly now: number
}

/** Adds a suppression, tells it as an event, and has every process look anew. In the transaction of whoever calls. Returns whether it is new. */
export async function addSuppression(
  tx: Queryable,
  clientId: string,
  suppression: Suppression,
  context: WriteContext,
): Promise<boolean> {
  const { added } = await upsertSuppression(tx, clientId, suppression)
  if (added) await tell(tx, clientId, 'suppression.added', suppression, context)
  return added
}

/** Takes suppressions away, and tells each. Returns how many there were. */
export async function removeSuppressions(
  tx: Queryable,
  clientId: string,
  which: Parameters<typeof deleteSuppressions>[2],
  context: WriteContext,
): Promise<number> {
  const gone = await deleteSuppressions(tx, clientId, which)
  for (const suppression of gone) await tell(tx, clientId, 'suppression.removed', suppression, context)
  return gone.length
}

async function tell(
  tx: Queryable,
  clientId: string,
  type: 'suppression.added' | 'suppression.removed',
  suppression: Suppression,
  { ids, now }: WriteContext,
): Promise<void> {
  const { createdAt: _, ...about } = suppression
  const data = { clientId: sidFromUuid('AC', clientId), ...about }
  await tx.query(appendEvents([{ id: ids.uuid(), clientId, type, timestamp: new Date(now).toISOString(), data }]))
  await tx.query({ text: 'select pg_notify($1, $2)', values: ['channels_settings', clientId] })
}
