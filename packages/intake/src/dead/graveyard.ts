import { isProtocolError, wordsOf } from '../connection/broker-failure.ts'
import type { OutgoingRecord, SteadyProducer } from '../connection/steady-producer.ts'
import type { Clock, Log, Meter } from '../ports.ts'
import { pause } from '../reader/pause.ts'
import type { IncomingRecord } from '../record/incoming-record.ts'
import type { Poison } from '../record/poison.ts'
import { deadLetter, withoutValue } from './dead-letter.ts'

const firstRetryMs = 250
const longestRetryMs = 10_000

/** A record with why it is not accepted. */
export interface Corpse {
  readonly record: IncomingRecord
  readonly poison: Poison
}

/** Writes records that cannot be accepted to `trunkline.dead`. */
export class Graveyard {
  readonly #parts: {
    readonly producer: SteadyProducer
    readonly clock: Clock
    readonly log: Log
    readonly meter: Meter
  }

  constructor(parts: { producer: SteadyProducer; clock: Clock; log: Log; meter: Meter }) {
    this.#parts = parts
  }

  /** Resolves with true when all are written, however long the brokers are away; with false when the signal was aborted before. */
  async bury(corpses: readonly Corpse[], signal: AbortSignal): Promise<boolean> {
    if (corpses.length === 0) return true
    const { clock, log, meter } = this.#parts
    const letters = corpses.map(({ record, poison }) => deadLetter(record, poison, clock.now()))
    for (let retryMs = firstRetryMs; ; retryMs = Math.min(retryMs * 2, longestRetryMs)) {
      try {
        await this.#write(letters)
        this.#tell(corpses)
        return true
      } catch (error) {
        log.warn({ reason: wordsOf(error), records: letters.length }, 'dead records could not be written; trying again')
        meter.count('trunkline_kafka_dead_failures_total', {})
        await pause(retryMs, signal)
        if (signal.aborted) return false
      }
    }
  }

  async #write(letters: readonly OutgoingRecord[]): Promise<void> {
    const { producer } = this.#parts
    try {
      await producer.write(letters)
    } catch (error) {
      if (!isProtocolError(error, 'MESSAGE_TOO_LARGE', 'RECORD_LIST_TOO_LARGE')) throw error
      for (const letter of letters) await this.#writeAlone(letter)
    }
  }

  /** What is too large even alone is told of without its value, so that nothing behind it has to wait. */
  async #writeAlone(letter: OutgoingRecord): Promise<void> {
    const { producer, log } = this.#parts
    try {
      await producer.write([letter])
    } catch (error) {
      if (!isProtocolError(error, 'MESSAGE_TOO_LARGE', 'RECORD_LIST_TOO_LARGE')) throw error
      log.error(
        { bytes: letter.value?.length },
        'a dead record is larger than its topic takes: its value stays where it was sent; raise max.message.bytes',
      )
      await producer.write([withoutValue(letter)])
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
