import type { Database } from '@trunkline/postgres'
import { ProblemError } from '@trunkline/wire'
import { expandEvents } from '../event/delivery-moves.ts'
import type { EventRecord } from '../event/event.ts'
import { WakeUp } from '../loop/wake-up.ts'
import { type LogRow, readClient } from '../store/log-store.ts'
import type { LogTail, TailFollower } from './log-tail.ts'
import { formatPosition, type Position, parsePosition } from './position.ts'

const pageRows = 200
/** Rows that may wait for a slow reader. What goes beyond is read again from the log when he gets there. */
const bufferRows = 64

/** An event with its place in the stream; `position` is what an SSE client sends back as Last-Event-ID. */
export interface StreamedEvent {
  readonly position: string
  readonly event: EventRecord
}

/** Where to begin, and when to end. */
export interface StreamOptions {
  /** The position after which to begin; without one the stream begins with what happens next, with `0-0` with the oldest that is kept. */
  readonly after?: string | undefined
  readonly signal: AbortSignal
  /** Told once nothing that happens from then on is missed, which is after the reader has begun to read. */
  readonly onReady?: (() => void) | undefined
}

/**
 * One reader of one client's events.
 *
 * ```
 *  catching up ──reached the tail──> live ──buffer full──> lagging ──buffer read──> catching up
 * ```
 * Catching up, it reads pages of the log itself. Live, the tail gives it rows. Lagging, rows pass it by and it remembers only where it is,
 * so a reader who stands still costs 64 rows and no more.
 */
class EventStream implements TailFollower {
  readonly clientId: string
  readonly #wakeUp = new WakeUp()
  #buffer: LogRow[] = []
  #live = false
  /** All rows up to here were given or are in the buffer. */
  #reached: number

  constructor(clientId: string, reached: number) {
    this.clientId = clientId
    this.#reached = reached
  }

  offer(row: LogRow): void {
    if (!this.#live || row.position <= this.#reached) return
    if (this.#buffer.length >= bufferRows) {
      this.#live = false
      return
    }
    this.#buffer.push(row)
    this.#reached = row.position
    this.#wakeUp.wake()
  }

  /** The next rows; waits for some. Empty when the signal was aborted. */
  async next(db: Database, tail: LogTail, signal: AbortSignal): Promise<readonly LogRow[]> {
    while (!signal.aborted) {
      if (this.#buffer.length > 0) return this.#take()
      if (this.#live) await this.#wakeUp.wait(60_000, signal)
      else {
        const page = await this.#catchUp(db, tail)
        if (page.length > 0) return page
      }
    }
    return []
  }

  #take(): readonly LogRow[] {
    const rows = this.#buffer
    this.#buffer = []
    return rows
  }

  async #catchUp(db: Database, tail: LogTail): Promise<readonly LogRow[]> {
    const upTo = tail.position
    const from = this.#reached + 1
    if (from > upTo) {
      // Nothing is awaited between this comparison and going live, so no row can slip through.
      this.#live = true
      return []
    }
    const { rows } = await db.query<LogRow>(readClient(this.clientId, { from, upTo, limit: pageRows }))
    this.#reached = rows.length < pageRows ? upTo : (rows.at(-1)?.position ?? upTo)
    return rows
  }
}

function startOf(after: string | undefined): Position | undefined {
  if (after === undefined) return undefined
  const position = parsePosition(after)
  if (position) return position
  const detail = 'a position as an event gave it, such as 123-0'
  throw new ProblemError('query-invalid', undefined, { errors: [{ pointer: '/after', detail }] })
}

/**
 * Follows one client's events, from a position on and without end. Ends quietly when the signal is aborted.
 * @throws ProblemError `query-invalid` for a position that is none; DatabaseError when the log cannot be read
 */
export async function* streamEvents(
  parts: { readonly db: Database; readonly tail: LogTail },
  clientId: string,
  { after, signal, onReady }: StreamOptions,
): AsyncGenerator<StreamedEvent> {
  const { db, tail } = parts
  const start = startOf(after)
  await tail.open()
  // The row of the given position is read again, for the events in it that come later.
  const stream = new EventStream(clientId, start ? start.row - 1 : await tail.head())
  tail.add(stream)
  onReady?.()
  try {
    while (!signal.aborted) {
      for (const { position, events } of await stream.next(db, tail, signal)) {
        for (const [index, event] of expandEvents(clientId, events).entries()) {
          if (signal.aborted) return
          if (start && position === start.row && index <= start.index) continue
          const { id, type, timestamp, data } = event
          // Put together anew, because jsonb does not keep the order of members.
          yield { position: formatPosition(position, index), event: { id, type, timestamp, data } }
        }
      }
    }
  } finally {
    tail.remove(stream)
  }
}
