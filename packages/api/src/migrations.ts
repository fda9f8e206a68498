import { readFileSync } from 'node:fs'
import type { MigrationSet } from '@trunkline/postgres'

const sql = (file: string) => readFileSync(new URL(`./migrations/${file}`, import.meta.url), 'utf8')

/** The tables of this package. */
export const migrations: MigrationSet = {
  package: 'api',
  migrations: [
    { version: 1, name: 'idempotency', sql: sql('0001-idempotency.sql') },
    { version: 2, name: 'twilio-messaging', sql: sql('0002-twilio-messaging.sql') },
    { version: 3, name: 'form-webhook', sql: sql('0003-form-webhook.sql') },
    { version: 4, name: 'caller-id-check', sql: sql('0004-caller-id-check.sql') },
  ],
}
