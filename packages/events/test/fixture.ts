import type { TestContext } from 'node:test'
import { createSealer, type Database } from '@trunkline/postgres'
import { type FakeClock, fakeClock, type OpenDatabase } from '@trunkline/testkit'
import { createIdGenerator, type IdGenerator } from '@trunkline/wire'
import type { ClientEvent } from '../src/event/event.ts'
import { type Log, type Meter, noMeter } from '../src/ports.ts'
import { Partitions } from '../src/relay/partitions.ts'
import { Relay } from '../src/relay/relay.ts'
import { appendEvents } from '../src/store/outbox-store.ts'
import type { FeedLimits } from '../src/store/relay-store.ts'

/** A log that keeps what was written. */
export class KeptLog implements Log {
  readonly lines: { level: string; fields: object; message: string }[] = []
  debug = (fields: object, message: string): unknown => this.lines.push({ level: 'debug', fields, message })
  info = (fields: object, message: string): unknown => this.lines.push({ level: 'info', fields, message })
  warn = (fields: object, message: string): unknown => this.lines.push({ level: 'warn', fields, message })
  error = (fields: object, message: string): unknown => this.lines.push({ level: 'error', fields, message })

  messages(level: string): string[] {
    return this.lines.filter((line) => line.level === level).map(({ message }) => message)
  }
}

/** What most tests of this package begin with. */
export interface Fixture {
  readonly db: Database
  readonly clock: FakeClock
  readonly ids: IdGenerator
  readonly log: KeptLog
  readonly meter: Meter
  readonly sealer: ReturnType<typeof createSealer>
  readonly partitions: Partitions
  readonly logged: { clientIds: readonly string[]; head: number }[]
  readonly fed: { times: number }
  relay(options?: { db?: Database; feedLimits?: FeedLimits }): Relay
  /** Commits events of a client; gives their ids. */
  happen(clientId: string, count: number, type?: string): Promise<string[]>
}

/** An empty database, and what works on it. */
export async function fixture(t: TestContext, open: OpenDatabase): Promise<Fixture> {
  const db = await open(t)
  const clock = fakeClock()
  const ids = createIdGenerator({ now: () => clock.now() })
  const log = new KeptLog()
  const partitions = new Partitions(db)
  const logged: Fixture['logged'] = []
  const fed = { times: 0 }
  const listener = {
    logged: (clientIds: readonly string[], head: number) => void logged.push({ clientIds, head }),
    fed: () => {
      fed.times += 1
    },
  }
  const sealer = createSealer(crypto.getRandomValues(new Uint8Array(32)))
  return {
    db,
    clock,
    ids,
    log,
    meter: noMeter,
    sealer,
    partitions,
    logged,
    fed,
    relay: (options = {}) => new Relay({ db, clock, log, meter: noMeter, partitions, listener, ...options }),
    async happen(clientId, count, type = 'delivery.sent') {
      const made = Array.from({ length: count }, (_, n) => event(ids, clock, clientId, type, n))
      await db.query(appendEvents(made))
      return made.map(({ id }) => `EV${id.replaceAll('-', '')}`)
    },
  }
}

/** An event of that client, now. */
export function event(ids: IdGenerator, clock: FakeClock, clientId: string, type: string, n: number): ClientEvent {
  return { id: ids.uuid(), clientId, type, timestamp: new Date(clock.now()).toISOString(), data: { n } }
}

/** A client's UUID. */
export const clientA = '01930000-0000-7000-8000-00000000000a'
/** Another client's UUID. */
export const clientB = '01930000-0000-7000-8000-00000000000b'
