import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Database, type MigrationSet, migrate } from '@trunkline/postgres'
import { embeddedVersion, openEmbedded } from '@trunkline/postgres/testing'
import { afterHooks, type Closer } from '../after-hooks.ts'
import { quietLog } from '../quiet-log.ts'
import { tempFolder } from '../temp-folder.ts'
import { LentDatabase } from './lent-database.ts'

/** Made clusters, one for each version of PGlite: making one takes seconds, copying it a tenth of one. */
const cacheFolder = join(import.meta.dirname, '../../../../.cache/pglite')

/** Engines that no test uses now. One takes a second to start and 300 MB, so a test file keeps using the same. */
const idle: Database[] = []

/**
 * An empty PGlite with the migrations applied, for one test: an engine that an earlier test of this file has left, or a new
 * one, with fsync off. For fsync, a second opening or a crash, take a folder of your own: see {@link embeddedDataFolder}.
 */
export async function embeddedDatabase(t: Closer, sets: readonly MigrationSet[]): Promise<Database> {
  const engine = idle.pop() ?? (await openEngine())
  const lent = new LentDatabase(engine)
  await migrate(engine, sets)
  afterHooks(t, async () => {
    await lent.close()
    await clear(engine)
    idle.push(engine)
  })
  return lent
}

/** A data folder that holds a made but empty cluster, deleted after the test. */
export async function embeddedDataFolder(t: Closer): Promise<string> {
  const folder = tempFolder(t)
  cpSync(await madeCluster(), folder, { recursive: true })
  return folder
}

async function openEngine(): Promise<Database> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'trunkline-pglite-'))
  // The engine is never closed: it ends with the process, which then deletes what is left of it.
  process.once('exit', () => rmSync(dataFolder, { recursive: true, force: true, maxRetries: 3 }))
  cpSync(await madeCluster(), dataFolder, { recursive: true })
  return openEmbedded({
    dataFolder,
    applicationName: 'test',
    log: quietLog,
    clock: { now: () => Date.now() },
    durable: false,
    exitWhenIdle: true,
  })
}

/** Leaves the session as a new one would be, but for prepared statements, which the driver takes to be there still. */
async function clear(engine: Database): Promise<void> {
  const text =
    'reset all; drop schema public cascade; create schema public; discard temp; discard sequences; unlisten *; ' +
    'select pg_advisory_unlock_all()'
  await engine.query({ text, values: [] })
}

async function madeCluster(): Promise<string> {
  const made = join(cacheFolder, embeddedVersion)
  if (existsSync(made)) return made
  mkdirSync(cacheFolder, { recursive: true })
  const making = mkdtempSync(join(cacheFolder, 'making-'))
  const database = await openEmbedded({
    dataFolder: making,
    applicationName: 'test',
    log: quietLog,
    clock: { now: () => Date.now() },
    durable: false,
  })
  await database.close()
  try {
    renameSync(making, made)
  } catch {
    rmSync(making, { recursive: true }) // Another test file was quicker.
  }
  return made
}
