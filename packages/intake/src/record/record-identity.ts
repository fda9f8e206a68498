import type { RecordPlace } from '@trunkline/channels'
import { headerOf, type IncomingRecord } from './incoming-record.ts'

/** The header that names a record's idempotency key. */
export const keyHeader = 'idempotency-key'
/** The header by which a dead record that is sent again says where it stood when it was sent first. */
export const placeHeader = 'redriven-place'
const printable = /^[\x20-\x7e]{1,255}$/
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const noId = '00000000-0000-0000-0000-000000000000'
const written = /^([^:]{1,249}):(\d{1,10}):(\d{1,19}):(-?\d{1,19})$/
/** Milliseconds take 41 bits until 2039, and 44 until 2527. */
const epochShift = 44n

/** What a record is known by when it comes again: the idempotency key that its sender gave it, or where it stands. */
export type RecordIdentity =
  | { readonly idempotencyKey: string; readonly place?: undefined }
  | { readonly idempotencyKey?: undefined; readonly place: RecordPlace }

type Placed = Pick<IncomingRecord, 'topicId' | 'partition' | 'offset' | 'timestamp' | 'leaderEpoch'>

/** What a record is known by; undefined where its key header is no key. */
export function identityOf(record: IncomingRecord): RecordIdentity | undefined {
  if (record.headers.length === 0) return ownIdentity(record)
  const given = headerOf(record, keyHeader)
  if (given !== undefined) return printable.test(given) ? { idempotencyKey: given } : undefined
  const before = written.exec(headerOf(record, placeHeader) ?? '')
  return before === null ? ownIdentity(record) : identityBefore(record, before)
}

function ownIdentity(record: Placed): RecordIdentity {
  const place = placeOf(record)
  return place === undefined ? { idempotencyKey: placeKey(record) } : { place }
}

/**
 * Where a record stands; undefined where the topic has no id of its own (brokers before Kafka 2.8). The stamp tells it from another that is written there when the
 * topic has lost its end: leaders' epochs only grow (KIP-101), and the time by itself may be whatever a producer says.
 */
export function placeOf(record: Placed): RecordPlace | undefined {
  const { topicId: topic, partition, offset: position, timestamp, leaderEpoch } = record
  if (topic === noId || !uuid.test(topic)) return undefined
  return { topic, partition, position, stamp: BigInt.asIntN(64, (BigInt(leaderEpoch) << epochShift) + timestamp) }
}

/** The value of {@link placeHeader}. */
export function writtenPlace({ topic, partition, position, stamp }: RecordPlace): string {
  return `${topic}:${partition}:${position}:${stamp}`
}

/**
 * A record that was sent again stands behind where it stood, in the same partition. One that names any other place is known by a key made of that: a
 * topic may have been deleted and made again since, and no sender may take the place of a record that is still to come.
 */
function identityBefore(
  record: IncomingRecord,
  [, topicId = '', partition, offset, stamp]: RegExpExecArray,
): RecordIdentity {
  const place = {
    topic: topicId,
    partition: Number(partition),
    position: BigInt(offset ?? 0),
    stamp: BigInt(stamp ?? 0),
  }
  const isBefore = topicId === record.topicId && place.partition === record.partition && place.position < record.offset
  if (isBefore && uuid.test(topicId)) return { place }
  return { idempotencyKey: placeKey({ topicId, partition: place.partition, offset: place.position }) }
}

/**
 * A key for a record of that place. The topic's id is in it, so that a topic that is deleted and made
 * again does not meet its old keys.
 */
export function placeKey({
  topicId,
  partition,
  offset,
}: Pick<IncomingRecord, 'topicId' | 'partition' | 'offset'>): string {
  return `kafka:${topicId}-${partition}-${offset}`
}
