import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import type { Database, Statement } from '@trunkline/postgres'
import { eventually } from '@trunkline/testkit'
import { type Follower, type FollowOptions, LogFollower } from '../src/follow/follower.ts'
import { LogReader } from '../src/follow/log-reader.ts'
import type { LoggedEvents } from '../src/index.ts'
import { type Meter, noMeter } from '../src/ports.ts'
import type { Fixture } from './fixture.ts'

/** A statement without a name. */
export const sql = (text: string, values: readonly unknown[] = []): Statement => ({ text, values })

/** A database of which some members are others. */
export function changed(db: Database, members: Partial<Database>): Database {
  return new Proxy(db, {
    get: (target, key) => {
      const value: unknown = Reflect.get(key in members ? members : target, key)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

/** A database on which everybody leads at once, as two processes may for a moment. */
export const lockless = (db: Database): Database =>
  changed(db, {
    lead: (_name, work) => {
      const stop = new AbortController()
      const ended = work(stop.signal)
      return {
        get leading() {
          return !stop.signal.aborted
        },
        stop: () => {
          stop.abort()
          return ended
        },
      }
    },
  })

/** Starts a follower named `test`, which ends with the test. */
export function follow(
  t: TestContext,
  f: Fixture,
  options: Omit<FollowOptions, 'name'> & { readonly name?: string },
  { db = f.db, meter = noMeter, reader = new LogReader(db) }: { db?: Database; meter?: Meter; reader?: LogReader } = {},
): LogFollower {
  const follower = new LogFollower({ db, clock: f.clock, log: f.log, meter, reader }, { name: 'test', ...options })
  t.after(() => follower.stop())
  return follower
}

/** Commits events and gives them positions. */
export async function log(f: Fixture, clientId: string, count: number): Promise<string[]> {
  const ids: string[] = []
  for (let i = 0; i < count; i += 1) ids.push(...(await f.happen(clientId, 1)))
  await drain(f)
  return ids
}

/** Gives positions to all that waits for one. */
export async function drain(f: Fixture): Promise<void> {
  const relay = f.relay()
  while ((await relay.pass()).more);
}

/** Ids of the events of some rows. */
export const idsOf = (rows: readonly LoggedEvents[]): string[] =>
  rows.flatMap(({ events }) => events.map(({ id }) => id))

/** Writes the ids of the events of some rows down. */
export const keep = (rows: readonly LoggedEvents[]): Statement =>
  sql('insert into kept (id) select json_array_elements_text($1::text::json)', [JSON.stringify(idsOf(rows))])

/** What {@link keep} has written, in its order. */
export async function kept(f: Fixture): Promise<string[]> {
  return (await f.db.query<{ id: string }>(sql('select id from kept order by n'))).rows.map(({ id }) => id)
}

/** Makes the table of {@link keep}. */
export async function withTable(f: Fixture): Promise<void> {
  await f.db.query(sql('create table kept (n bigint generated always as identity, id text)'))
}

/** The follower's position as it is written down. */
export async function positionOf(f: Fixture): Promise<number | undefined> {
  const { rows } = await f.db.query<{ position: number }>(sql('select position from events_follower'))
  return rows[0]?.position
}

/** Waits until a follower has handled all there is. */
export const caughtUp = (follower: Follower): Promise<void> =>
  eventually(async () => assert.equal(await follower.lag(), 0), 30_000)
