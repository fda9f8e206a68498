import { randomBytes } from 'node:crypto'
import {
  type Channels,
  createChannels,
  type Gateway,
  type Meter,
  migrations,
  type OutboundMessage,
  type Outcome,
} from '@trunkline/channels'
import { migrations as eventMigrations } from '@trunkline/events'
import { createSealer, type Database, migrate, openDatabase, type Queryable, type Statement } from '@trunkline/postgres'
import { type PostgresServer, quietLog } from '@trunkline/testkit'
import { createIdGenerator } from '@trunkline/wire'
import pg from 'pg'

/** What the three statements that every message goes through cost, microseconds a message. */
export interface StepCosts {
  readonly accept: number
  readonly claim: number
  readonly finish: number
}

const steps = { 'channels-accept': 'accept', 'channels-claim': 'claim', 'channels-change': 'finish' } as const
const batch = 64

/** A database that adds up how long each of the three statements takes. */
function timed(inner: Database, spent: Map<string, number>): Database {
  const query = async <Row>(on: Queryable, statement: Statement) => {
    const began = performance.now()
    const result = await on.query<Row>(statement)
    const name = statement.name ?? ''
    if (name in steps) spent.set(name, (spent.get(name) ?? 0) + performance.now() - began)
    return result
  }
  return new Proxy(inner, {
    get: (target, name) => {
      if (name === 'query') return (statement: Statement) => query(target, statement)
      const value = Reflect.get(target, name, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

const meter: Meter = { count() {}, gauge() {}, observe() {} }
const gateway: Gateway = {
  ...{ name: 'nowhere', type: 'nowhere', channels: ['sms'], concurrency: 2000, receiptTimeout: 3_600_000 },
  send: async ({ deliveryId }: OutboundMessage): Promise<Outcome> => ({
    kind: 'accepted',
    providerId: deliveryId,
    receipt: { status: 'delivered', at: Date.now() },
  }),
}

/** Channels on a database of their own that holds a history: what was sent before. */
export class History {
  readonly #db: Database
  readonly #channels: Channels
  readonly #dispatching: Channels
  readonly #spent: Map<string, number>
  readonly #client: { readonly id: string }
  #keys = 0

  private constructor(
    db: Database,
    [channels, dispatching]: readonly [Channels, Channels],
    spent: Map<string, number>,
    client: { readonly id: string },
  ) {
    this.#db = db
    this.#channels = channels
    this.#dispatching = dispatching
    this.#spent = spent
    this.#client = client
  }

  /** Makes the database, with `count` finished messages and their idempotency keys in it. */
  static async open(cluster: PostgresServer, count: number): Promise<History> {
    const name = `history_${count}`
    const admin = new pg.Client(cluster.url())
    await admin.connect()
    await admin.query(`create database ${name}`)
    await admin.end()
    const db = await openDatabase({ url: cluster.url(name), log: quietLog })
    await migrate(db, [eventMigrations, migrations])
    const spent = new Map<string, number>()
    const clock = { now: () => Date.now() }
    const ids = createIdGenerator({ now: clock.now })
    const parts = {
      randomBytes,
      ...{ db: timed(db, spent), clock, ids, random: Math.random, log: quietLog, meter, gateways: [gateway] },
      sealer: createSealer(new Uint8Array(32)),
      routes: { sms: ['nowhere'] },
      disabledClients: async () => [],
      ownerOf: async () => undefined,
      onEvents: () => {},
    }
    // One accepts and another dispatches, or accepting would claim as well.
    const [channels, dispatching] = [createChannels(parts), createChannels(parts)]
    await channels.start({ dispatch: false })
    await dispatching.start({ dispatch: true })
    const history = new History(db, [channels, dispatching], spent, { id: ids.uuid() })
    await history.send(batch)
    await history.#fill(cluster.url(name), count)
    return history
  }

  async #fill(url: string, count: number): Promise<void> {
    const filler = new pg.Client(url)
    await filler.connect()
    // Ids as they are made (UUIDv7), a millisecond apart, back from the first: milliseconds, version, and a running number where chance would be.
    await filler.query(
      `
with model as (select * from channels_message where final order by id limit 1)
insert into channels_message (id, client_id, created_at, request, deliveries, final, phone, email)
select (substr(t, 1, 8) || '-' || substr(t, 9, 4) || '-7' || substr(c, 1, 3) || '-a' || substr(c, 4, 3) || '-' || substr(c, 7, 6) || '000000')::uuid,
  m.client_id, m.created_at - n * interval '1 millisecond', m.request, m.deliveries, m.final, m.phone, m.email
from model m cross join generate_series(1, $1::bigint) n cross join lateral (
  select lpad(to_hex(floor(extract(epoch from m.created_at) * 1000)::bigint - n), 12, '0') as t, lpad(to_hex(n), 12, '0') as c) d`,
      [count],
    )
    await filler.query(
      `insert into channels_idempotency (client_id, key, fingerprint, created_at, messages)
       select client_id, decode(md5(id::text), 'hex'), decode(md5(id::text), 'hex'), created_at, array[id] from channels_message
       order by md5(id::text) limit $1`,
      [count],
    )
    await filler.query('vacuum analyze channels_message, channels_idempotency')
    await filler.query('checkpoint')
    await filler.end()
  }

  /** Sends messages in batches of 64, one batch after the other, each to its end. Returns what they cost. */
  async send(count: number): Promise<StepCosts> {
    this.#spent.clear()
    for (let done = 0; done < count; done += batch) {
      const entries = Array.from({ length: batch }, () => ({
        client: this.#client,
        idempotencyKey: `key-${this.#keys++}`,
        channel: 'sms' as const,
        request: { to: '+14155550123', content: { text: 'Your parcel arrives today between 14:00 and 16:00.' } },
      }))
      for (const result of await this.#channels.acceptMany(entries)) if ('problem' in result) throw result.problem
      await this.#settled()
    }
    const cost = (name: keyof typeof steps) => ((this.#spent.get(name) ?? 0) * 1000) / count
    return { accept: cost('channels-accept'), claim: cost('channels-claim'), finish: cost('channels-change') }
  }

  async #settled(): Promise<void> {
    for (;;) {
      const { rows } = await this.#db.query<{ left: boolean }>({
        name: 'left',
        text: 'select exists (select from channels_queue) as left',
        values: [],
      })
      if (rows[0]?.left === false) return
      await new Promise((resolve) => setTimeout(resolve, 2))
    }
  }

  async close(): Promise<void> {
    await this.#channels.stop()
    await this.#dispatching.stop()
    await this.#db.close()
  }
}
