import { readFileSync } from 'node:fs'
import type { MigrationSet } from '@trunkline/postgres'

const sql = (file: string): string => readFileSync(new URL(`./migrations/${file}`, import.meta.url), 'utf8')

/** The tables of this package, for `migrate`. */
export const migrations: MigrationSet = {
  package: 'accounts',
  migrations: [
    { version: 1, name: 'accounts', sql: sql('0001-accounts.sql') },
    { version: 2, name: 'account status', sql: sql('0002-account-status.sql') },
    { version: 3, name: 'numbers', sql: sql('0003-numbers.sql') },
    { version: 4, name: 'caller ids by trunk', sql: sql('0004-caller-id-by-trunk.sql') },
  ],
}
