import type { Database } from '@trunkline/postgres'
import type { Clock, Log, Meter } from '../ports.ts'
import { firstUuid } from '../store/partition-store.ts'
import {
  clientsOfMonth,
  clientsWithRetention,
  deleteFinalBefore,
  deleteInboundBefore,
  dropMonth,
  hasUnsettled,
  listMonths,
  type MessageMonth,
  markSettled,
} from '../store/retention-store.ts'

/** What keeping messages no longer than wanted takes. */
export interface RetentionOptions {
  readonly db: Database
  readonly clock: Clock
  readonly log: Log
  readonly meter: Meter
  /** Days that a client's messages are kept after they are final, where the client says nothing. */
  readonly retentionDays: number
}

/** Days that messages are kept where nobody says anything. */
export const defaultRetentionDays = 90

const day = 86_400_000
/** The table for what lies outside of all months. */
const strays = 'channels_message_other'
const most = 500

/**
 * Takes away messages whose time is up. A month of messages is dropped as a whole once its end, and the end of all that waited of it, lie so far back as the
 * client that wants it longest says; so a message may stay for up to a month beyond its time. A client that says how long its messages are kept has them deleted one by
 * one as their own time comes, and so have the others where that client keeps the month from being dropped.
 */
export class Retention {
  readonly #options: RetentionOptions

  constructor(options: RetentionOptions) {
    this.#options = options
  }

  /** One round. Returns whether there is more to do. */
  async run(): Promise<boolean> {
    let again = false
    for (const month of await listMonths(this.#options.db)) again = (await this.#look(month)) || again
    const own = await clientsWithRetention(this.#options.db)
    for (const { clientId, days } of own) await this.#deleteOf(clientId, days)
    // What lies outside of all months is never dropped.
    for (const { clientId, days } of await clientsOfMonth(this.#options.db, strays))
      if (days === null) await this.#deleteOf(clientId, this.#options.retentionDays, { name: strays })
    await this.#deleteInbound(own)
    return again
  }

  async #look(month: MessageMonth): Promise<boolean> {
    const { db, clock, log, meter, retentionDays } = this.#options
    const now = clock.now()
    if (month.end.getTime() > now) return false
    const waits = await hasUnsettled(db, month)
    if (waits !== (month.settledAt === null)) await markSettled(db, month.name, waits ? null : new Date(now))
    if (waits || month.settledAt === null) return false
    const clients = await clientsOfMonth(db, month.name)
    const longest = Math.max(0, ...clients.map(({ days }) => days ?? retentionDays)) * day
    const settled = Math.max(month.end.getTime(), month.settledAt.getTime())
    if (settled + longest > now) {
      // One client wants the month for longer: the others' messages go by themselves.
      const others = settled + retentionDays * day > now ? [] : clients.filter(({ days }) => days === null)
      for (const { clientId } of others) await this.#deleteOf(clientId, retentionDays, month)
      return false
    }
    const dropped = await dropMonth(db, month)
    if (!dropped) return true
    log.info({ month: month.name }, 'a month of messages was dropped: its time is up')
    meter.count('trunkline_months_dropped_total', {})
    return false
  }

  /** @param part the table that is looked through; left out: all of them */
  async #deleteOf(clientId: string, days: number, part?: Pick<MessageMonth, 'name'>): Promise<void> {
    const { db, clock, meter } = this.#options
    const finalBefore = new Date(clock.now() - days * day)
    const before = firstUuid(finalBefore)
    let after: string | null = null
    do {
      const round: { deleted: number; next: string | null } = await deleteFinalBefore(db, {
        ...{ clientId, finalBefore, before, after, most },
        ...(part === undefined ? {} : { table: part.name }),
      })
      if (round.deleted > 0) meter.count('trunkline_messages_deleted_total', {}, round.deleted)
      after = round.next
    } while (after !== null)
  }

  async #deleteInbound(own: readonly { readonly clientId: string; readonly days: number }[]): Promise<void> {
    const { db, clock, retentionDays } = this.#options
    const rest = { clientId: null, except: own.map((one) => one.clientId), days: retentionDays }
    for (const { clientId, except, days } of [...own.map((one) => ({ ...one, except: [] })), rest]) {
      const before = new Date(clock.now() - days * day)
      while ((await deleteInboundBefore(db, { clientId, except, before, most })) >= most);
    }
  }
}
