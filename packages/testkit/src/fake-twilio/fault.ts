/**
 * What the fake server is told to do wrong with a request. Points of a request's life at which it can break:
 *
 * ```
 *  headers ──> body ──> processed ──> answer begins ──> answer ends
 *         │         │             │                 │
 *   before-reading  │        before-answer      mid-answer
 *            before-processing
 * ```
 *
 * Cut at the first two, nothing was created; at the last two the message is on its way although the caller was never told.
 */
export type FakeCut = 'before-reading' | 'before-processing' | 'before-answer' | 'mid-answer'

/** Which requests a fault is for: POST of a message or call, GET of a list, GET of one resource. */
export type FakeOperation = 'create' | 'list' | 'fetch'

/** A status callback to send by itself after a create. */
export interface FakeReceipt {
  readonly status: string
  /** Sent before the answer to the create goes out, as happens with a fast carrier. */
  readonly early?: boolean
  /** Milliseconds to wait before it is sent; counted from the one before it. */
  readonly afterMs?: number
  readonly errorCode?: number
}

/** One order for one request. */
export interface FakeFault {
  /** Default `create`. */
  readonly on?: FakeOperation
  /** Destroys the connection at this point. */
  readonly cut?: FakeCut
  /** Keeps the connection open at this point and never goes on. */
  readonly stall?: 'before-processing' | 'before-answer'
  /** Waits before processing, milliseconds. */
  readonly delayMs?: number
  /** Answers this HTTP status instead of the result. */
  readonly status?: number
  /** Twilio's code in the body of the answer; without it the body is a proxy's HTML page. */
  readonly code?: number
  readonly retryAfter?: string
  /** Whether the request is processed nevertheless before the answer `status`. Default false. */
  readonly processed?: boolean
  /** Status callbacks for what this request creates, instead of the server's usual ones. */
  readonly receipts?: readonly FakeReceipt[]
}

/** Keeps the orders and gives each to the request that it is for, oldest first. */
export class FaultScript {
  #pending: FakeFault[] = []

  add(fault: FakeFault, times: number): void {
    for (let i = 0; i < times; i++) this.#pending.push(fault)
  }

  take(operation: FakeOperation): FakeFault {
    const index = this.#pending.findIndex((fault) => (fault.on ?? 'create') === operation)
    return index < 0 ? {} : this.#pending.splice(index, 1)[0]!
  }

  /** Orders that no request has met yet. */
  get left(): number {
    return this.#pending.length
  }

  clear(): void {
    this.#pending = []
  }
}
