import type { CallStatus } from '@trunkline/wire'
import type { ChildCall, ChildEnd, ChildRequest, RunningCall } from '../../../src/call/running-call.ts'
import type { LegEnd } from '../../../src/leg/leg.ts'
import { FakeLeg } from './fake-leg.ts'
import type { VirtualTime } from './virtual-time.ts'

/** The client of all calls here. */
export const clientId = '0193f000-0000-7000-8000-000000000001'
export const accountSid = 'AC0193f00000007000800000000000000a'

export interface CallSetup {
  readonly sid: string
  readonly direction: RunningCall['direction']
  readonly from: string
  readonly to: string
  readonly parentCallSid?: string
}

const statusOf = (cause: LegEnd['cause'], answered: boolean): CallStatus => {
  if (answered) return 'completed'
  return cause === 'completed' || cause === 'rejected' ? 'no-answer' : cause
}

/** A call as whoever runs calls has it, without a database: it ends when its leg does. */
export class FakeRunningCall implements RunningCall {
  readonly sid: string
  readonly clientId = clientId
  readonly accountSid = accountSid
  readonly direction: RunningCall['direction']
  readonly from: string
  readonly to: string
  readonly parentCallSid?: string
  readonly placement = 'test'
  readonly leg: FakeLeg
  status: CallStatus
  readonly time: VirtualTime
  readonly #over = new AbortController()

  constructor({ sid, direction, from, to, parentCallSid }: CallSetup, time: VirtualTime) {
    this.sid = sid
    this.direction = direction
    this.from = from
    this.to = to
    if (parentCallSid !== undefined) this.parentCallSid = parentCallSid
    this.time = time
    this.status = 'ringing'
    this.leg = new FakeLeg(sid, direction === 'inbound' ? 'inbound' : 'outbound', time)
    void this.leg.ended.then(({ cause }) => {
      this.status = statusOf(cause, this.leg.answeredAt !== undefined)
      this.#over.abort()
    })
  }

  get over(): AbortSignal {
    return this.#over.signal
  }

  parameters(): Readonly<Record<string, string>> {
    return {
      ...{ CallSid: this.sid, AccountSid: accountSid, From: this.from, To: this.to, CallStatus: this.status },
      ...{ ApiVersion: '2010-04-01', Direction: this.direction },
      ...(this.parentCallSid === undefined ? {} : { ParentCallSid: this.parentCallSid }),
    }
  }

  async answer(): Promise<void> {
    await this.leg.answer()
    if (this.leg.state === 'answered') this.status = 'in-progress'
  }

  async hangUp(): Promise<void> {
    await this.leg.hangUp()
  }

  async reject(reason: 'busy' | 'rejected'): Promise<void> {
    if (this.leg.state === 'answered') await this.leg.hangUp()
    else await this.leg.reject(reason)
  }

  /** The party hangs up. */
  partyHangsUp(): void {
    this.leg.finish({ cause: 'completed', by: 'party' })
  }
}

/** A party that was dialled. */
export class FakeChild extends FakeRunningCall implements ChildCall {
  readonly request: ChildRequest
  readonly dialledAt: number
  readonly ended: Promise<ChildEnd>
  sipCode: number | undefined
  /** What its last callback tells beside. */
  lastWords: () => Promise<Readonly<Record<string, string>>> = async () => ({})
  readonly #taken = new AbortController()

  constructor(setup: CallSetup, request: ChildRequest, time: VirtualTime) {
    super(setup, time)
    this.request = request
    this.dialledAt = time.seconds
    this.ended = this.leg.ended.then(({ cause }) => this.#endOf(cause))
    // How long it rings is the business of whoever dials.
    time.at(time.seconds + request.timeoutSeconds, () => {
      if (this.leg.state === 'calling' || this.leg.state === 'ringing')
        this.leg.finish({ cause: 'no-answer', by: 'us' })
    })
  }

  get answered(): Promise<boolean> {
    return this.leg.answered
  }

  get takenAway(): AbortSignal {
    return this.#taken.signal
  }

  async cancel(): Promise<void> {
    await this.leg.hangUp('canceled')
  }

  tellAtEnd(words: () => Promise<Readonly<Record<string, string>>>): void {
    this.lastWords = words
  }

  /** Somebody gives the call a document of its own. */
  takeAway(): void {
    this.#taken.abort()
  }

  /** The party takes the call. */
  pickUp(): void {
    void this.answer()
  }

  #endOf(cause: LegEnd['cause']): ChildEnd {
    const { answeredAt, endedAt = 0 } = this.leg
    return {
      status: statusOf(cause, answeredAt !== undefined),
      ...(answeredAt === undefined ? {} : { durationSeconds: endedAt - answeredAt }),
      ...(this.sipCode === undefined ? {} : { sipCode: this.sipCode }),
    }
  }
}
