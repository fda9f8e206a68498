import { lineageEnd, type Move, moveText } from '@trunkline/events'
import { encodedParts } from './encoded-parts.ts'

/** What the records of moves have in common that are the same move of whichever delivery, encoded. */
export interface MoveKind {
  /** JSON of the data from the status on. */
  readonly rest: Uint8Array
  /** The end of the event's id, and the header `ce_type` behind it. */
  readonly type: Uint8Array
}

/** Moves with higher numbers are seldom, and not kept. */
const mostNumbers = 64

/** Kinds of moves, made when the first of a kind comes. There are few: a status, its number among the delivery's, and whether it is the last. */
export class MoveKinds {
  readonly #byStatus = new Map<string, MoveKind[]>()

  /** The kind of a move. One with a reason or an error code is of its own. */
  of(move: Move, sequence: number): MoveKind {
    const hasWhy = move.length > 2 && (move[3] !== null || move[4] !== null)
    if (hasWhy || sequence >= mostNumbers) return kindOf(move, sequence)
    const ofStatus = this.#ofStatus(move[0])
    const place = sequence * 2 + (move[2] === true ? 1 : 0)
    const known = ofStatus[place]
    if (known !== undefined) return known
    const kind = kindOf(move, sequence)
    ofStatus[place] = kind
    return kind
  }

  #ofStatus(status: string): MoveKind[] {
    const known = this.#byStatus.get(status)
    if (known !== undefined) return known
    const kinds: MoveKind[] = []
    this.#byStatus.set(status, kinds)
    return kinds
  }
}

function kindOf(move: Move, sequence: number): MoveKind {
  return {
    rest: encodedParts((bytes) => bytes.text(moveText(move, sequence))),
    type: encodedParts((bytes) => {
      bytes.text(lineageEnd(sequence))
      bytes.sized('ce_type')
      bytes.sized(`delivery.${move[0]}`)
    }),
  }
}
