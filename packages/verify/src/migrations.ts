import { readFileSync } from 'node:fs'
import type { MigrationSet } from '@trunkline/postgres'

const sql = (file: string): string => readFileSync(new URL(`./migrations/${file}`, import.meta.url), 'utf8')

/** The tables of this package, for `migrate`. They refer to those of accounts and stand beside those of events. */
export const migrations: MigrationSet = {
  package: 'verify',
  migrations: [{ version: 1, name: 'verify', sql: sql('0001-verify.sql') }],
}
