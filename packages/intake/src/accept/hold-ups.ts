import type { Clock, Log, Meter } from '../ports.ts'

/** Something that intake waits for, until `end`. */
export interface HoldUp {
  readonly reason: string
  end(): void
}

/** What intake waits for now: said once in the log, and held up to the metrics and to `/readyz`. */
export class HoldUps {
  readonly #parts: {
    readonly clock: Clock
    readonly log: Log
    readonly meter: Meter
    readonly onChange: (held: boolean) => void
  }
  readonly #now = new Map<string, { count: number; since: number; detail: string | undefined }>()

  /** @param parts.onChange told when the first one begins and the last one ends: fetching pauses in between */
  constructor(parts: { clock: Clock; log: Log; meter: Meter; onChange: (held: boolean) => void }) {
    this.#parts = parts
  }

  /** What is waited for, and since when (milliseconds since the epoch). */
  list(): readonly { readonly reason: string; readonly since: number; readonly detail: string | undefined }[] {
    return [...this.#now].map(([reason, { since, detail }]) => ({ reason, since, detail }))
  }

  /** Intake waits; several workers may wait for the same. */
  begin(reason: string, detail?: string): HoldUp {
    const { clock, log, meter, onChange } = this.#parts
    const known = this.#now.get(reason)
    if (known !== undefined) known.count += 1
    else {
      this.#now.set(reason, { count: 1, since: clock.now(), detail })
      log.warn({ reason, detail }, 'intake from Kafka pauses')
      meter.gauge('trunkline_kafka_paused', { reason }, 1)
      if (this.#now.size === 1) onChange(true)
    }
    let ended = false
    return {
      reason,
      end: () => {
        if (!ended) this.#end(reason)
        ended = true
      },
    }
  }

  #end(reason: string): void {
    const { clock, log, meter, onChange } = this.#parts
    const known = this.#now.get(reason)
    if (known === undefined || --known.count > 0) return
    this.#now.delete(reason)
    meter.gauge('trunkline_kafka_paused', { reason }, 0)
    log.info({ reason, ms: clock.now() - known.since }, 'intake from Kafka goes on')
    if (this.#now.size === 0) onChange(false)
  }
}
