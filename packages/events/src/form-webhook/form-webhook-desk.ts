import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '@trunkline/postgres'
import type { Clock, Log } from '../ports.ts'
import { claimFormWebhooks, deleteFormWebhooks, extendFormWebhook, type FormWebhookJob } from './form-webhook-store.ts'
import { ReceiverShares } from './receiver-shares.ts'

/** A claimed webhook and what whoever makes it needs of the desk. */
export interface FormWebhookTask {
  readonly job: FormWebhookJob
  /** Aborted when the process stops: what was not made then is made by another. */
  readonly signal: AbortSignal
  /** Holds the webhook for another lease; before work that may be long. */
  hold(): Promise<void>
}

/** Nobody was there to take a webhook: it is made again later, with the same idempotency token. */
export class ReceiverAway extends Error {
  override readonly name = 'ReceiverAway'

  constructor(url: string) {
    super(`nobody takes webhooks at ${URL.canParse(url) ? new URL(url).host : url}; trying again`)
  }
}

/** Of what the desk is made. */
export interface FormWebhookDeskOptions {
  readonly db: Pick<Database, 'query'>
  readonly clock: Clock
  readonly log: Log
  /** UUID of this process. */
  readonly owner: string
  /** Makes one webhook. When it rejects, the webhook is tried again a little later. */
  readonly make: (task: FormWebhookTask) => Promise<void>
}

const leaseMs = 60_000
const pollMs = 250
/** Pause before the next try: a second, twice as long each time, half a minute at most; an hour in all. The lane waits for it. */
const againMs = (tries: number): number => Math.min(30_000, 1_000 * 2 ** (tries - 1))
/** How often a webhook may be claimed: also one that brings its process down each time must not do so for ever. */
const mostTries = 120
const graceMs = 5_000

/**
 * Takes webhooks from their table and has them made: the first of each lane, some of each receiver as {@link ReceiverShares} has it, so that a
 * slow one stands in nobody's way.
 *
 * ```
 *  waiting ──claimed, lease 60 s──> under way ──made──> gone
 *     ^                                │  └──rejected: 1 s, 2 s, … 30 s
 *     └──lease ran out: process died───┴──────────────┘
 * ```
 */
export class FormWebhookDesk {
  readonly #options: FormWebhookDeskOptions
  readonly #shares = new ReceiverShares()
  readonly #running = new Set<Promise<void>>()
  readonly #stop = new AbortController()
  readonly #cut = new AbortController()
  #made: number[] = []
  #flushing: Promise<void> | undefined
  #wakeUp: (() => void) | undefined
  #woken = false
  #loop: Promise<void> | undefined

  constructor(options: FormWebhookDeskOptions) {
    this.#options = options
  }

  start(): void {
    this.#loop ??= this.#run()
  }

  /** There may be something new. */
  wake(): void {
    this.#woken = true
    this.#wakeUp?.()
  }

  /** Takes nothing new, lets what is under way end for some seconds, and leaves the rest to others. */
  async stop(): Promise<void> {
    this.#stop.abort()
    this.wake()
    await this.#loop
    const grace = sleep(graceMs, undefined, { signal: this.#cut.signal }).catch(() => undefined)
    await Promise.race([Promise.all(this.#running), grace])
    this.#cut.abort()
    await Promise.all(this.#running)
    await this.#flushing
  }

  async #run(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      this.#woken = false
      const claimed = await this.#claim().catch((err: unknown) => {
        this.#options.log.warn({ err }, 'webhooks could not be claimed; trying again')
        return 0
      })
      if (claimed === 0) await this.#wait()
    }
  }

  async #claim(): Promise<number> {
    const { db, clock, owner } = this.#options
    const now = clock.now()
    const room = this.#shares.room(now)
    if (room.quick + room.slow === 0) return 0
    const { rows } = await db.query<FormWebhookJob>(
      claimFormWebhooks({ owner, now: new Date(now), leaseUntil: new Date(now + leaseMs), room }),
    )
    for (const job of rows) this.#begin(job)
    return rows.length
  }

  #begin(job: FormWebhookJob): void {
    const { clock } = this.#options
    const underway = this.#shares.begin(job.target, clock.now())
    const running = this.#make(job).finally(() => {
      this.#shares.end(underway, clock.now())
      this.#running.delete(running)
      this.wake()
    })
    this.#running.add(running)
  }

  async #make(job: FormWebhookJob): Promise<void> {
    const { log, make } = this.#options
    const about = { job: job.id, kind: job.kind, subject: job.subject }
    try {
      if (job.tries > mostTries) log.error(about, 'a webhook was claimed too often without an end; it is given up')
      else await make({ job, signal: this.#cut.signal, hold: () => this.#hold(job, leaseMs) })
    } catch (err) {
      if (err instanceof ReceiverAway) log.info(about, err.message)
      else if (!this.#cut.signal.aborted) log.warn({ ...about, err }, 'a webhook could not be made; trying again')
      await this.#hold(job, againMs(job.tries)).catch(() => undefined) // The lease runs out by itself.
      return
    }
    await this.#done(job.id)
  }

  async #hold(job: FormWebhookJob, ms: number): Promise<void> {
    const { db, clock, owner } = this.#options
    await db.query(extendFormWebhook(owner, job.id, new Date(clock.now() + ms)))
  }

  /** Takes away what was made; many at a time, for each is a commit. */
  async #done(id: number): Promise<void> {
    this.#made.push(id)
    if (this.#flushing !== undefined) await this.#flushing
    if (this.#made.length === 0) return
    this.#flushing ??= this.#flush().finally(() => {
      this.#flushing = undefined
    })
    await this.#flushing
  }

  async #flush(): Promise<void> {
    const { db, owner, log } = this.#options
    const ids = this.#made.splice(0)
    try {
      await db.query(deleteFormWebhooks(owner, ids))
    } catch (err) {
      // They are made once more when their lease has run out: at least once is what is promised.
      log.warn({ err, webhooks: ids.length }, 'webhooks that were made could not be taken away')
    }
  }

  async #wait(): Promise<void> {
    if (this.#woken || this.#stop.signal.aborted) return
    const timer = setTimeout(() => this.#wakeUp?.(), pollMs)
    await new Promise<void>((resolve) => {
      this.#wakeUp = resolve
    })
    clearTimeout(timer)
    this.#wakeUp = undefined
  }
}
