import { readFileSync } from 'node:fs'
import type { MigrationSet } from '@trunkline/postgres'

const sql = (file: string): string => readFileSync(new URL(`./migrations/${file}`, import.meta.url), 'utf8')

/** The tables of this package, for `migrate`. */
export const migrations: MigrationSet = {
  package: 'events',
  migrations: [
    { version: 1, name: 'events', sql: sql('0001-events.sql') },
    { version: 2, name: 'follower', sql: sql('0002-follower.sql') },
    { version: 3, name: 'form-webhook', sql: sql('0003-form-webhook.sql') },
    { version: 4, name: 'moves', sql: sql('0004-moves.sql') },
  ],
}
