import type { Database } from '@trunkline/postgres'
import { signStandardWebhook } from '@trunkline/wire'
import { secretContext } from '../endpoint/secrets.ts'
import { renderEvent } from '../event/event.ts'
import type { HttpCaller, HttpResult } from '../http/http-caller.ts'
import { requestRow } from '../http/request-log.ts'
import { OutageLog } from '../loop/outage-log.ts'
import { WakeUp } from '../loop/wake-up.ts'
import type { Clock, Ids, Log, Meter, SecretSealer } from '../ports.ts'
import { type ClaimedRow, claimDeliveries, type EndpointEffect, type FinishRow } from '../store/delivery-store.ts'
import type { Ledger } from './ledger.ts'
import { type DeskLimits, defaultDeskLimits, type Parcel, SendingDesk } from './sending-desk.ts'
import { judge, type Verdict } from './verdict.ts'

const pollMs = 1000
const leaseMs = 60_000
const timeoutMs = 15_000
/** A delivery whose lease runs out sooner than this is not started: another process may take it while we send. */
const leaseMarginMs = timeoutMs + 5000
const maxResponseBytes = 65_536
/** Results that may wait for the database before nothing more is sent. */
const mostUnwritten = 2000

/** Of what a sender is made. */
export interface SenderOptions {
  readonly db: Database
  readonly clock: Clock
  readonly ids: Ids
  readonly sealer: SecretSealer
  readonly log: Log
  readonly meter: Meter
  readonly caller: HttpCaller
  readonly ledger: Ledger
  /** From 0 up to, not including, 1. */
  readonly random: () => number
  readonly userAgent: string
  readonly limits?: DeskLimits
}

/**
 * Sends deliveries to the receivers of webhooks. Any number of processes may do it at once: each delivery is claimed by a lease.
 *
 * ```
 *  due ──claimed──> held ──started──> under way ──2xx──> gone from the table
 *   ^                |                   |──────failure──> due later ──tenth──> given up (events_failed)
 *   |                |                   └──────410──────> given up, endpoint disabled
 *   └──given back, or the lease ran out──┘
 * ```
 */
export class WebhookSender {
  readonly #options: SenderOptions
  readonly #desk: SendingDesk
  readonly #wakeUp = new WakeUp()
  readonly #outage: OutageLog
  readonly #breakOff = new AbortController()
  readonly #underWay = new Set<Promise<void>>()
  #stopping = false

  constructor(options: SenderOptions) {
    this.#options = options
    this.#outage = new OutageLog(options.log, 'the sender of webhooks')
    this.#desk = new SendingDesk(options.limits ?? defaultDeskLimits)
  }

  /** Looks for due deliveries at once. */
  wake(): void {
    this.#wakeUp.wake()
  }

  /** Works until the signal is aborted; then gives back what has not started. Never rejects. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const again = await this.#tryClaim()
      if (!again) await this.#wakeUp.wait(pollMs, signal)
    }
    this.#stopping = true
    this.#giveBack(this.#desk.dropAll())
  }

  /** Waits for requests under way, at most `graceMs`; then breaks them off, and they are made again by whoever comes next. */
  async finish(graceMs: number): Promise<void> {
    const timer = setTimeout(() => this.#breakOff.abort(), graceMs)
    await Promise.all(this.#underWay)
    clearTimeout(timer)
  }

  /** Claims what is due and starts what may start. Gives whether another claim at once may find more. */
  async claim(): Promise<boolean> {
    const limits = this.#options.ledger.waiting < mostUnwritten ? this.#desk.claimLimits() : undefined
    if (!limits) return false
    const now = this.#options.clock.now()
    const leaseUntil = now + leaseMs
    const { rows } = await this.#options.db.query<ClaimedRow>(
      claimDeliveries(new Date(now), new Date(leaseUntil), limits),
    )
    const again = this.#desk.take(
      rows.map((row) => ({ row, leaseUntil })),
      limits,
    )
    this.#startAll()
    return again
  }

  /** Waits until nothing is under way and everything is written down. For tests and for a tidy end. */
  async settled(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay)
    await this.#options.ledger.settled()
  }

  async #tryClaim(): Promise<boolean> {
    try {
      const again = await this.claim()
      this.#outage.worked()
      return again
    } catch (error) {
      this.#outage.failed(error)
      return false
    }
  }

  #startAll(): void {
    while (!this.#stopping) {
      const parcel = this.#desk.start()
      if (!parcel) return
      const work = this.#deliver(parcel)
      this.#underWay.add(work)
      work.finally(() => this.#underWay.delete(work))
    }
  }

  async #deliver(parcel: Parcel): Promise<void> {
    const verdict = await this.#try(parcel)
    const outcome = verdict.kind === 'done' ? 'ok' : verdict.kind === 'release' ? 'neutral' : 'failed'
    const { giveBack, claim } = this.#desk.end(parcel, outcome)
    this.#giveBack(giveBack)
    if (verdict.kind === 'gone') this.#giveBack(this.#desk.drop(parcel.row.endpoint_id))
    this.#startAll()
    if (claim) this.wake()
  }

  /** Sends once and notes what became of it. Never rejects. */
  async #try({ row, leaseUntil }: Parcel): Promise<Verdict> {
    const { clock, ledger, log } = this.#options
    // Held for too long: its lease runs out, and then it is due again by itself.
    if (clock.now() > leaseUntil - leaseMarginMs) return { kind: 'release' }
    try {
      const { verdict, request } = await this.#send(row)
      ledger.add({
        request,
        finish: finishOf(row, leaseUntil, verdict, clock.now()),
        effect: effectOf(row, verdict),
        ...(verdict.kind === 'gone' ? { gone: { id: row.endpoint_id, reason: verdict.reason } } : {}),
      })
      if (verdict.kind === 'gone') log.info({ endpointId: row.endpoint_id }, 'a webhook endpoint is gone and disabled')
      return verdict
    } catch (error) {
      // Only our own faults come here, such as a secret that cannot be opened: the lease runs out, and the log tells why.
      log.error(
        { err: error, endpointId: row.endpoint_id },
        'a webhook could not be sent; it is tried again in a minute',
      )
      return { kind: 'release' }
    }
  }

  async #send(row: ClaimedRow): Promise<{ verdict: Verdict; request: ReturnType<typeof requestRow> }> {
    const { clock, caller, random, meter, ids } = this.#options
    const body = renderEvent(row.event)
    const headers = this.#headers(row, body)
    const url = new URL(row.url)
    const result: HttpResult = await caller.call({
      method: 'POST',
      url,
      headers,
      body,
      timeoutMs,
      maxResponseBytes,
      signal: this.#breakOff.signal,
    })
    const before = { failures: row.attempt, failingSince: row.failing_since?.getTime() ?? null }
    const verdict = judge(result, before, clock.now(), random())
    meter.count('trunkline_webhooks_total', { outcome: verdict.kind })
    meter.observe('trunkline_webhook_duration_seconds', {}, result.durationMs / 1000)
    const logged = {
      id: ids.uuid(),
      clientId: row.client_id,
      purpose: 'webhook',
      endpointId: row.endpoint_id,
      eventId: row.event.id,
      attempt: row.attempt + 1,
      method: 'POST',
      url,
      headers,
      body,
    }
    return { verdict, request: requestRow(logged, result) }
  }

  /** Signed for this very attempt; during a rotation with the old secret too. */
  #headers(row: ClaimedRow, body: string): Record<string, string> {
    const { clock, sealer, userAgent } = this.#options
    const now = clock.now()
    const context = secretContext(row.endpoint_id)
    const keys = [sealer.open(row.secret, context)]
    if (row.previous_secret !== null && (row.previous_until?.getTime() ?? 0) > now) {
      keys.push(sealer.open(row.previous_secret, context))
    }
    const signed = signStandardWebhook({ id: row.event.id, timestamp: Math.floor(now / 1000), body }, keys)
    return { 'content-type': 'application/json', 'user-agent': userAgent, ...signed }
  }

  #giveBack(parcels: readonly Parcel[]): void {
    for (const { row, leaseUntil } of parcels) {
      this.#options.ledger.add({ finish: finishOf(row, leaseUntil, { kind: 'release' }, this.#options.clock.now()) })
    }
  }
}

function finishOf(row: ClaimedRow, leaseUntil: number, verdict: Verdict, now: number): FinishRow {
  const { endpoint_id, position, index } = row
  const delivery = { endpoint_id, position, index, lease_until: new Date(leaseUntil).toISOString() }
  switch (verdict.kind) {
    case 'done':
      return { ...delivery, how: 'done' }
    case 'release':
      return { ...delivery, how: 'release', due_at: new Date(now).toISOString(), attempt: row.attempt }
    case 'retry':
      return { ...delivery, how: 'retry', due_at: new Date(verdict.dueAt).toISOString(), attempt: row.attempt + 1 }
    case 'failed':
    case 'gone':
      return { ...delivery, how: 'failed', attempt: row.attempt + 1, reason: verdict.reason }
  }
}

function effectOf(row: ClaimedRow, verdict: Verdict): EndpointEffect | undefined {
  const id = row.endpoint_id
  if (verdict.kind === 'release') return undefined
  if (verdict.kind === 'done') return row.failing_since === null ? undefined : { id, health: 'ok' }
  const pauseUntil = verdict.kind === 'retry' ? verdict.pauseUntil : undefined
  const paused = pauseUntil === undefined ? {} : { paused_until: new Date(pauseUntil).toISOString() }
  return { id, health: 'failing', error: verdict.reason, ...paused }
}
