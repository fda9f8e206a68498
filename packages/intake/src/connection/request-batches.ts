import { keyPartition } from './key-partition.ts'
import { isRun, type Outgoing } from './outgoing-record.ts'
import { GrowingBytes, RecordBatch } from './record-batch.ts'

/** Memory that is kept from one request for the next: what is made anew for each has to be grown, and to be taken from the system. Bytes. */
const mostKept = 4_194_304

/** A batch, and where it goes. */
export interface PlacedBatch {
  readonly topic: string
  readonly partition: number
  readonly batch: RecordBatch
}

/** The batches of the request that is being filled: one for each partition of which there are records. */
export class RequestBatches {
  readonly #scratch = new GrowingBytes()
  readonly #topics = new Map<string, Map<number, RecordBatch>>()
  #spare: RecordBatch[] = []
  #bytes = 0
  /** Where a record goes that has neither key nor partition. */
  #turn = 0

  /** Bytes of the records so far. */
  get bytes(): number {
    return this.#bytes
  }

  /**
   * Adds what is next.
   * @param partitions how many its topic has
   * @returns how many records it was
   */
  add(outgoing: Outgoing, partitions: number): number {
    const batch = this.#batch(outgoing.topic, this.#partitionOf(outgoing, partitions))
    const { size, count } = batch
    if (isRun(outgoing)) outgoing.addTo(batch)
    else batch.add(outgoing)
    this.#bytes += batch.size - size
    return batch.count - count
  }

  /** Gives the batches, and begins those of another request. */
  take(): PlacedBatch[] {
    const taken = [...this.#topics].flatMap(([topic, batches]) =>
      [...batches].map(([partition, batch]) => ({ topic, partition, batch })),
    )
    this.#topics.clear()
    this.#bytes = 0
    return taken
  }

  /** Takes back the batches of a request that is acknowledged: nobody reads their bytes any more. */
  giveBack(placed: readonly PlacedBatch[]): void {
    this.#spare = []
    let kept = 0
    for (const { batch } of placed) {
      kept += batch.capacity
      if (kept > mostKept) break
      batch.clear()
      this.#spare.push(batch)
    }
  }

  #batch(topic: string, partition: number): RecordBatch {
    const batches = this.#topics.get(topic) ?? new Map<number, RecordBatch>()
    const known = batches.get(partition)
    if (known !== undefined) return known
    const batch = this.#spare.pop() ?? new RecordBatch(this.#scratch)
    this.#topics.set(topic, batches.set(partition, batch))
    return batch
  }

  #partitionOf(outgoing: Outgoing, partitions: number): number {
    const { key } = outgoing
    if (!isRun(outgoing) && outgoing.partition !== undefined) return outgoing.partition % partitions
    if (key === null || key.length === 0) return this.#turn++ % partitions
    return keyPartition(key, partitions)
  }
}
