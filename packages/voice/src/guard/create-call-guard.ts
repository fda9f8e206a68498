import { readNumber } from '@trunkline/accounts'
import type { Database } from '@trunkline/postgres'
import { ProblemError } from '@trunkline/wire'
import type { Clock, Log } from '../ports.ts'
import { type CallLimitRow, getCallLimits, putCallLimits } from '../store/guard-store.ts'
import { CallCounter } from './call-counter.ts'
import type { Admission, CallGuard, CallLimitsDesk, CallRefusal, OutsideCall } from './call-guard.ts'
import { type CallLimits, type CallLimitsInput, limitsFault, mayCall, mergeLimits } from './call-limits.ts'

/** Of what the guard is made. */
export interface CallGuardOptions {
  readonly db: Pick<Database, 'query'>
  readonly clock: Clock
  readonly log: Log
  /** What holds for clients without limits of their own. */
  readonly limits: CallLimits
  /** Whether a number is somebody's here: calls to it do not leave. */
  readonly isHere: (e164: string) => Promise<boolean>
}

/** How long limits of a client are remembered, milliseconds: other processes learn of a change after that. */
const rememberedFor = 5_000
const mostRemembered = 10_000

/** Codes of refusals, by who asks: the API, a document, a SIP phone. */
const codes = {
  /** The country is not allowed. */
  country: { api: 21215, dial: 13227, sip: 32205 },
  /** The number costs more than a call. */
  premium: { api: 21202, dial: 13225, sip: 32203 },
  /** Too many at a time, and too many in a minute. */
  concurrent: { api: 10004, dial: 10004, sip: 10004 },
  rate: { api: 20429, dial: 20429, sip: 20429 },
} as const

/** Makes the guard of one process. */
export function createCallGuard(options: CallGuardOptions): CallGuard {
  return new Guard(options)
}

class Guard implements CallGuard {
  readonly limits: CallLimitsDesk
  readonly #options: CallGuardOptions
  readonly #limits: RememberedLimits
  readonly #counter: CallCounter

  constructor(options: CallGuardOptions) {
    this.#options = options
    this.#limits = new RememberedLimits(options)
    this.limits = this.#limits
    this.#counter = new CallCounter(options.clock)
  }

  async check(call: OutsideCall): Promise<CallRefusal | undefined> {
    const limits = await this.#limits.of(call.clientId)
    const refusal = destinationRefusal(limits, call)
    if (refusal === undefined || (await this.#options.isHere(call.to))) return undefined
    return this.#tell(call, refusal)
  }

  async admit(call: OutsideCall): Promise<Admission> {
    const limits = await this.#limits.of(call.clientId)
    const refusal = destinationRefusal(limits, call) ?? this.#excess(limits, call)
    if (refusal !== undefined) return { admitted: false, refusal: this.#tell(call, refusal) }
    return { admitted: true, release: this.#counter.begin(call.clientId) }
  }

  async perSecond(clientId: string): Promise<number> {
    return (await this.#limits.of(clientId)).perSecond
  }

  #excess({ concurrent, perMinute }: CallLimits, { clientId, by }: OutsideCall): CallRefusal | undefined {
    if (this.#counter.live(clientId) >= concurrent) {
      return { code: codes.concurrent[by], reason: `${concurrent} calls are under way, and more are not allowed` }
    }
    if (this.#counter.lastMinute(clientId) >= perMinute) {
      return { code: codes.rate[by], reason: `there were ${perMinute} calls in a minute, and more are not allowed` }
    }
    return undefined
  }

  #tell({ clientId, by }: OutsideCall, refusal: CallRefusal): CallRefusal {
    this.#options.log.warn({ clientId, by, code: refusal.code }, `a call was refused: ${refusal.reason}`)
    return refusal
  }
}

function destinationRefusal(limits: CallLimits, { to, by }: OutsideCall): CallRefusal | undefined {
  if (!mayCall(limits, to)) {
    return { code: codes.country[by], reason: `calls to numbers that begin with ${to.slice(0, 4)} are not allowed` }
  }
  if (limits.premium || readNumber(to).kind !== 'premium') return undefined
  return { code: codes.premium[by], reason: 'calls to premium-rate numbers are not allowed' }
}

/** Limits of clients, remembered for moments: a thousand calls a second are not a thousand queries. */
class RememberedLimits implements CallLimitsDesk {
  readonly #options: CallGuardOptions
  readonly #known = new Map<string, { readonly own: Promise<CallLimitsInput>; readonly until: number }>()

  constructor(options: CallGuardOptions) {
    this.#options = options
  }

  async of(clientId: string): Promise<CallLimits> {
    const now = this.#options.clock.now()
    const found = this.#known.get(clientId)
    if (found !== undefined && found.until > now) return mergeLimits(this.#options.limits, await found.own)
    const own = this.own(clientId)
    if (this.#known.size >= mostRemembered) this.#known.clear()
    this.#known.set(clientId, { own, until: now + rememberedFor })
    own.catch(() => this.#known.delete(clientId)) // Whoever asked is told.
    return mergeLimits(this.#options.limits, await own)
  }

  async own(clientId: string): Promise<CallLimitsInput> {
    const { rows } = await this.#options.db.query<CallLimitRow>(getCallLimits(clientId))
    return rows[0]?.limits ?? {}
  }

  async set(clientId: string, limits: CallLimitsInput): Promise<CallLimits> {
    const fault = limitsFault(limits)
    if (fault !== undefined) throw new ProblemError('validation-failed', undefined, { errors: [fault] })
    await this.#options.db.query(putCallLimits(clientId, limits, new Date(this.#options.clock.now())))
    this.#known.delete(clientId)
    return mergeLimits(this.#options.limits, limits)
  }
}
