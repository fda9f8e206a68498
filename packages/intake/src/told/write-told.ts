import { isTooLarge } from '../connection/broker-failure.ts'
import { isRun, type Outgoing, type OutgoingRecord, sizeOf } from '../connection/outgoing-record.ts'
import { textOf } from '../connection/record-batch.ts'
import type { SteadyProducer } from '../connection/steady-producer.ts'

/** Smaller records are hardly ever too large for a topic, so they go together. Bytes. */
const surelyTaken = 262_144
/** Members of the data that stay in any case. Bytes of JSON. */
const smallMember = 4096

/**
 * Writes the records of events, in their order. One that is larger than its topic takes (a client's metadata can be) goes without its large
 * members, and names them in `leftOut`: it still tells of its move, and holds up those of nobody else. Rejects as the producer does.
 * @param told all of one topic; gone through again where one is too large
 * @param onCut told of each such record's size in bytes
 * @returns how many records it were
 */
export async function writeTold(
  producer: Pick<SteadyProducer, 'write'>,
  topic: string,
  told: Iterable<Outgoing>,
  onCut: (bytes: number) => void,
): Promise<number> {
  try {
    return await producer.write(told, [topic])
  } catch (error) {
    if (!isTooLarge(error)) throw error
    return writeEach(producer, told, onCut)
  }
}

async function writeEach(
  producer: Pick<SteadyProducer, 'write'>,
  told: Iterable<Outgoing>,
  onCut: (bytes: number) => void,
): Promise<number> {
  let count = 0
  let run: OutgoingRecord[] = []
  for (const record of singly(told)) {
    count += 1
    if (sizeOf(record) <= surelyTaken) {
      run.push(record)
      continue
    }
    await writeRun(producer, run, onCut)
    run = []
    await writeLarge(producer, record, onCut)
  }
  await writeRun(producer, run, onCut)
  return count
}

async function writeRun(
  producer: Pick<SteadyProducer, 'write'>,
  run: readonly OutgoingRecord[],
  onCut: (bytes: number) => void,
): Promise<void> {
  try {
    if (run.length > 0) await producer.write(run)
  } catch (error) {
    // Each of them may be small enough for the topic, and all of them together too many.
    if (!isTooLarge(error)) throw error
    for (const record of run) await writeLarge(producer, record, onCut)
  }
}

function* singly(told: Iterable<Outgoing>): Iterable<OutgoingRecord> {
  for (const one of told) {
    if (isRun(one)) yield* one.records()
    else yield one
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
