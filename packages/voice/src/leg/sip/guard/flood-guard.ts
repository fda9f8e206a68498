import type { SipRequest } from '../message/message.ts'
import { type Rate, TokenBuckets } from './token-buckets.ts'

/** How much is taken at a time. */
export interface FloodRates {
  /** Requests that begin something, from one address. */
  readonly source: Rate
  /** The same from all addresses that are no trunk's. */
  readonly all: Rate
  /** From one trunk. */
  readonly trunk: Rate
  /** Refusals (503) to one address; what is beyond that is not answered. */
  readonly refusal: Rate
}

/** What is used unless told otherwise. */
export const floodRates: FloodRates = {
  source: { burst: 200, perSecond: 50 },
  all: { burst: 2_000, perSecond: 500 },
  trunk: { burst: 1_000, perSecond: 300 },
  refusal: { burst: 20, perSecond: 5 },
}

/** Bounds what strangers, phones and trunks may begin. What belongs to a dialog that stands is not counted. */
export class FloodGuard {
  readonly #sources: TokenBuckets
  readonly #all: TokenBuckets
  readonly #trunks: TokenBuckets
  readonly #refusals: TokenBuckets

  constructor(now: () => number, rates: FloodRates = floodRates) {
    this.#sources = new TokenBuckets(rates.source, now)
    this.#all = new TokenBuckets(rates.all, now)
    this.#trunks = new TokenBuckets(rates.trunk, now)
    this.#refusals = new TokenBuckets(rates.refusal, now)
  }

  /** `busy`: to be refused with 503; `silent`: not to be answered. */
  admit(request: SipRequest, address: string, trunk: string | undefined): 'yes' | 'busy' | 'silent' {
    // A CANCEL sets free what an INVITE has taken.
    if (request.method === 'CANCEL') return this.#sources.take(`cancel ${address}`) ? 'yes' : 'silent'
    const admitted =
      trunk === undefined ? this.#sources.take(address) && this.#all.take('all') : this.#trunks.take(trunk)
    if (admitted) return 'yes'
    return this.#refusals.take(address) ? 'busy' : 'silent'
  }
}
