import type { CallStatus } from '@trunkline/wire'
import type { Program, ProgramEnd } from '../interpreter/program.ts'
import type { Leg, LegEnd } from '../leg/leg.ts'
import type { CallRow } from '../store/call-store.ts'
import { isOver, type KeptStatus, statusesBefore } from './call-status.ts'
import { CallTimers } from './call-timers.ts'
import { rowParameters } from './call-writer.ts'
import { finalStatus } from './final-status.ts'
import { type LiveMove, LiveRow, type LiveRowOptions } from './live-row.ts'
import type { ChildCall, ChildEnd, ProgressCallback } from './running-call.ts'
import { accountSidOf, callSidOf } from './sids.ts'

/** What a live call is made of. */
export interface LiveCallOptions extends Omit<LiveRowOptions, 'legParameters' | 'onLost'> {
  readonly placement: string
  readonly run: (call: LiveCall, program: Program, signal: AbortSignal) => Promise<ProgramEnd>
  /** Parameters of its last callback: those of its recording. Must not reject. */
  readonly lastWords?: () => Promise<Readonly<Record<string, string>>>
}

/** Why a call is ended before it was answered, where the leg does not tell. */
export interface Wish {
  readonly status: KeptStatus
  readonly code?: number
  readonly reason?: string
}

const usualTimeLimit = 4 * 3600

/**
 * A call that lives in this process: its leg, its row, its document. There is one way in and one way out: whatever ends it ends the leg, and the leg's end
 * writes the last status.
 */
export class LiveCall implements ChildCall {
  readonly sid: string
  readonly clientId: string
  readonly accountSid: string
  readonly placement: string
  readonly answered: Promise<boolean>
  readonly ended: Promise<ChildEnd>
  readonly #options: LiveCallOptions
  readonly #row: LiveRow
  readonly #timers = new CallTimers()
  readonly #over = new AbortController()
  readonly #taken = new AbortController()
  readonly #answered = Promise.withResolvers<boolean>()
  readonly #ended = Promise.withResolvers<ChildEnd>()
  #status: CallStatus
  #leg: Leg | undefined
  #answering: Promise<void> | undefined
  #answeredOnce: Promise<void> | undefined
  #wish: Wish | undefined
  #fault: { readonly code: number; readonly reason: string } | undefined
  #script: AbortController | undefined
  #running: Promise<void> = Promise.resolve()
  #timeLimit: number
  #lastWords: LiveCallOptions['lastWords']

  constructor(options: LiveCallOptions) {
    const { row } = options
    this.#options = options
    this.#row = new LiveRow({
      ...options,
      legParameters: () => this.#leg?.parameters ?? {},
      onLost: (why) => this.#lost(why),
    })
    this.#status = row.status
    this.#timeLimit = row.request?.timeLimitSeconds ?? usualTimeLimit
    this.sid = callSidOf(row.id)
    this.clientId = row.client_id
    this.accountSid = accountSidOf(row.client_id)
    this.placement = options.placement
    this.#lastWords = options.lastWords
    this.answered = this.#answered.promise
    this.ended = this.#ended.promise
  }

  get direction(): CallRow['direction'] {
    return this.row.direction
  }
  get from(): string {
    return this.row.from_address
  }
  get to(): string {
    return this.row.to_address
  }
  get parentCallSid(): string | undefined {
    const { parent_id: parent } = this.row
    return parent === null ? undefined : callSidOf(parent)
  }
  get status(): CallStatus {
    return this.#status
  }
  get row(): CallRow {
    return this.#row.current
  }
  get over(): AbortSignal {
    return this.#over.signal
  }
  get takenAway(): AbortSignal {
    return this.#taken.signal
  }
  get leg(): Leg {
    if (this.#leg === undefined) throw new Error(`${this.sid} has no leg yet`)
    return this.#leg
  }

  parameters(): Readonly<Record<string, string>> {
    return { ...rowParameters(this.row, this.#status), ...this.#leg?.parameters }
  }

  /** Gives the call its leg: from now on the leg's moves are the call's. */
  attach(leg: Leg): void {
    this.#leg = leg
    leg.onRinging(() => void this.#rang())
    void leg.answered.then((yes) => (yes ? this.#wasAnswered() : undefined))
    void leg.ended.then((end) => this.#finish(end))
    // Somebody wanted its end before there was anything to end.
    if (this.#wish !== undefined) void leg.hangUp('canceled')
  }

  /** Tells a word of progress that no status stands for. */
  tellInitiated(): Promise<void> {
    const { status } = this.row
    return this.#row.write({ from: [status], to: status, tell: 'initiated', event: false, startedAt: this.#now() })
  }

  /** From now on it rings for so long. */
  ringFor(seconds: number): void {
    if (this.#leg?.state === 'answered' || this.#leg?.state === 'ended' || isOver(this.#status)) return
    const give = () => (this.#leg?.state === 'answered' ? undefined : void this.end({ status: 'no-answer' }))
    this.#timers.ring(seconds * 1000, give)
  }

  answer(): Promise<void> {
    this.#answering ??= this.#answer()
    return this.#answering
  }

  async hangUp(): Promise<void> {
    if (this.row.answered_at !== null || this.#leg?.state === 'answered') await this.#leg?.hangUp('completed')
    else await this.end({ status: 'no-answer' })
  }

  async reject(reason: 'busy' | 'rejected'): Promise<void> {
    if (this.#leg === undefined || this.#leg.state === 'answered') return this.hangUp()
    await this.end({ status: reason === 'busy' ? 'busy' : 'no-answer' }, reason)
  }

  cancel(): Promise<void> {
    return this.end({ status: 'canceled' })
  }

  /** Ends it: with this status unless it has been answered. */
  async end(
    wish: Wish,
    reject: 'busy' | 'rejected' | 'failed' = wish.status === 'failed' ? 'failed' : 'rejected',
  ): Promise<void> {
    this.#wish ??= wish
    const leg = this.#leg
    if (leg === undefined) return
    if (leg.state === 'answered') await leg.hangUp(wish.status === 'failed' ? 'failed' : 'completed')
    else if (leg.direction === 'inbound') await leg.reject(reject)
    else await leg.hangUp('canceled')
  }

  tellAtEnd(words: NonNullable<LiveCallOptions['lastWords']>): void {
    this.#lastWords = words
  }

  /** Tells its progress somewhere else from now on. */
  setCallback(callback: ProgressCallback): void {
    this.#row.setCallback(callback)
  }

  /** Lets it last so many seconds from its answer on. */
  setTimeLimit(seconds: number): void {
    this.#timeLimit = seconds
    this.#limitLength()
  }

  /** Remembers what its webhooks and its row carry from now on. */
  remember(own: Readonly<Record<string, string>>): void {
    this.#row.remember(own)
  }

  /** Runs a program in place of the one that runs, and ends the call with it. Resolves when it has begun. */
  async run(program: Program): Promise<void> {
    const script = new AbortController()
    this.#script?.abort()
    this.#script = script
    await this.#running
    if (this.#over.signal.aborted || script.signal.aborted) return
    this.#running = this.#perform(program, script)
  }

  /** The same for somebody who asks from outside: whoever had the call in hand lets go of it. */
  async takeAway(program: Program): Promise<void> {
    this.#taken.abort()
    await this.run(program)
  }

  async #perform(program: Program, script: AbortController): Promise<void> {
    const signal = AbortSignal.any([script.signal, this.#over.signal])
    const end = await this.#options.run(this, program, signal)
    if (this.#script !== script || this.#over.signal.aborted) return
    if (end.kind === 'failed') {
      this.#fault = end
      if (this.#leg?.state !== 'answered') return this.end({ status: 'failed', code: end.code, reason: end.reason })
    }
    if (end.kind !== 'party-left') await this.hangUp()
  }

  async #rang(): Promise<void> {
    if (this.#status === 'queued') await this.#advance({ to: 'ringing', startedAt: this.#now() })
    else if (this.#status === 'ringing' && this.direction === 'outbound-dial')
      await this.#row.write({ from: ['ringing'], to: 'ringing', event: false })
  }

  async #answer(): Promise<void> {
    await this.leg.answer()
    if (await this.leg.answered) await this.#wasAnswered()
  }

  #wasAnswered(): Promise<void> {
    this.#timers.answered()
    this.#answeredOnce ??= this.#takeAnswer()
    return this.#answeredOnce
  }

  async #takeAnswer(): Promise<void> {
    const at = this.#now()
    const answeredBy = this.row.request?.machineDetection === undefined ? undefined : 'unknown'
    await this.#advance({ to: 'in-progress', answeredAt: at, startedAt: at, ...(answeredBy && { answeredBy }) })
    if (this.#over.signal.aborted) return
    this.#limitLength()
    this.#answered.resolve(true)
  }

  #limitLength(): void {
    const { answered_at: answered } = this.row
    if (answered === null || isOver(this.#status)) return
    const left = answered.getTime() + this.#timeLimit * 1000 - this.#now().getTime()
    this.#timers.last(left, () => void this.hangUp())
  }

  /** The leg is over, and so is the call. */
  async #finish(end: LegEnd): Promise<void> {
    if (this.#over.signal.aborted) return
    this.#timers.clear()
    const at = this.#now()
    // An answer that was on its way counts: the party heard us.
    if (await this.#leg?.answered) await this.#answeredOnce
    const answeredAt = this.row.answered_at
    const status = finalStatus({
      direction: this.direction,
      answered: answeredAt !== null,
      end,
      wish: this.#wish?.status,
    })
    this.#status = status
    this.#over.abort()
    // An answer in the last moment has set the time limit.
    this.#timers.clear()
    this.#answered.resolve(false)
    const errorCode = end.errorCode ?? this.#wish?.code ?? this.#fault?.code
    const reason = end.reason ?? this.#wish?.reason ?? this.#fault?.reason
    const extra = await this.#lastWords?.()
    await this.#row.write({
      ...{ from: statusesBefore(status), to: status, endedAt: at, errorCode, reason, sipCode: end.sipCode },
      ...(extra === undefined ? {} : { extra }),
    })
    await this.#running
    const durationSeconds =
      answeredAt === null ? undefined : Math.max(0, Math.round((at.getTime() - answeredAt.getTime()) / 1000))
    this.#ended.resolve({
      status,
      ...(durationSeconds === undefined ? {} : { durationSeconds }),
      ...(end.sipCode === undefined ? {} : { sipCode: end.sipCode }),
    })
  }

  /** A status forward; nothing where it is there or beyond. */
  async #advance(move: Omit<LiveMove, 'from'>): Promise<void> {
    const from = statusesBefore(move.to)
    if (!from.includes(this.#status as KeptStatus)) return
    this.#status = move.to
    await this.#row.write({ ...move, from })
  }

  #lost(why: 'ended-elsewhere' | 'unwritten'): void {
    const { log } = this.#options.ground
    if (why === 'ended-elsewhere') log.warn({ callSid: this.sid }, 'a call was ended by another process; it is hung up')
    if (this.#over.signal.aborted) return
    void this.end({ status: 'failed', code: 15009, reason: 'its state could not be written' })
  }

  readonly #now = (): Date => new Date(this.#options.ground.clock.now())
}
