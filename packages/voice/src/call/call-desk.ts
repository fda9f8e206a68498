import { VoiceError } from '../errors.ts'
import type { CallGuard } from '../guard/call-guard.ts'
import type { Interpreter, Program, ProgramEnd } from '../interpreter/program.ts'
import { endedLeg } from '../leg/ended-leg.ts'
import type { IncomingCall, Leg, LegProvider } from '../leg/leg.ts'
import type { RecordingDesk } from '../recording/recording-desk.ts'
import type { CallRow, NewCallRow } from '../store/call-store.ts'
import { ApiCall } from './api-call.ts'
import { statusesBefore } from './call-status.ts'
import { CallWriter } from './call-writer.ts'
import { shownCaller } from './caller-id.ts'
import { type Destination, findTarget } from './find-target.ts'
import { incomingProgram } from './incoming-program.ts'
import { LiveCall, type Wish } from './live-call.ts'
import { routeOf } from './route-of.ts'
import type { ChildCall, ChildRequest, Dialer, RunningCall } from './running-call.ts'
import { callIdOf, callSidOf } from './sids.ts'
import type { CallAccounts, CallGround, FindRoute, SipCaller } from './voice-ports.ts'
import { within } from './within.ts'

/** What running calls takes. */
export interface CallDeskOptions {
  readonly ground: CallGround
  readonly accounts: CallAccounts
  readonly interpreter: () => Interpreter
  readonly recordings: () => RecordingDesk | undefined
  readonly legs: () => readonly LegProvider[]
  readonly guard?: CallGuard | undefined
  readonly route: FindRoute
  readonly isHeld: (number: string) => boolean
  readonly sipCaller: (clientId: string, username: string) => Promise<SipCaller | undefined>
  /** Opens the credentials of a call to a SIP party. */
  readonly openAuth: (row: CallRow) => { readonly username: string; readonly password: string } | undefined
  /** Opens what a call is to run. */
  readonly openProgram: (row: CallRow) => Program | undefined
  /** Whether a client may call and be called: not one that is suspended. */
  readonly mayCall: (clientId: string) => Promise<boolean>
  /** Calls that may live at once. */
  readonly most: number
}

/** How a call is made known and dialled. */
interface Placing {
  readonly call: LiveCall
  readonly find: () => Promise<Destination>
  readonly shownAs: string
  readonly by: 'api' | 'dial'
}

/** The calls that live in this process while it leads. */
export class CallDesk implements Dialer {
  readonly #options: CallDeskOptions
  readonly #writer: CallWriter
  readonly #live = new Map<string, LiveCall>()
  #owner: string | undefined
  #term = new AbortController()

  constructor(options: CallDeskOptions) {
    this.#options = options
    this.#writer = new CallWriter(options.ground)
  }

  get writer(): CallWriter {
    return this.#writer
  }

  /** How many calls live. */
  get size(): number {
    return this.#live.size
  }

  /** How many more may. */
  get room(): number {
    return this.#owner === undefined ? 0 : Math.max(0, this.#options.most - this.#live.size)
  }

  /** A call that lives here. */
  find(sid: string): LiveCall | undefined {
    return this.#live.get(sid)
  }

  /** From now on it takes and places calls, in the name of that term. */
  open(owner: string): void {
    this.#owner = owner
    this.#term = new AbortController()
  }

  /** Takes no more, ends all that live, and waits for their ends, so many milliseconds at most. */
  async close(graceMs: number): Promise<void> {
    this.#owner = undefined
    const calls = [...this.#live.values()]
    const ends = calls.map(async (call) => {
      if (call.row.answered_at !== null) await call.hangUp()
      else await call.end({ status: 'failed', code: 15009, reason: 'the server stopped' }, 'failed')
      await call.ended
    })
    await within(graceMs, Promise.allSettled(ends))
    this.#term.abort()
    this.#live.clear()
  }

  /** Takes a call that came in. */
  take(incoming: IncomingCall): void {
    const { log } = this.#options.ground
    this.#take(incoming).catch(async (err: unknown) => {
      log.error({ err, clientId: incoming.clientId }, 'a call that came in could not be taken')
      await incoming.leg.reject('failed').catch(() => undefined) // It is over already.
    })
  }

  async #take(incoming: IncomingCall): Promise<void> {
    const { leg, clientId, from, to, forwardedFrom, callerName } = incoming
    const owner = this.#owner
    if (owner === undefined || this.room === 0) return leg.reject('busy')
    if (!(await this.#options.mayCall(clientId))) return leg.reject('missing')
    const found = await incomingProgram(this.#options, incoming).catch(whyNot)
    const call = await this.#begin(incoming.placement, {
      ...{ id: this.#idFor(incoming.callSid), clientId, direction: 'inbound', status: 'ringing', from, to, owner },
      ...{ forwardedFrom, callerName, startedAt: this.#now(), told: 0 },
      callback: found.ok ? found.callback : undefined,
      parameters: { own: { ...leg.parameters, ...(found.ok ? found.own : {}) }, custom: incoming.parameters },
    })
    if (call === undefined) return leg.reject('failed')
    call.attach(leg)
    if (!found.ok) {
      this.#warn(call, found)
      return call.end({ status: 'failed', code: found.code, reason: found.reason }, 'rejected')
    }
    await leg.ring()
    await call.run(found.program)
  }

  /** Dials a call that waited. */
  place(row: CallRow): void {
    const owner = this.#owner
    if (owner === undefined) return
    const { log } = this.#options.ground
    this.#place(row, owner).catch(async (err: unknown) => {
      const sid = callSidOf(row.id)
      log.error({ err, callSid: sid }, 'a call could not be placed, or what it was to do could not be begun')
      // Whoever has answered would be kept on the line by nobody.
      await this.find(sid)?.end({ status: 'failed', code: 15000, reason: 'what it was to do could not be begun' })
    })
  }

  async #place(row: CallRow, owner: string): Promise<void> {
    const api = new ApiCall(row, this.#options)
    const call = this.#keep(row, owner, row.id, () => api.lastWords())
    await call.tellInitiated()
    const route: FindRoute = (clientId, number) => routeOf(this.#options.route, clientId, number, row.request ?? {})
    const late = Date.parse(row.request?.notAfter ?? '') < this.#now().getTime()
    await this.#dial({
      ...{ call, shownAs: row.from_address, by: 'api' },
      find: async () => (late ? tooLate(row) : findTarget({ ...this.#options, route }, row.client_id, api.asked)),
    })
    call.ringFor(row.request?.timeoutSeconds ?? 60)
    if (await call.answered) await api.begin(call)
  }

  async dial(parent: RunningCall, request: ChildRequest): Promise<ChildCall> {
    const shown = await shownCaller(this.#options.accounts, parent, request)
    const home = [parent.to, parent.from].find((address) => address.startsWith('+'))
    const target = await findTarget(this.#options, parent.clientId, request.to, home)
    const found: Destination = shown.ok ? target : { ...shown, to: target.to }
    const from = shown.ok ? shown.from : (request.callerId ?? parent.from)
    const call = await this.#begin(parent.placement, {
      ...{ id: this.#options.ground.ids.uuid(), clientId: parent.clientId, parentId: callIdOf(parent.sid) },
      ...{ direction: 'outbound-dial', status: 'ringing', from, to: target.to, told: 0 },
      ...{ callback: request.statusCallback, owner: this.#owner },
    })
    if (call === undefined) throw new Error('the row of a child call could not be made')
    // Whoever waits for the answer waits for nothing when the caller is gone.
    const orphaned = () => (call.takenAway.aborted ? undefined : void call.end({ status: 'canceled' }))
    if (parent.over.aborted) orphaned()
    else parent.over.addEventListener('abort', orphaned, { once: true })
    void call.ended.then(() => parent.over.removeEventListener('abort', orphaned))
    await call.tellInitiated()
    await this.#dial({ call, find: async () => found, shownAs: from, by: 'dial' })
    call.ringFor(request.timeoutSeconds)
    return call
  }

  /** Rings the party, and gives the call its leg: one that is over already where the party cannot be rung. Never rejects. */
  async #dial(placing: Placing): Promise<void> {
    const { call } = placing
    try {
      call.attach(await this.#ring(placing))
    } catch (err) {
      const { log } = this.#options.ground
      const { code, message } = err instanceof VoiceError ? err : new VoiceError(15000, 'the party could not be rung')
      if (!(err instanceof VoiceError)) log.error({ err, callSid: call.sid }, 'a party could not be rung')
      this.#warn(call, { code, reason: message })
      call.attach(endedLeg(call.sid, { cause: 'failed', by: 'us', errorCode: code, reason: message }))
    }
  }

  /** @throws VoiceError with Twilio's code where it cannot be */
  async #ring({ call, find, shownAs: from, by }: Placing): Promise<Leg> {
    const { guard, legs, mayCall } = this.#options
    if (!(await mayCall(call.clientId))) throw new VoiceError(10001, 'the account is not active')
    const found = await find()
    if (!found.ok) throw new VoiceError(found.code, found.reason)
    const { clientId, sid: callSid, to, placement } = call
    const provider = legs().find(({ kinds }) => kinds.includes(found.target.kind))
    if (provider === undefined) throw new VoiceError(13224, `nothing here reaches a ${found.target.kind}`)
    if (found.outside !== undefined && guard !== undefined) {
      const admission = await guard.admit({ clientId, to: found.outside, by })
      if (!admission.admitted) throw new VoiceError(admission.refusal.code, admission.refusal.reason)
      void call.ended.then(() => admission.release())
    }
    return provider.dial(found.target, { clientId, callSid, from, to, placement })
  }

  #warn({ sid, clientId }: LiveCall, { code, reason }: { readonly code: number; readonly reason: string }): void {
    this.#options.ground.log.warn({ callSid: sid, clientId, code }, `a call failed: ${reason}`)
  }

  async #begin(placement: string, row: NewCallRow): Promise<LiveCall | undefined> {
    const made = await this.#writer.begin(row, this.#now())
    if (made === undefined) return undefined
    if (row.owner !== undefined && row.owner === this.#owner) return this.#keep(made, row.owner, placement)
    // The lead went in this very moment: nobody else will ever end a call that nobody runs.
    const at = this.#now()
    const end = { from: [...statusesBefore('failed')], to: 'failed', endedAt: at, at } as const
    await this.#writer.move(made, { ...end, owner: made.owner, errorCode: 15009, reason: 'the server stopped' })
    return undefined
  }

  #keep(
    row: CallRow,
    owner: string,
    placement: string,
    lastWords?: () => Promise<Readonly<Record<string, string>>>,
  ): LiveCall {
    const { ground, interpreter } = this.#options
    const run = (call: LiveCall, program: Program, signal: AbortSignal): Promise<ProgramEnd> =>
      interpreter().run(call, program, { signal })
    const call = new LiveCall({
      ...{ ground, writer: this.#writer, row, owner, placement, run, termOver: this.#term.signal },
      ...(lastWords === undefined ? {} : { lastWords }),
    })
    this.#live.set(call.sid, call)
    ground.meter.gauge('trunkline_calls_live', {}, this.#live.size)
    void call.ended.then(({ status }) => {
      this.#live.delete(call.sid)
      ground.meter.gauge('trunkline_calls_live', {}, this.#live.size)
      ground.meter.count('trunkline_calls_total', { direction: call.direction, status })
    })
    return call
  }

  #idFor(sid: string | undefined): string {
    return (sid === undefined ? undefined : callIdOf(sid)) ?? this.#options.ground.ids.uuid()
  }

  #now(): Date {
    return new Date(this.#options.ground.clock.now())
  }
}

const tooLate = ({ to_address: to }: CallRow): Destination => ({
  ...{ ok: false, code: 30001, to },
  reason: 'it waited until it was of no use any more: nobody was there to dial it, or it was one of too many',
})

const whyNot = (error: unknown): { ok: false } & Required<Pick<Wish, 'code' | 'reason'>> => ({
  ok: false,
  code: 11100,
  reason: error instanceof Error ? error.message : String(error),
})
