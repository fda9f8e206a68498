import type { OutgoingRecord } from '../connection/outgoing-record.ts'
import { headerOf, type IncomingRecord, type RecordHeader } from '../record/incoming-record.ts'
import type { Poison } from '../record/poison.ts'
import { placeOf, writtenPlace } from '../record/record-identity.ts'
import { deadTopic } from '../topics/topic-names.ts'
import { deadHeaders } from './dead-headers.ts'

const ours: ReadonlySet<string> = new Set(Object.values(deadHeaders))
const longestDetail = 2000
/** Bytes of `dead-errors`; they name members of the record, however long. */
const longestErrors = 16_384

/** A record for {@link deadTopic}: what was sent as it came, and more headers. */
export interface DeadLetter extends OutgoingRecord {
  readonly key: Buffer | null
  readonly value: Buffer | null
  readonly headers: readonly (readonly [name: Buffer, value: Buffer])[]
}

/** The record for {@link deadTopic}. */
export function deadLetter(record: IncomingRecord, poison: Poison, now: number): DeadLetter {
  const { code, detail, errors, clientSid } = poison
  const told: Record<string, string | undefined> = {
    [deadHeaders.code]: code,
    [deadHeaders.detail]: detail.slice(0, longestDetail),
    [deadHeaders.errors]: shownErrors(errors),
    [deadHeaders.client]: clientSid,
    [deadHeaders.topic]: record.topic,
    [deadHeaders.topicId]: record.topicId,
    [deadHeaders.partition]: String(record.partition),
    [deadHeaders.offset]: String(record.offset),
    [deadHeaders.timestamp]: String(record.timestamp),
    [deadHeaders.place]: knownPlace(record, poison),
    [deadHeaders.at]: new Date(now).toISOString(),
  }
  const added = Object.entries(told).flatMap(([name, text]) =>
    text === undefined ? [] : [[Buffer.from(name), Buffer.from(text)] as const],
  )
  return { topic: deadTopic, key: record.key, value: record.value, headers: [...added, ...originalHeaders(record)] }
}

/** Where another record was taken from the same place before, the place does not tell them apart. */
function knownPlace(record: IncomingRecord, { code }: Poison): string | undefined {
  const place = code === 'idempotency-key-reused' ? undefined : placeOf(record)
  return place === undefined ? undefined : writtenPlace(place)
}

/** The same without its value, which is larger than the topic takes. */
export function withoutValue({ headers, ...rest }: DeadLetter): DeadLetter {
  return { ...rest, value: null, headers: [[Buffer.from(deadHeaders.withoutValue), Buffer.from('true')], ...headers] }
}

/** What remains where even that is too large: why, and where it stands. */
export function bare({ topic, headers }: DeadLetter): DeadLetter {
  const own = headers.filter(([name]) => ours.has(name.toString('latin1')))
  return { topic, key: null, value: null, headers: own }
}

function shownErrors(errors: Poison['errors']): string | undefined {
  if (errors === undefined) return undefined
  const shown = JSON.stringify(errors.slice(0, 20))
  return Buffer.byteLength(shown) <= longestErrors ? shown : undefined
}

/** The headers that the record had when it was sent. */
export function originalHeaders({ headers }: Pick<IncomingRecord, 'headers'>): (readonly [Buffer, Buffer])[] {
  // In whatever case, as they are read: a sender's `Dead-Topic` would lead a redrive to somebody else's topic.
  const isOurs = (name: Buffer | null) => ours.has(name?.toString('latin1').toLowerCase() ?? '')
  return headers.flatMap(([name, value]: RecordHeader) =>
    isOurs(name) ? [] : [[name ?? Buffer.alloc(0), value ?? Buffer.alloc(0)] as const],
  )
}

/** What a dead record says of itself. */
export interface DeadRecord {
  readonly code: string
  readonly detail: string
  readonly clientSid: string | undefined
  readonly topic: string
  readonly topicId: string
  readonly partition: number
  readonly offset: bigint
  /** As `writtenPlace` writes it; undefined where it cannot be known by its place. */
  readonly place: string | undefined
  readonly withoutValue: boolean
}

/** Reads what {@link deadLetter} wrote; undefined for a record that somebody else put there. */
export function readDeadLetter(record: IncomingRecord): DeadRecord | undefined {
  const text = (name: keyof typeof deadHeaders) => headerOf(record, deadHeaders[name])
  const [topic, topicId, partition, offset] = [text('topic'), text('topicId'), text('partition'), text('offset')]
  const whole = topic && topicId && /^\d+$/.test(partition ?? '') && /^\d+$/.test(offset ?? '')
  if (!whole) return undefined
  return {
    code: text('code') ?? '',
    detail: text('detail') ?? '',
    clientSid: text('client'),
    topic,
    topicId,
    partition: Number(partition),
    offset: BigInt(offset ?? 0),
    place: text('place'),
    withoutValue: text('withoutValue') === 'true',
  }
}
