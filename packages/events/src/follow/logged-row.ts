import { expandEvents, type StoredEvent } from '../event/delivery-moves.ts'
import type { EventRecord } from '../event/event.ts'

/** One row of the log, of whichever client. */
export interface LoggedEvents {
  readonly position: number
  readonly clientId: string
  /** Parsed when first asked for, and shared by all who read the row: not to be changed. */
  readonly events: readonly EventRecord[]
  /**
   * What `events` is made of, moves in short, parsed at each call: for who goes through the rows once and keeps nothing. What is shared outlives
   * the batch that it was read for.
   */
  stored(): readonly StoredEvent[]
  /**
   * Whether the row's JSON text has this in it, far cheaper than to parse it (a row may hold hundreds of events): a quoted word that what one looks for
   * cannot be without, such as `"message.received"`. It may also stand where it means something else. Not for the types of deliveries' moves and the ids
   * of their messages: the text has those moves in short.
   */
  mentions(text: string): boolean
}

/** {@link LoggedEvents} as the database gives them: text, of which most readers want nothing. */
export class LoggedRow implements LoggedEvents {
  readonly position: number
  readonly clientId: string
  readonly #text: string
  #events: readonly EventRecord[] | undefined
  /** What was asked before: several followers look for the same words. */
  readonly #mentions = new Map<string, boolean>()

  constructor(position: number, clientId: string, text: string) {
    this.position = position
    this.clientId = clientId
    this.#text = text
  }

  get events(): readonly EventRecord[] {
    this.#events ??= expandEvents(this.clientId, this.stored())
    return this.#events
  }

  stored(): readonly StoredEvent[] {
    return JSON.parse(this.#text) as readonly StoredEvent[]
  }

  /** Length of the text. */
  get size(): number {
    return this.#text.length
  }

  mentions(text: string): boolean {
    const known = this.#mentions.get(text)
    if (known !== undefined) return known
    const found = this.#text.includes(text)
    this.#mentions.set(text, found)
    return found
  }
}
