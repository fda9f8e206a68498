import { readFileSync } from 'node:fs'
import type { MigrationSet } from '@trunkline/postgres'

const sql = (file: string): string => readFileSync(new URL(`./migrations/${file}`, import.meta.url), 'utf8')

/** The tables of this package, for `migrate`. */
export const migrations: MigrationSet = {
  package: 'intake',
  migrations: [{ version: 1, name: 'position', sql: sql('0001-position.sql') }],
}
