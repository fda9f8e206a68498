import { readFileSync } from 'node:fs'
import { migrations as accounts } from '@trunkline/accounts'
import { migrations as api } from '@trunkline/api'
import { migrations as channels } from '@trunkline/channels'
import { migrations as events } from '@trunkline/events'
import { migrations as intake } from '@trunkline/intake/contract'
import type { MigrationSet } from '@trunkline/postgres'
import { migrations as verify } from '@trunkline/verify'
import { migrations as voice } from '@trunkline/voice'

const sql = (file: string) => readFileSync(new URL(`./migrations/${file}`, import.meta.url), 'utf8')

const server: MigrationSet = {
  package: 'server',
  migrations: [{ version: 1, name: 'demo', sql: sql('0001-demo.sql') }],
}

/** The tables of all packages, in the order in which they may refer to each other. */
export const migrationSets: readonly MigrationSet[] = [events, accounts, channels, verify, voice, api, intake, server]
