import type { LoggedEvents } from '@trunkline/events'
import type { Outgoing } from '../connection/outgoing-record.ts'
import { cloudEvents } from './cloud-event.ts'
import type { MoveKinds } from './move-kinds.ts'
import { ToldClient, ToldMoves } from './told-moves.ts'

/**
 * What is told of the rows of a batch, in their order. Made while it is gone through, and anew each time, so that of a long row no more is in memory
 * than what is being written.
 */
export class ToldRows implements Iterable<Outgoing> {
  readonly #topic: string
  readonly #rows: readonly Pick<LoggedEvents, 'clientId' | 'stored'>[]
  readonly #kinds: MoveKinds

  /** @param kinds kept from batch to batch */
  constructor(topic: string, rows: readonly Pick<LoggedEvents, 'clientId' | 'stored'>[], kinds: MoveKinds) {
    this.#topic = topic
    this.#rows = rows
    this.#kinds = kinds
  }

  *[Symbol.iterator](): Iterator<Outgoing> {
    for (const row of this.#rows) {
      const client = new ToldClient(this.#topic, row.clientId)
      for (const one of row.stored()) {
        if (!('moves' in one)) yield cloudEvents(this.#topic, row.clientId)(one)
        else if (one.moves.length > 0) {
          const moves = new ToldMoves(client, this.#kinds, one)
          if (moves.small) yield moves
          else yield* moves.records()
        }
      }
    }
  }
}
