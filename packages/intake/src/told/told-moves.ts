import { type DeliveryMoves, expandEvents, type MovesText, movesText } from '@trunkline/events'
import { type Sid, sidFromUuid } from '@trunkline/wire'
import type { OutgoingRecord, OutgoingRun } from '../connection/outgoing-record.ts'
import { GrowingBytes, type RecordBatch, varintSize } from '../connection/record-batch.ts'
import { cloudEvents, sourceOf } from './cloud-event.ts'
import { encodedParts } from './encoded-parts.ts'
import type { MoveKinds } from './move-kinds.ts'

/** Characters of what the client gave, and of a reason, from which on each event is made by itself: it may be too large to be told whole. */
const largePart = 4096
/** The most moves of which the records share a batch without being counted. */
const manyMoves = 8
/** Numbers up to this one take two digits in an event's id. */
const highestNumber = 255

const headersBegin = encodedParts((bytes) => {
  bytes.varint(7)
  for (const text of ['ce_specversion', '1.0', 'ce_id']) bytes.sized(text)
})
const subjectName = encodedParts((bytes) => bytes.sized('ce_subject'))
const headersEnd = encodedParts((bytes) => {
  for (const text of ['content-type', 'application/json']) bytes.sized(text)
})

/** What the records of one delivery have in common: its moves are written without a pause, so that there is never more than one. */
const common = new GrowingBytes()

/** Of which client and where events are told: what all records of a row have in common. */
export class ToldClient {
  readonly topic: string
  /** UUID. */
  readonly id: string
  readonly sid: Sid<'AC'>
  /** The header `ce_source`, and the name of the next one. */
  readonly source: Uint8Array

  constructor(topic: string, id: string) {
    this.topic = topic
    this.id = id
    this.sid = sidFromUuid('AC', id)
    this.source = encodedParts((bytes) => {
      for (const text of ['ce_source', sourceOf(id), 'ce_time']) bytes.sized(text)
    })
  }
}

/**
 * The moves of one delivery, which write themselves as the bytes of the records that {@link cloudEvents} makes of their events. Nearly all that is told are
 * such moves: the events, their data and headers, made only to be written, were most of what telling took.
 */
export class ToldMoves implements OutgoingRun {
  readonly #client: ToldClient
  readonly #kinds: MoveKinds
  readonly #stored: DeliveryMoves
  readonly #text: MovesText

  constructor(client: ToldClient, kinds: MoveKinds, stored: DeliveryMoves) {
    this.#client = client
    this.#kinds = kinds
    this.#stored = stored
    this.#text = movesText(client.sid, stored)
  }

  get topic(): string {
    return this.#client.topic
  }

  get key(): string {
    return this.#text.messageId
  }

  /** Whether the records are small, as they nearly always are. */
  get small(): boolean {
    const { from, moves } = this.#stored
    if (this.#text.data.length > largePart || moves.length > manyMoves || from + moves.length - 1 > highestNumber)
      return false
    return moves.every((move) => move.length === 2 || (move[3]?.length ?? 0) <= largePart)
  }

  addTo(batch: RecordBatch): void {
    const { of, from, moves } = this.#stored
    const { messageId, lineage, data } = this.#text
    common.clear()
    common.sized(messageId)
    const key = common.length
    common.text(data)
    const value = common.length
    common.bytes(headersBegin)
    common.varint(lineage.length + 2)
    common.text(lineage)
    const begin = common.length
    common.bytes(subjectName)
    common.sized(of)
    common.bytes(headersEnd)
    const end = common.length
    const { source } = this.#client
    let sequence = from
    for (const move of moves) {
      const { rest, type } = this.#kinds.of(move, sequence)
      const at = move[1]
      const valueBytes = value - key + rest.length
      const size =
        end + varintSize(valueBytes) + rest.length + type.length + source.length + varintSize(at.length) + at.length
      const record = batch.begin(size)
      record.copy(common, 0, key)
      record.varint(valueBytes)
      record.copy(common, key, value)
      record.bytes(rest)
      record.copy(common, value, begin)
      record.bytes(type)
      record.bytes(source)
      record.sized(at)
      record.copy(common, begin, end)
      sequence += 1
    }
  }

  records(): readonly OutgoingRecord[] {
    const { id, topic } = this.#client
    return expandEvents(id, [this.#stored]).map(cloudEvents(topic, id))
  }
}
