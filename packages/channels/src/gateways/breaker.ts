/**
 * A circuit breaker: keeps a gateway that is down from being asked, so that its messages go elsewhere or wait, and lets a few
 * through now and then to see whether it is back.
 *
 * ```
 *             faults in a row >= consecutive, or
 *             share of faults >= ratio of at least `minimum` within `span`
 *   ┌────────┐ ─────────────────────────────────────────────> ┌──────┐
 *   │ closed │                                                │ open │ <──┐
 *   └────────┘                                                └──────┘    │ a probe fails: open twice as long
 *       ^                                                        │        │ (up to `openMost`)
 *       │                                                        │ openFor is over
 *       │          `closeAfter` probes succeed in a row      ┌───────────┐│
 *       └─────────────────────────────────────────────────── │ half-open │┘
 *                                                            └───────────┘  at most `probes` under way
 * ```
 *
 * One breaker belongs to one gateway in one process. It holds no timer and reads no clock: every call is told the time, and "open"
 * turns into "half-open" when somebody asks after the time is up.
 */
export type BreakerState = 'closed' | 'open' | 'half-open'

/** When the breaker opens and how it closes again. Times in milliseconds. */
export interface BreakerOptions {
  /** Faults in a row that open it. */
  readonly consecutive: number
  /** Share of faults, 0 to 1, that opens it. */
  readonly ratio: number
  /** Results within `span` below which the share says nothing. */
  readonly minimum: number
  /** How far back results count for the share. */
  readonly span: number
  /** How long it stays open at first. */
  readonly openFor: number
  /** Longest that it stays open, after doubling. */
  readonly openMost: number
  /** Attempts that may be under way at a time while half-open. */
  readonly probes: number
  /** Probes that must succeed in a row before it closes. */
  readonly closeAfter: number
  /** A probe without a result for this long has been lost with whoever ran it, and makes room for another. */
  readonly probeTimeout: number
}

/** Opens after ten faults in a row, or when half of twenty or more within 30 s fail; asks again after 5 s, at most 5 min. */
export const defaultBreakerOptions: BreakerOptions = Object.freeze({
  consecutive: 10,
  ratio: 0.5,
  minimum: 20,
  span: 30_000,
  openFor: 5_000,
  openMost: 300_000,
  probes: 2,
  closeAfter: 3,
  probeTimeout: 120_000,
})

/** What an attempt told about the gateway: a refused number is `ok`, since the gateway answered; a throttled or dead one is a `fault`. */
export type BreakerResult = 'ok' | 'fault'

/** Permission for one attempt. Hand it back with the result, once. */
export interface BreakerTicket {
  /** Which life of the breaker gave it; a result from before the last change of state says nothing about now. */
  readonly life: number
  readonly probe: number | null
}

interface Bucket {
  start: number
  ok: number
  fault: number
}

const bucketCount = 10

/** See {@link BreakerState} for the drawing. All instants are milliseconds since the epoch; a clock that goes back does no harm. */
export class CircuitBreaker {
  readonly #options: BreakerOptions
  readonly #onChange: ((from: BreakerState, to: BreakerState) => void) | undefined
  #state: BreakerState = 'closed'
  #life = 0
  #faultsInARow = 0
  #buckets: Bucket[] = []
  #openUntil = 0
  #openSpan: number
  #successes = 0
  #nextProbe = 0
  readonly #probes = new Map<number, number>()

  /** @param onChange told of every change of state, for the log and the metrics */
  constructor(
    options: BreakerOptions = defaultBreakerOptions,
    onChange?: (from: BreakerState, to: BreakerState) => void,
  ) {
    this.#options = options
    this.#onChange = onChange
    this.#openSpan = options.openFor
  }

  /** The state at `now`. */
  state(now: number): BreakerState {
    if (this.#state === 'open' && now >= this.#openUntil) this.#move('half-open')
    return this.#state
  }

  /** How many attempts may be begun at `now`: all, none, or as many as there is room for probes. */
  room(now: number): number {
    const state = this.state(now)
    if (state === 'closed') return Number.POSITIVE_INFINITY
    if (state === 'open') return 0
    this.#dropLostProbes(now)
    return Math.max(0, this.#options.probes - this.#probes.size)
  }

  /** When to ask again, where {@link room} is nought because the breaker is open; undefined otherwise. */
  reopensAt(now: number): number | undefined {
    return this.state(now) === 'open' ? this.#openUntil : undefined
  }

  /** Begins an attempt. Null: don't ask this gateway now. */
  enter(now: number): BreakerTicket | null {
    if (this.room(now) < 1) return null
    if (this.#state === 'closed') return { life: this.#life, probe: null }
    const probe = this.#nextProbe++
    this.#probes.set(probe, now)
    return { life: this.#life, probe }
  }

  /** Ends an attempt that never reached the gateway (canceled, no more time): gives a probe's place back and says nothing else. */
  cancel(ticket: BreakerTicket): void {
    if (ticket.life === this.#life && ticket.probe !== null) this.#probes.delete(ticket.probe)
  }

  /** Ends an attempt with what it told about the gateway. */
  leave(ticket: BreakerTicket, result: BreakerResult, now: number): void {
    if (ticket.life !== this.#life) return
    if (ticket.probe === null) this.#countClosed(result, now)
    else if (this.#probes.delete(ticket.probe)) this.#countProbe(result, now)
  }

  #countClosed(result: BreakerResult, now: number): void {
    const bucket = this.#bucket(now)
    bucket[result]++
    this.#faultsInARow = result === 'ok' ? 0 : this.#faultsInARow + 1
    if (result === 'fault' && (this.#faultsInARow >= this.#options.consecutive || this.#tooManyFaults()))
      this.#open(now)
  }

  #countProbe(result: BreakerResult, now: number): void {
    if (result === 'fault') {
      this.#openSpan = Math.min(this.#openSpan * 2, this.#options.openMost)
      this.#open(now)
    } else if (++this.#successes >= this.#options.closeAfter) {
      this.#openSpan = this.#options.openFor
      this.#move('closed')
    }
  }

  #open(now: number): void {
    this.#openUntil = now + this.#openSpan
    this.#move('open')
  }

  #move(to: BreakerState): void {
    const from = this.#state
    this.#state = to
    this.#life++
    this.#faultsInARow = 0
    this.#successes = 0
    this.#buckets = []
    this.#probes.clear()
    this.#onChange?.(from, to)
  }

  #tooManyFaults(): boolean {
    let ok = 0
    let fault = 0
    for (const bucket of this.#buckets) {
      ok += bucket.ok
      fault += bucket.fault
    }
    return ok + fault >= this.#options.minimum && fault >= this.#options.ratio * (ok + fault)
  }

  #bucket(now: number): Bucket {
    const width = this.#options.span / bucketCount
    const last = this.#buckets.at(-1)
    if (last && now < last.start + width) return last
    this.#buckets = this.#buckets.filter((bucket) => bucket.start > now - this.#options.span)
    const bucket = { start: now, ok: 0, fault: 0 }
    this.#buckets.push(bucket)
    return bucket
  }

  #dropLostProbes(now: number): void {
    for (const [probe, begun] of this.#probes) if (now - begun >= this.#options.probeTimeout) this.#probes.delete(probe)
  }
}
