import { laneOf } from '../event/event.ts'
import type { ClaimedRow, ClaimLimits } from '../store/delivery-store.ts'

/** How much may be under way. */
export interface DeskLimits {
  /** Requests at a time in this process. */
  readonly inFlight: number
  /** Requests at a time to one endpoint. */
  readonly inFlightEach: number
  /** Deliveries of one endpoint that this process may hold, under way or next. */
  readonly heldEach: number
  /** Deliveries that this process may hold in all. */
  readonly held: number
}

/** What a process does by default: enough for thousands of events a second, with a few megabytes of memory. */
export const defaultDeskLimits: DeskLimits = { inFlight: 256, inFlightEach: 8, heldEach: 32, held: 512 }

/** Failures in a row after which an endpoint gets one request at a time. */
const failuresToDistrust = 3
const nilUuid = '00000000-0000-0000-0000-000000000000'

/** A claimed delivery in the hands of this process. */
export interface Parcel {
  readonly row: ClaimedRow
  readonly leaseUntil: number
}

interface EndpointPlace {
  waiting: Parcel[]
  readonly busyLanes: Set<string>
  inFlight: number
  failures: number
  /** Whether the last claim left some behind. */
  more: boolean
}

/**
 * Decides what is sent next, so that no endpoint holds up another:
 * - each endpoint has few requests under way, and one that fails again and again has one;
 * - those that fail share half of the places, so that any number of stuck receivers leaves the other half to the rest;
 * - endpoints take turns.
 * Deliveries of one lane (one message) go out one after the other, so their first tries arrive in order; one that has to be tried
 * again lets the others pass.
 */
export class SendingDesk {
  readonly #limits: DeskLimits
  readonly #places = new Map<string, EndpointPlace>()
  #turn: string[] = []
  #held = 0
  #inFlight = 0
  #distrusted = 0
  #claimAfter = nilUuid
  #more = false

  constructor(limits: DeskLimits) {
    this.#limits = limits
  }

  /** Requests under way. */
  get inFlight(): number {
    return this.#inFlight
  }

  /** Deliveries held, under way or waiting. */
  get held(): number {
    return this.#held
  }

  /** What may be claimed now; undefined when the desk is full. */
  claimLimits(): ClaimLimits | undefined {
    const total = this.#limits.held - this.#held
    if (total <= 0) return undefined
    const free = new Map<string, number>()
    for (const [id, place] of this.#places) {
      const most = this.#trusts(place) ? this.#limits.heldEach : 1
      free.set(id, Math.max(0, most - place.waiting.length - place.inFlight))
    }
    return { after: this.#claimAfter, total, each: this.#limits.heldEach, free }
  }

  /**
   * Takes what was claimed within `limits`.
   * @returns whether another claim at once may find more
   */
  take(parcels: readonly Parcel[], limits: ClaimLimits): boolean {
    const count = new Map<string, number>()
    for (const parcel of parcels) {
      const id = parcel.row.endpoint_id
      count.set(id, (count.get(id) ?? 0) + 1)
      this.#place(parcel).waiting.push(parcel)
      this.#held += 1
    }
    for (const [id, taken] of count) {
      const place = this.#places.get(id)
      if (place) place.more = taken >= (limits.free.get(id) ?? limits.each)
    }
    this.#more = parcels.length >= limits.total
    const wraps = !this.#more && limits.after !== nilUuid
    this.#claimAfter = this.#more ? (parcels.at(-1)?.row.endpoint_id ?? nilUuid) : nilUuid
    return wraps
  }

  /** The next delivery that may start, which counts as under way from now on; undefined when none may. */
  start(): Parcel | undefined {
    if (this.#inFlight >= this.#limits.inFlight) return undefined
    for (let looked = this.#turn.length; looked > 0; looked -= 1) {
      const id = this.#turn.shift() ?? ''
      const place = this.#places.get(id)
      if (!place) continue
      this.#turn.push(id)
      const parcel = this.#startOf(place)
      if (parcel) return parcel
    }
    return undefined
  }

  /**
   * A delivery that was under way has ended.
   * @returns what this process should give back, and whether it should claim more
   */
  end(parcel: Parcel, outcome: 'ok' | 'failed' | 'neutral'): { giveBack: readonly Parcel[]; claim: boolean } {
    const id = parcel.row.endpoint_id
    const place = this.#places.get(id)
    if (!place) return { giveBack: [], claim: false }
    if (!this.#trusts(place)) this.#distrusted -= 1
    place.inFlight -= 1
    place.busyLanes.delete(laneOf(parcel.row.event.id))
    this.#inFlight -= 1
    this.#held -= 1
    const trusted = this.#trusts(place)
    place.failures = outcome === 'ok' ? 0 : place.failures + (outcome === 'failed' ? 1 : 0)
    // What is under way to the endpoint changes sides with it.
    if (trusted && !this.#trusts(place)) this.#distrusted += place.inFlight
    if (!trusted && this.#trusts(place)) this.#distrusted -= place.inFlight
    const giveBack = this.#trusts(place) ? [] : this.drop(id)
    const low = place.waiting.length + place.inFlight <= this.#limits.heldEach / 2
    const claim = (place.more && low) || this.#more
    this.#tidy(id, place)
    return { giveBack, claim }
  }

  /** Takes an endpoint's waiting deliveries off the desk. */
  drop(endpointId: string): readonly Parcel[] {
    const place = this.#places.get(endpointId)
    if (!place) return []
    const dropped = place.waiting
    place.waiting = []
    this.#held -= dropped.length
    if (dropped.length > 0) place.more = true
    this.#tidy(endpointId, place)
    return dropped
  }

  /** Takes everything that has not started off the desk. */
  dropAll(): readonly Parcel[] {
    return [...this.#places.keys()].flatMap((id) => this.drop(id))
  }

  #startOf(place: EndpointPlace): Parcel | undefined {
    const trusted = this.#trusts(place)
    if (place.inFlight >= (trusted ? this.#limits.inFlightEach : 1)) return undefined
    if (!trusted && this.#distrusted >= this.#limits.inFlight / 2) return undefined
    const at = place.waiting.findIndex(({ row }) => !place.busyLanes.has(laneOf(row.event.id)))
    const [parcel] = at < 0 ? [] : place.waiting.splice(at, 1)
    if (!parcel) return undefined
    place.busyLanes.add(laneOf(parcel.row.event.id))
    place.inFlight += 1
    this.#inFlight += 1
    if (!trusted) this.#distrusted += 1
    return parcel
  }

  #trusts(place: EndpointPlace): boolean {
    return place.failures < failuresToDistrust
  }

  #place({ row }: Parcel): EndpointPlace {
    const known = this.#places.get(row.endpoint_id)
    if (known) return known
    const failures = row.failing_since === null ? 0 : failuresToDistrust
    const place = { waiting: [], busyLanes: new Set<string>(), inFlight: 0, failures, more: false }
    this.#places.set(row.endpoint_id, place)
    this.#turn.push(row.endpoint_id)
    return place
  }

  /** Forgets an endpoint that nothing is held for; whether it fails is known from its row when it comes again. */
  #tidy(id: string, place: EndpointPlace): void {
    if (place.inFlight > 0 || place.waiting.length > 0) return
    this.#places.delete(id)
    this.#turn = this.#turn.filter((each) => each !== id)
  }
}
