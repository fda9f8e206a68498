import type { Database, Queryable, Statement } from '@trunkline/postgres'
import { ProblemError } from '@trunkline/wire'
import { checkSender } from '../accept/sender.ts'
import { type ChannelSettings, type ClientRouting, channelNames } from '../message/schema.ts'
import type { ChannelName, Clock, Log } from '../ports.ts'
import { requestRecheck } from '../store/recheck-request-store.ts'
import { hasSuppressions } from '../store/suppression-store.ts'
import { validateWindows } from '../windows/validate-windows.ts'
import { canonicalZone } from '../windows/zone-name.ts'
import { type ClientSettings, resolveRouting, resolveSettings } from './resolved-settings.ts'

/** What reading and writing settings needs. */
export interface SettingsOptions {
  readonly db: Database
  readonly clock: Clock
  readonly log: Log
  /** The gateways that the configuration gives a channel. */
  readonly routes: (channel: ChannelName) => readonly string[]
  /** Whether a gateway of this name is there and serves the channel. */
  readonly serves: (gateway: string, channel: ChannelName) => boolean
}

interface Cached {
  readonly settings: ClientSettings
  readonly readAt: number
}

/** Longest time for which a change made by another process may go unseen, should its notification be lost. Milliseconds. */
const freshFor = 5_000
/** After this long, settings that are in use are read again while the old ones still serve. Milliseconds. */
const renewAfter = 3_000
const cacheSize = 10_000
const notification = 'channels_settings'

/** The settings of clients: their default routing, and for each channel windows, gateways, sender and pace. */
export class Settings {
  readonly #options: SettingsOptions
  readonly #cache = new Map<string, Cached>()
  /** Reads under way: many requests of one client cost one read. */
  readonly #reading = new Map<string, Promise<ClientSettings>>()
  #changes = 0
  #listening: { close(): Promise<void> } | undefined

  constructor(options: SettingsOptions) {
    this.#options = options
  }

  async start(): Promise<void> {
    this.#listening = await this.#options.db.listen(notification, (clientId) => this.refresh(clientId))
  }

  async stop(): Promise<void> {
    await this.#listening?.close()
  }

  /** A client's settings with all defaults; at once where they were read within five seconds. Inside a transaction, `via` is that. */
  of(clientId: string, via: Queryable = this.#options.db): ClientSettings | Promise<ClientSettings> {
    const cached = this.#cache.get(clientId)
    const age = cached === undefined ? Number.POSITIVE_INFINITY : this.#options.clock.now() - cached.readAt
    if (cached !== undefined && age < freshFor) {
      if (age > renewAfter && via === this.#options.db) this.#renew(clientId)
      return cached.settings
    }
    return via === this.#options.db ? this.#readOnce(clientId) : this.#read(clientId, via)
  }

  /** A client's default routing as it was given. */
  async getRouting(clientId: string, via: Queryable = this.#options.db): Promise<ClientRouting> {
    const { rows } = await via.query<{ routing: ClientRouting }>({
      text: 'select routing from channels_client where client_id = $1',
      values: [clientId],
    })
    return rows[0]?.routing ?? {}
  }

  /**
   * Replaces a client's default routing.
   * @throws ProblemError `zone-unknown`
   */
  async putRouting(clientId: string, routing: ClientRouting): Promise<ClientRouting> {
    if (routing.timeZone !== undefined) checkZone(routing.timeZone, '/timeZone')
    await this.#write(clientId, channelNames, {
      text: 'insert into channels_client (client_id, routing) values ($1, $2::text::jsonb) on conflict (client_id) do update set routing = excluded.routing',
      values: [clientId, JSON.stringify(routing)],
    })
    return routing
  }

  /** A client's settings of one channel as they were given. */
  async getChannel(clientId: string, channel: ChannelName): Promise<ChannelSettings> {
    const { rows } = await this.#options.db.query<{ settings: ChannelSettings }>({
      text: 'select settings from channels_setting where client_id = $1 and channel = $2',
      values: [clientId, channel],
    })
    return rows[0]?.settings ?? {}
  }

  /**
   * Replaces a client's settings of one channel. What waits for a window is looked at anew.
   * @throws ProblemError `gateway-unknown`, `zone-unknown`, `window-never-opens`, `validation-failed` or `sender-invalid`
   */
  async putChannel(clientId: string, channel: ChannelName, settings: ChannelSettings): Promise<ChannelSettings> {
    this.#check(channel, settings)
    await this.#write(clientId, [channel], {
      text: `insert into channels_setting (client_id, channel, settings, updated_at) values ($1, $2, $3::text::jsonb, $4)
        on conflict (client_id, channel) do update set settings = excluded.settings, updated_at = excluded.updated_at`,
      values: [clientId, channel, JSON.stringify(settings), new Date(this.#options.clock.now())],
    })
    return settings
  }

  #check(channel: ChannelName, settings: ChannelSettings): void {
    settings.gateways?.forEach((gateway, index) => {
      if (!this.#options.serves(gateway, channel))
        throw pointed(
          'gateway-unknown',
          `/gateways/${index}`,
          `there is no gateway ${JSON.stringify(gateway)} for the channel ${channel}`,
        )
    })
    if (settings.timeZone !== undefined && settings.timeZone !== 'recipient') checkZone(settings.timeZone, '/timeZone')
    if (settings.from !== undefined) checkSender(channel, settings.from)
    const errors = validateWindows(settings, this.#options.clock.now())
    if (errors.length === 0) return
    // Faults of single fields have deeper pointers; a regulation that is well written and never opens is faulted as a whole.
    const never = errors.every((fault) => /^\/(holidays|windows\/\d+)$/.test(fault.pointer))
    throw new ProblemError(
      never ? 'window-never-opens' : 'validation-failed',
      errors.map((one) => one.detail).join('; '),
      { errors },
    )
  }

  /** Writes settings. One transaction, so that whoever has changed them can rely on it that all processes and all that waits follow. */
  async #write(clientId: string, channels: readonly ChannelName[], statement: Statement): Promise<void> {
    const { db, clock } = this.#options
    await db.transaction(async (tx) => {
      await tx.query(statement)
      await tx.query(requestRecheck(clientId, channels, new Date(clock.now())))
      await tx.query({ text: 'select pg_notify($1, $2)', values: [notification, clientId] })
    })
    this.refresh(clientId)
  }

  #renew(clientId: string): void {
    if (this.#reading.has(clientId)) return
    // A failure shows once the settings are too old to serve; until then the old ones do.
    this.#readOnce(clientId).catch((error: unknown) =>
      this.#options.log.debug({ err: error }, 'settings could not be read again yet'),
    )
  }

  #readOnce(clientId: string): Promise<ClientSettings> {
    const under = this.#reading.get(clientId)
    if (under !== undefined) return under
    const reading = this.#read(clientId, this.#options.db).finally(() => {
      if (this.#reading.get(clientId) === reading) this.#reading.delete(clientId)
    })
    this.#reading.set(clientId, reading)
    return reading
  }

  /** Has a client's settings read anew for whoever asks next. */
  refresh(clientId: string): void {
    this.#cache.delete(clientId)
    this.#reading.delete(clientId)
    this.#changes++
  }

  async #read(clientId: string, via: Queryable): Promise<ClientSettings> {
    const began = this.#options.clock.now()
    const changes = this.#changes
    const routing = await this.getRouting(clientId, via)
    const given = await readChannels(via, clientId)
    const settings = this.#resolve(routing, given, await hasSuppressions(via, clientId))
    // What was read while something changed may be old already: it serves whoever asked, and nobody after.
    if (changes !== this.#changes) return settings
    this.#cache.delete(clientId)
    this.#cache.set(clientId, { settings, readAt: began })
    if (this.#cache.size > cacheSize) this.#cache.delete(this.#cache.keys().next().value as string)
    return settings
  }

  #resolve(routing: ClientRouting, given: ReadonlyMap<string, ChannelSettings>, suppresses: boolean): ClientSettings {
    const zone = routing.timeZone ?? 'UTC'
    const one = (channel: ChannelName) => resolveSettings(given.get(channel) ?? {}, this.#options.routes(channel), zone)
    return {
      routing: resolveRouting(routing),
      channels: { sms: one('sms'), email: one('email'), push: one('push'), call: one('call') },
      suppresses,
    }
  }
}

async function readChannels(db: Queryable, clientId: string): Promise<ReadonlyMap<string, ChannelSettings>> {
  const { rows } = await db.query<{ channel: string; settings: ChannelSettings }>({
    text: 'select channel, settings from channels_setting where client_id = $1',
    values: [clientId],
  })
  return new Map(rows.map((row) => [row.channel, row.settings]))
}

function checkZone(zone: string, pointer: string): void {
  if (canonicalZone(zone) === null)
    throw pointed(
      'zone-unknown',
      pointer,
      `${JSON.stringify(zone)} is not a time zone; use an IANA name such as Europe/Berlin`,
    )
}

function pointed(code: 'gateway-unknown' | 'zone-unknown', pointer: string, detail: string): ProblemError {
  return new ProblemError(code, detail, { errors: [{ pointer, detail }] })
}
