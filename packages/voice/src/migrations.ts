import { readFileSync } from 'node:fs'
import type { MigrationSet } from '@trunkline/postgres'

const sql = (file: string): string => readFileSync(new URL(`./migrations/${file}`, import.meta.url), 'utf8')

/** The tables of this package, for `migrate`. They stand beside those of events and accounts. */
export const migrations: MigrationSet = {
  package: 'voice',
  migrations: [
    { version: 1, name: 'calls', sql: sql('0001-calls.sql') },
    { version: 2, name: 'rooms', sql: sql('0002-rooms.sql') },
  ],
}
