import type { ClaimRoom } from './form-webhook-store.ts'

/** A webhook under way. */
export interface Underway {
  readonly target: string
  /** Milliseconds since 1970. */
  readonly since: number
}

interface Receiver {
  /** Webhooks that it may have under way. */
  share: number
  /** Whether its last answer was long in coming, or did not come. */
  slow: boolean
}

/** After so long a webhook is one of the slow, milliseconds: nearly all receivers answer sooner. */
const slowMs = 1_000
/** Who took so long was silent: nobody waits longer for an answer than 15 s, nor than 5 s, twice, for a connection. */
const silentMs = 8_000
/** The share of a receiver: unknown, at most, and after it was silent. */
const shares = { first: 2, most: 8, silent: 1 } as const
/** Webhooks under way in a process: the quick, the slow, and with those that turned slow meanwhile. */
const places = { quick: 128, slow: 256, all: 512 } as const
/** Begun by one claim at most, of the quick and of the slow each. */
const mostAtOnce = 64
const mostRemembered = 512

/**
 * Decides how many webhooks each receiver may have under way, so that those that accept connections and never answer delay only each other:
 *
 * - An unknown receiver has two places, twice as many after each answer, up to eight; one that was silent has one.
 * - Whoever is slow shares places that the quick do not need, and a webhook that has waited for a second gives its quick place back. So only
 *   hundreds of receivers that fall silent within the same seconds can fill a process, and only until they are known.
 */
export class ReceiverShares {
  readonly #underway = new Set<Underway>()
  /** Those that ended something last stand last. */
  readonly #receivers = new Map<string, Receiver>()

  /** Webhooks under way. */
  get underway(): number {
    return this.#underway.size
  }

  begin(target: string, now: number): Underway {
    const one = { target, since: now }
    this.#underway.add(one)
    return one
  }

  end(one: Underway, now: number): void {
    if (!this.#underway.delete(one)) return
    const { target, since } = one
    const took = now - since
    const before = this.#receivers.get(target)?.share ?? shares.first
    const share = took >= silentMs ? shares.silent : Math.min(shares.most, before * 2)
    this.#receivers.delete(target)
    this.#receivers.set(target, { share, slow: took >= slowMs })
    if (this.#receivers.size > mostRemembered) this.#forgetOne()
  }

  /** The oldest of the kind that has more than half: neither the slow nor the quick make a process forget the others, however many there are. */
  #forgetOne(): void {
    const isSlow = (name: string) => this.#receivers.get(name)?.slow === true
    const names = [...this.#receivers.keys()]
    const slow = names.filter(isSlow).length > mostRemembered / 2
    const oldest = names.find((name) => isSlow(name) === slow)
    if (oldest !== undefined) this.#receivers.delete(oldest)
  }

  /** What may begin now. */
  room(now: number): ClaimRoom {
    const busy = new Map<string, number>()
    let slow = 0
    for (const { target, since } of this.#underway) {
      busy.set(target, (busy.get(target) ?? 0) + 1)
      if (now - since >= slowMs || this.#receivers.get(target)?.slow) slow += 1
    }
    const all = places.all - this.#underway.size
    const left = (most: number, taken: number): number => Math.max(0, Math.min(mostAtOnce, most - taken, all))
    return {
      quick: left(places.quick, this.#underway.size - slow),
      slow: left(places.slow, slow),
      other: shares.first,
      receivers: this.#roomEach(busy),
    }
  }

  #roomEach(busy: ReadonlyMap<string, number>): ClaimRoom['receivers'] {
    const names = new Set([...this.#receivers.keys(), ...busy.keys()])
    const each = [...names].map((name) => {
      const { share, slow } = this.#receivers.get(name) ?? { share: shares.first, slow: false }
      return [name, [Math.max(0, share - (busy.get(name) ?? 0)), slow]] as const
    })
    return Object.fromEntries(each)
  }
}
