import { type Sid, sidFromUuid } from '@trunkline/wire'
import type { EventRecord } from './event.ts'

/**
 * What the events of one delivery have in common. As JSON, without its last brace, it is the head of {@link DeliveryMoves}: statements that
 * move many deliveries put theirs together so.
 */
export interface DeliveryLabel {
  /** The delivery's SID. */
  readonly of: string
  readonly channel: string
  /** Left out where the client gave none. */
  readonly metadata?: Readonly<Record<string, unknown>>
}

/** One move: the status, when it happened (RFC 3339), and, where they are not `false`, `null` and `null`, `final`, `reason` and `errorCode`. */
export type Move =
  | readonly [status: string, at: string]
  | readonly [status: string, at: string, final: boolean, reason: string | null, errorCode: string | null]

/**
 * Status moves of one delivery that follow one another, as the outbox and the log keep them: a fifth of the text of their events, of which every
 * message has about five. Each stands for one event; {@link expandEvents} makes them.
 */
export interface DeliveryMoves extends DeliveryLabel {
  /** The sequence number of the first move. */
  readonly from: number
  readonly moves: readonly Move[]
}

/** An element of a row of the outbox or of the log: an event, or several moves of a delivery. */
export type StoredEvent = EventRecord | DeliveryMoves

/**
 * The events that a row of the outbox or of the log stands for, in their order. The SQL function `events_expanded` gives the same.
 * @param clientId UUID of the client to whom the row belongs
 */
export function expandEvents(clientId: string, stored: readonly StoredEvent[]): EventRecord[] {
  const client = sidFromUuid('AC', clientId)
  const events: EventRecord[] = []
  for (const one of stored) {
    if ('moves' in one) expandMoves(client, one, events)
    else events.push(one)
  }
  return events
}

function expandMoves(clientId: Sid, { of, channel, metadata = {}, from, moves }: DeliveryMoves, events: EventRecord[]) {
  const messageId = messageOf(of)
  const lineage = lineageOf(of)
  for (const [index, [status, at, final = false, reason = null, errorCode = null]] of moves.entries()) {
    const sequence = from + index
    events.push({
      id: lineage + lineageEnd(sequence),
      type: `delivery.${status}`,
      timestamp: at,
      data: { clientId, messageId, deliveryId: of, channel, metadata, status, final, reason, errorCode, sequence },
    })
  }
}

// A delivery's digits are those of its message but for the last four, and those of its events but for the last two.
const messageOf = (delivery: string) => `NT${delivery.slice(2, 30)}0000`
const lineageOf = (delivery: string) => `EV${delivery.slice(2, 32)}`

/** The last digits of an event's id: the number of the move. The others are the {@link MovesText}'s `lineage`. */
export function lineageEnd(sequence: number): string {
  return sequence.toString(16).padStart(2, '0')
}

/** What {@link expandEvents} makes of the moves of one delivery, as far as it is the same in all of them: for who writes it down at once. */
export interface MovesText {
  readonly messageId: string
  /** The ids of the events, without {@link lineageEnd}. */
  readonly lineage: string
  /** JSON of their data up to the status; {@link moveText} is the rest. */
  readonly data: string
}

/** @param clientId SID of the client to whom the moves belong */
export function movesText(clientId: Sid, { of, channel, metadata }: DeliveryLabel): MovesText {
  const messageId = messageOf(of)
  const given = metadata === undefined ? '{}' : JSON.stringify(metadata)
  return {
    messageId,
    lineage: lineageOf(of),
    data: `{"clientId":"${clientId}","messageId":"${messageId}","deliveryId":"${of}","channel":${JSON.stringify(channel)},"metadata":${given}`,
  }
}

/** JSON of a move's data from the status to the end. */
export function moveText([status, , final = false, reason = null, errorCode = null]: Move, sequence: number): string {
  return `,${JSON.stringify({ status, final, reason, errorCode, sequence }).slice(1)}`
}
