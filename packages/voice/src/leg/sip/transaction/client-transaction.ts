import type { SipRequest, SipResponse } from '../message/message.ts'
import type { Peer, Timers } from '../transport/transport.ts'
import type { TimerValues } from './timer-values.ts'

/** Who sent the request. */
export interface ClientTransactionUser {
  /** Every response; of 2xx to INVITE every copy too, since each wants its ACK. */
  onResponse(response: SipResponse): void
  /** No final response came in time, or the request could not be sent. */
  onFailure(failure: 'timeout' | 'transport'): void
}

/** What a client transaction needs. */
export interface ClientTransactionParts {
  readonly request: SipRequest
  readonly target: Peer
  readonly timers: Timers
  readonly values: TimerValues
  readonly send: (request: SipRequest) => Promise<void>
  /** Makes the ACK for a response that is no 2xx. */
  readonly ack: (response: SipResponse) => SipRequest
  readonly user: ClientTransactionUser
  readonly onEnd: () => void
}

/**
 * One request of ours, and the responses to it (RFC 3261, section 17.1, and RFC 6026 for INVITE).
 *
 *   INVITE   calling ──1xx──> proceeding ──300-699: ACK──> completed ──D──> ended
 *               │                 └──2xx──> accepted ──M──> ended      (more 2xx, from other forks too, go to the user)
 *               └──B: nothing──> ended, failed
 *   others   calling ──1xx──> proceeding ──200-699──> completed ──K──> ended
 *               └──F: nothing final──> ended, failed
 */
export class ClientTransaction {
  readonly request: SipRequest
  readonly target: Peer
  readonly #parts: ClientTransactionParts
  readonly #invite: boolean
  readonly #offs = new Set<() => void>()
  #state: 'calling' | 'proceeding' | 'completed' | 'accepted' | 'ended' = 'calling'
  #offLast: (() => void) | undefined

  constructor(parts: ClientTransactionParts) {
    this.request = parts.request
    this.target = parts.target
    this.#parts = parts
    this.#invite = parts.request.method === 'INVITE'
  }

  /** Sends it. */
  start(): void {
    const { values } = this.#parts
    this.#transmit()
    if (!this.#reliable) this.#repeatAfter(values.t1)
    this.#offLast = this.#after(64 * values.t1, () => this.#fail('timeout'))
  }

  get #reliable(): boolean {
    return this.target.transport === 'tcp'
  }

  /** A response came. */
  take(response: SipResponse): void {
    if (this.#state === 'ended') return
    if (this.#state === 'completed') {
      this.#takeAgain(response)
      return
    }
    if (this.#state === 'accepted') {
      if (response.status >= 200 && response.status < 300) this.#parts.user.onResponse(response)
      return
    }
    if (response.status < 200) this.#proceed(response)
    else if (this.#invite && response.status < 300) this.#accept(response)
    else this.#complete(response)
  }

  #takeAgain(response: SipResponse): void {
    if (this.#invite && response.status >= 300) this.#acknowledge(response)
  }

  #proceed(response: SipResponse): void {
    this.#state = 'proceeding'
    if (this.#invite) this.#stopTimers() // Who has rung may ring on: how long is the user's business.
    this.#parts.user.onResponse(response)
  }

  #accept(response: SipResponse): void {
    this.#state = 'accepted'
    this.#stopTimers()
    this.#after(64 * this.#parts.values.t1, () => this.end())
    this.#parts.user.onResponse(response)
  }

  #complete(response: SipResponse): void {
    this.#state = 'completed'
    this.#stopTimers()
    const { values } = this.#parts
    if (this.#invite) this.#acknowledge(response)
    this.#after(this.#reliable ? 0 : this.#invite ? values.d : values.t4, () => this.end())
    this.#parts.user.onResponse(response)
  }

  #acknowledge(response: SipResponse): void {
    this.#parts.send(this.#parts.ack(response)).catch(() => undefined) // The response comes again where it did not arrive.
  }

  #transmit(): void {
    this.#parts.send(this.request).catch(() => this.#fail('transport'))
  }

  #repeatAfter(wait: number): void {
    this.#after(wait, () => {
      this.#transmit()
      const { t2 } = this.#parts.values
      const next = this.#invite ? wait * 2 : this.#state === 'proceeding' ? t2 : Math.min(wait * 2, t2)
      this.#repeatAfter(next)
    })
  }

  #fail(failure: 'timeout' | 'transport'): void {
    if (this.#state !== 'calling' && this.#state !== 'proceeding') return
    this.end()
    this.#parts.user.onFailure(failure)
  }

  /** Gives an INVITE that was canceled so long for its final response (section 9.1); then it is over without one. */
  expectEnd(): void {
    if (this.#state !== 'calling' && this.#state !== 'proceeding') return
    this.#offLast?.()
    this.#offLast = this.#after(64 * this.#parts.values.t1, () => this.#fail('timeout'))
  }

  #after(milliseconds: number, work: () => void): () => void {
    const off = this.#parts.timers.after(milliseconds, () => {
      this.#offs.delete(off)
      work()
    })
    this.#offs.add(off)
    return off
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
