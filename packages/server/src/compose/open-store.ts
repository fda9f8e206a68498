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
import { ConfigError } from '../config/config-error.ts'
import { migrationSets } from '../migrations.ts'

/** Where the store is and what seals it. */
export interface StoreOptions {
  readonly databaseUrl: string | undefined
  readonly dataFolder: string
  readonly sealer: Sealer
  readonly log: Log
}

/** How long a start waits for a database that does not answer, how often it asks, and how often it says so. Milliseconds. */
const waits = { patience: 300_000, askEvery: 1_000, tellEvery: 10_000 }

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

/**
 * Does work on a database, again while the database does not answer.
 * @throws ConfigError where it did not answer in all that time
 */
export async function patiently<Result>(
  log: Pick<Log, 'warn'>,
  work: () => Promise<Result>,
  { patience, askEvery, tellEvery } = waits,
): Promise<Result> {
  const end = performance.now() + patience
  let told = Number.NEGATIVE_INFINITY
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (!isUnavailable(error)) throw error
      const reason = (error as Error).message
      if (performance.now() > end) {
        const told = `DATABASE_URL: the database did not answer for ${Math.round(patience / 1_000)} s (${reason}).`
        throw new ConfigError(`${told} Start it, or give the address of one that runs.`, { cause: error })
      }
      if (performance.now() - told > tellEvery) {
        log.warn({ reason }, 'the database does not answer yet; waiting for it')
        told = performance.now()
      }
      await sleep(askEvery)
    }
  }
}
