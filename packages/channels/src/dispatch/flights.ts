import type { ClaimedRow } from '../store/claim-store.ts'

/** Whether a delivery was dealt with, or could not be begun and is to be given back. */
export type FlightEnd = 'done' | 'not-begun'

/** What this process has claimed and not finished, and how much of it is with each gateway. */
export class Flights {
  readonly #send: (row: ClaimedRow, signal: AbortSignal) => Promise<FlightEnd>
  readonly #onLanded: (row: ClaimedRow, gateway: string, end: FlightEnd, before: number) => void
  readonly #byGateway = new Map<string, number>()
  readonly #claimed = new Set<string>()
  readonly #sends = new Set<Promise<void>>()
  readonly #abort = new AbortController()

  /**
   * @param send never rejects
   * @param onLanded told of each delivery that is done, with how many its gateway had until then
   */
  constructor(
    send: (row: ClaimedRow, signal: AbortSignal) => Promise<FlightEnd>,
    onLanded: (row: ClaimedRow, gateway: string, end: FlightEnd, before: number) => void,
  ) {
    this.#send = send
    this.#onLanded = onLanded
  }

  /** How many deliveries are with their gateways now. */
  get size(): number {
    return this.#claimed.size
  }

  /** The deliveries, for their leases. */
  ids(): string[] {
    return [...this.#claimed]
  }

  /** How many a gateway has, with those that room was taken for. */
  of(gateway: string): number {
    return this.#byGateway.get(gateway) ?? 0
  }

  /** Takes room for a delivery; {@link begin} or {@link release} follows. */
  take(gateway: string): void {
    this.#byGateway.set(gateway, this.of(gateway) + 1)
  }

  /** Gives back room that was taken. */
  release(gateway: string): void {
    this.#byGateway.set(gateway, this.of(gateway) - 1)
  }

  /** Hands a claimed delivery to its gateway, for which room was taken. */
  begin(gateway: string, row: ClaimedRow): void {
    this.#claimed.add(row.delivery_id)
    const sending = this.#send(row, this.#abort.signal).then((end) => {
      const before = this.of(gateway)
      this.release(gateway)
      this.#claimed.delete(row.delivery_id)
      this.#sends.delete(sending)
      this.#onLanded(row, gateway, end, before)
    })
    this.#sends.add(sending)
  }

  /** Tells the gateways to let go. */
  abort(reason: Error): void {
    this.#abort.abort(reason)
  }

  /** Whether everything that is in flight has ended within `span` milliseconds. */
  async settled(span: number): Promise<boolean> {
    let over = false
    const timer = Promise.withResolvers<void>()
    const handle = setTimeout(() => {
      over = true
      timer.resolve()
    }, span)
    while (this.#sends.size > 0 && !over) await Promise.race([Promise.allSettled([...this.#sends]), timer.promise])
    clearTimeout(handle)
    return this.#sends.size === 0
  }
}
