import type { Statement } from '@trunkline/postgres'

/** The tables that have a partition for each day (UTC). */
export type DailyTable = 'events_log' | 'events_request'

/** A day, as `20261120`: the end of its partitions' names. */
export const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10).replaceAll('-', '')

const dayMs = 86_400_000

/** Makes the partition of the day that `at` lies in, where it is not there. */
export const createPartition = (table: DailyTable, at: number): Statement => {
  const from = new Date(Math.floor(at / dayMs) * dayMs)
  const to = new Date(from.getTime() + dayMs)
  return {
    text: `create table if not exists ${table}_${dayOf(at)} partition of ${table}
      for values from ('${from.toISOString()}') to ('${to.toISOString()}')`,
    values: [],
  }
}

/** Names of the partitions that are there, oldest first. */
export const listPartitions = (table: DailyTable): Statement => ({
  name: 'events-partitions',
  text: `select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = to_regclass($1) order by c.relname`,
  values: [table],
})

/** Drops one partition with all that is in it. `name` comes from {@link listPartitions}. */
export const dropPartition = (name: string): Statement => ({ text: `drop table if exists ${name}`, values: [] })

/** Within a transaction: gives up rather than make others wait behind a lock that we wait for. */
export const setLockTimeout: Statement = { text: `set local lock_timeout = '2s'`, values: [] }
