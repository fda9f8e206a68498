import type { Digit } from '../media.ts'

/** How a press came to be known: packets of RFC 4733, a message beside the sound (SIP INFO), its tone in the sound. */
export type PressWay = 'packets' | 'message' | 'tone'

/** A press is told of in all its ways within so long, milliseconds: an INFO that was lost once comes after half a second, one lost twice after a second and a half (RFC 3261, timer E). */
const togetherWithin = 2_000
/** Presses that are remembered: a party that floods costs no more than this. */
const mostRemembered = 32

interface Press {
  readonly digit: Digit
  readonly ways: Set<PressWay>
  /** When it was heard of last, milliseconds. */
  at: number
}

/**
 * Counts each press of a party's keys once, though some phones tell of it in two ways (RFC 4733 and SIP INFO at once is a common setting). A press that is told of in another way than one
 * of the same key shortly before is that one; in the same way it is the next. So a phone that has agreed on RFC 4733 and yet sends INFO alone is heard too, which it would not be if INFO were refused to it.
 */
export class PressCounter {
  readonly #now: () => number
  #presses: Press[] = []

  /** @param now milliseconds, never set back */
  constructor(now: () => number) {
    this.#now = now
  }

  /** Whether this is a press of its own, and not another word on one that was counted. */
  counts(digit: Digit, way: PressWay): boolean {
    const at = this.#now()
    this.#presses = this.#presses.filter((press) => at - press.at <= togetherWithin)
    const known = this.#presses.find((press) => press.digit === digit && !press.ways.has(way))
    if (known) known.ways.add(way)
    else this.#presses.push({ digit, ways: new Set([way]), at })
    if (this.#presses.length > mostRemembered) this.#presses.shift()
    return known === undefined
  }

  /** The key that was told of last in this way is held still: what tells of it at its end (an INFO with the duration) comes late, however long that is. */
  held(way: PressWay): void {
    const press = this.#presses.findLast(({ ways }) => ways.has(way))
    if (press) press.at = this.#now()
  }
}
