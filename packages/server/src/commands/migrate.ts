import { createSealer } from '@trunkline/postgres'
import type { Options } from '../command-line/command.ts'
import { flagsOf } from '../command-line/options.ts'
import { openStore } from '../compose/open-store.ts'
import { readSettingsOnly } from '../config.ts'
import { createLogger } from '../logger.ts'
import { loadSecret } from '../secret-file.ts'

/** `migrate`: brings the schema up to date and ends. Safe while other processes start. */
export async function run(options: Options): Promise<undefined> {
  const settings = readSettingsOnly(flagsOf(options))
  const log = createLogger(settings.log, process.stderr)
  const sealer = createSealer(loadSecret(settings.secret, settings.data))
  const db = await openStore({ databaseUrl: settings.databaseUrl, dataFolder: settings.data, sealer, log })
  await db.close()
  process.stdout.write('The schema is up to date.\n')
}
