import { readFileSync } from 'node:fs'
import type { MigrationSet } from '@trunkline/postgres'

const read = (file: string) => readFileSync(new URL(`./migrations/${file}`, import.meta.url), 'utf8')

/** The schema of this package. */
export const migrations: MigrationSet = {
  package: 'channels',
  migrations: [
    { version: 1, name: 'messages', sql: read('0001-messages.sql') },
    { version: 2, name: 'loopback', sql: read('0002-loopback.sql') },
    { version: 3, name: 'inbound-lists', sql: read('0003-inbound-lists.sql') },
    { version: 4, name: 'statistics', sql: read('0004-statistics.sql') },
    { version: 5, name: 'suppressions', sql: read('0005-suppressions.sql') },
    { version: 6, name: 'recipients', sql: read('0006-recipients.sql') },
    { version: 7, name: 'templates', sql: read('0007-templates.sql') },
    { version: 8, name: 'retention', sql: read('0008-retention.sql') },
    { version: 9, name: 'sending-at', sql: read('0009-sending-at.sql') },
    { version: 10, name: 'suppression-reasons', sql: read('0010-suppression-reasons.sql') },
    { version: 11, name: 'keyword-replies', sql: read('0011-keyword-replies.sql') },
    { version: 12, name: 'labels', sql: read('0012-labels.sql') },
    { version: 13, name: 'records', sql: read('0013-records.sql') },
  ],
}
