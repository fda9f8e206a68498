import { ProblemError } from '@trunkline/wire'
import { wordsOf } from '../connection/broker-failure.ts'
import type { Corpse, Graveyard } from '../dead/graveyard.ts'
import type { Acceptance, Log, Meter, SubmissionResult } from '../ports.ts'
import type { GroupReader, TakenBatch } from '../reader/group-reader.ts'
import { pause } from '../reader/pause.ts'
import type { DecodingRules } from '../record/decode-record.ts'
import type { IncomingRecord } from '../record/incoming-record.ts'
import type { Poison } from '../record/poison.ts'
import type { HoldUps } from './hold-ups.ts'
import type { Portions } from './portions.ts'
import { type FindClients, type SortedRecords, sortRecords } from './sort-records.ts'

/** The most records of one transaction; more make it slower again and hold the database's locks longer. */
const batchRecords = 1000
const batchBytes = 8 * 1024 ** 2
const firstRetryMs = 100
const longestRetryMs = 5000
/** How often something nobody foresaw is tried with all records, before they are tried one by one. */
const unforeseenTries = 3

/** Of what a worker is made. */
export interface WorkerParts {
  readonly reader: Pick<GroupReader, 'next' | 'release' | 'waiting'>
  readonly acceptance: Acceptance
  readonly findClients: FindClients
  readonly graveyard: Pick<Graveyard, 'bury'>
  readonly rules: DecodingRules
  readonly holdUps: HoldUps
  /** The same for all workers. */
  readonly portions: Portions
  readonly log: Log
  readonly meter: Meter
}

type Waiting = SortedRecords['submissions'][number]

/**
 * Takes batches of records, has them accepted, and only then lets their offsets be committed. Several workers may run: a partition is
 * with one of them at a time.
 *
 * ```
 *  taking ──batch──> sorting ──> accepting ──all committed──> burying what is poison ──> released ──> taking
 *                       ^           │ no room, database away: waits, the same records again
 *                       └───────────┘
 * ```
 */
export class IntakeWorker {
  readonly #parts: WorkerParts

  constructor(parts: WorkerParts) {
    this.#parts = parts
  }

  /** Works until the signal is aborted. Never rejects. */
  async run(signal: AbortSignal): Promise<void> {
    const { reader, portions, log } = this.#parts
    while (!signal.aborted) {
      await this.#untilRoom(signal)
      const most = await portions.next(batchRecords, reader.waiting, signal)
      const batch = await reader.next(this.#size(most), batchBytes, signal)
      if (batch === undefined) return
      const done = portions.begin(batch.records.length)
      try {
        await this.#work(batch, signal)
      } catch (error) {
        // Without release the records stay uncommitted, and come again with the next membership.
        log.error({ err: error }, 'a batch of records was given up until the next rebalance')
      } finally {
        done()
      }
    }
  }

  /** Room may shrink while we wait for records; the accepting itself is what decides. */
  #size(most: number): number {
    return Math.max(1, Math.min(most, this.#parts.acceptance.room()))
  }

  async #untilRoom(signal: AbortSignal): Promise<void> {
    const { acceptance, holdUps } = this.#parts
    if (acceptance.room() > 0) return
    const held = holdUps.begin('queue-full')
    while (acceptance.room() <= 0 && !signal.aborted) await pause(firstRetryMs, signal)
    held.end()
  }

  async #work(batch: TakenBatch, signal: AbortSignal): Promise<void> {
    const { reader, graveyard, meter } = this.#parts
    const began = performance.now()
    const sorted = await this.#persist('database-away', signal, () => this.#sort(batch.records))
    if (sorted === undefined) return
    const results = await this.#accept(sorted.submissions, signal)
    if (results === undefined) return
    const corpses = [...sorted.poisoned, ...refused(sorted.submissions, results)]
    if (!(await graveyard.bury(corpses, signal))) return
    reader.release(batch)
    this.#count(sorted, results)
    meter.observe('trunkline_kafka_batch_seconds', {}, (performance.now() - began) / 1000)
  }

  #sort(records: readonly IncomingRecord[]): Promise<SortedRecords> {
    const { rules, findClients } = this.#parts
    return sortRecords(records, rules, findClients)
  }

  /** One result for each; undefined when the signal was aborted first. */
  async #accept(waiting: readonly Waiting[], signal: AbortSignal): Promise<readonly SubmissionResult[] | undefined> {
    if (waiting.length === 0) return []
    const { acceptance } = this.#parts
    const entries = waiting.map(({ entry }) => entry)
    return this.#persist('accept', signal, async (tries) => {
      if (tries > unforeseenTries) return this.#oneByOne(waiting)
      const results = await acceptance.acceptMany(entries)
      // The same key at the same moment by another way: a moment later it is known. All go again, and the others are known already.
      const later = results.find((result) => 'problem' in result && isForLater(result.problem))
      if (later !== undefined && 'problem' in later) throw later.problem
      return results
    })
  }

  /** Finds the record that nobody foresaw: it alone goes to the dead. */
  async #oneByOne(waiting: readonly Waiting[]): Promise<readonly SubmissionResult[]> {
    const { acceptance, log } = this.#parts
    const results: SubmissionResult[] = []
    for (const { record, entry } of waiting) {
      try {
        results.push(...(await acceptance.acceptMany([entry])))
      } catch (error) {
        if (outageOf(error) !== undefined) throw error
        const { topic, partition, offset } = record
        log.error(
          { err: error, topic, partition, offset: String(offset) },
          'a record could not be accepted for a reason nobody foresaw',
        )
        results.push({ problem: new ProblemError('internal', 'The record could not be accepted; see the log.') })
      }
    }
    return results
  }

  /** Tries for as long as it takes. `tries` counts failures that are not outages. Undefined when the signal was aborted first. */
  async #persist<T>(what: string, signal: AbortSignal, work: (tries: number) => Promise<T>): Promise<T | undefined> {
    const { holdUps, log } = this.#parts
    let held: ReturnType<HoldUps['begin']> | undefined
    let unforeseen = 0
    try {
      for (let retryMs = firstRetryMs; !signal.aborted; retryMs = Math.min(retryMs * 2, longestRetryMs)) {
        try {
          return await work(unforeseen)
        } catch (error) {
          const outage = outageOf(error)
          if (outage === undefined) {
            unforeseen += 1
            log.error({ err: error, what, tries: unforeseen }, 'records could not be accepted; trying again')
          }
          const reason = outage ?? 'failing'
          if (held?.reason !== reason) {
            held?.end()
            held = holdUps.begin(reason, wordsOf(error))
          }
          await pause(retryMs, signal)
        }
      }
      return undefined
    } finally {
      held?.end()
    }
  }

  #count({ submissions, tombstones }: SortedRecords, results: readonly SubmissionResult[]): void {
    const { meter } = this.#parts
    const outcomes = { accepted: 0, replayed: 0 }
    for (const result of results) if (!('problem' in result)) outcomes[result.replayed ? 'replayed' : 'accepted'] += 1
    for (const [outcome, count] of Object.entries({ ...outcomes, tombstone: tombstones })) {
      if (count > 0) meter.count('trunkline_kafka_records_total', { outcome }, count)
    }
    const dead = submissions.length - outcomes.accepted - outcomes.replayed
    if (dead > 0) meter.count('trunkline_kafka_records_total', { outcome: 'refused' }, dead)
  }
}

/** Problems that say nothing of the record. */
function isForLater({ code, retryable }: ProblemError): boolean {
  return (
    code === 'queue-full' ||
    code === 'storage-full' ||
    code === 'idempotency-key-in-flight' ||
    (retryable && code !== 'internal')
  )
}

/** The kind of outage, where it is one; undefined for what nobody foresaw. */
function outageOf(error: unknown): string | undefined {
  if (error instanceof ProblemError && isForLater(error)) {
    return error.code === 'unavailable' ? 'database-away' : error.code
  }
  const retryable = error instanceof Error && 'retryable' in error && error.retryable === true
  return retryable ? 'database-away' : undefined
}

function refused(waiting: readonly Waiting[], results: readonly SubmissionResult[]): readonly Corpse[] {
  return waiting.flatMap(({ record, clientSid }, index) => {
    const result = results[index]
    if (result === undefined || !('problem' in result)) return []
    const { code, message: detail, errors } = result.problem
    const poison: Poison = { code, detail, clientSid, ...(errors === undefined ? {} : { errors }) }
    return [{ record, poison }]
  })
}
