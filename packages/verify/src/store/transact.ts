import { type Database, DatabaseError, type Queryable } from '@trunkline/postgres'

const mostTries = 5

/** Runs a transaction; again where it met another one in a deadlock, which PostgreSQL resolves by rolling one of them back. */
export const transact = <T>(db: Database, work: (tx: Queryable) => Promise<T>): Promise<T> =>
  again(() => db.transaction(work))

/** The same for a statement that is a transaction of its own. */
export async function again<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof DatabaseError && error.code === 'CONFLICT') || tries === mostTries) throw error
    }
  }
}
