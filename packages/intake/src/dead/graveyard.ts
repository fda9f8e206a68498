import type { HoldUp, HoldUps } from '../accept/hold-ups.ts'
import { isTooLarge, wordsOf } from '../connection/broker-failure.ts'
import { sizeOf } from '../connection/outgoing-record.ts'
import type { SteadyProducer } from '../connection/steady-producer.ts'
import type { Clock, Log, Meter } from '../ports.ts'
import { pause } from '../reader/pause.ts'
import type { IncomingRecord } from '../record/incoming-record.ts'
import type { Poison } from '../record/poison.ts'
import { bare, type DeadLetter, deadLetter, withoutValue } from './dead-letter.ts'

const firstRetryMs = 250
const longestRetryMs = 10_000
/**
 * Bytes of a record that no topic of the dead takes. Brokers close the connection on a request of more than 100 MiB and do not say why; a
 * value can be that large because they take it compressed.
 */
const hopelessBytes = 64 * 1024 ** 2

/** A record with why it is not accepted. */
export interface Corpse {
  readonly record: IncomingRecord
  readonly poison: Poison
}

/** Writes records that cannot be accepted to `trunkline.dead`. */
export class Graveyard {
  readonly #parts: {
    readonly producer: Pick<SteadyProducer, 'write'>
    readonly holdUps: Pick<HoldUps, 'begin'>
    readonly clock: Clock
    readonly log: Log
    readonly meter: Meter
  }

  constructor(parts: {
    producer: Pick<SteadyProducer, 'write'>
    holdUps: Pick<HoldUps, 'begin'>
    clock: Clock
    log: Log
    meter: Meter
  }) {
    this.#parts = parts
  }

  /** Resolves with true when all are written, however long the brokers are away; with false when the signal was aborted before. */
  async bury(corpses: readonly Corpse[], signal: AbortSignal): Promise<boolean> {
    if (corpses.length === 0) return true
    const { clock, holdUps, log, meter } = this.#parts
    const letters = corpses.map(({ record, poison }) => deadLetter(record, poison, clock.now()))
    let held: HoldUp | undefined
    try {
      for (let retryMs = firstRetryMs; ; retryMs = Math.min(retryMs * 2, longestRetryMs)) {
        try {
          await this.#write(letters)
          this.#tell(corpses)
          return true
        } catch (error) {
          const reason = wordsOf(error)
          log.warn({ reason, records: letters.length }, 'dead records could not be written; trying again')
          meter.count('trunkline_kafka_dead_failures_total', {})
          held ??= holdUps.begin('dead-topic-failing', reason)
          await pause(retryMs, signal)
          if (signal.aborted) return false
        }
      }
    } finally {
      held?.end()
    }
  }

  async #write(letters: readonly DeadLetter[]): Promise<void> {
    const { producer } = this.#parts
    try {
      if (letters.some((letter) => sizeOf(letter) > hopelessBytes)) return await this.#writeEach(letters)
      await producer.write(letters)
    } catch (error) {
      if (!isTooLarge(error)) throw error
      await this.#writeEach(letters)
    }
  }

  /** What is too large even alone is told of without its value, or with nothing of it, so that nothing behind it has to wait. */
  async #writeEach(letters: readonly DeadLetter[]): Promise<void> {
    const { producer, log } = this.#parts
    for (const letter of letters) {
      if (await this.#writeIfTaken(letter)) continue
      log.error(
        { bytes: sizeOf(letter) },
        'a dead record is larger than its topic takes: its value stays where it was sent; raise max.message.bytes',
      )
      const rest = withoutValue(letter)
      if (!(await this.#writeIfTaken(rest))) await producer.write([bare(rest)])
    }
  }

  async #writeIfTaken(letter: DeadLetter): Promise<boolean> {
    if (sizeOf(letter) > hopelessBytes) return false
    try {
      await this.#parts.producer.write([letter])
      return true
    } catch (error) {
      if (isTooLarge(error)) return false
      throw error
    }
  }

  #tell(corpses: readonly Corpse[]): void {
    const { log, meter } = this.#parts
    for (const [code, each] of Map.groupBy(corpses, ({ poison }) => poison.code)) {
      meter.count('trunkline_kafka_dead_total', { reason: code }, each.length)
      const { record, poison } = each[0] as Corpse
      const { topic, partition, offset } = record
      const first = { topic, partition, offset: String(offset), clientId: poison.clientSid }
      log.warn(
        { reason: code, records: each.length, first },
        'records could not be accepted and went to trunkline.dead',
      )
    }
  }
}
