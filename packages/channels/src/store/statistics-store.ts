import type { Database, Queryable } from '@trunkline/postgres'

/** How large a table is at present. */
export interface TableSize {
  /** Quoted where it has to be. */
  readonly table: string
  readonly bytes: number
}

const tables = [
  'channels_queue',
  'channels_held',
  'channels_awaiting',
  'channels_idempotency',
  'channels_record',
  'channels_early_receipt',
]

/** The sizes of the tables that grow and shrink by orders of magnitude, each month of messages by itself. Reads no table. */
export async function tableSizes(db: Queryable): Promise<TableSize[]> {
  const { rows } = await db.query<TableSize>({
    name: 'channels-table-sizes',
    text: `
select t.oid::regclass::text as table, pg_relation_size(t.oid) as bytes from (
  select to_regclass(n.name)::oid as oid from unnest($1::text[]) as n(name)
  union all select inhrelid from pg_inherits where inhparent = 'channels_message'::regclass) t
where t.oid is not null`,
    values: [tables],
  })
  return rows
}

/**
 * Has PostgreSQL look at a table anew; every session then makes its plans for it anew. It samples 3,000 rows in place of 30,000: what is
 * wanted is the table's size, soon and at little cost while much comes in, and PostgreSQL's own daemon counts properly later.
 */
export function analyze(db: Database, table: string): Promise<void> {
  return db.transaction(async (tx) => {
    await tx.query({ text: 'set local default_statistics_target = 10', values: [] })
    await tx.query({ text: `analyze ${table}`, values: [] })
  })
}
