import type { ClaimedRow } from '../store/claim-store.ts'

/** Whether a delivery was dealt with, or could not be begun and is to be given back. */
export type FlightEnd = 'done' | 'not-begun'

/**
 * Hands a claimed delivery to its gateway and has written down what became of it. Never throws, and says once how it ended: nothing that
 * it was made of need be there until then, for writing down takes long and thousands wait for it.
 */
export type Send = (row: ClaimedRow, signal: AbortSignal, landed: (end: FlightEnd) => void) => void

/** What this process has claimed and not finished, and how much of it is with each gateway. */
export class Flights {
  readonly #send: Send
  readonly #onLanded: (deliveryId: string, gateway: string, end: FlightEnd, before: number) => void
  readonly #byGateway = new Map<string, number>()
  readonly #claimed = new Set<string>()
  #underWay = 0
  /** Resolves as soon as nothing is under way; undefined where nobody waits for it. */
  #idle: PromiseWithResolvers<void> | undefined
  readonly #abort = new AbortController()

  /**
   * @param onLanded told of each delivery that is done, with how many its gateway had until then
   */
  constructor(send: Send, onLanded: (deliveryId: string, gateway: string, end: FlightEnd, before: number) => void) {
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
    this.#underWay++
    this.#send(row, this.#abort.signal, this.#lander(gateway, row.delivery_id))
  }

  // By itself, so that the row does not stay with what it gives.
  #lander(gateway: string, deliveryId: string): (end: FlightEnd) => void {
    return (end) => {
      const before = this.of(gateway)
      this.release(gateway)
      this.#claimed.delete(deliveryId)
      if (--this.#underWay === 0) {
        this.#idle?.resolve()
        this.#idle = undefined
      }
      this.#onLanded(deliveryId, gateway, end, before)
    }
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
    while (this.#underWay > 0 && !over) {
      this.#idle ??= Promise.withResolvers<void>()
      await Promise.race([this.#idle.promise, timer.promise])
    }
    clearTimeout(handle)
    return this.#underWay === 0
  }
}
