/** A record as it came, with where it stood. */
export interface IncomingRecord {
  readonly topic: string
  /** UUID of the topic; a topic that is deleted and made again has another. */
  readonly topicId: string
  readonly partition: number
  readonly offset: bigint
  /** Milliseconds since the epoch, as producer or broker wrote it. */
  readonly timestamp: bigint
  /** The leader's epoch under which the partition took it (KIP-101); -1 where brokers do not say. */
  readonly leaderEpoch: number
  readonly key: Buffer | null
  readonly value: Buffer | null
  readonly headers: readonly RecordHeader[]
}

/** A header as it came; names may come more than once. */
export type RecordHeader = readonly [name: Buffer | null, value: Buffer | null]

/** The text of a header: of several with one name the last, as Kafka's own clients have it. Undefined where there is none. */
export function headerOf(record: Pick<IncomingRecord, 'headers'>, name: string): string | undefined {
  const found = record.headers.findLast(([each]) => each?.toString('latin1').toLowerCase() === name)
  return found?.[1]?.toString('utf8')
}
