import { readCseq, type SipRequest, type SipResponse } from '../message/message.ts'
import type { ServerTransaction } from '../transaction/server-transaction.ts'
import type { Agent } from './agent.ts'

interface Waiting {
  readonly cseq: number
  readonly settle: (ack: SipRequest | undefined) => void
}

/** Repeats the 2xx to an INVITE until its ACK comes: over TCP too, since a proxy on the way may speak UDP (RFC 3261, section 13.3.1.4). */
export class Repeater {
  readonly #agent: Pick<Agent, 'layer' | 'timers'>
  #waiting: Waiting | undefined

  constructor(agent: Pick<Agent, 'layer' | 'timers'>) {
    this.#agent = agent
  }

  /** Gives the ACK, or undefined where none came within 64 times T1. */
  send(transaction: ServerTransaction, response: SipResponse): Promise<SipRequest | undefined> {
    const { timers, layer } = this.#agent
    const { t1, t2 } = layer.values
    const cseq = readCseq(transaction.request.headers.get('cseq'))?.number ?? 0
    this.#waiting?.settle(undefined)
    return new Promise((resolve) => {
      let off = () => {}
      const repeatAfter = (wait: number) => {
        off = timers.after(wait, () => {
          transaction.repeat()
          repeatAfter(Math.min(wait * 2, t2))
        })
      }
      const offLast = timers.after(64 * t1, () => this.#waiting?.settle(undefined))
      this.#waiting = {
        cseq,
        settle: (ack) => {
          off()
          offLast()
          this.#waiting = undefined
          resolve(ack)
        },
      }
      transaction.respond(response)
      repeatAfter(t1)
    })
  }

  /** An ACK came; that of another INVITE is left alone. */
  acknowledged(request: SipRequest): void {
    if (readCseq(request.headers.get('cseq'))?.number === this.#waiting?.cseq) this.#waiting?.settle(request)
  }

  stop(): void {
    this.#waiting?.settle(undefined)
  }
}
