import type { Queryable } from '@trunkline/postgres'
import { messageUuidOf, ProblemError, sidFromUuid } from '@trunkline/wire'
import { deliverySid } from '../../message/stored.ts'
import type { Category, ChannelName, Clock, Content, ReceiptStatus } from '../../ports.ts'
import { type LoopbackArrival, providerIdOf } from './arrival.ts'
import type { Bell } from './bell.ts'
import { type ArrivalRow, listArrivals, newestId } from './store/loopback-store.ts'

/** Which arrivals to list. */
export interface InboxFilter {
  /** 1 to 200; default 50. */
  readonly limit?: number
  /** Cursor of the page before. */
  readonly after?: string
  /** Only what went to this address. */
  readonly to?: string
}

/** A page of arrivals, newest first. `next` is the cursor of the next one, null at the end. */
export interface InboxPage {
  readonly messages: readonly LoopbackArrival[]
  readonly next: string | null
}

/** What arrived at the built-in gateway, whichever process took it. */
export interface LoopbackInbox {
  /** @throws ProblemError `query-invalid` for a cursor or limit that is none */
  list(filter: InboxFilter): Promise<InboxPage>
  /**
   * What arrives from now on, oldest first, until the signal is aborted. When very much arrives (more than 200 in a quarter of a second)
   * only the newest are given: this is for people to look at; {@link list} has all.
   */
  watch(signal: AbortSignal): AsyncIterable<LoopbackArrival>
}

/** What {@link createInbox} needs. */
export interface InboxOptions {
  readonly db: Queryable
  readonly clock: Clock
  /** Opens sealed content. */
  readonly open: (sealed: string, deliveryUuid: string) => Content
  /** Rings when something arrives in this process. */
  readonly bell: Bell
}

const limitMost = 200
const limitDefault = 50
const watchEvery = 250
/** Rows of several processes become visible out of the order of their ids; this long back is looked again. Milliseconds. */
const overlap = 2_000

export function createInbox(options: InboxOptions): LoopbackInbox {
  return { list: (filter) => list(options, filter), watch: (signal) => watch(options, signal) }
}

async function list(options: InboxOptions, filter: InboxFilter): Promise<InboxPage> {
  const limit = filter.limit ?? limitDefault
  if (!Number.isInteger(limit) || limit < 1 || limit > limitMost)
    throw invalid('/limit', `the limit is a whole number from 1 to ${limitMost}`)
  if (filter.after !== undefined && !/^\d{1,18}$/.test(filter.after))
    throw invalid('/after', 'the cursor must be the next of the page before')
  const before = filter.after === undefined ? undefined : Number(filter.after)
  const rows = await listArrivals(options.db, { limit: limit + 1, before, to: filter.to })
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    messages: shown.map((row) => viewOf(options, row)),
    next: rows.length > limit && last ? String(last.id) : null,
  }
}

async function* watch(options: InboxOptions, signal: AbortSignal): AsyncGenerator<LoopbackArrival> {
  // What is visible when the watch begins is old news, those just below the newest id included.
  let floor = await newestId(options.db)
  let seen = new Map<number, number>()
  while (!signal.aborted) {
    const rows = await listArrivals(options.db, { limit: limitMost, after: floor })
    const now = options.clock.now()
    for (const row of rows.toReversed()) {
      if (seen.has(row.id)) continue
      seen.set(row.id, now)
      yield viewOf(options, row)
    }
    for (const [id, at] of seen) if (at < now - overlap && id > floor) floor = id
    seen = new Map([...seen].filter(([id]) => id > floor))
    await options.bell.wait(watchEvery, signal)
  }
}

function viewOf(options: InboxOptions, row: ArrivalRow): LoopbackArrival {
  return {
    id: String(row.id),
    gateway: row.gateway,
    deliveryId: deliverySid(row.channel as ChannelName, row.delivery_id),
    messageId: sidFromUuid('NT', messageUuidOf(row.delivery_id)),
    clientId: sidFromUuid('AC', row.client_id),
    attempt: row.attempt,
    providerId: providerIdOf(row.delivery_id, row.attempt),
    channel: row.channel as ChannelName,
    to: row.recipient,
    from: row.sender,
    category: row.category as Category,
    content: contentOf(options, row),
    status: row.status as ReceiptStatus | null,
    at: row.arrived_at.toISOString(),
  }
}

function contentOf({ open }: InboxOptions, row: ArrivalRow): Content | null {
  if (typeof row.content !== 'string') return row.content as Content
  try {
    return open(row.content, row.delivery_id)
  } catch {
    // Sealed with a secret that is gone: the rest of the arrival can still be shown.
    return null
  }
}

function invalid(pointer: string, detail: string): ProblemError {
  return new ProblemError('query-invalid', detail, { errors: [{ pointer, detail }] })
}
