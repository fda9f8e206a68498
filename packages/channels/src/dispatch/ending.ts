import type { Waiting } from '../accept/group-commit.ts'
import type { Log, Meter } from '../ports.ts'
import type { Change } from '../store/change-store.ts'
import type { NextAction } from './after-outcome.ts'
import type { Trip } from './trip.ts'

/** What is told of an end that was written down. */
export interface WrittenNews {
  /** Where there is new work. */
  readonly routes: readonly string[]
  /** A delivery of which a receipt may have come before this was written; null where none is expected. */
  readonly expecting: string | null
}

const none: readonly never[] = []

/** Who hears of ends. */
export interface EndingParts {
  readonly log: Log
  readonly meter: Meter
  readonly onWritten: (news: WrittenNews) => void
}

/**
 * An attempt's end on its way to the database. It holds what is written and what is told afterwards and nothing else: thousands wait at a
 * time, and what they hold outlives collections of garbage.
 */
export class Ending implements Waiting<Change> {
  readonly rows: readonly Change[]
  readonly #parts: EndingParts
  readonly #messageId: string
  readonly #deliveryId: string
  readonly #labels: { readonly gateway: string; readonly next: NextAction['kind'] }
  readonly #news: WrittenNews
  readonly #done: (error?: unknown) => void

  /**
   * @param change what is written; null where that is found out in a transaction
   * @param route where the delivery goes on at once; null where it does not
   * @param done told once that the end is durable, or void because the claim was lost; or why it could not be written
   */
  constructor(
    parts: EndingParts,
    { message, row }: Trip,
    action: NextAction,
    change: Change | null,
    route: string | null,
    done: (error?: unknown) => void,
  ) {
    // What was given up may have arrived: a receipt that says so changes what is told of it.
    const given = action.delivery.errorCode === 'outcome-unknown'
    const settled = action.kind === 'done' && action.awaits === null && !given
    this.rows = change === null ? [] : [change]
    this.#parts = parts
    this.#messageId = message.id
    this.#deliveryId = row.delivery_id
    this.#labels = { gateway: action.delivery.gateway ?? 'none', next: action.kind }
    this.#news = { routes: route === null ? none : [route], expecting: settled ? null : row.delivery_id }
    this.#done = done
  }

  resolve(written: ReadonlySet<string>): void {
    let fault: unknown
    try {
      this.#tell(written.has(this.#messageId))
    } catch (error) {
      fault = error
    }
    this.#done(fault)
  }

  reject(error: unknown): void {
    this.#done(error)
  }

  #tell(isWritten: boolean): void {
    const { log, meter, onWritten } = this.#parts
    if (isWritten) {
      meter.count('trunkline_attempts_total', this.#labels)
      onWritten(this.#news)
      return
    }
    log.warn(
      { deliveryId: this.#deliveryId },
      'the claim was lost before its attempt was written down; the delivery is looked up by whoever has it now',
    )
    // Or it is written down, and only the answer was lost: then a receipt may be there that came before.
    onWritten({ routes: none, expecting: this.#deliveryId })
  }
}
