import { setTimeout as sleep } from 'node:timers/promises'
import {
  bindSecret,
  type Database,
  isUnavailable,
  type Log,
  migrate,
  openDatabase,
  type Sealer,
} from '@trunkline/postgres'
import { migrationSets } from '../migrations.ts'

/** Where the store is and what seals it. */
export interface StoreOptions {
  readonly databaseUrl: string | undefined
  readonly dataFolder: string
  readonly sealer: Sealer
  readonly log: Log
}

/** How long a start waits for a database that does not answer, and how often it asks. Milliseconds. */
const patience = 300_000
const askEvery = 1_000

/** Opens the store, checks that the secret is its own, and brings its schema up to date. Waits for a server that is still starting. */
export async function openStore({ databaseUrl, dataFolder, sealer, log }: StoreOptions): Promise<Database> {
  const db = await patiently(log, () =>
    openDatabase({ dataFolder, log, ...(databaseUrl === undefined ? {} : { url: databaseUrl }) }),
  )
  try {
    await patiently(log, () => bindSecret(db, sealer))
    const { applied } = await patiently(log, () => migrate(db, migrationSets))
    if (applied.length > 0) log.info({ steps: applied.length }, 'the schema was brought up to date')
    return db
  } catch (error) {
    await db.close()
    throw error
  }
}

async function patiently<Result>(log: Log, work: () => Promise<Result>): Promise<Result> {
  const end = performance.now() + patience
  let told = Number.NEGATIVE_INFINITY
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (!isUnavailable(error) || performance.now() > end) throw error
      if (performance.now() - told > 10_000) {
        log.warn({ reason: (error as Error).message }, 'the database does not answer yet; waiting for it')
        told = performance.now()
      }
      await sleep(askEvery)
    }
  }
}
