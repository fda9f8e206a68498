import { readFileSync } from 'node:fs'
import type { MigrationSet } from '@trunkline/postgres'

const sql = (file: string): string => readFileSync(new URL(`./migrations/${file}`, import.meta.url), 'utf8')

/** The steps in their order, named as their files after the number. What was released is never edited, taken away or moved. */
const steps = ['0001-calls', '0002-rooms', '0003-sip', '0004-browser', '0005-guard'] as const

/** The tables of this package, for `migrate`. They stand beside those of events and accounts. */
export const migrations: MigrationSet = {
  package: 'voice',
  migrations: steps.map((file, index) => ({ version: index + 1, name: file.slice(5), sql: sql(`${file}.sql`) })),
}
