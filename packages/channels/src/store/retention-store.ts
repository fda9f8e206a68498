import { type Database, DatabaseError, type Queryable } from '@trunkline/postgres'
import { type DeliveryDocument, fromDocuments } from '../message/delivery-document.ts'

/** A month of messages: a partition, and the ids that belong there. */
export interface MessageMonth {
  /** Name of the partition. */
  readonly name: string
  /** The first id of the month, and the first of the one after. */
  readonly from: string
  readonly to: string
  /** End of the month. */
  readonly end: Date
  /** Since when nothing waits; null where something did at the last look. */
  readonly settledAt: Date | null
}

/** The months that there are, oldest first. The table for what lies outside of all is not among them. */
export async function listMonths(db: Queryable): Promise<MessageMonth[]> {
  const { rows } = await db.query<{ name: string; bounds: string; settled_at: Date | null }>({
    text: `select c.relname as name, pg_get_expr(c.relpartbound, c.oid) as bounds, s.settled_at
      from pg_inherits i join pg_class c on c.oid = i.inhrelid
      left join channels_settled_month s on s.name = c.relname
      where i.inhparent = 'channels_message'::regclass order by c.relname`,
    values: [],
  })
  return rows.flatMap(({ name, bounds, settled_at: settledAt }) => {
    const [from, to] = [...bounds.matchAll(/'([0-9a-f-]{36})'/g)].map((match) => match[1] as string)
    if (from === undefined || to === undefined) return []
    return [{ name, from, to, end: new Date(Number.parseInt(to.replace('-', '').slice(0, 12), 16)), settledAt }]
  })
}

/** Whether any delivery of these messages waits: to be sent, for its time, or for a receipt. Reads the ends of three indexes. */
export async function hasUnsettled(db: Queryable, { from, to }: Pick<MessageMonth, 'from' | 'to'>): Promise<boolean> {
  const waits = (table: string) => `exists (select from ${table} where delivery_id >= $1 and delivery_id < $2)`
  const { rows } = await db.query<{ waits: boolean }>({
    text: `select ${waits('channels_queue')} or ${waits('channels_held')} or ${waits('channels_awaiting')} as waits`,
    values: [from, to],
  })
  return rows[0]?.waits ?? true
}

/** Writes down since when nothing of a month waits; null: something does. */
export async function markSettled(db: Queryable, name: string, at: Date | null): Promise<void> {
  await db.query(
    at === null
      ? { text: 'delete from channels_settled_month where name = $1', values: [name] }
      : {
          text: 'insert into channels_settled_month (name, settled_at) values ($1, $2) on conflict do nothing',
          values: [name, at],
        },
  )
}

/** A client that has messages, and for how many days it wants them kept; null: as long as the server does. */
export interface Keeping {
  readonly clientId: string
  readonly days: number | null
}

/** The clients that have messages in a month, or outside of all: one probe of an index for each, however many messages there are. */
export async function clientsOfMonth(db: Queryable, name: string): Promise<Keeping[]> {
  const { rows } = await db.query<Keeping>({
    text: `with recursive clients as (
        (select client_id from ${name} order by client_id limit 1)
        union all
        select (select m.client_id from ${name} m where m.client_id > c.client_id order by m.client_id limit 1)
        from clients c where c.client_id is not null
      )
      select c.client_id as "clientId", (s.routing ->> 'retentionDays')::int as days
      from clients c left join channels_client s on s.client_id = c.client_id where c.client_id is not null`,
    values: [],
  })
  return rows
}

/**
 * Drops a month with all that is in it, unless something of it waits. Whoever waits for the lock that this takes holds up everybody who comes after, so it waits
 * only briefly.
 * @returns false where the lock could not be had, or something waits
 */
export async function dropMonth(db: Database, month: MessageMonth): Promise<boolean> {
  try {
    return await db.transaction(async (tx) => {
      await tx.query({ text: "set local lock_timeout = '200ms'", values: [] })
      await tx.query({ text: `lock table ${month.name} in access exclusive mode`, values: [] })
      if (await hasUnsettled(tx, month)) return false
      await tx.query({ text: `drop table ${month.name}`, values: [] })
      await markSettled(tx, month.name, null)
      return true
    })
  } catch (error) {
    if (error instanceof DatabaseError && error.code === 'CANCELED') return false
    throw error
  }
}

/** The clients that want their messages kept for another time than the server keeps them. */
export async function clientsWithRetention(
  db: Queryable,
): Promise<{ readonly clientId: string; readonly days: number }[]> {
  const { rows } = await db.query<{ clientId: string; days: number }>({
    text: `select client_id as "clientId", (routing ->> 'retentionDays')::int as days from channels_client where routing ? 'retentionDays'`,
    values: [],
  })
  return rows
}

/**
 * Deletes a client's messages that were final before an instant, the oldest first.
 * @param before the first id that is not looked at: of a message made after the instant
 * @param after where the last round ended
 * @returns how many were deleted, and where the next round goes on; null where all were seen
 */
export async function deleteFinalBefore(
  db: Queryable,
  which: {
    readonly clientId: string
    readonly finalBefore: Date
    readonly before: string
    readonly after: string | null
    readonly most: number
    /** The part of the messages' table that is looked through; left out: all of it. */
    readonly table?: string
  },
): Promise<{ readonly deleted: number; readonly next: string | null }> {
  const { clientId, finalBefore, before, after, most, table = 'channels_message' } = which
  const { rows } = await db.query<{ id: string; final: boolean; deliveries: readonly DeliveryDocument[] }>({
    text: `select id, final, deliveries from ${table} where client_id = $1 and id < $2 and ($3::uuid is null or id > $3) order by id limit $4`,
    values: [clientId, before, after, most],
  })
  const over = rows.filter(({ final, deliveries }) => final && movedBefore(deliveries, finalBefore)).map(({ id }) => id)
  const deleted = over.length === 0 ? 0 : await deleteByIds(db, table, over)
  return { deleted, next: rows.length < most ? null : (rows.at(-1)?.id ?? null) }
}

/** Whether the last move of a message's deliveries was before an instant. */
function movedBefore(documents: readonly DeliveryDocument[], instant: Date): boolean {
  const moves = fromDocuments(documents).flatMap(({ timeline }) => timeline.map(({ at }) => Date.parse(at)))
  return moves.length > 0 && Math.max(...moves) < instant.getTime()
}

async function deleteByIds(db: Queryable, table: string, ids: readonly string[]): Promise<number> {
  const text = `delete from ${table} where id = any($1::uuid[]) and final`
  return (await db.query({ text, values: [ids] })).rowCount
}

/** Deletes texts from people that came in before an instant: of one client, or of all that say nothing of their own. */
export async function deleteInboundBefore(
  db: Queryable,
  which: {
    readonly clientId: string | null
    readonly except: readonly string[]
    readonly before: Date
    readonly most: number
  },
): Promise<number> {
  const { rowCount } = await db.query({
    text: `delete from channels_inbound where id in (
        select id from channels_inbound where received_at < $3 and ($1::uuid is null or client_id = $1)
          and (client_id is null or not (client_id = any($2::uuid[]))) order by received_at limit $4)`,
    values: [which.clientId, which.except, which.before, which.most],
  })
  return rowCount
}
