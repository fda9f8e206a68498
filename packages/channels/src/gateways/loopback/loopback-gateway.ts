import type { Database, Sealer, Subscription } from '@trunkline/postgres'
import type {
  ChannelName,
  Clock,
  Content,
  Gateway,
  GatewayCheck,
  GatewaySink,
  Log,
  LookUp,
  OutboundMessage,
  Outcome,
  ReceiptStatus,
} from '../../ports.ts'
import { abandonable, sleep } from './abandon.ts'
import { answerTo } from './answer-to.ts'
import { readProviderId } from './arrival.ts'
import { ArrivalPrinter } from './arrival-printer.ts'
import { ArrivalWriter } from './arrival-writer.ts'
import { Bell } from './bell.ts'
import { type LoopbackGatewayConfig, type LoopbackSettings, settingsOf } from './config.ts'
import { createInbox, type LoopbackInbox } from './inbox.ts'
import { LateReceipts } from './late-receipts.ts'
import { lookUpArrival } from './look-up.ts'
import { lost, outcomes, turnedAway } from './loopback-outcome.ts'
import { type CallPlacer, isPlaced, longestPlacedCall, lookUpCall, placeCall } from './placed-calls.ts'
import { planReceipts, type ReceiptPlan } from './receipt-plan.ts'
import type { LoopbackRule } from './rule.ts'
import { type LoopbackBehaviour, RuleBook } from './rule-book.ts'
import { newestId, trimArrivals } from './store/loopback-store.ts'
import { planReceipt } from './store/receipt-store.ts'
import { tellOthers } from './store/rule-store.ts'

/** What the gateway takes from outside. */
export interface LoopbackGatewayDeps {
  readonly db: Database
  readonly clock: Clock
  readonly log: Log
  readonly sealer: Pick<Sealer, 'seal' | 'open'>
  /** Writes one line to the terminal for what arrives. Default: nothing is shown. */
  readonly print?: (line: string) => void
  /** Places calls, so that a built-in phone really rings. Default: calls are kept like all else, and end as the configuration says. */
  readonly calls?: CallPlacer
}

/** The built-in gateway: a {@link Gateway}, and what operators see and do with it. */
export interface LoopbackGateway extends Gateway {
  readonly inbox: LoopbackInbox
  readonly behaviour: LoopbackBehaviour
  /**
   * Gives a receipt for a message that arrived, in the place of any still to come, as a carrier would some day.
   * @returns false where nothing arrived under this id, or it was trimmed
   */
  tell(receipt: { providerId: string; status: ReceiptStatus; errorCode?: string; reason?: string }): Promise<boolean>
}

const pollEvery = 5_000
const trimEvery = 10_000
const trimMost = 5_000

/**
 * The built-in gateway: takes every channel, keeps what was sent, shows it, and gives the receipts that a phone, mailbox or browser
 * would. It can be told to behave badly ({@link LoopbackBehaviour}).
 *
 * ```
 *                 ┌ refuse, defer ──────────────────────────> refused, deferred (not kept)
 *  send ── rule? ─┼ lose ── kept or not ────────────────────> unknown ── look-up ──> found, or absent and fenced
 *                 └ none, accept, delay ── kept (one commit ─> accepted ── now, or planned in the row ──> receipts
 *                                          for many sends)
 * ```
 *
 * With `keep: 0` only what later receipts are given for is kept, and placed calls; all else has arrived without a commit.
 */
export function createLoopbackGateway(
  name: string,
  config: LoopbackGatewayConfig,
  deps: LoopbackGatewayDeps,
): LoopbackGateway {
  return new Loopback(name, settingsOf(config), deps)
}

class Loopback implements LoopbackGateway {
  readonly name: string
  readonly type = 'loopback'
  readonly channels: readonly ChannelName[] = ['sms', 'email', 'push', 'call']
  readonly receiptTimeout: number
  readonly callReceiptTimeout?: number
  readonly concurrency: number
  readonly rate?: number
  readonly inbox: LoopbackInbox
  readonly behaviour: LoopbackBehaviour
  readonly #settings: LoopbackSettings
  readonly #deps: LoopbackGatewayDeps
  readonly #rules: RuleBook
  readonly #writer: ArrivalWriter
  readonly #printer: ArrivalPrinter | null
  readonly #bell = new Bell()
  #late: LateReceipts | null = null
  #started: Promise<void> | undefined
  #subscription: Subscription | undefined
  #timers: NodeJS.Timeout[] = []
  #trimming: Promise<void> = Promise.resolve()

  constructor(name: string, settings: LoopbackSettings, deps: LoopbackGatewayDeps) {
    const { db, clock, log, sealer, print } = deps
    const context = (deliveryUuid: string) => `loopback:${deliveryUuid}`
    this.name = name
    this.receiptTimeout = settings.receiptTimeout
    this.concurrency = settings.concurrency
    if (settings.rate !== undefined) this.rate = settings.rate
    if (deps.calls !== undefined) this.callReceiptTimeout = longestPlacedCall
    this.#settings = settings
    this.#deps = deps
    this.#rules = new RuleBook(db)
    this.behaviour = this.#rules
    const seal = (content: Content, id: string) => sealer.seal(JSON.stringify(content), context(id))
    this.#writer = new ArrivalWriter({ gateway: name, db, log, seal })
    this.#printer = print ? new ArrivalPrinter({ print, clock }) : null
    const open = (sealed: string, id: string) => JSON.parse(sealer.open(sealed, context(id))) as Content
    this.inbox = createInbox({ db, clock, open, bell: this.#bell })
  }

  async send(message: OutboundMessage, signal: AbortSignal): Promise<Outcome> {
    if (signal.aborted) return outcomes.aborted
    try {
      // No await on the usual way: thousands of these are made a second.
      const rule = this.#rules.isEmpty ? null : await this.#rules.take(message)
      if (rule?.action === 'refuse' || rule?.action === 'defer') return turnedAway(rule)
      if (rule?.action === 'lose' && rule.kept === false) return lost(rule)
      const outcome = this.#arrive(message, rule, signal)
      return outcome instanceof Promise ? await outcome : outcome
    } catch (error) {
      this.#deps.log.warn(
        { err: error, gateway: this.name, deliveryId: message.deliveryId },
        'the rules could not be read',
      )
      return outcomes.refused
    }
  }

  #arrive(message: OutboundMessage, rule: LoopbackRule | null, signal: AbortSignal): Outcome | Promise<Outcome> {
    const { calls } = this.#deps
    if (calls !== undefined && isPlaced(message, rule)) return this.#call(calls, message, rule, signal)
    const at = this.#deps.clock.now()
    const plan = planReceipts(message, rule, this.#settings, at)
    if (this.#settings.keep > 0 || plan.later.length > 0) return this.#keep(message, rule, plan, at, signal)
    this.#printer?.arrived(message)
    return answerTo(message, rule, plan, signal)
  }

  async #keep(
    message: OutboundMessage,
    rule: LoopbackRule | null,
    plan: ReceiptPlan,
    at: number,
    signal: AbortSignal,
  ): Promise<Outcome> {
    const written = await abandonable(this.#writer.write(message, plan, at), signal)
    if (written === 'aborted') return outcomes.givenUp
    if (written !== 'there') return outcomes[written]
    this.#show(message, plan)
    return answerTo(message, rule, plan, signal)
  }

  /** The call comes first, for it is what a look-up asks for; that it can be seen here is second. */
  async #call(
    calls: CallPlacer,
    message: OutboundMessage,
    rule: LoopbackRule | null,
    signal: AbortSignal,
  ): Promise<Outcome> {
    const outcome = await placeCall(calls, message, signal)
    if (outcome.kind !== 'accepted') return outcome
    const plan = { now: null, later: [] }
    const written = await this.#writer.write(message, plan, this.#deps.clock.now())
    if (written === 'there') this.#show(message, plan)
    else
      this.#deps.log.warn({ gateway: this.name, deliveryId: message.deliveryId, written }, 'a call is not in the inbox')
    if (rule?.action === 'lose') return lost(rule)
    if (rule?.action === 'delay' && !(await sleep(rule.delayMs ?? 1_000, signal))) return outcomes.givenUp
    return outcome
  }

  #show(message: OutboundMessage, plan: ReceiptPlan): void {
    this.#printer?.arrived(message)
    this.#bell.ring()
    if (plan.later[0]) this.#late?.wake(plan.later[0].at)
  }

  async lookUp(message: OutboundMessage, startedAt: number, signal: AbortSignal): Promise<LookUp> {
    const { calls } = this.#deps
    try {
      if (calls !== undefined && message.channel === 'call') {
        const placed = await lookUpCall(calls, message, startedAt, signal)
        if (placed.kind !== 'absent') return placed
      }
      return await lookUpArrival({ ...this.#deps, gateway: this.name, keep: this.#settings.keep }, message, startedAt)
    } catch (error) {
      return { kind: 'unsure', reason: error instanceof Error ? error.message : String(error) }
    }
  }

  async tell(receipt: {
    providerId: string
    status: ReceiptStatus
    errorCode?: string
    reason?: string
  }): Promise<boolean> {
    const { db, clock } = this.#deps
    const { providerId, ...news } = receipt
    const attempt = readProviderId(providerId)
    if (!attempt || !(await planReceipt(db, attempt, { ...news, at: clock.now() }))) return false
    this.#late?.wake(clock.now())
    await tellOthers(db)
    return true
  }

  async check(): Promise<GatewayCheck> {
    try {
      await newestId(this.#deps.db)
      return {
        ok: true,
        detail: `built in; what it takes is ${this.#settings.keep === 0 ? 'not kept' : 'kept here'} and sent to nobody`,
      }
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error)
      return { ok: false, detail, advice: 'check the database: this gateway keeps what it takes there' }
    }
  }

  start(sink: GatewaySink): Promise<void> {
    this.#started ??= this.#open(sink).catch((cause: unknown) => {
      this.#started = undefined
      throw cause
    })
    return this.#started
  }

  async #open(sink: GatewaySink): Promise<void> {
    const { db, clock, log } = this.#deps
    await this.#rules.refresh()
    const late = new LateReceipts({ gateway: this.name, db, clock, log, sink })
    this.#late = late
    this.#subscription = await db.listen('channels_loopback', () => this.#lookAround())
    this.#timers = [setInterval(() => this.#lookAround(), pollEvery), setInterval(() => this.#trim(), trimEvery)]
    for (const timer of this.#timers) timer.unref()
    late.wake(clock.now())
    this.#trim()
  }

  async stop(): Promise<void> {
    const started = this.#started
    if (!started) return
    this.#started = undefined
    await started.catch(() => undefined)
    for (const timer of this.#timers.splice(0)) clearInterval(timer)
    await this.#subscription?.close()
    this.#subscription = undefined
    await this.#late?.stop()
    this.#late = null
    await this.#trimming
  }

  /** Reads the rules again and looks for receipts that are due: those of processes that have died, and what others were told. */
  #lookAround(): void {
    this.#late?.wake(this.#deps.clock.now())
    this.#rules
      .refresh()
      .catch((error: unknown) =>
        this.#deps.log.warn({ err: error, gateway: this.name }, 'the rules could not be read; trying again'),
      )
  }

  #trim(): void {
    this.#trimming = this.#trimming
      .then(() => this.#trimAll())
      .catch((error: unknown) =>
        this.#deps.log.warn({ err: error, gateway: this.name }, 'old arrivals could not be trimmed; trying again'),
      )
  }

  async #trimAll(): Promise<void> {
    const { db, clock } = this.#deps
    const { keep, keepFor } = this.#settings
    // One that keeps nothing must not take from another what that keeps.
    const only = keep === 0 ? this.name : null
    const cut = { keep, before: new Date(clock.now() - keepFor), most: trimMost, only }
    while (this.#started && (await trimArrivals(db, cut)) === trimMost);
  }
}
