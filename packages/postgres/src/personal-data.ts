import type { Database, Queryable } from './database.ts'

/**
 * A table that may hold what is known of a person. Each package names its own, in an order in which those that lead to others come first.
 *
 * The SQL speaks of the row as `t` and may use: `$1` a regular expression that finds the person's addresses in any text (`t::text ~* $1`), `$2` the names
 * that clients gave the person, each behind its client's UUID and a space (text[]), `$3` the ids of what was found before (uuid[]), `$4` the one client that it is about (uuid), or null.
 */
export interface PersonalTable {
  /** In words, for the report: `messages`. */
  readonly what: string
  readonly table: string
  /** Which rows are the person's. */
  readonly where: string
  /** Gives the UUID by which tables that come after speak of the row. */
  readonly subject?: string
  /** `set …`: what is done with the row instead of deleting it. */
  readonly erase?: string
  /** What of the row is exported, an expression of type jsonb; the row where left out. Null: nothing that would tell the person anything. */
  readonly shown?: string | null
  /** Makes what was read by `shown` fit for people, where the database has it in a form of its own. */
  readonly readable?: (shown: unknown) => unknown
}

/** A person, by all that is known of them. */
export interface Person {
  /** E.164 numbers. */
  readonly phones: readonly string[]
  readonly emails: readonly string[]
  /** The names that clients gave the person, each behind its client's UUID and a space: two clients may call different people the same. */
  readonly recipients: readonly string[]
  /** UUID of the one client that it is about; null: all. */
  readonly clientId: string | null
}

/** Rows of one kind. */
export interface PersonalRows {
  readonly what: string
  readonly rows: number
}

const literal = (text: string): string => text.replaceAll(/[\\^$.|?*+()[\]{}]/g, '\\$&')

/**
 * Nothing before a mailbox makes it a longer one: no letter, sign or apostrophe of a name (`o'brien`). In a document a line break is written as `\\n`, whose letter is none.
 */
const mailboxBegins = `(?:(?<![a-z0-9._+-])(?<![a-z0-9]')|(?<=\\\\[nrt]))`

/**
 * A regular expression of PostgreSQL that finds a person's addresses in a text, also percent-encoded, and no longer address that begins or ends like one of
 * them. Undefined where the person has none.
 */
export function personPattern({ phones, emails }: Pick<Person, 'phones' | 'emails'>): string | undefined {
  const numbers = phones.map((phone) => `(?:\\+|%2B)${literal(phone.replace(/^\+/, ''))}(?![0-9])`)
  const mailboxes = emails.map((email) => {
    const [local = '', domain = ''] = [email.slice(0, email.lastIndexOf('@')), email.slice(email.lastIndexOf('@') + 1)]
    return `${mailboxBegins}${literal(local)}(?:@|%40)${literal(domain)}(?![a-z0-9-]|\\.[a-z0-9])`
  })
  const all = [...numbers, ...mailboxes]
  return all.length === 0 ? undefined : all.join('|')
}

/** Matches nothing. */
const nothing = '(?!)'

const values = (person: Person, subjects: readonly string[]) => [
  personPattern(person) ?? nothing,
  person.recipients,
  subjects,
  person.clientId,
]

// Each parameter is used, so that a statement that needs only one of them is prepared all the same.
const typed =
  '$1::text is not null and $2::text[] is not null and $3::uuid[] is not null and ($4::uuid is null or true)'

/**
 * Deletes all that is kept of a person, in one transaction, and tells how much of what there was.
 * @param tables of all packages, those that lead to others first
 */
export function forgetPerson(
  db: Database,
  tables: readonly PersonalTable[],
  person: Person,
): Promise<readonly PersonalRows[]> {
  return db.transaction(async (tx) => {
    const forgotten: PersonalRows[] = []
    const subjects: string[] = []
    for (const table of tables) {
      const rows = await take(tx, table, person, subjects)
      if (rows > 0) forgotten.push({ what: table.what, rows })
    }
    return forgotten
  })
}

async function take(tx: Queryable, table: PersonalTable, person: Person, subjects: string[]): Promise<number> {
  const { table: name, where, erase, subject } = table
  const begin = erase === undefined ? `delete from ${name} t` : `update ${name} t ${erase}`
  const { rows, rowCount } = await tx.query<{ subject: string }>({
    text: `${begin} where ${typed} and (${where}) returning ${subject ?? 'null'}::text as subject`,
    values: values(person, subjects),
  })
  if (subject !== undefined) subjects.push(...rows.map((row) => row.subject))
  return rowCount
}

/** All that is kept of a person, by kind. */
export async function exportPerson(
  db: Queryable,
  tables: readonly PersonalTable[],
  person: Person,
): Promise<Readonly<Record<string, readonly unknown[]>>> {
  const subjects: string[] = []
  const found: Record<string, unknown[]> = {}
  for (const { table, what, where, subject, shown, readable = asItIs } of tables) {
    const { rows } = await db.query<{ subject: string; shown: unknown }>({
      text: `select ${subject ?? 'null'}::text as subject, ${shown === undefined ? 'to_jsonb(t)' : (shown ?? 'null::jsonb')} as shown
        from ${table} t where ${typed} and (${where})`,
      values: values(person, subjects),
    })
    if (subject !== undefined) subjects.push(...rows.map((row) => row.subject))
    if (shown !== null && rows.length > 0)
      found[what] = [...(found[what] ?? []), ...rows.map((row) => readable(row.shown))]
  }
  return found
}

const asItIs = (shown: unknown): unknown => shown

/** Looks through every table for a person's addresses, and tells where there are any: what a forgetting has left. */
export async function searchPerson(db: Queryable, person: Person): Promise<readonly PersonalRows[]> {
  const pattern = personPattern(person)
  if (pattern === undefined) return []
  const { rows: tables } = await db.query<{ name: string }>({
    text: `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and n.nspname = current_schema() order by 1`,
    values: [],
  })
  const found: PersonalRows[] = []
  for (const { name } of tables) {
    const { rows } = await db.query<{ rows: number }>({
      text: `select count(*)::int as rows from ${name} t where t::text ~* $1`,
      values: [pattern],
    })
    if ((rows[0]?.rows ?? 0) > 0) found.push({ what: name, rows: rows[0]?.rows ?? 0 })
  }
  return found
}
