import type { SipRequest, SipResponse } from '../message/message.ts'
import type { Peer, Timers } from '../transport/transport.ts'
import type { TimerValues } from './timer-values.ts'

/** What a server transaction needs. */
export interface ServerTransactionParts {
  readonly request: SipRequest
  readonly source: Peer
  readonly timers: Timers
  readonly values: TimerValues
  /** Sends to where responses go. */
  readonly send: (response: SipResponse) => void
  readonly onEnd: () => void
}

/**
 * One request that came, and the responses to it (RFC 3261, section 17.2, and RFC 6026 for INVITE).
 *
 *   INVITE   proceeding ──300-699──> completed ──ACK──> confirmed ──I──> ended
 *                │                       └──H: no ACK──> ended
 *                └──2xx──> accepted ──L──> ended      (copies of the INVITE are taken in; who answered it repeats the 2xx)
 *   others   proceeding ──200-699──> completed ──J──> ended
 */
export class ServerTransaction {
  readonly request: SipRequest
  readonly source: Peer
  readonly #parts: ServerTransactionParts
  readonly #invite: boolean
  readonly #offs = new Set<() => void>()
  #state: 'proceeding' | 'completed' | 'accepted' | 'confirmed' | 'ended' = 'proceeding'
  #last: SipResponse | undefined
  /** Told of a final response that was never acknowledged. */
  onUnacknowledged: (() => void) | undefined
  /** Told of a CANCEL, while there is no final response. */
  onCancel: ((cancel: SipRequest) => void) | undefined

  constructor(parts: ServerTransactionParts) {
    this.request = parts.request
    this.source = parts.source
    this.#parts = parts
    this.#invite = parts.request.method === 'INVITE'
  }

  /** Whether a final response was given. */
  get final(): boolean {
    return this.#state !== 'proceeding'
  }

  /** Sends a response. After a final one nothing more is sent. */
  respond(response: SipResponse): void {
    if (this.#state !== 'proceeding') return
    this.#last = response
    this.#parts.send(response)
    if (response.status < 200) return
    if (!this.#invite) this.#complete()
    else if (response.status < 300) this.#accept()
    else this.#refuse()
  }

  /** Sends the 2xx again: for whoever answered, until it is acknowledged. */
  repeat(): void {
    if (this.#state === 'accepted' && this.#last) this.#parts.send(this.#last)
  }

  /** A copy of the request came. */
  again(): void {
    // In `accepted` copies are swallowed: the 2xx is repeated by its own timer (RFC 6026, section 7.1).
    if ((this.#state === 'proceeding' || this.#state === 'completed') && this.#last) this.#parts.send(this.#last)
  }

  /** An ACK to a final response that is no 2xx. */
  acknowledged(): void {
    if (this.#state !== 'completed' || !this.#invite) return
    this.#state = 'confirmed'
    this.#stopTimers()
    this.#after(this.#reliable ? 0 : this.#parts.values.t4, () => this.end())
  }

  get #reliable(): boolean {
    return this.source.transport === 'tcp'
  }

  #complete(): void {
    this.#state = 'completed'
    this.#after(this.#reliable ? 0 : 64 * this.#parts.values.t1, () => this.end())
  }

  #accept(): void {
    this.#state = 'accepted'
    this.#after(64 * this.#parts.values.t1, () => this.end())
  }

  #refuse(): void {
    this.#state = 'completed'
    const { t1 } = this.#parts.values
    if (!this.#reliable) this.#repeatAfter(t1)
    this.#after(64 * t1, () => {
      this.end()
      this.onUnacknowledged?.()
    })
  }

  #repeatAfter(wait: number): void {
    this.#after(wait, () => {
      if (this.#last) this.#parts.send(this.#last)
      this.#repeatAfter(Math.min(wait * 2, this.#parts.values.t2))
    })
  }

  #after(milliseconds: number, work: () => void): void {
    const off = this.#parts.timers.after(milliseconds, () => {
      this.#offs.delete(off)
      work()
    })
    this.#offs.add(off)
  }

  #stopTimers(): void {
    for (const off of this.#offs) off()
    this.#offs.clear()
  }

  /** Forgets it. Safe to call twice. */
  end(): void {
    if (this.#state === 'ended') return
    this.#state = 'ended'
    this.#stopTimers()
    this.#parts.onEnd()
  }
}
