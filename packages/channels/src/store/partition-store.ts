import { type Database, DatabaseError } from '@trunkline/postgres'

/** First instant of the month `offset` months after the one of `now`, in UTC. */
function month(now: number, offset: number): Date {
  const at = new Date(now)
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + offset, 1))
}

/** The smallest UUIDv7 of an instant: the 48 bits of milliseconds, and zeros (RFC 9562 §5.7). There are none of before 1970: those begin with its first. */
export function firstUuid(at: Date): string {
  const hex = Math.max(0, at.getTime()).toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`
}

/** What {@link ensureMonths} came to. */
export interface MonthsMade {
  readonly made: number
  /** Months whose table could not be made because others use the tables; to be tried again. */
  readonly missing: number
}

/**
 * Makes the tables of this month and the three that follow, where they are missing. A month for which messages already lie in the table
 * of all others is left there: their rows are found all the same.
 */
export async function ensureMonths(db: Database, now: number): Promise<MonthsMade> {
  let made = 0
  let missing = 0
  for (let offset = 0; offset <= 3; offset++) {
    const from = month(now, offset)
    const name = `channels_message_${from.getUTCFullYear()}_${String(from.getUTCMonth() + 1).padStart(2, '0')}`
    const bounds = [firstUuid(from), firstUuid(month(now, offset + 1))] as const
    if (!(await isWanted(db, name, bounds))) continue
    if (await makeMonth(db, name, bounds)) made++
    else missing++
  }
  return { made, missing }
}

async function isWanted(db: Database, name: string, bounds: readonly [string, string]): Promise<boolean> {
  const { rows } = await db.query<{ there: boolean }>({
    text: 'select to_regclass($1) is not null as there',
    values: [name],
  })
  if (rows[0]?.there) return false
  const strays = await db.query({
    text: 'select 1 from channels_message_other where id >= $1 and id < $2 limit 1',
    values: [bounds[0], bounds[1]],
  })
  return strays.rowCount === 0
}

/** Nobody plans by what is in the documents, and counting them took two thirds of a second for each doubling of the table. */
const withoutStatistics = 'alter column request set statistics 0, alter column deliveries set statistics 0'

/**
 * A new partition needs the table for itself for a moment. Who waits for that holds up everybody who comes after, so it waits only briefly.
 * @returns false where it could not be had
 */
async function makeMonth(db: Database, name: string, [from, to]: readonly [string, string]): Promise<boolean> {
  try {
    await db.transaction(async (tx) => {
      await tx.query({ text: "set local lock_timeout = '200ms'", values: [] })
      await tx.query({
        text: `create table if not exists ${name} partition of channels_message for values from ('${from}') to ('${to}') with (fillfactor = 45)`,
        values: [],
      })
      await tx.query({ text: `alter table ${name} ${withoutStatistics}`, values: [] })
    })
    return true
  } catch (error) {
    if (error instanceof DatabaseError && error.code === 'CANCELED') return false
    throw error
  }
}
