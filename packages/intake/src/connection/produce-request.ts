import {
  type Connection,
  createAPI,
  ProduceAcks,
  type Producer,
  produceV3,
  produceV7,
  produceV8,
  produceV9,
  produceV10,
  produceV11,
  UnsupportedApiError,
  Writer,
} from '@platformatic/kafka'

/** The encoded records of one partition. */
export interface PartitionRecords {
  readonly topic: string
  readonly partition: number
  readonly bytes: Buffer
}

/** What the broker says of one partition. */
export interface PartitionAnswer {
  readonly topic: string
  readonly partition: number
  /** 0 where the records were taken. */
  readonly errorCode: number
  readonly errorMessage: string | null
}

type ResponseParser = typeof produceV11.parseResponse

/** Versions of the request that brokers may know, newest first. From 9 on, lengths are written in the compact form (KIP-482). */
const versions: readonly { readonly version: number; readonly parse: ResponseParser }[] = [
  { version: 11, parse: produceV11.parseResponse },
  { version: 10, parse: produceV10.parseResponse },
  { version: 9, parse: produceV9.parseResponse },
  { version: 8, parse: produceV8.parseResponse },
  { version: 7, parse: produceV7.parseResponse },
  { version: 3, parse: produceV3.parseResponse },
]
const firstCompact = 9

/** Sends records to the broker that leads their partitions, and resolves with what it says of each. Rejects where it does not answer. */
export type Produce = (connection: Connection, records: readonly PartitionRecords[]) => Promise<PartitionAnswer[]>

/**
 * The newest way to produce that the brokers know, in which all replicas in sync have to acknowledge within `timeoutMs`.
 * @throws UnsupportedApiError where there is none
 */
export async function produceApi(client: Pick<Producer, 'listApis'>, timeoutMs: number): Promise<Produce> {
  const offered = (await client.listApis()).find(({ name }) => name === 'Produce')
  const { minVersion, maxVersion } = offered ?? { minVersion: 0, maxVersion: -1 }
  const known = versions.find(({ version }) => version >= minVersion && version <= maxVersion)
  if (known === undefined)
    throw new UnsupportedApiError('No usable implementation found for API Produce.', { minVersion, maxVersion })
  const compact = known.version >= firstCompact
  const request = (records: readonly PartitionRecords[]) => produceRequest(records, timeoutMs, compact)
  const api = createAPI<[readonly PartitionRecords[]], ReturnType<ResponseParser>>(
    ...([0, known.version, request, answersOf(known.parse), compact, compact] as const),
  )
  return async (connection, records) =>
    (await api.async(connection, records)).responses.flatMap(({ name: topic, partitionResponses }) =>
      partitionResponses.map(({ index: partition, errorCode, errorMessage }) => ({
        ...{ topic, partition, errorCode },
        errorMessage: errorMessage ?? null,
      })),
    )
}

/** The library's parser throws where a partition has an error, with the answer in it: here each partition has its own. */
function answersOf(parse: ResponseParser): ResponseParser {
  return (...parameters) => {
    try {
      return parse(...parameters)
    } catch (error) {
      if (error instanceof Error && 'response' in error) return error.response as ReturnType<ResponseParser>
      throw error
    }
  }
}

/** Produce Request of the Kafka protocol, without its header. */
function produceRequest(records: readonly PartitionRecords[], timeoutMs: number, compact: boolean): Writer {
  const topics = [...Map.groupBy(records, ({ topic }) => topic)]
  const writer = Writer.create()
    .appendString(null, compact) // No transaction.
    .appendInt16(ProduceAcks.ALL)
    .appendInt32(timeoutMs)
    .appendArray(
      topics,
      (into, [topic, partitions]) => {
        into.appendString(topic, compact).appendArray(
          partitions,
          (each, { partition, bytes }) => {
            each.appendInt32(partition).appendBytes(bytes, compact)
          },
          ...([compact, compact] as const),
        )
      },
      ...([compact, compact] as const),
    )
  return compact ? writer.appendTaggedFields() : writer
}
