/** One thing that happened, as clients are told of it: on webhooks, streams and Kafka alike. */
export interface EventRecord {
  /** `EV` and 32 hex digits. The same however often the event is told: receivers dedupe on it. */
  readonly id: string
  /** Words joined by dots, from the general to the special, such as `delivery.delivered`. */
  readonly type: string
  /** RFC 3339 instant at which it happened. */
  readonly timestamp: string
  readonly data: Readonly<Record<string, unknown>>
}

/** An event with the client whom it concerns. `id` may be the UUID or already the `EV…` SID; `clientId` is a UUID. */
export interface ClientEvent extends EventRecord {
  readonly clientId: string
}

/** The event as JSON with its members in the documented order, which jsonb does not keep. */
export function renderEvent({ id, type, timestamp, data }: EventRecord): string {
  return JSON.stringify({ id, type, timestamp, data })
}

/**
 * What the event's siblings share: the first 14 bytes of its id. Ids carry their parent (a message's deliveries and their events begin
 * alike), so events with one lane tell one story, and are told in order where that is cheap.
 */
export function laneOf(id: string): string {
  return id.slice(2, 30)
}
