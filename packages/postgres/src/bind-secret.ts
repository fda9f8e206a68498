import type { Database } from './database.ts'
import { DatabaseError } from './database-error.ts'
import type { Sealer } from './sealer.ts'

const createTable = `create table if not exists trunkline_secret (
  id boolean primary key default true check (id), fingerprint text not null)`

/**
 * Ties the database to the secret that seals it. The first start stores a fingerprint; a later start with another secret
 * throws SECRET_MISMATCH, before it has written anything that the right secret could not open.
 */
export async function bindSecret(db: Database, sealer: Sealer): Promise<void> {
  const fingerprint = await db.transaction(async (tx) => {
    await tx.query({ text: "select pg_advisory_xact_lock(hashtextextended('trunkline/secret', 0))", values: [] })
    await tx.query({ text: createTable, values: [] })
    const insert = 'insert into trunkline_secret (fingerprint) values ($1) on conflict do nothing'
    await tx.query({ text: insert, values: [sealer.fingerprint] })
    const { rows } = await tx.query<{ fingerprint: string }>({
      text: 'select fingerprint from trunkline_secret',
      values: [],
    })
    return rows[0]?.fingerprint
  })
  if (fingerprint === sealer.fingerprint) return
  throw new DatabaseError(
    'SECRET_MISMATCH',
    'this database was sealed with another secret: start with the TRUNKLINE_SECRET that it was made with (without one, ' +
      'the file that the first start wrote into its data folder)',
  )
}
