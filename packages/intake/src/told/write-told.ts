import { isTooLarge } from '../connection/broker-failure.ts'
import { type OutgoingRecord, sizeOf } from '../connection/outgoing-record.ts'
import { textOf } from '../connection/record-batch.ts'
import type { SteadyProducer } from '../connection/steady-producer.ts'

/** Smaller records are too large for no topic. Bytes. */
const surelyTaken = 262_144
/** Members of the data that stay in any case. Bytes of JSON. */
const smallMember = 4096

/**
 * Writes the records of events, in their order. One that is larger than its topic takes (a client's metadata can be) goes without its large
 * members, and names them in `leftOut`: it still tells of its move, and holds up those of nobody else. Rejects as the producer does.
 * @param onCut told of each such record's size in bytes
 */
export async function writeTold(
  producer: Pick<SteadyProducer, 'write'>,
  records: readonly OutgoingRecord[],
  onCut: (bytes: number) => void,
): Promise<void> {
  try {
    await producer.write(records)
  } catch (error) {
    if (!isTooLarge(error)) throw error
    let run: OutgoingRecord[] = []
    for (const record of records) {
      if (sizeOf(record) <= surelyTaken) {
        run.push(record)
        continue
      }
      if (run.length > 0) await producer.write(run)
      run = []
      await writeLarge(producer, record, onCut)
    }
    if (run.length > 0) await producer.write(run)
  }
}

async function writeLarge(
  producer: Pick<SteadyProducer, 'write'>,
  record: OutgoingRecord,
  onCut: (bytes: number) => void,
): Promise<void> {
  try {
    await producer.write([record])
  } catch (error) {
    if (!isTooLarge(error)) throw error
    onCut(sizeOf(record))
    await producer.write([cut(record)])
  }
}

function cut(record: OutgoingRecord): OutgoingRecord {
  const data = JSON.parse(record.value === null ? '{}' : textOf(record.value)) as Record<string, unknown>
  const isSmall = (value: unknown) => Buffer.byteLength(JSON.stringify(value)) <= smallMember
  const kept = Object.entries(data).filter(([, value]) => isSmall(value))
  const leftOut = Object.keys(data).filter((name) => !isSmall(data[name]))
  return { ...record, value: JSON.stringify({ ...Object.fromEntries(kept), leftOut }) }
}
