import type { Database } from '@trunkline/postgres'

/** First instant of the month `offset` months after the one of `now`, in UTC. */
function month(now: number, offset: number): Date {
  const at = new Date(now)
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + offset, 1))
}

/** The smallest UUIDv7 of an instant: the 48 bits of milliseconds, and zeros (RFC 9562 §5.7). */
export function firstUuid(at: Date): string {
  const hex = at.getTime().toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`
}

/**
 * Makes the tables of this month and the three that follow, where they are missing. A month for which messages already lie in the table
 * of all others is left there: their rows are found all the same.
 */
export async function ensureMonths(db: Database, now: number): Promise<number> {
  let made = 0
  for (let offset = 0; offset <= 3; offset++) {
    const from = month(now, offset)
    const name = `channels_message_${from.getUTCFullYear()}_${String(from.getUTCMonth() + 1).padStart(2, '0')}`
    const { rows } = await db.query<{ there: boolean }>({
      text: 'select to_regclass($1) is not null as there',
      values: [name],
    })
    if (rows[0]?.there) continue
    const bounds = `from ('${firstUuid(from)}') to ('${firstUuid(month(now, offset + 1))}')`
    const { rows: strays } = await db.query({
      text: 'select 1 from channels_message_other where id >= $1 and id < $2 limit 1',
      values: [firstUuid(from), firstUuid(month(now, offset + 1))],
    })
    if (strays.length > 0) continue
    await db.query({
      text: `create table if not exists ${name} partition of channels_message for values ${bounds} with (fillfactor = 60)`,
      values: [],
    })
    made++
  }
  return made
}
