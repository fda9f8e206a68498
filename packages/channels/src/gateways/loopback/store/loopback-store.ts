import type { Queryable } from '@trunkline/postgres'
import { rowSource } from '../../../store/row-source.ts'
import type { PlannedReceipt } from '../receipt-plan.ts'

/** A row to insert. Names are those of the columns. */
export interface NewArrival {
  readonly delivery_id: string
  readonly attempt: number
  readonly gateway: string
  readonly client_id: string
  readonly channel: string
  readonly recipient: string
  readonly sender: string | null
  readonly category: string
  /** The content as an object, or sealed as a string. */
  readonly content: unknown
  readonly arrived_at: string
  readonly status: string | null
  readonly plan: readonly PlannedReceipt[] | null
  readonly due_at: string | null
}

/** What is known of an attempt. */
export interface AttemptRow {
  readonly id: number
  readonly delivery_id: string
  readonly attempt: number
  readonly channel: string
  readonly status: string | null
  readonly plan: readonly PlannedReceipt[] | null
  readonly arrived_at: Date
  /** The attempt never arrived, and never will. */
  readonly fenced: boolean
}

/** A row with all that an operator sees. */
export interface ArrivalRow extends AttemptRow {
  readonly gateway: string
  readonly client_id: string
  readonly recipient: string
  readonly sender: string | null
  readonly category: string
  readonly content: unknown
}

const attemptColumns = 'id, delivery_id, attempt, channel, status, plan, arrived_at, content is null as fenced'
const arrivalColumns = `${attemptColumns}, gateway, client_id, recipient, sender, category, content`
const key = (row: { delivery_id: string; attempt: number }) => `${row.delivery_id}/${row.attempt}`

// A NUL or half of a surrogate pair has an escape in JSON and no place in PostgreSQL's text: U+FFFD stands in for it. An escaped
// backslash before the `u` is no escape of a character.
const unstorable = /(?<!\\)((?:\\\\)*)\\u(?:0000|d[89a-f][0-9a-f]{2})/g

/** JSON that PostgreSQL takes, whatever is in it. */
export function storableJson(value: unknown): string {
  const json = JSON.stringify(value)
  return json.includes('\\u') ? json.replace(unstorable, '$1\ufffd') : json
}

const storable = (text: string | null) => text?.replaceAll('\0', '\ufffd') ?? null
const arrivals = rowSource<NewArrival>('r', 1, [
  ['delivery_id', 'uuid', (row) => row.delivery_id],
  ['attempt', 'smallint', (row) => row.attempt],
  ['gateway', 'text', (row) => row.gateway],
  ['client_id', 'uuid', (row) => row.client_id],
  ['channel', 'text', (row) => row.channel],
  ['recipient', 'text', (row) => storable(row.recipient)],
  ['sender', 'text', (row) => storable(row.sender)],
  ['category', 'text', (row) => row.category],
  ['content', 'json', (row) => storableJson(row.content)],
  ['arrived_at', 'timestamptz', (row) => row.arrived_at],
  ['status', 'text', (row) => row.status],
  ['plan', 'jsonb', (row) => (row.plan === null ? null : storableJson(row.plan))],
  ['due_at', 'timestamptz', (row) => row.due_at],
])
const insertColumns =
  'delivery_id, attempt, gateway, client_id, channel, recipient, sender, category, content, arrived_at, status, plan, due_at'

const insertText = `
insert into channels_loopback
  (${insertColumns})
select ${insertColumns} from ${arrivals.from}
on conflict (delivery_id, attempt) do nothing`

/**
 * Writes arrivals in one statement. An attempt that is there already is left as it is, and counts as written; one that was fenced does
 * not. Resolves with `DELIVERY/ATTEMPT` of those that are there.
 */
export async function insertArrivals(db: Queryable, rows: readonly NewArrival[]): Promise<ReadonlySet<string>> {
  const { rowCount } = await db.query({ name: 'loopback-insert', text: insertText, values: arrivals.values(rows) })
  const all = new Set(rows.map(key))
  if (rowCount === rows.length) return all
  for (const row of await findAttempts(db, rows)) if (row.fenced) all.delete(key(row))
  return all
}

/** Attempts that are known, fenced ones included. */
export async function findAttempts(
  db: Queryable,
  attempts: readonly { readonly delivery_id: string; readonly attempt: number }[],
): Promise<AttemptRow[]> {
  const text = `select ${attemptColumns} from channels_loopback
    where (delivery_id, attempt) in (select * from unnest($1::uuid[], $2::smallint[]))`
  const values = [attempts.map((one) => one.delivery_id), attempts.map((one) => one.attempt)]
  const { rows } = await db.query<AttemptRow>({ name: 'loopback-find', text, values })
  return rows
}

/**
 * Keeps an attempt from ever arriving, unless it has arrived. Waits for an insert of the same attempt that is still under way, so that
 * afterwards one of the two is certain.
 */
export async function fenceAttempt(
  db: Queryable,
  row: {
    readonly delivery_id: string
    readonly attempt: number
    readonly gateway: string
    readonly channel: string
    readonly recipient: string
  },
  now: Date,
): Promise<void> {
  await db.query({
    name: 'loopback-fence',
    text: `insert into channels_loopback (delivery_id, attempt, gateway, channel, recipient, arrived_at)
      values ($1, $2, $3, $4, $5, $6) on conflict (delivery_id, attempt) do nothing`,
    values: [row.delivery_id, row.attempt, row.gateway, row.channel, row.recipient, now],
  })
}

/** Up to when rows were trimmed; null: never. */
export async function trimmedUpTo(db: Queryable): Promise<Date | null> {
  const { rows } = await db.query<{ up_to: Date }>({ text: 'select up_to from channels_loopback_trimmed', values: [] })
  return rows[0]?.up_to ?? null
}

// What one gateway trims by itself is no news of the others': `up_to` is what their look-ups go by, and one that keeps nothing never asks.
const trimText = `
with cut as (select id from channels_loopback order by id desc offset $1 limit 1),
gone as (
  delete from channels_loopback where id in (
    select id from channels_loopback
    where id <= (select id from cut) and arrived_at < $2 and due_at is null and ($4::text is null or gateway = $4)
    order by id limit $3 for update skip locked)
  returning arrived_at
),
noted as (
  insert into channels_loopback_trimmed (up_to) select max(arrived_at) from gone where $4::text is null having count(*) > 0
  on conflict (only_row) do update set up_to = greatest(channels_loopback_trimmed.up_to, excluded.up_to)
)
select count(*) as gone from gone`

/** What of the arrivals may go. */
export interface ArrivalCut {
  /** The newest that stay. */
  readonly keep: number
  /** Younger ones stay too. */
  readonly before: Date
  /** How many go at a time, at the most. */
  readonly most: number
  /** The gateway whose arrivals go; null: those of all. */
  readonly only: string | null
}

/** Removes what is beyond the newest and old enough, unless a receipt is still to be given for it. Returns how many. */
export async function trimArrivals(db: Queryable, { keep, before, most, only }: ArrivalCut): Promise<number> {
  const { rows } = await db.query<{ gone: number }>({ text: trimText, values: [keep, before, most, only] })
  return rows[0]?.gone ?? 0
}

/** Which arrivals to list. */
export interface ArrivalScan {
  readonly limit: number
  /** Only those that arrived before this one. */
  readonly before?: number
  /** Only those that arrived after this one. */
  readonly after?: number
  readonly to?: string
}

/** Arrivals, newest first. */
export async function listArrivals(db: Queryable, scan: ArrivalScan): Promise<ArrivalRow[]> {
  const text = `select ${arrivalColumns} from channels_loopback
    where content is not null and ($2::bigint is null or id < $2) and ($3::bigint is null or id > $3)
      and ($4::text is null or recipient = $4)
    order by id desc limit $1`
  const values = [scan.limit, scan.before ?? null, scan.after ?? null, scan.to ?? null]
  const { rows } = await db.query<ArrivalRow>({ text, values })
  return rows
}

/** Id of the newest row; 0 where there is none. */
export async function newestId(db: Queryable): Promise<number> {
  const { rows } = await db.query<{ id: number | null }>({
    text: 'select max(id) as id from channels_loopback',
    values: [],
  })
  return rows[0]?.id ?? 0
}
