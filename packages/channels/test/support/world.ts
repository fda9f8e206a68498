import { randomBytes } from 'node:crypto'
import type { TestContext } from 'node:test'
import {
  type Channels,
  type ChannelsOptions,
  createChannels,
  type Gateway,
  type MessageView,
  migrations,
  type SendRequest,
} from '@trunkline/channels'
import { type EventRecord, migrations as eventMigrations, expandEvents, type StoredEvent } from '@trunkline/events'
import { createSealer, type Database } from '@trunkline/postgres'
import { eventually } from '@trunkline/testkit'
import { createIdGenerator } from '@trunkline/wire'

export const migrationSets = [eventMigrations, migrations]

/** A clock that runs with the real one and can be put forward. */
export class MovableClock {
  #ahead = 0

  now(): number {
    return Date.now() + this.#ahead
  }

  /** Puts the clock forward, milliseconds. */
  advance(span: number): void {
    this.#ahead += span
  }

  /** Puts the clock to an instant that is not past. */
  moveTo(instant: string): void {
    this.#ahead = Date.parse(instant) - Date.now()
  }
}

const log = {
  debug() {},
  info() {},
  warn() {},
  error: (fields: object, message: string) => console.error(message, fields),
}
const meter = { count() {}, gauge() {}, observe() {} }

/** Channels with scripted gateways on a database of its own. */
export class World {
  readonly db: Database
  readonly clock: MovableClock
  readonly ids: ReturnType<typeof createIdGenerator>
  readonly client: { readonly id: string }
  readonly disabled = new Set<string>()
  readonly channels: Channels

  constructor(
    db: Database,
    gateways: readonly Gateway[],
    more: Partial<ChannelsOptions> = {},
    clock = new MovableClock(),
  ) {
    this.db = db
    this.clock = clock
    this.ids = createIdGenerator({ now: () => clock.now() })
    this.client = { id: this.ids.uuid() }
    const names = (channel: 'sms' | 'email' | 'push' | 'call') =>
      gateways.filter((one) => one.channels.includes(channel)).map((one) => one.name)
    this.channels = createChannels({
      randomBytes,
      db,
      clock,
      ids: this.ids,
      random: () => 0.5,
      sealer: createSealer(new Uint8Array(32).fill(7)),
      log,
      meter,
      gateways,
      routes: { sms: names('sms'), email: names('email'), push: names('push'), call: names('call') },
      disabledClients: async () => [...this.disabled],
      ownerOf: async () => this.client.id,
      onEvents: () => {},
      retryPolicy: { base: 50, cap: 400, floor: 10, attempts: 6, retryAfterCap: 1_000 },
      poll: 50,
      ...more,
    })
  }

  /** Sends an SMS and returns the message as it was accepted. */
  async sms(text: string, more: Partial<SendRequest> = {}, to = '+14155550123'): Promise<MessageView> {
    const { message } = await this.channels.accept(this.client, { to, content: { text }, ...more }, { channel: 'sms' })
    return message
  }

  get(id: string): Promise<MessageView> {
    return this.channels.getMessage(this.client.id, id)
  }

  /** Waits until a message has a status. */
  async until(id: string, status: string, within = 60_000): Promise<MessageView> {
    let view: MessageView | undefined
    await eventually(async () => {
      view = await this.get(id)
      if (view.status !== status)
        throw new Error(
          `${id} is ${view.status} (${view.deliveries.map((one) => one.reason).join('; ')}), not ${status}`,
        )
    }, within)
    return view as MessageView
  }

  /** The events that were written, oldest first. */
  async events(): Promise<EventRecord[]> {
    const { rows } = await this.db.query<{ client_id: string; events: readonly StoredEvent[] }>({
      text: 'select client_id, events from events_outbox order by id',
      values: [],
    })
    return rows.flatMap((row) => expandEvents(row.client_id, row.events))
  }
}

/** Starts channels on a database; they are stopped after the test. */
export async function startWorld(
  t: TestContext,
  db: Database,
  gateways: readonly Gateway[],
  more: Partial<ChannelsOptions> = {},
  clock?: MovableClock,
): Promise<World> {
  const world = new World(db, gateways, more, clock)
  await world.channels.start({ dispatch: true })
  t.after(() => world.channels.stop(100))
  return world
}
